"""The plain command line: a project without a generator."""

from __future__ import annotations

import datetime
from pathlib import Path

from competent.checks import checked
from competent.config import plain_config
from competent.project import Project, read_project


def load_project(file: Path, today: datetime.date | None = None) -> Project:
    """Read and check a project by its configuration file. `today` goes before the date of the settings."""
    config, problems = plain_config(file)
    return checked(read_project(config, problems, today))
