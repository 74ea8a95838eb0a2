"""Where printed pages break: how full each is, what it ends with, and how many rows of a table stand on it.

Seen by programs that did not write the file: Poppler draws the pages, MuPDF reads their text with its fonts, pikepdf
reads the structure, in which each part of a table that a page holds is a table of its own.
"""

from __future__ import annotations

import functools
import re
import subprocess
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

POINTS = 72 / 25.4
"""A millimetre in points."""
DOTS = 50
"""Dots an inch at which pages are drawn: two a millimetre."""
DARK, SEEN = 240, 8
"""A dot darker than this is ink, not a tint; a row of dots with fewer is a line that runs down the page."""
HEAD, FOOT = 14.5, 13.0
"""Millimetres at the edges that belong to the heads and feet of pages, where no line says where the foot is."""
FOOTS = re.compile(r"Page \d+ of \d+")
CORNER = 18.0
"""Millimetres at the left edge that belong to the code of the page."""
RULE = 6.0
"""Millimetres below a heading within which its own line or the ground of a table's head may end."""


@dataclass(frozen=True)
class Line:
    """A line of text; `bold` where every letter of it is."""

    text: str
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Printed:
    """A page: where its ink ends, and the lines between head and foot."""

    number: int
    foot: float
    """Where its foot begins, in millimetres from the top."""
    ink: float
    """Where its ink ends above that."""
    lines: tuple[Line, ...]
    ends_in_rows: bool
    """Whether what stands last on it is a table with rows, which may have bold words."""

    @property
    def full(self) -> float:
        """The part of its height that is used."""
        return (self.ink - HEAD) / (self.foot - HEAD)

    @property
    def title(self) -> str:
        """Its largest line, which is the heading of what begins on it."""
        return max(self.lines, key=lambda line: (round(line.size), -line.top)).text if self.lines else ""

    @property
    def stranded(self) -> str:
        """The heading, label or head of a table with which it ends, though what that heads stands overleaf."""
        last = max(self.lines, key=lambda line: line.bottom, default=None)
        alone = last and last.bold and self.ink < last.bottom + RULE and not self.ends_in_rows
        return last.text if last and alone else ""


@dataclass(frozen=True)
class Part:
    """A piece of what a page holds: the part of a table that stands on it, or something without parts."""

    page: int
    table: bool
    rows: int = 0


@functools.cache
def printed_pages(pdf: Path) -> list[Printed]:
    """The pages of a file as they are seen."""
    ends = {found.page: found.rows for found in contents(pdf)}
    texts = _texts(pdf)
    inks = _inks(pdf, [foot for foot, _ in texts])
    return [
        Printed(at, foot, ink, lines, ends.get(at, 0) > 0)
        for at, (ink, (foot, lines)) in enumerate(zip(inks, texts, strict=True), 1)
    ]


def _inks(pdf: Path, feet: list[float]) -> list[float]:
    done = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(DOTS), str(pdf)], capture_output=True, timeout=300, check=True
    )
    return [_ink(*page, foot) for page, foot in zip(_pictures(done.stdout), feet, strict=True)]


def _pictures(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Width, height and dots of each picture (PGM, which pdftoppm writes one after the other)."""
    at = 0
    while at < len(data):
        found = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s").match(data, at)
        assert found, "no picture"
        width, height = int(found[1]), int(found[2])
        yield width, height, data[found.end() : found.end() + width * height]
        at = found.end() + width * height


def _ink(width: int, height: int, dots: bytes, foot: float) -> float:
    """Where the ink between head and foot ends."""
    dot = 25.4 / DOTS
    left, faint = int(CORNER / dot), bytes(range(DARK))
    for row in range(min(height, int(foot / dot)) - 1, int(HEAD / dot), -1):
        seen = dots[row * width + left : (row + 1) * width]
        if len(seen) - len(seen.translate(None, faint)) >= SEEN:
            return (row + 1) * dot
    return HEAD


def _texts(pdf: Path) -> list[tuple[float, tuple[Line, ...]]]:
    """Where the foot of each page begins, and its lines between head and foot."""
    done = subprocess.run(
        ["mutool", "draw", "-q", "-F", "stext", "-o", "-", str(pdf)], capture_output=True, timeout=300, check=True
    )
    return [_page(page) for page in etree.fromstring(done.stdout).iter("page")]


def _page(page: etree.Element) -> tuple[float, tuple[Line, ...]]:
    height = float(page.get("height", 0)) / POINTS
    lines = [line for element in page.iter("line") if (line := _line(element))]
    foot = min((line.top - 0.5 for line in lines if FOOTS.fullmatch(line.text)), default=height - FOOT)
    return foot, tuple(line for line in lines if line.top > HEAD - 1 and line.bottom < foot + 1)


def _line(element: etree.Element) -> Line | None:
    _, top, _, bottom = (float(side) / POINTS for side in str(element.get("bbox")).split())
    fonts = [font for font in element.iter("font") if any((c.get("c") or " ").strip() for c in font.iter("char"))]
    text = "".join(c.get("c") or "" for c in element.iter("char")).strip()
    if not fonts or not text:
        return None
    size = max(float(font.get("size", 0)) for font in fonts)
    return Line(text, top, bottom, size, all("Bold" in str(font.get("name")) for font in fonts))


def contents(pdf: Path) -> list[Part]:
    """What stands on the pages, in its order; not what stands in their heads."""
    with pikepdf.open(pdf) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        elements = [element for element in _leaves(document.Root.StructTreeRoot) if "/Pg" in element]
        return [_part(element, pages[element.Pg.objgen]) for element in elements if not _is_loose(element)]


def _part(element: Any, page: int) -> Part:
    table = Name.Table == element.S
    return Part(page, table, sum(1 for _ in _rows(element)) if table else 0)


def _is_loose(element: Any) -> bool:
    """Whether it is a field in the head of a page: these hang on the document itself."""
    return bool(Name.Form == element.S and Name.Document == element.P.get("/S"))


def _leaves(element: Any) -> Iterator[Any]:
    """Whole tables, and of all else what has no parts."""
    kids = _kids(element)
    if element.get("/S") == Name.Table or (not kids and "/S" in element):
        yield element
        return
    for kid in kids:
        yield from _leaves(kid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", Array())
    return [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary) and "/S" in kid]


def _rows(element: Any) -> Iterator[Any]:
    """The rows of a table, without its head."""
    for kid in _kids(element):
        if kid.S == Name.TR:
            yield kid
        elif Name.THead != kid.S:
            yield from _rows(kid)


def broken_tables(pdf: Path) -> list[list[Part]]:
    """The tables that stand on more than one page, each with its parts."""
    tables: list[list[Part]] = [[]]
    for part in contents(pdf):
        goes_on = part.table and tables[-1] and part.page == tables[-1][-1].page + 1
        if not goes_on:
            tables.append([])
        if part.table:
            tables[-1].append(part)
    return [parts for parts in tables if len(parts) > 1]


def single_rows(pdf: Path) -> list[str]:
    """Where one row of a table stands alone on a side of a break."""
    return [
        f"p. {part.page}: one row of {sum(one.rows for one in parts)}"
        for parts in broken_tables(pdf)
        for part in parts
        if part.rows == 1
    ]
