"""What is typed into a form is seen as it was typed, and what the font lacks is a box, in every viewer."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops

from competent.documents.fill import fill
from competent.documents.formfont import ALL, UNKNOWN, form_font
from tests.documents.typed import text_fields, type_in_pdfium
from tests.pictures import viewers

AFRICAN = "ɓ Ɓ ɗ Ɗ ɔ Ɔ ɛ Ɛ ŋ Ŋ ƙ Ƙ ƴ Ƴ ɣ Ɣ ɩ Ɩ ʋ Ʋ ƒ ɖ Ɖ ɲ Ɲ ǀ ǁ ǂ ǃ ẹ ọ ṣ ḓ ḽ ṋ ṱ ṅ š ê ô ə Ə ǝ ɨ ʉ ɪ ʊ Ɪ ꞌ"
SIGNS = "→ ← ✓ ✗ ≥ ≤ ≠ − ‑ – ™ • ▪ ● ° € “ ” … ½ ² ☐ ☑"
MARKS = "\u0300\u0301\u0302\u0303\u0304\u0308\u030c\u0323\u0324\u032d\u0331"
TEXT = "Kɔfi Ɛdem mɔkɔ ɓaɗo ọ̀ ẹ́ → ✓ ≥ − ‑ ™ • ḓ ḽ ṋ ṱ ṅ š"
VIEWERS = {"poppler": viewers.poppler, "mupdf": viewers.mupdf, "pdfium": viewers.pdfium}


@pytest.fixture(scope="module")
def workbook(small_pdfs: Path) -> Path:
    return small_pdfs / "pdf" / "us900001" / "formative-workbook.pdf"


def typed(pdf: Path, text: str, target: Path) -> Path:
    field = next(field for field in text_fields(pdf) if field.name == "us900001-a01-see")
    assert type_in_pdfium(pdf, {field: text}, target) == {field.name: text}
    return target


def picture(pdf: Path, viewer: str, workbook: Path) -> Image.Image:
    """The field as a viewer shows it."""
    field = next(field for field in text_fields(workbook) if field.name == "us900001-a01-see")
    sheet = VIEWERS[viewer](pdf, field.page + 1)
    scale = viewers.DPI / 72
    left, bottom, right, top = (round(side * scale) for side in field.rect)
    return sheet.crop((left, sheet.height - top, right, sheet.height - bottom)).convert("L")


def differs(one: Image.Image, other: Image.Image) -> float:
    """The share of dots that are dark in one of them only."""
    dark = ImageChops.difference(one, other).point(lambda value: 255 if value > 90 else 0)
    return sum(dark.histogram()[128:]) / (one.width * one.height)


def test_the_font_has_the_letters_of_african_languages_and_common_signs() -> None:
    letters = form_font().letters
    assert [c for c in (AFRICAN + SIGNS + MARKS).replace(" ", "") if ord(c) not in letters] == []


def test_every_code_is_the_number_of_its_letter_and_what_is_lacking_is_a_box(workbook: Path) -> None:
    with pikepdf.open(workbook) as document:
        (font,) = document.Root.AcroForm.DR.Font.as_dict().values()
        descendant = font.DescendantFonts[0]
        glyphs = struct.unpack(f">{ALL}H", descendant.CIDToGIDMap.read_bytes())
        embedded = TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
        held = {letter: embedded.getGlyphID(name) for letter, name in embedded.getBestCmap().items()}
    box = held[UNKNOWN]
    assert box != 0
    assert {letter: glyphs[letter] for letter in map(ord, TEXT)} == {letter: held[letter] for letter in map(ord, TEXT)}
    assert {glyphs[ord(letter)] for letter in "日本語ሰأ\u0000\ud800"} == {box}


@pytest.mark.parametrize("viewer", VIEWERS)
def test_what_is_typed_in_chrome_looks_as_what_the_program_fills_in(
    viewer: str, workbook: Path, tmp_path: Path
) -> None:
    filled = tmp_path / "filled.pdf"
    filled.write_bytes(fill(workbook.read_bytes(), {"us900001-a01-see": TEXT}))
    shown = picture(typed(workbook, TEXT, tmp_path / "typed.pdf"), viewer, workbook)
    assert _shape(shown) == pytest.approx(_shape(picture(filled, viewer, workbook)), rel=0.08)


def _shape(picture: Image.Image) -> tuple[float, float, float]:
    """How much ink there is, how wide it runs and how high, wherever it begins."""
    dark = picture.point(lambda value: 255 if value < 128 else 0)
    left, top, right, bottom = dark.getbbox() or (0, 0, 0, 0)
    return sum(dark.histogram()[128:]), right - left, bottom - top


@pytest.mark.parametrize("viewer", VIEWERS)
def test_two_letters_that_the_font_lacks_look_the_same_and_like_no_letter(
    viewer: str, workbook: Path, tmp_path: Path
) -> None:
    one, other, letter = (
        picture(typed(workbook, text, tmp_path / f"{number}.pdf"), viewer, workbook)
        for number, text in enumerate(("日日日", "本ሰأ", "ɔɔɔ"))
    )
    assert differs(one, other) == 0
    assert differs(one, letter) > 0.0003
