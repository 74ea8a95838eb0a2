"""How a page reads."""

from __future__ import annotations

import pytest

from competent.checks.language import grade, prose, sentences, sentences_are_short, spelling_is_british
from competent.checks.letters import RANGES, is_known, letters_are_in_the_fonts
from competent.documents.templates import shipped_templates
from competent.programme.load import BLOCKS
from competent.project import Project
from competent.text.scan import Page, scan


def page(text: str) -> Page:
    return scan(text, "content/x.md", BLOCKS)[0]


def test_prose_is_what_is_read_in_sentences() -> None:
    text = "# Title\n\nOne *two*\nthree.\n\n| a | b |\n|---|---|\n\n- Item one\n- Item two\n\n```\ncode\n```\n\n/// model\nSecret.\n///\n"
    assert prose(page(text)) == [(3, "One two three."), (9, "Item one"), (10, "Item two")]


def test_a_sentence_of_thirty_six_words_is_too_long() -> None:
    right, wrong = "word " * 34 + "end.", "word " * 35 + "end."
    assert list(sentences_are_short(page(right))) == []
    (problem,) = sentences_are_short(page(f"Short one.\n\nFine. {wrong.capitalize()}"))
    assert (problem.code, problem.place.line) == ("C261", 3)


@pytest.mark.parametrize(
    ("american", "right"),
    [("organizes", "organises"), ("Color", "colour"), ("apologized", "apologised"), ("center", "centre")],
)
def test_american_spelling_is_found(american: str, right: str) -> None:
    (problem,) = spelling_is_british(page(f"She {american} it.\n"))
    assert problem.suggestion == right


def test_british_spelling_and_names_of_things_are_left_alone() -> None:
    assert list(spelling_is_british(page("The organisation apologised in the size of a prize. `color: red`\n"))) == []


def test_a_harder_text_has_a_higher_grade() -> None:
    easy = page("The cat sat. The dog ran. We had tea.\n")
    hard = page(
        "Organisational accountability necessitates comprehensive documentation of communicative responsibilities.\n"
    )
    assert grade(easy) < 3 < 15 < grade(hard)


def test_a_letter_that_the_fonts_lack_is_found_at_its_place() -> None:
    (problem,) = letters_are_in_the_fonts(page("ḓ ḽ ṋ ṱ ṅ š ê ½ are there.\n\nAn → is not.\n"))
    assert (problem.code, problem.place.line, problem.place.column) == ("C243", 3, 4)


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_the_fonts_hold_what_the_check_promises(face: str) -> None:
    import unicodedata

    from fontTools.ttLib import TTFont

    with TTFont(shipped_templates() / f"fonts/NotoSans-{face}.ttf") as font:
        held = set(font.getBestCmap())
    promised = {
        n
        for first, last in RANGES
        for n in range(first, last + 1)
        if unicodedata.category(chr(n)) not in ("Cn", "Cf", "Zl", "Zp")
    }
    assert [chr(n) for n in sorted(promised - held)] == []
    assert is_known("ṱ")


def test_every_section_of_the_real_programmes_keeps_its_grade(real: Project) -> None:
    for programme in real.programmes:
        for section in programme.sections:
            assert grade(section.page) <= programme.plan.reading_grade, section.page.path
            assert len(sentences(section.page)) > 10
