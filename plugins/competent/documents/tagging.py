"""Mend the structure of a printed document (PDF/UA-1): what is heard, in which order, and what is only seen.

The engine tags the heads and feet of pages as text and leaves that text out of the structure, with the fields that
stand there. Here the text becomes what it is, part of the sheet (an artifact), and the fields find their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Page, Pdf

_MARKED = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC")
"""How the engine begins a text that is tagged."""
_FEW_PAGES = 6
"""In a document of fewer pages checkers take a head that recurs for prose; nobody hears it there either way."""
_ARTIFACT = b"/Artifact\n<</Type/Pagination>>\nBDC"


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
    for page in pdf.pages:
        loose = _loose(parents.get(int(page.obj.get("/StructParents", -1))), linked)
        if loose and len(pdf.pages) >= _FEW_PAGES:
            _set_apart(pdf, page, loose)
            for number in loose:
                parents[int(page.obj.StructParents)][number] = None
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


def _loose(elements: Any, linked: set[Any]) -> set[int]:
    """The numbers of a page's texts that no element of the structure holds."""
    texts = enumerate(elements if isinstance(elements, Array) else ())
    return {number for number, element in texts if element is not None and element.objgen not in linked}


def _set_apart(pdf: Pdf, page: Page, loose: set[int]) -> None:
    def begin(found: re.Match[bytes]) -> bytes:
        return _ARTIFACT if int(found[1]) in loose else found[0]

    page.obj.Contents = pdf.make_stream(_MARKED.sub(begin, page.Contents.read_bytes()))
