"""The documents of a programme that are printed already, for those that name their pages or count their sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Pages = Mapping[str, Mapping[str, int]]
"""By the path of a document below `build`, the page (from 1) of each anchor in it."""


@dataclass(frozen=True)
class Shelf:
    """What is known of them, by their paths below `build`; nothing of one that is not printed."""

    pages: Pages = field(default_factory=dict)
    sides: Mapping[str, int] = field(default_factory=dict)
    """How many pages each has."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """As they stand in their footers."""

    def page(self, path: str, anchor: str) -> int | None:
        """The page of an anchor in a document."""
        return self.pages.get(path, {}).get(anchor)
