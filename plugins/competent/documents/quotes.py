"""Quotation marks are curly in print, as Markdown has made them in text: those of titles, labels and statements too.

The words of a standard stay as they are registered; only the signs around them are those of printed text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

CURLY = frozenset(["en", "af", "zu", "xh", "nr", "ss", "st", "nso", "tn", "ts", "ve"])
"""The languages that are printed with these marks."""
AS_WRITTEN = frozenset(
    ["head", "code", "kbd", "math", "option", "pre", "samp", "script", "select", "style", "svg", "textarea"]
)
INLINE = frozenset(
    "a abbr b bdi bdo cite del dfn em i ins mark q s small span strong sub sup u".split()  # noqa: SIM905 (read in a line)
)
"""Elements in which a line goes on."""
OPENING = frozenset(" \n\t\N{NO-BREAK SPACE}([{<“‘—–/")
"""What stands before a mark that opens."""
HEADS = "data-title"
"""The attribute whose text stands in the heads of pages."""


@dataclass
class _Writer:
    """Goes through the texts of a document in order, and knows the letter before each."""

    before: str = " "

    def curly(self, text: str) -> str:
        signs = [self._sign(text, place) for place in range(len(text))]
        return "".join(signs)

    def _sign(self, text: str, place: int) -> str:
        sign, after = text[place], text[place + 1 : place + 2]
        if sign in "\"'":
            opens = self.before in OPENING and not after.isspace()
            sign = ("“" if opens else "”") if sign == '"' else "‘" if opens and not _is_short_form(text, place) else "’"
        self.before = sign
        return sign


def _is_short_form(text: str, place: int) -> bool:
    """Whether an apostrophe stands for letters left out at the beginning: Afrikaans ’n, and years such as ’26."""
    rest = text[place + 1 :]
    return rest[:1].isdigit() or (rest[:1].lower() == "n" and not rest[1:2].isalpha())


def make_curly(root: Element, language: str) -> None:
    """Put curly marks into every text of a document in one of the languages that have them."""
    if language.partition("-")[0] in CURLY:
        writer = _Writer()
        for holder, name, starts in _texts(root):
            if starts:
                writer.before = " "
            setattr(holder, name, writer.curly(getattr(holder, name) or ""))
        for element in root.iter():
            if isinstance(element.tag, str) and (head := element.get(HEADS)):
                element.set(HEADS, _Writer().curly(head))


def _texts(element: Element) -> Iterator[tuple[Element, str, bool]]:
    """Each text in order: its element, the name of the attribute that holds it, and whether a line begins with it."""
    if element.tag in AS_WRITTEN or not isinstance(element.tag, str):
        return
    starts = element.tag not in INLINE
    yield element, "text", starts
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield child, "tail", child.tag not in INLINE
