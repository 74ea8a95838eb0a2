"""Read a page that was saved as HTML into its lines, by the parser of libxml2, which mends what is not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from competent.exchange.lines import Raw, words

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main",
    "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
"""Elements that begin and end a paragraph."""
UNSEEN = {"script", "style", "template", "noscript", "head", "select", "button", "textarea", "svg", "iframe", "object"}
"""Elements whose text is not part of a page, or is not seen."""
LISTS = {"ul", "ol", "dl"}
_SPACE = re.compile(r"[ \t\n\f]+")
"""What HTML takes for a space; a no-break space indents, and is kept until lists are read."""


def is_markup(text: str) -> bool:
    """Whether a page is HTML."""
    return bool(re.search(r"<\s*(?:html|body|table|tr|td|div|p|br)\b", text, re.IGNORECASE))


def html_lines(text: str) -> list[Raw] | None:
    """The lines of a page; nothing where its elements stand too deep in one another to be read."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(text.encode(), parser)
    if any("depth" in error.message for error in parser.error_log):
        return None
    reader = _Reader()
    if root is not None:
        reader.read(root)
        reader.end()
    return reader.lines


def _holds_rows(row: etree._Element) -> bool:
    """Whether other tables, rows or cells stand inside those of a row, as where one is not closed."""
    inside = next(row.iterdescendants("table", "tr"), None)
    return inside is not None or any(next(cell.iterdescendants("td", "th"), None) is not None for cell in row)


class _Reader:
    """Walks the tree of a page; collects its lines."""

    def __init__(self, line: int = 1) -> None:
        self.lines: list[Raw] = []
        self.words: list[str] = []
        self.line, self.begun = line, line
        self.depth, self.item, self.gap = 0, False, True

    def read(self, element: etree._Element) -> None:
        """Read an element with all inside it; what follows it is left."""
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            return
        self.line = max(self.line, element.sourceline or 0)
        if element.tag == "br":
            self.say(" ") if self.item else self.end(gap=False)
        elif element.tag == "tr" and not _holds_rows(element):
            self.row(element)
        else:
            self.block(element)

    def block(self, element: etree._Element) -> None:
        is_block = element.tag in BLOCKS and not (self.item and element.tag in ("p", "div"))
        kept = self.depth, self.item
        if is_block:
            self.end()
        if element.tag in LISTS:
            self.depth, self.item = self.depth + 1, False
        if element.tag in ("li", "dd") and self.depth:
            self.item = True
        self.inside(element)
        if is_block:
            self.end()
        self.depth, self.item = kept

    def inside(self, element: etree._Element) -> None:
        self.say(element.text)
        for child in element:
            self.read(child)
            self.say(child.tail)

    def row(self, element: etree._Element) -> None:
        """A row of one cell is text, and so is one whose first cell alone holds lines; any other has several cells."""
        self.end()
        cells = list(element.iter("td", "th"))
        lines = [list(self._of(cell)) for cell in cells]
        if len(cells) < 2 or (len(lines[0]) > 1 and not any(lines[1:])):
            self.block(element)
        elif any(lines):
            begun = next(cell.sourceline for cell, found in zip(cells, lines, strict=True) if found)
            self.lines.append(Raw(tuple(map(" ".join, lines)), begun or self.line, 0, True))
        self.gap = True

    def _of(self, cell: etree._Element) -> Iterator[str]:
        reader = _Reader(self.line)
        reader.inside(cell)
        reader.end()
        return (words(raw.cells[0]) for raw in reader.lines)

    def say(self, text: str | None) -> None:
        if not text:
            return
        if not any(map(str.strip, self.words)):
            blank = len(text) - len(text.lstrip())
            self.begun = self.line + text.count("\n", 0, blank)
        self.words.append(text)
        self.line += text.count("\n")

    def end(self, gap: bool = True) -> None:
        """End a line; after most elements a paragraph begins, after a break it does not."""
        said = _SPACE.sub(" ", "".join(self.words)).strip(" ")
        if said.strip():
            self.lines.append(Raw((said,), self.begun, self.depth, self.gap))
            self.gap = False
        self.gap = self.gap or gap or not said
        self.words = []
