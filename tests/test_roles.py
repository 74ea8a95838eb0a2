"""The pages for each role: every reader can read them, every picture is there, and what they name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
import yaml

from competent.checks.language import grade, sentences_are_short, spelling_is_british
from competent.checks.letters import letters_are_in_the_fonts
from competent.programme.documents import KINDS
from competent.text.problem import report
from tests.building import Built
from tests.checks.cases import page_of, project_of
from tests.pictures.roles import FOLDER, MOST_BYTES, SCREENS, SHEETS, Sheet, page_number

ROOT = Path(__file__).resolve().parent.parent
PAGES = {file.name: file.read_text("utf-8") for file in sorted((ROOT / "content" / "for").glob("*.md"))}
PICTURE = re.compile(r"!\[([^\]]*)\]\(images/([\w-]+)\.png\)")
GRADE = 8
"""Most readers read English as their second language."""


def test_there_is_a_page_for_each_role_and_the_menu_lists_it() -> None:
    assert set(PAGES) == {"learners.md", "facilitators.md", "assessors.md", "moderators.md"}
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    listed = next(item["Who does what"] for item in nav if "Who does what" in item)
    assert sorted(listed) == [f"for/{name}" for name in PAGES]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_well(name: str) -> None:
    project = project_of(PAGES[name])
    rules = (sentences_are_short, spelling_is_british, letters_are_in_the_fonts)
    assert report(problem for find in rules for problem in find(project)) == ""
    assert grade(page_of(PAGES[name])) <= GRADE


@pytest.mark.parametrize("name", PAGES)
def test_a_page_goes_step_by_step_with_pictures_that_are_told_in_words(name: str) -> None:
    steps = re.findall(r"(?m)^## Step (\d+): ", PAGES[name])
    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert len(steps) >= 5
    told = [words for words, _picture in PICTURE.findall(PAGES[name])]
    assert len(told) >= 5
    assert [words for words in told if len(words.split()) < 8] == []


def test_the_pictures_are_those_that_are_taken_and_shown() -> None:
    shown = {picture for text in PAGES.values() for _words, picture in PICTURE.findall(text)}
    assert shown == {taken.name for taken in (*SCREENS, *SHEETS)}
    assert shown == {file.stem for file in FOLDER.iterdir()}


def test_no_picture_is_heavy() -> None:
    assert [file.name for file in FOLDER.iterdir() if file.stat().st_size > MOST_BYTES] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_files_that_a_page_names_are_made(name: str) -> None:
    made = {f"{kind.id}.pdf" for kind in KINDS} | {"alignment-matrix.xlsx"}
    named = set(re.findall(r"`(?:[\w/]+/)?([\w-]+\.(?:pdf|xlsx))`", PAGES[name]))
    assert named - made == set()
    restricted = {f"{kind.id}.pdf" for kind in KINDS if kind.restricted}
    assert not named or "build/restricted/" in PAGES[name]
    assert name != "learners.md" or not named & restricted


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_document_has_the_page_of_which_a_picture_is_taken(sheet: Sheet, built: Built) -> None:
    with pypdfium2.PdfDocument(built.root / "build" / sheet.document) as document:
        assert 0 <= page_number(document, sheet) < len(document)
