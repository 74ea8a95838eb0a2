"""The plugin's settings, as they stand in mkdocs.yml below `plugins: - competent:`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from competent.problem import Problem
from competent.standards.models import Part, Text
from competent.standards.source import read_text, read_yaml
from competent.standards.validate import validate


class Provider(Part):
    """The accredited provider whose name stands on every cover."""

    name: Text = "Name of your provider"
    logo: Text | None = None
    """A picture in the project, such as content/assets/logo.svg."""
    accreditation: Text | None = None
    """The accreditation number."""
    contact: Text | None = None


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
    return settings or Settings(), problems


def content_folder(file: Path) -> str:
    """The name of the content folder in mkdocs.yml: what MkDocs calls docs_dir."""
    text, _ = read_text(file, file.name)
    source, _ = read_yaml(text, file.name, foreign=True) if text is not None else (None, [])
    named = source.value.get("docs_dir") if source and isinstance(source.value, dict) else None
    return named if isinstance(named, str) and named else "docs"  # MkDocs' own default


def _steps_to_plugin(mkdocs_yml: Any) -> tuple[str | int, ...]:
    """Where the settings of this plugin stand: plugins may be a list or a mapping."""
    plugins = mkdocs_yml.get("plugins") if isinstance(mkdocs_yml, dict) else None
    if isinstance(plugins, dict) and "competent" in plugins:
        return ("plugins", "competent")
    for number, item in enumerate(plugins if isinstance(plugins, list) else []):
        if isinstance(item, dict) and "competent" in item:
            return ("plugins", number, "competent")
    return ()
