"""The lines of a page, with what was a list or a table in it, and the line of the file where each stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

_GONE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef\ufffe\uffff]")
"""Letters that nobody sees, which programs put into pages."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})

_BULLET = re.compile(
    r"(?:(?:[•◦▪▫■□●○‣⁃∙·►➢➤✓✔\uf000-\uf0ff]|ï‚·|ï€­)\s*"  # those that begin nothing else
    r"|(?:[-–—*→§¨?\ufffd]|o(?=\s\s|\t|\s[A-Z]))\s+)(?=\S)"  # those that need a space behind them
)
_INNER = re.compile(r"o\s+(?=\S)")
"""What Word takes for the sign of a list inside a list, when it is copied; at the margin, it is a word."""
NUMBERED = re.compile(r"\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
"""The number or letter that a line of a list begins with."""


@dataclass(frozen=True)
class Line:
    """What stands between two breaks of a page, or a row of a table."""

    cells: tuple[str, ...]
    """One for text; several for a row of a table, of which some may be empty."""
    number: int
    """The line of the file, from 1."""
    depth: int = 0
    """How deep it stands in a list; 0 in none."""
    gap: bool = False
    """Whether a paragraph begins with it."""

    @property
    def text(self) -> str:
        """Its words."""
        return words(" | ".join(filter(None, self.cells)))


def words(text: str) -> str:
    """A text with single spaces and without letters that nobody sees."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """A page's text with line ends of one kind, and nothing in it that YAML or a terminal would trip over."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _GONE.sub("", _CONTROL.sub(" ", text)).translate(_LIGATURES)
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True)
class Raw:
    """A line as a reader of pages finds it: its sign of a list is still part of its text."""

    cells: tuple[str, ...]
    number: int
    depth: int = 0
    gap: bool = False


def with_lists(found: Iterable[Raw]) -> Iterator[Line]:
    """The lines, with signs of lists read as the depth at which an item stands."""
    open_: list[tuple[int, str]] = []
    for raw in found:
        indent, mark, text = _item(raw.cells[0]) if len(raw.cells) == 1 else (0, "", "")
        if raw.depth or not mark:
            open_ = [] if not raw.depth and not mark else open_
            cells = (text,) if mark and mark != "1" and raw.depth else tuple(map(str.strip, raw.cells))
            yield Line(cells, raw.number, raw.depth, raw.gap)
            continue
        open_ = _opened(open_, indent, mark)
        yield Line((text,), raw.number, len(open_), raw.gap)


def _item(text: str) -> tuple[int, str, str]:
    """How far a line is indented, the sign of a list that it begins with, and its words; numbers stay in them."""
    bare = text.lstrip()
    indent = len(text) - len(bare)
    if match := _BULLET.match(bare) or (_INNER.match(bare) if indent else None):
        return indent, bare[0], bare[match.end() :].strip()
    return indent, "1" if NUMBERED.match(bare) else "", bare.strip()


def _opened(lists: list[tuple[int, str]], indent: int, mark: str) -> list[tuple[int, str]]:
    """The lists that are open at an item: one with the same sign goes on, another begins inside the last."""
    for number, (known, sign) in enumerate(lists):
        if sign == mark and (known == indent or number == len(lists) - 1):
            return [*lists[:number], (indent, mark)]
        if indent < known:
            return [*lists[:number], (indent, mark)]
    return [*lists, (indent, mark)][:MOST_DEPTH]


MOST_DEPTH = 6
"""Lists in lists; a page that seems to have more has signs that mean something else."""


def unwrapped(found: list[Raw], stands_alone: Callable[[str], bool]) -> list[Raw]:
    """The lines of a text that a program has broken at a width, put together again.

    A line goes on in the next one where its first word would not have fitted any more, and no sentence ends between
    them. Only where this happens in the middle of several sentences was the text broken so at all.
    """
    width = max((len(raw.cells[0].rstrip()) for raw in found if len(raw.cells) == 1), default=0)
    if width > WIDEST:
        return found
    goes_on = {n for n in range(1, len(found)) if _goes_on(found[n - 1], found[n], width, stands_alone)}
    if sum(found[n].cells[0].lstrip()[:1].islower() for n in goes_on) < FEWEST:
        return found
    result: list[Raw] = []
    for number, raw in enumerate(found):
        if number in goes_on:
            result[-1] = replace(result[-1], cells=(f"{result[-1].cells[0].rstrip()} {raw.cells[0].strip()}",))
        else:
            result.append(raw)
    return result


def _goes_on(before: Raw, raw: Raw, width: int, stands_alone: Callable[[str], bool]) -> bool:
    """Whether a line goes on in the next one."""
    if raw.gap or len(before.cells) > 1 or len(raw.cells) > 1:
        return False
    last, text = before.cells[0].rstrip(), raw.cells[0].strip()
    if last.endswith((".", ":", ";", "!", "?")) or _item(text)[1]:
        return False
    return len(last) + 1 + len(text.split(maxsplit=1)[0]) > width and not (stands_alone(last) or stands_alone(text))


WIDEST = 100
"""Letters of the longest line of a text that was broken at a width."""
FEWEST = 3
"""Sentences that go on in the next line, below which nothing can be told."""
