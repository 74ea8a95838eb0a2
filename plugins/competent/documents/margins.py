"""What the heads and feet of pages say, read out of a printed page: does it recur, and does it read as prose?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from pikepdf import Page

_TEXT = re.compile(rb"<</MCID (\d+)>>\nBDC(.*?)EMC", re.DOTALL)
_AT = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm\n/(\S+) (\S+) Tf\n(.*?)\nET", re.DOTALL)
"""How the engine sets a line: where, with which font, and the codes of its letters."""
_CODE = re.compile(rb"<([0-9a-fA-F]{4})>")
_MAPPED = re.compile(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class _Piece:
    number: int
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Line:
    """The texts of a margin that share a baseline."""

    numbers: tuple[int, ...]
    """The numbers (MCID) of the texts."""
    text: str

    @property
    def key(self) -> str:
        """The same for lines that differ in their numbers only."""
        return " ".join(re.sub(r"\d+", "", self.text.lower()).split())

    @property
    def is_prose(self) -> bool:
        """Whether a checker would take it for a sentence."""
        words = _WORD.findall(self.text)
        return len(words) >= 8 and sum(word[0].islower() for word in words) >= 4


def lines_of(page: Page, numbers: Collection[int]) -> Iterator[Line]:
    """The lines that these texts of a page make, from the top."""
    pieces = sorted(_pieces(page, numbers), key=lambda piece: (round(piece.y / 4), piece.x))
    for _, line in groupby(pieces, lambda piece: round(piece.y / 4)):
        found = list(line)
        yield Line(tuple(dict.fromkeys(piece.number for piece in found)), " ".join(piece.text for piece in found))


def _pieces(page: Page, numbers: Collection[int]) -> Iterator[_Piece]:
    fonts = {name.lstrip("/"): font for name, font in page.resources.Font.items()}
    letters: dict[str, Mapping[str, str]] = {}
    for number, body in _TEXT.findall(page.Contents.read_bytes()):
        if int(number) in numbers:
            for x, y, name, _size, shown in _AT.findall(body):
                font = name.decode()
                if font not in letters:
                    letters[font] = dict(_MAPPED.findall(fonts[font].ToUnicode.read_bytes().decode("ascii")))
                yield _Piece(int(number), float(x), float(y), _said(shown, letters[font]))


def _said(shown: bytes, letters: Mapping[str, str]) -> str:
    codes = (letters.get(code.decode().lower(), "") for code in _CODE.findall(shown))
    return "".join(bytes.fromhex(code).decode("utf-16-be") for code in codes)
