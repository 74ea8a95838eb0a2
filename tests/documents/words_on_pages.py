"""Where each word stands on a printed page, as Poppler finds it."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from tests.building import tool

POINTS = 72 / 25.4
"""A millimetre in points."""
TOUCH = 1.0
"""Points by which the boxes of two words, which hold the whole height of a letter, may cross."""
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Word:
    """A word and its box, in points from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overprints(self, other: Word) -> bool:
        """Whether one is printed on the other: lines that follow each other share a little of their height."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > TOUCH and down > 0.4 * min(self.bottom - self.top, other.bottom - other.top)


@dataclass(frozen=True)
class Page:
    """A printed page."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]

    def overprinted(self) -> list[str]:
        """The words that are printed on each other."""
        pairs = combinations(sorted(self.words, key=lambda word: word.top), 2)
        return [f"p. {self.number}: {one.text} | {other.text}" for one, other in pairs if one.overprints(other)]

    def outside(self, start: float, end: float) -> list[str]:
        """The words that stand in the margins, given in millimetres."""
        left, right = start * POINTS - 0.5, self.width - end * POINTS + 0.5
        return [f"p. {self.number}: {word.text}" for word in self.words if word.left < left or word.right > right]


def pages_of(pdf: Path) -> list[Page]:
    """The pages of a file with the words on each."""
    root = etree.fromstring(tool("pdftotext", "-bbox", "-enc", "UTF-8", pdf, "-"))
    return [
        Page(number, float(page.get("width", 0)), float(page.get("height", 0)), tuple(_words(page)))
        for number, page in enumerate(root.iter(f"{XHTML}page"), 1)
    ]


def _words(page: etree.Element) -> Iterator[Word]:
    for word in page.iter(f"{XHTML}word"):
        edges = (float(word.get(name, 0)) for name in ("xMin", "yMin", "xMax", "yMax"))
        yield Word(word.text or "", *edges)
