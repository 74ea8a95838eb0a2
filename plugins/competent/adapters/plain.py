"""The plain command line: a project without a generator."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from competent.checks import checked
from competent.config import Dialect, plain_config
from competent.project import Project, read_project
from competent.text.problem import Place, Problem


def load_project(file: Path, today: datetime.date | None = None) -> Project:
    """Read and check a project by its configuration file. `today` goes before the date of the settings."""
    config, problems = plain_config(file)
    try:
        return checked(read_project(config, problems, today))
    except ValueError as error:  # of an extension whose settings are wrong: the rest is read without any
        title = f"The Markdown extensions cannot be set up: {error}"
        problem = Problem(Place(file.name), "C410", title, "Correct the settings below “markdown_extensions”.")
        return checked(read_project(replace(config, dialect=Dialect((), {})), [*problems, problem], today))
