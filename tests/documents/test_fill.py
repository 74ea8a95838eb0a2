"""A form that the program fills says what was put in, and text stays inside its field."""

from __future__ import annotations

import io
import itertools
import re
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from competent.documents.fill import NoSuchField, draw_text, fill, read_values, wrap
from competent.documents.formfont import form_font

LETTERS = "".join(
    chr(code)
    for first, last in ((0x20, 0x7E), (0xA1, 0x17F), (0x1E00, 0x1E9F))
    for code in range(first, last + 1)
    if code != 0xAD  # the soft hyphen is no letter
)
"""Latin-1, Latin Extended-A and the letters of Tshivenda in Latin Extended Additional."""
TICK = "us900001-a01-check-the-leaves-are-dry"
texts = st.text(LETTERS + "\n", max_size=200)
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def workbook(small_pdfs: Path) -> bytes:
    return (small_pdfs / "pdf" / "us900001" / "formative-workbook.pdf").read_bytes()


def test_the_form_font_has_every_letter_of_these_tests() -> None:
    assert [c for c in LETTERS if ord(c) not in form_font().letters] == []


@unhurried
@given(long=texts, short=texts, tick=st.booleans(), choice=st.sampled_from(["", "the-green-one", "the-damp-one"]))
def test_what_is_filled_in_is_read_back(workbook: bytes, long: str, short: str, tick: bool, choice: str) -> None:
    values = {
        "us900001-a01-see": long,
        "learner-name": short,
        TICK: "yes" if tick else "",
        "us900001-a01-fresh": choice,
    }
    read = read_values(fill(workbook, values))
    assert {name: read[name] for name in values} == {n: unicodedata.normalize("NFC", v) for n, v in values.items()}
    assert all(value == "" for name, value in read.items() if name not in values)


def test_an_empty_form_reads_as_empty(workbook: bytes) -> None:
    values = read_values(workbook)
    assert len(values) > 20
    assert set(values.values()) == {""}


def test_letters_and_marks_typed_apart_are_put_together(workbook: bytes) -> None:
    assert read_values(fill(workbook, {"learner-name": "ḓ"}))["learner-name"] == "ḓ"


def test_a_value_can_be_taken_out_again(workbook: bytes) -> None:
    names = {"learner-name": "Thandi", "us900001-a01-fresh": "the-damp-one", TICK: "yes"}
    emptied = fill(fill(workbook, names), dict.fromkeys(names, ""))
    assert set(read_values(emptied).values()) == {""}
    with pikepdf.open(io.BytesIO(emptied)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) in ("us900001-a01-fresh", TICK):
                assert all(widget.AS == "/Off" for widget in field.Kids)


def test_an_unknown_field_is_refused(workbook: bytes) -> None:
    with pytest.raises(NoSuchField, match="learner-nmae"):
        fill(workbook, {"learner-nmae": "x"})


def test_filling_gives_the_same_bytes_each_time(workbook: bytes) -> None:
    values = {"learner-name": "ḓ ḽ ṋ ṱ", "us900001-a01-see": "one\ntwo"}
    assert fill(workbook, values) == fill(workbook, values)


def test_one_field_shows_its_value_in_every_place(workbook: bytes) -> None:
    with pikepdf.open(io.BytesIO(fill(workbook, {"learner-name": "Thandi"}))) as pdf:
        (field,) = [f for f in pdf.Root.AcroForm.Fields if f.T == "learner-name"]
        assert len(field.Kids) >= 2
        assert all(b"Tj" in widget.AP.N.read_bytes() for widget in field.Kids)


@given(text=texts, size=st.floats(4, 20), room=st.floats(30, 500))
@settings(deadline=None, max_examples=200)
def test_no_line_is_wider_than_the_room(text: str, size: float, room: float) -> None:
    font = form_font()
    lines = wrap(font, text, size, room)
    assert [line for line in lines if font.width(line, size) > room and len(line) > 1] == []


@given(text=texts, size=st.floats(4, 20), room=st.floats(30, 500))
@settings(deadline=None, max_examples=200)
def test_breaking_lines_loses_no_letter(text: str, size: float, room: float) -> None:
    lines = wrap(form_font(), text, size, room)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(words=st.lists(st.text("abcdefghi", min_size=1, max_size=9), max_size=60))
@settings(deadline=None, max_examples=60)
def test_a_line_takes_as_many_words_as_there_is_room_for(words: list[str]) -> None:
    font, room = form_font(), 150.0
    lines = wrap(font, " ".join(words), 10, room)
    for line, following in itertools.pairwise(lines):
        assert font.width(f"{line} {following.split(' ')[0]}", 10) > room


@pytest.mark.parametrize(("letters", "fits"), [(20, True), (2_000, True), (20_000, False)])
def test_long_text_is_set_smaller_until_it_fits_but_never_below_five_points(letters: int, fits: bool) -> None:
    drawing = draw_text("ab cd ef " * (letters // 9), 400, 200, 12, multiline=True).decode()
    size = float(re.search(r"([\d.]+) Tf", drawing)[1])  # type: ignore[index]
    assert size == {20: 12, 2_000: size, 20_000: 5}[letters]
    assert (drawing.count("Tj") * size * 1.3 <= 200) == fits


def test_a_field_of_one_line_has_one_line() -> None:
    assert draw_text("first\nsecond", 200, 20, 12, multiline=False).count(b"Tj") == 1
