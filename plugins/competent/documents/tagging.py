"""Mend the structure of a printed document (PDF/UA-1): what is heard, in which order, and what is only seen.

The engine tags the heads and feet of pages as text and leaves that text out of the structure, with the fields that
stand there. Here the text becomes what it is, part of the sheet (an artifact), and the fields find their place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, Page, Pdf

from competent.documents.margins import Line, lines_of

_MARKED = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC")
"""How the engine begins a text that is tagged."""
_ARTIFACT = b"/Artifact\n<</Type/Pagination>>\nBDC"
_OF_BLOCKS = (Name.Document, Name.Part, Name.Art, Name.Sect, Name.Div)
"""The elements that may hold a text beside any other."""


@dataclass(frozen=True)
class _Margin:
    """A page whose margins hold texts that no element of the structure owns."""

    page: Page
    elements: Any
    """By the number of each text of the page, the element that owns it."""
    lines: list[Line]

    @property
    def number(self) -> int:
        return int(self.page.obj.StructParents)


def mend_structure(pdf: Pdf) -> None:
    """Scope the heads of tables, take heads and feet of pages out of the text, and put their fields into it."""
    if "/StructTreeRoot" not in pdf.Root:
        return
    root = pdf.Root.StructTreeRoot
    linked = set()
    document = None
    for element, in_head in _elements(root):
        linked.add(element.objgen)
        kind = element.get("/S")
        if kind == Name.Document:
            document = element
        elif kind == Name.TH:
            element.A = Dictionary(O=Name.Table, Scope=Name.Column if in_head else Name.Row)
    numbers = root.ParentTree.Nums
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    _mend_margins(pdf, list(_margins(pdf, parents, linked)))
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            element = parents.get(int(annotation.get("/StructParent", -1)))
            if element is not None and element.objgen not in linked and document is not None:
                element.P = document
                document.K.append(element)


def _elements(root: Any) -> Iterator[tuple[Any, bool]]:
    """Every element of the structure, and whether it stands in the head of a table."""
    waiting: list[tuple[Any, bool]] = [(root, False)]
    while waiting:
        element, in_head = waiting.pop()
        yield element, in_head
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                waiting.append((kid, in_head or element.get("/S") == Name.THead))


def _margins(pdf: Pdf, parents: Mapping[int, Any], linked: set[Any]) -> Iterator[_Margin]:
    for page in pdf.pages:
        elements = parents.get(int(page.obj.get("/StructParents", -1)))
        texts = enumerate(elements if isinstance(elements, Array) else ())
        loose = {number for number, element in texts if element is not None and element.objgen not in linked}
        if loose:
            yield _Margin(page, elements, list(lines_of(page, loose)))


def _mend_margins(pdf: Pdf, margins: list[_Margin]) -> None:
    """Set apart what the margins of pages say; a sentence that hardly recurs is heard, lest checkers miss it."""
    pages = len(pdf.pages)
    often = 3 if pages >= 6 else max(2, pages)  # as outloud counts
    recurring = Counter(key for margin in margins for key in {line.key for line in margin.lines})
    for margin in margins:
        apart = [line for line in margin.lines if recurring[line.key] >= often or not line.is_prose]
        _set_apart(pdf, margin, {number for line in apart for number in line.numbers})
        for line in margin.lines:
            if line not in apart:
                _own(pdf, margin, line)


def _set_apart(pdf: Pdf, margin: _Margin, apart: set[int]) -> None:
    def begin(found: re.Match[bytes]) -> bytes:
        return _ARTIFACT if int(found[1]) in apart else found[0]

    margin.page.obj.Contents = pdf.make_stream(_MARKED.sub(begin, margin.page.Contents.read_bytes()))
    for number in apart:
        margin.elements[number] = None


def _own(pdf: Pdf, margin: _Margin, line: Line) -> None:
    """Let the line be heard before whatever the page begins with."""
    loose = {number for line in margin.lines for number in line.numbers}
    first = next((e for n, e in enumerate(margin.elements) if e is not None and n not in loose), None)
    if first is None:
        return
    while first.P.get("/S") not in _OF_BLOCKS:
        first = first.P
    element = Dictionary(Type=Name.StructElem, S=Name.Span, P=first.P, Pg=margin.page.obj, K=Array(line.numbers))
    owner = pdf.make_indirect(element)
    kids = first.P.K if isinstance(first.P.K, Array) else Array([first.P.K])
    at = next(at for at, kid in enumerate(kids) if isinstance(kid, Dictionary) and kid.objgen == first.objgen)
    kids.insert(at, owner)
    first.P.K = kids
    for number in line.numbers:
        margin.elements[number] = owner
