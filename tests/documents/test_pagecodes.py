"""The code in the corner of a page is read back from paper as it is scanned, and says which page it is."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from competent.documents.pagecodes import page_code
from tests.building import PROGRAMMES, Built

KINDS = {"formative-workbook": "FW", "summative-assessment": "SA", "portfolio-of-evidence": "PE"}


def codes(pdf: Path, dots: int = 150) -> list[list[str]]:
    """What is read on each page, drawn by Chrome's engine with so many dots an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        pictures = (page.render(scale=dots / 72, grayscale=True).to_numpy() for page in document)
        return [[found.text for found in zxingcpp.read_barcodes(picture)] for picture in pictures]


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_but_the_cover_says_document_version_and_page(built: Built, programme: str, kind: str) -> None:
    pdf = built.pdf(programme, kind)
    with pikepdf.open(pdf) as document:
        version = str(document.docinfo["/DocumentVersion"])
    cover, *pages = codes(pdf)
    assert cover == []
    called = f"{programme}.{KINDS[kind]}"
    assert pages == [[page_code(called, version, number)] for number in range(2, len(pages) + 2)]


def test_a_code_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        page_code("a" * 30, "0123456789", 7)
