"""Codes, dates and numbers stay in one line: `KM-01-KT01` is not read as `KM-01-` and `KT01`, nor `20 June` as two.

The engine breaks a line after any hyphen. In words that is right, and in what has a digit it is not; nor between a
number and its unit or its month. And where long words may break, so that they stay in their column, it breaks a short
one for which a column is a hair too narrow.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from competent.words import months

CLASS = "unbroken"
"""Marks a code."""
SHORT = "short"
"""Marks a cell in which there is no long word."""
LONGEST = 14
"""Letters of what is kept whole: no more fit into the narrowest columns."""
UNITS = ("h", "min", "s", "mm", "cm", "m", "km", "g", "kg", "ml", "l", "%", "°C", "kB", "MB", "GB")
"""What follows a number in its line."""
THOUSANDS = r"\d{1,3}(?:\s\d{3})+(?!\d)"
BREAKS = re.compile(r"\w[-/]\w")
"""Where the engine breaks a word."""
NO_BREAK = "\u00a0"
"""Joins a number to its unit. An element that is not broken would do so too, but where one ends beyond its line, the
engine breaks the line after its first word (one of a hundred lines)."""
AS_WRITTEN = frozenset(["head", "math", "option", "pre", "script", "select", "style", "svg", "textarea"])


@functools.cache
def wholes(language: str) -> re.Pattern[str]:
    """What is looked at as one: a number with its unit, its month or its thousands, or else a word."""
    followers = "|".join(map(re.escape, (*UNITS, *months(language))))
    number = rf"(?:R\s?)?(?:{THOUSANDS}|\d[\d.,]*)"
    whole = rf"(?:{number}\s(?:{followers})(?!\w)|R\s{number}|R?{THOUSANDS})"
    return re.compile(rf"([(“‘]*{whole}\S{{0,2}}(?!\S)|\S+)")


def keep_whole(parent: Element, language: str = "en") -> None:
    """Join numbers to their units, put codes into elements that are not broken, and mark cells without a long word."""
    if parent.tag in AS_WRITTEN:
        return
    if parent.tag in ("td", "th") and all(len(word) <= LONGEST for word in "".join(parent.itertext()).split()):
        parent.set("class", " ".join(filter(None, (parent.get("class"), SHORT))))
    children = list(parent)
    texts = [parent.text or "", *(child.tail or "" for child in children)]
    if any(_is_code(word) for text in texts for word in wholes(language).findall(text)):
        parent.text, parent[:] = "", []
        for text, child in zip(texts, [*children, None], strict=True):
            _add_text(parent, text, language)
            if child is not None:
                child.tail = ""
                parent.append(child)
    for child in children:
        keep_whole(child, language)


def _add_text(parent: Element, text: str, language: str) -> None:
    for piece in _pieces(text, language):
        if isinstance(piece, Element):
            parent.append(piece)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + piece
        else:
            parent.text = (parent.text or "") + piece


def _pieces(text: str, language: str) -> Iterator[Element | str]:
    for piece in wholes(language).split(text):
        if not _is_code(piece):
            yield piece
        elif BREAKS.search(piece):
            code = Element("bdi", {"class": CLASS})
            code.text = piece
            yield code
        else:
            yield NO_BREAK.join(piece.split())


def _is_code(word: str) -> bool:
    if len(word) > LONGEST or not any(letter.isdigit() for letter in word):
        return False
    return len(word.split()) > 1 or BREAKS.search(word) is not None
