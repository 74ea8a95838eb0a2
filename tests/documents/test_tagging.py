"""Heads and feet of pages are part of the sheet; whatever else is on a page is heard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import outloud
import pikepdf
import pytest
from pikepdf import Array, Dictionary

from competent.documents.margins import Line

TAGGED = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC")
APART = re.compile(rb"/Artifact\n<</Type/Pagination>>\nBDC")


@pytest.fixture(scope="module")
def documents(small_pdfs: Path) -> list[Path]:
    return sorted(small_pdfs.rglob("*.pdf"))


def owners(element: pikepdf.Object) -> Iterator[tuple[tuple[int, int], int]]:
    """The page and the number of each text that the structure holds."""
    waiting = [(element, None)]
    while waiting:
        here, page = waiting.pop()
        page = here.get("/Pg", page)
        kids = here.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                yield page.objgen, kid
            elif "/MCID" in kid:
                yield kid.get("/Pg", page).objgen, int(kid.MCID)
            elif isinstance(kid, Dictionary) and "/S" in kid:
                waiting.append((kid, page))


def test_every_text_of_every_page_is_heard_or_set_apart(documents: list[Path]) -> None:
    assert len(documents) >= 10
    for pdf in documents:
        with pikepdf.open(pdf) as document:
            owned = set(owners(document.Root.StructTreeRoot))
            apart = 0
            for number, page in enumerate(document.pages, 1):
                page.contents_coalesce()  # what is drawn beside the text is a stream of its own
                content = page.Contents.read_bytes()
                texts = {(page.objgen, int(found)) for found in TAGGED.findall(content)}
                assert texts <= owned, (pdf.name, number)
                apart += len(APART.findall(content))
            assert len(document.pages) < 6 or apart >= len(document.pages) - 1, pdf.name


def test_no_document_is_so_short_that_it_is_heard_wrongly(documents: list[Path]) -> None:
    for pdf in documents:
        found = outloud.check(str(pdf))
        assert [f"{f.rule}: {f.message}" for f in found.findings if f.severity == "error"] == [], pdf.name


def test_lines_that_differ_in_their_numbers_are_one() -> None:
    assert Line((1,), "Page 3 of 40").key == Line((7,), "Page 12  of 40").key


def test_a_head_of_a_few_words_is_no_prose() -> None:
    assert not Line((1,), "Learner guide: Make good tea Section 2 Water").is_prose
    assert Line((1,), "Activity 12: Causes, limits and priorities at a clinic that is far away").is_prose
