"""What the rules look at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from competent.programme.load import Content
from competent.roster import Roster
from competent.standards.load import Standards
from competent.text.problem import Problem


@dataclass(frozen=True)
class Checked:
    """A project that has been read."""

    root: Path
    content_folder: Path
    standards: Standards
    content: Content
    rosters: Mapping[str, Roster] = field(default_factory=dict)
    navigation: tuple[str, ...] | None = None
    """The pages and folders that `nav` in mkdocs.yml lists; None where MkDocs lists every page by itself."""
    today: datetime.date = field(default_factory=datetime.date.today)
    """The date that the dates of the register are held against."""


Rule = Callable[[Checked], Iterator[Problem]]
