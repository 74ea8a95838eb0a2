"""A filled form shows the same in Poppler, MuPDF and PDFium; Firefox's viewer is tested in tests/browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from competent.documents.fill import read_values
from tests.building import KINDS, Built
from tests.documents.filling import Filled, fill_for_viewers
from tests.pictures import viewers
from tests.pictures.ink import Widget, ink, widgets

VIEWERS: dict[str, Callable[[Path, int], Image.Image]] = {
    "poppler": viewers.poppler,
    "mupdf": viewers.mupdf,
    "pdfium": viewers.pdfium,
}
FORMS = [("us118028", KINDS[1]), ("us252210", KINDS[2]), ("unit220", KINDS[2])]


@pytest.fixture(scope="module", params=FORMS, ids=["-".join(form) for form in FORMS])
def filled(request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return fill_for_viewers(built.pdf(*request.param), tmp_path_factory.mktemp("filled"))


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_viewer_shows_ink_where_it_should_and_none_where_not(filled: Filled, viewer: str) -> None:
    wrong = []
    for page in filled.pages:
        picture = VIEWERS[viewer](filled.pdf, page)
        wrong += filled.wrongly_shown(page, picture)
    if viewer == "mupdf":  # draws a flag of its own on a signature field that is not signed
        wrong = [said for said in wrong if "(signature)" not in said]
    assert wrong == []


def test_viewers_agree_on_how_much_ink_there_is(filled: Filled) -> None:
    for page in filled.pages:
        pictures = {name: show(filled.pdf, page) for name, show in VIEWERS.items()}
        for widget in filled.shown(page):
            amounts = {name: ink(picture, widget) for name, picture in pictures.items()}
            assert max(amounts.values()) < 1.8 * min(amounts.values()), f"{widget.name}: {amounts}"


def test_the_tests_would_see_a_viewer_that_shows_nothing(filled: Filled) -> None:
    page = filled.pages[0]
    empty = Image.new("L", viewers.pdfium(filled.pdf, page).size, 255)
    assert len(filled.wrongly_shown(page, empty)) == len(filled.shown(page))


def test_what_was_filled_in_is_read_back(filled: Filled) -> None:
    assert filled.read_back() == filled.values


@pytest.mark.parametrize("programme", ["us118028", "unit220"])
def test_a_learner_can_type_letters_of_tshivenda_in_pdfium(built: Built, tmp_path: Path, programme: str) -> None:
    pdf = built.pdf(programme, "formative-workbook")
    field = next(w for w in widgets(pdf) if w.kind == "multiline")
    typed = _type(pdf, field, "ḓ ḽ", tmp_path / "typed.pdf")
    left, bottom, right, top = field.rect
    least = 5 / ((right - left) * (top - bottom))  # square points: the ink of two letters of this size
    assert typed.before == 0
    assert typed.after > least
    assert typed.value == "ḓ ḽ"
    for name, show in VIEWERS.items():
        assert ink(show(tmp_path / "typed.pdf", field.page), field) > least, f"{name} does not show what was typed"


class _type:  # noqa: N801 (reads as a verb)
    """Click into a field, type, leave it, and save, as a learner does in Chrome."""

    def __init__(self, pdf: Path, field: Widget, text: str, target: Path):
        with pypdfium2.PdfDocument(pdf) as document:
            document.init_forms()
            form, sheet = document.formenv.raw, document[field.page - 1]
            self.before = self.amount(sheet, field)
            left, bottom, right, top = field.rect
            point = ((left + right) / 2, (bottom + top) / 2)
            raw.FORM_OnMouseMove(form, sheet, 0, *point)
            raw.FORM_OnLButtonDown(form, sheet, 0, *point)
            raw.FORM_OnLButtonUp(form, sheet, 0, *point)
            for letter in text:
                raw.FORM_OnChar(form, sheet, ord(letter), 0)
            raw.FORM_ForceToKillFocus(form)
            self.after = self.amount(sheet, field)
            sheet.close()
            document.save(target)
        self.value = read_values(target.read_bytes())[field.name]

    @staticmethod
    def amount(sheet: object, field: Widget) -> float:
        return ink(sheet.render(scale=100 / 72, may_draw_forms=True).to_pil().convert("L"), field)  # type: ignore[attr-defined]
