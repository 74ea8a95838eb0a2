"""Nothing that is typed is lost in print: what a field keeps is seen whole, and then the viewer stops the typing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pydantic import ValidationError

from competent.documents.room import Place
from competent.forms.field import DATE, NAME
from competent.programme.answers import Lines
from tests.building import PROGRAMMES, Built
from tests.documents.typed import (
    SENTENCE,
    lost,
    one_of_each_size,
    text_fields,
    type_in_mupdf,
    type_in_pdfium,
    typed_text,
)

PageTexts = Callable[[Path], list[str]]
FORMS = ("formative-workbook", "summative-assessment", "portfolio-of-evidence")


def forms_of(built: Built) -> list[Path]:
    folders = [built.root / "build" / part / name for part in ("pdf", "restricted") for name in PROGRAMMES]
    return [pdf for folder in folders for pdf in sorted(folder.glob("*.pdf")) if _has_form(pdf)]


def _has_form(pdf: Path) -> bool:
    with pikepdf.open(pdf) as document:
        return "/AcroForm" in document.Root


def test_whatever_is_typed_into_any_field_of_any_document_is_printed_whole(built: Built, tmp_path: Path) -> None:
    """In Chrome's engine, key by key. Fields of the same size, type and limit behave the same: one of each."""
    known: set[object] = set()
    wrong, tried = [], 0
    for pdf in forms_of(built):
        fields = [field for field in one_of_each_size(text_fields(pdf)) if field.size not in known]
        known |= {field.size for field in fields}
        if fields:
            target = tmp_path / f"{pdf.parent.name}-{pdf.name}"
            kept = type_in_pdfium(pdf, {field: typed_text(field) for field in fields}, target)
            assert set(kept) == {field.name for field in fields}
            wrong += [f"{target.name}: {said}" for said in lost(target, fields)]
            tried += len(fields)
    assert wrong == []
    assert tried > 80


@pytest.mark.parametrize("kind", FORMS)
def test_mupdf_prints_whole_what_goes_into_every_field(kind: str, built: Built, tmp_path: Path) -> None:
    pdf, target = built.pdf("us252210", kind), tmp_path / "typed.pdf"
    type_in_mupdf(pdf, SENTENCE * 8, target)
    assert lost(target, text_fields(pdf)) == []


def test_names_and_dates_fit_as_people_write_them(built: Built, tmp_path: Path) -> None:
    """On one line, or on two in a field that is as high."""
    for pdf in forms_of(built):
        texts = {
            field: NAME if field.name.endswith("-name") else DATE
            for field in one_of_each_size(text_fields(pdf))
            if field.name.endswith(("-name", "-date"))
        }
        target = tmp_path / f"{pdf.parent.name}-{pdf.name}"
        kept = type_in_pdfium(pdf, texts, target)
        assert [field.name for field, text in texts.items() if kept[field.name] != text] == [], pdf
        assert lost(target, texts) == []


def test_a_field_stops_the_typing_twice_over(built: Built) -> None:
    """By a flag, for those viewers that obey it, and by a number of letters."""
    with pikepdf.open(built.pdf("us118028", "formative-workbook")) as document:
        texts = [field for field in document.Root.AcroForm.Fields if field.get("/FT") == pikepdf.Name.Tx]
    assert len(texts) > 1000
    assert all(int(field.Ff) & 1 << 23 for field in texts)
    assert all(0 < int(field.MaxLen) < 4000 for field in texts)


def test_more_fits_into_a_larger_field() -> None:
    cell, wide, high = Place(115, 54), Place(230, 54), Place(115, 80)
    assert cell.letters(9, lines=True) < cell.letters(8, lines=True) < wide.letters(8, lines=True)
    assert cell.letters(9, lines=True) < high.letters(9, lines=True)
    assert Place(4, 4).letters(9, lines=True) == 1


def test_type_is_made_smaller_for_a_name_and_never_too_small() -> None:
    assert Place(400, 20, NAME).type_size(10.5, lines=False) == 10.5
    assert 8.0 <= Place(200, 20, NAME).type_size(10.5, lines=False) < 10.5
    assert Place(20, 20, NAME).type_size(10.5, lines=False) == 8.0
    assert Place(20, 20).type_size(10.5, lines=False) == 10.5


def test_a_date_that_is_too_long_for_one_line_takes_two_where_they_fit() -> None:
    assert Place(66, 25, DATE).needs_lines
    assert not Place(66, 20, DATE).needs_lines
    assert not Place(90, 25, DATE).needs_lines
    assert not Place(66, 25).needs_lines


def test_a_cell_for_a_date_takes_it_between_its_words() -> None:
    cell = Place(62, 30, DATE)
    size = cell.type_size(9.5, lines=True)
    assert 8.0 <= size < 9.5
    assert cell.letters(size, lines=True) == len(DATE)


def test_letters_are_set_narrower_where_firefox_would_cut_them() -> None:
    assert Place(100, 40).squeeze(9, lines=False) == 100
    assert 92 <= Place(60, 40).squeeze(9, lines=True) < Place(400, 40).squeeze(9, lines=True) < 100


def test_a_document_to_write_in_says_where_to_go_on_when_a_box_is_full(built: Built, page_texts: PageTexts) -> None:
    """The page that it names is the page that has the room; sheets that are filled in by marks have none."""
    documents = [pdf for pdf in forms_of(built) if not pdf.stem.startswith("evidence-matrix")]
    assert len(documents) >= 15
    for pdf in documents:
        pages = [" ".join(text.split()) for text in page_texts(pdf)]
        (told,) = re.findall(r"A box stops when it is full\. .*?“More room”: page (\d+)", " ".join(pages))
        assert "A box that is full takes no more letters." in pages[int(told) - 1], pdf


def test_a_box_is_no_higher_than_a_page() -> None:
    assert Lines(kind="lines", key="see", lines=26).lines == 26
    with pytest.raises(ValidationError, match="less than or equal to 26"):
        Lines(kind="lines", key="see", lines=27)
