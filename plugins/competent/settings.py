"""The plugin's settings, as they stand in mkdocs.yml below `plugins: - competent:`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, field_validator

from competent.severity import CheckLevel, wrong_levels
from competent.text.problem import Problem
from competent.text.source import read_text, read_yaml
from competent.text.validate import validate
from competent.text.values import Part, Text

HEX = r"^#[0-9a-fA-F]{6}$"


class Colours(Part):
    """The provider's two colours; white letters stand on the first, which therefore has to be dark."""

    main: Annotated[str, StringConstraints(pattern=HEX)] = Field(
        default="#14213d", description="Write a colour as “#14213d”, in quotes."
    )
    accent: Annotated[str, StringConstraints(pattern=HEX)] = Field(
        default="#f0b429", description="Write a colour as “#f0b429”, in quotes."
    )

    @field_validator("main")
    @classmethod
    def _dark_enough(cls, colour: str) -> str:
        """White letters need a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3)."""
        contrast = 1.05 / (luminance(colour) + 0.05)
        if contrast < LEAST_CONTRAST:
            raise ValueError(f"White letters on {colour} have a contrast of {contrast:.1f} to 1; choose a darker one")
        return colour


LEAST_CONTRAST = 4.5


def luminance(colour: str) -> float:
    """The relative luminance of a colour such as #14213d, from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Provider(Part):
    """The accredited provider whose name stands on every cover."""

    name: Text = "Name of your provider"
    logo: Text | None = None
    """A picture in the project, such as content/assets/logo.svg."""
    accreditation: Text | None = None
    """The accreditation number."""
    contact: Text | None = None
    """The way to reach the provider that stands first: an e-mail address, a telephone number or a web address."""
    telephone: Text | None = None
    email: Text | None = None
    website: Text | None = None
    address: Text | None = None
    colours: Colours = Colours()

    @property
    def contacts(self) -> tuple[str, ...]:
        """Every way to reach the provider, each once."""
        given = (self.contact, self.telephone, self.email, self.website, self.address)
        return tuple(dict.fromkeys(way for way in given if way))


def _off(level: object) -> object:
    """YAML takes off without quotes for “false”."""
    return "off" if level is False else level


class Settings(Part):
    """Everything that a project can set."""

    provider: Provider = Provider()
    standards: Text = "unit_standards"
    templates: Text = "portfolio_templates"
    output: Text = "build"
    language: Text = "en-ZA"
    paper: Literal["A4", "Letter"] = "A4"
    workers: int = Field(default=2, ge=1, le=64)
    """How many processes render documents side by side."""
    rosters: Text = "records"
    """The folder of the rosters, such as records/us118028.roster.csv; outside content and site."""
    checks: dict[str, Annotated[CheckLevel, BeforeValidator(_off)]] = Field(default_factory=dict)
    """By the code of a check, how grave its findings are, or “off”."""
    check_date: datetime.date | None = None
    """The date that the dates of the register are held against; today where nothing is said."""
    documents: bool = True
    """False leaves the PDFs out, for a quick look at the site."""


def load_settings(file: Path, root: Path) -> tuple[Settings, list[Problem]]:
    """Read the plugin's settings out of mkdocs.yml, without MkDocs."""
    path = file.relative_to(root).as_posix()
    text, problems = read_text(file, path)
    source, found = read_yaml(text, path, foreign=True) if text is not None else (None, [])
    if source is None:
        return Settings(), problems + found
    steps = _steps_to_plugin(source.value)
    if not steps:
        return Settings(), []
    options = source.below(*steps)
    if options.value is None:
        return Settings(), []
    settings, problems = validate(Settings, options)
    if settings is None:
        return Settings(), problems
    return settings, wrong_levels(settings.checks, source, (*steps, "checks"))


def content_folder(file: Path) -> str:
    """The name of the content folder in mkdocs.yml: what MkDocs calls docs_dir."""
    text, _ = read_text(file, file.name)
    source, _ = read_yaml(text, file.name, foreign=True) if text is not None else (None, [])
    named = source.value.get("docs_dir") if source and isinstance(source.value, dict) else None
    return named if isinstance(named, str) and named else "docs"  # MkDocs' own default


def navigation(file: Path) -> tuple[str, ...] | None:
    """Every page and folder that `nav` in mkdocs.yml lists; None where it has no `nav`."""
    text, _ = read_text(file, file.name)
    source, _ = read_yaml(text, file.name, foreign=True) if text is not None else (None, [])
    nav = source.value.get("nav") if source and isinstance(source.value, dict) else None
    return tuple(_listed(nav)) if isinstance(nav, list) else None


def _listed(item: Any) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, list | dict):
        yield from (name for value in (item.values() if isinstance(item, dict) else item) for name in _listed(value))


def _steps_to_plugin(mkdocs_yml: Any) -> tuple[str | int, ...]:
    """Where the settings of this plugin stand: plugins may be a list or a mapping."""
    plugins = mkdocs_yml.get("plugins") if isinstance(mkdocs_yml, dict) else None
    if isinstance(plugins, dict) and "competent" in plugins:
        return ("plugins", "competent")
    for number, item in enumerate(plugins if isinstance(plugins, list) else []):
        if isinstance(item, dict) and "competent" in item:
            return ("plugins", number, "competent")
    return ()
