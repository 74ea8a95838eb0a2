"""How a page reads."""

from __future__ import annotations

import pytest

from competent.checks.language import grade, sentences, sentences_are_short, spelling_is_british
from competent.checks.letters import letters_are_in_the_fonts
from competent.documents.templates import shipped_templates
from competent.project import Project
from competent.text.letters import RANGES, UNKNOWN
from tests.checks.cases import WholeProject, page_of, project_of


def test_what_is_read_in_sentences_is_prose() -> None:
    text = "# Title\n\nOne *two*\nthree.\n\n| a | b |\n|---|---|\n\n- Item one\n- Item two\n\n```\ncode\n```\n\n/// model\nSecret.\n///\n"
    found = [(sentence.line, sentence.text) for sentence in sentences(page_of(text))]
    assert found == [(3, "One two three."), (9, "Item one"), (10, "Item two")]


def test_a_sentence_of_thirty_six_words_is_too_long() -> None:
    right, wrong = "word " * 34 + "end.", "word " * 35 + "end."
    assert list(sentences_are_short(project_of(right))) == []
    (problem,) = sentences_are_short(project_of(f"Short one.\n\nFine. {wrong.capitalize()}"))
    assert (problem.code, problem.place.line) == ("C261", 3)


@pytest.mark.parametrize(
    ("american", "right"),
    [
        ("She organizes it", "organises"),
        ("Color is nice", "colour"),
        ("She apologized", "apologised"),
        ("The center", "centre"),
    ],
)
def test_american_spelling_is_found(american: str, right: str) -> None:
    (problem,) = spelling_is_british(project_of(f"{american}.\n"))
    assert problem.suggestion == right


def test_british_spelling_and_names_of_things_are_left_alone() -> None:
    text = "The organisation apologised in the size of a prize. `color: red`\n"
    assert list(spelling_is_british(project_of(text))) == []


@pytest.mark.parametrize(
    ("language", "told"), [("en-ZA", True), ("en", True), ("en-GB", True), ("en-US", False), ("af-ZA", False)]
)
def test_american_spelling_is_right_in_american_english(language: str, told: bool, whole: WholeProject) -> None:
    whole.replace("mkdocs.yml", "      provider:", f"      language: {language}\n      provider:")
    whole.replace("content/us1/water.md", "Then comes", "The color is red. Then comes")
    assert [line.split()[-1] for line in whole.found() if line.endswith("C262")] == (["C262"] if told else [])


def test_a_programme_in_another_language_than_the_settings_is_spelt_its_own_way(whole: WholeProject) -> None:
    whole.replace("content/us1/water.md", "Then comes", "The color is red. Then comes")
    whole.replace("content/us1/index.md", "summary:", "language: en-US\nsummary:")
    assert whole.found() == []


def test_a_harder_text_has_a_higher_grade() -> None:
    easy = page_of("The cat sat. The dog ran. We had tea.\n")
    hard = page_of(
        "Organisational accountability necessitates comprehensive documentation of communicative responsibilities.\n"
    )
    assert grade(easy) < 3 < 15 < grade(hard)


def test_a_letter_that_the_fonts_lack_is_found_at_its_place() -> None:
    (problem,) = letters_are_in_the_fonts(project_of("ḓ ḽ ṋ ṱ ṅ š ê ½ ɔ ɓ → ≥ ✓ أحمد ሰላም are there.\n\nAn ☞ is not.\n"))
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
    assert not UNKNOWN.search("ṱ")


def test_every_section_of_the_real_programmes_keeps_its_grade(real: Project) -> None:
    for programme in real.programmes:
        for section in programme.sections:
            assert grade(section.page) <= programme.plan.reading_grade, section.page.path
            assert len(sentences(section.page)) > 10
