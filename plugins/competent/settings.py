"""The settings of a project, as they stand in mkdocs.yml below `plugins: - competent:`."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, field_validator

from competent.text.values import Part, Text, Whole
from competent.words import ENGLISH, known_locale

HEX = r"^#[0-9a-fA-F]{6}$"


CheckLevel = Literal["error", "warning", "notice", "off"]


class Colours(Part):
    """The provider's two colours; white letters stand on the first, which therefore has to be dark."""

    main: Annotated[str, StringConstraints(pattern=HEX)] = Field(
        default="#14213d",
        description="The colour of covers and headings, dark. Write a colour as “#14213d”, in quotes.",
    )
    accent: Annotated[str, StringConstraints(pattern=HEX)] = Field(
        default="#f0b429", description="The colour of lines and marks. Write a colour as “#f0b429”, in quotes."
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
    """The name on every cover and in every footer."""
    logo: Text | None = None
    """A picture in the project, such as `content/assets/logo.svg`."""
    accreditation: Text | None = None
    """The accreditation number."""
    contact: Text | None = None
    """The way to reach the provider that stands first: an e-mail address, a telephone number or a web address."""
    telephone: Text | None = None
    """A telephone number, in quotes."""
    email: Text | None = None
    """An e-mail address."""
    website: Text | None = None
    """A web address."""
    address: Text | None = None
    """Where you are, or where post reaches you."""
    colours: Colours = Colours()
    """Your two colours."""

    @property
    def contacts(self) -> tuple[str, ...]:
        """Every way to reach the provider, each once."""
        given = (self.contact, self.telephone, self.email, self.website, self.address)
        return tuple(dict.fromkeys(way for way in given if way))


def _known_language(code: str) -> str:
    """A code that programs know, for it is written into pages and documents."""
    if known_locale(code) is None or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", code):
        raise ValueError(f"there is no language “{code}”; write a code such as en-ZA, af-ZA or zu-ZA")
    return code


Language = Annotated[str, AfterValidator(_known_language)]
"""The code of a language (BCP 47)."""


def _off(level: object) -> object:
    """YAML takes off without quotes for “false”."""
    return "off" if level is False else level


class Settings(Part):
    """Everything that a project can set."""

    provider: Provider = Provider()
    """Your organisation."""
    standards: Text = "unit_standards"
    """The folder of the unit standards."""
    templates: Text = "portfolio_templates"
    """The folder of your own templates."""
    output: Text = "build"
    """The folder for the documents."""
    language: Language = ENGLISH
    """The language of the content, such as `af-ZA`, where a programme names no other."""
    paper: Literal["A4", "Letter"] = "A4"
    """The size of paper to print on."""
    print: Literal["standard", "large"] = "standard"
    """How large the type is: `large` prints text of 18 points on paper that lies on its side, for weak eyes."""
    ink: Literal["full", "sparing"] = "full"
    """How much colour covers and heads of tables take: `sparing` prints them as lines on white."""
    workers: Whole = Field(default=2, ge=1, le=64)
    """How many documents are printed side by side."""
    rosters: Text = "records"
    """The folder of the rosters, which name people: outside content and site."""
    checks: dict[str, Annotated[CheckLevel, BeforeValidator(_off)]] = Field(default_factory=dict)
    """How grave the findings of a check are, by its code: `error`, `warning`, `notice` or `off`."""
    edition: datetime.date | None = None
    """The date of this edition of the documents, such as `2026-11-26`: it stands in their feet, beside the version."""
    check_date: datetime.date | None = None
    """The date that the dates of the register are held against. If you say nothing, today."""
    documents: bool = True
    """`false` leaves the PDFs out, for a quick look at the site."""
    whole_site: bool = False
    """`true` gives pages outside of programmes the Markdown and the look of programmes too."""
    publish: tuple[Text, ...] = ()
    """Files of the content folder that are published though no page of learners uses them, such as `files/*.zip`."""
