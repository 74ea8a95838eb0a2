"""The letters that the documents' fonts hold: those of all South African and European languages in Latin script."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from competent.text.problem import Place, Problem
from competent.text.scan import Page

RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x02FF), (0x0300, 0x036F), (0x1E00, 0x1EFF), (0x2010, 0x2027),
    (0x202F, 0x205E), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122), (0x2126, 0x2126),
)  # fmt: skip
"""What the fonts were cut down to; CONTRIBUTING tells how. A test compares them with the files."""

DRAWN = "✓"
"""Drawn as a picture where the block “letter” uses it."""


_UNKNOWN = re.compile(f"[^{re.escape(DRAWN)}\t\ufeff{''.join(f'{chr(first)}-{chr(last)}' for first, last in RANGES)}]")


def is_known(letter: str) -> bool:
    """Whether the fonts have the letter."""
    return _UNKNOWN.match(letter) is None


def letters_are_in_the_fonts(page: Page) -> Iterator[Problem]:
    """C243: a letter that the fonts lack would print as an empty box."""
    code = False
    for number, line in enumerate(page.lines, 1):
        code = code != bool(_FENCE.match(line))
        found = [(match, match[0]) for match in _UNKNOWN.finditer(line)]
        if not code:
            plain = _INLINE_CODE.sub(lambda quoted: " " * len(quoted[0]), line)
            written = [(match, html.unescape(match[0])) for match in _ENTITY.finditer(plain)]
            found += [(match, text) for match, text in written if _UNKNOWN.search(text)]
        for match, letter in found:
            title = f"The documents' fonts have no “{letter}”"
            hint = "Say it in words, or draw it in a picture."
            yield Problem(Place(page.path, number, match.start() + 1), "C243", title, hint)


_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
"""A letter by its name or number, such as &rarr; or &#8594; in the place of an arrow."""
_FENCE = re.compile(r"^ *(?:`{3}|~{3})")
_INLINE_CODE = re.compile(r"`[^`]*`")
