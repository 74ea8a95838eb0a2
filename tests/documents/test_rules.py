"""An empty field is printed with lines to write on by hand; where something is typed, no line runs through it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.documents.typed import TextField, text_fields, type_in_mupdf, type_in_pdfium
from tests.pictures import viewers
from tests.pictures.rules import PITCH, rules_in

VIEWERS = {"poppler": viewers.poppler, "mupdf": viewers.mupdf, "pdfium": viewers.pdfium}
TEXT = "ab " * 120
"""Some lines of it; it stands away from the right edge of the last."""


@pytest.fixture(scope="module")
def blank(small_pdfs: Path) -> Path:
    return small_pdfs / "pdf" / "us900001" / "formative-workbook.pdf"


@pytest.fixture(scope="module")
def field(blank: Path) -> TextField:
    return next(field for field in text_fields(blank) if field.name == "us900001-a01-see")


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_blank_field_has_lines_8_6_millimetres_apart(viewer: str, blank: Path, field: TextField) -> None:
    found = rules_in(VIEWERS[viewer](blank, field.page + 1), field)
    assert len(found) == 2  # of three lines the last is the edge of the box
    assert found[1] - found[0] == pytest.approx(PITCH, abs=0.8)


@pytest.mark.parametrize("viewer", VIEWERS)
def test_no_line_runs_through_what_is_typed_in_chrome(
    viewer: str, blank: Path, field: TextField, tmp_path: Path
) -> None:
    kept = type_in_pdfium(blank, {field: TEXT}, tmp_path / "typed.pdf")
    assert len(kept[field.name]) > 100
    assert rules_in(VIEWERS[viewer](tmp_path / "typed.pdf", field.page + 1), field) == []


@pytest.mark.parametrize("viewer", VIEWERS)
def test_no_line_runs_through_what_another_program_puts_in(
    viewer: str, blank: Path, field: TextField, tmp_path: Path
) -> None:
    type_in_mupdf(blank, TEXT, tmp_path / "typed.pdf")
    assert rules_in(VIEWERS[viewer](tmp_path / "typed.pdf", field.page + 1), field) == []


def test_the_test_would_see_a_line(field: TextField) -> None:
    sheet = Image.new("L", (826, 1169), 255)
    left, _bottom, right, top = (round(side * viewers.DPI / 72) for side in field.rect)
    sheet.paste(190, (left, sheet.height - top + 34, right, sheet.height - top + 35))
    assert rules_in(sheet, field) == [pytest.approx(34 * 72 / viewers.DPI, abs=1)]
