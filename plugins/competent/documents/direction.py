"""Texts from left to right in a document that is written from right to left.

Words that have no translation stay English, and authors name firms, addresses and codes. Set from right to left, such a
text has its full stop at the wrong end, and its parts in the wrong order. The engine does not know `dir="auto"`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

OF_TEXT = ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s")
WITHIN_A_LINE = frozenset((*OF_TEXT, "img", "samp", "small", "span", "strong", "sub", "sup", "u", "var"))
"""The elements that go on with the line they stand in."""
NO_TEXT = frozenset(["head", "math", "option", "script", "select", "style", "svg", "textarea"])

Line = list[Element | str]
"""Texts and elements that follow each other in one line; a block is a line of its own."""


def isolate(parent: Element) -> None:
    """Put each line that has letters from left to right only into a `<bdi dir="ltr">`."""
    if parent.tag in NO_TEXT:
        return
    parts: Line = []
    for line in list(_lines(parent)):
        if _is_left_to_right(line):
            parts.append(_filled(Element("bdi", dir="ltr"), line))
        else:
            for element in _elements(line):
                isolate(element)
            parts += line
    _filled(parent, parts)


def _lines(parent: Element) -> Iterator[Line]:
    """What stands in an element, cut where a block begins or ends."""
    line: Line = [parent.text or ""]
    for child in parent:
        if child.tag in WITHIN_A_LINE:
            line += [child, child.tail or ""]
        else:
            yield line
            yield [child]
            line = [child.tail or ""]
    yield line


def _is_left_to_right(line: Line) -> bool:
    """Whether a line has a text of its own, and nothing in it is written from right to left."""
    texts = [part for part in line if isinstance(part, str)]
    within = [text for element in _elements(line) for text in element.itertext()]
    directions = {unicodedata.bidirectional(letter) for letter in "".join([*texts, *within])}
    return any(text.strip() for text in texts) and "L" in directions and not directions & {"R", "AL"}


def _elements(line: Line) -> Iterable[Element]:
    return (part for part in line if isinstance(part, Element))


def _filled(element: Element, parts: Line) -> Element:
    """The element with these parts and nothing else in it."""
    element.text = ""
    element[:] = list(_elements(parts))
    last: Element | None = None
    for part in parts:
        if isinstance(part, Element):
            last, part.tail = part, ""
        elif last is None:
            element.text += part
        else:
            last.tail = (last.tail or "") + part
    return element
