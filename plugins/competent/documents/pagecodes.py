"""A small code in the corner of every page to write on, so that a stack of scanned paper can be sorted later.

It says which document and version the page belongs to and which page it is. Above it, in the other corner, every page
draws one shared, empty picture: whoever issues a copy to a learner replaces that one object by the learner's own code.
Both are part of the sheet, not of the text (artifacts of PDF/UA).
"""

from __future__ import annotations

import segno
from pikepdf import Dictionary, Page, Pdf, Stream

from competent.documents.drawn import shape

SIDE = 31.18
"""Points: 11 mm, the smallest that a scan of 150 dots an inch still reads."""
CORNER = 17.0
"""Points from the edges of the sheet: 6 mm, inside what printers reach and outside the text."""
NAME = "/PageCode"
LEARNER = "/LearnerCode"
"""The shared, empty picture of every page."""


def page_code(document: str, version: str, page: int) -> str:
    """What the code of a page says. Raises ValueError where that is too much for it."""
    text = f"{document}.{version}.{page}".upper()
    if len(text) > 38:  # letters and digits that version 2 holds at error level M
        raise ValueError(f"the code of a page cannot hold “{text}”")
    return text


def add_page_codes(pdf: Pdf, document: str, version: str) -> None:
    """Give every page but the cover its code and the place of the learner's."""
    learner = shape(pdf, SIDE, SIDE, b"q Q")
    for number, page in enumerate(pdf.pages, 1):
        if number > 1:
            code = shape(pdf, SIDE, SIDE, _squares(page_code(document, version, number)))
            _draw(pdf, page, code, learner)


def _draw(pdf: Pdf, page: Page, code: Stream, learner: Stream) -> None:
    top = float(page.mediabox[3]) - CORNER - SIDE
    resources = Dictionary(dict(page.obj.Resources.items()))  # which pages share
    pictures = dict(resources.XObject.items()) if "/XObject" in resources else {}
    resources.XObject = Dictionary({**pictures, NAME: code, LEARNER: learner})
    page.obj.Resources = resources
    placed = (f"q 1 0 0 1 {CORNER} {y:.2f} cm {name} Do Q" for name, y in ((NAME, CORNER), (LEARNER, top)))
    page.contents_add(b"q\n", prepend=True)  # the engine leaves the page upside down
    page.contents_add(f"\nQ\n/Artifact BMC {' '.join(placed)} EMC".encode())


def _squares(text: str) -> bytes:
    """The dark squares of the code as rectangles, those of a row that touch in one."""
    code = segno.make(text, error="m", version=2, mode="alphanumeric", boost_error=False)
    matrix = [list(row) for row in code.matrix]
    module = SIDE / len(matrix)
    drawn = []
    for down, row in enumerate(matrix):
        start = 0
        for across, dark in enumerate([*row, 0]):
            if not dark:
                if across > start:
                    x, y, width = start * module, SIDE - (down + 1) * module, (across - start) * module
                    drawn.append(f"{x:.2f} {y:.2f} {width:.2f} {module:.2f} re")
                start = across + 1
    return f"0 g {' '.join(drawn)} f".encode()
