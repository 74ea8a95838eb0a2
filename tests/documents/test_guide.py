"""The learner guide in print: pointers to activities and tasks, a measure that is read with ease, numbers in line."""

from __future__ import annotations

import itertools
import re
import statistics
import xml.etree.ElementTree as etree
from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.documents.compose import Composer
from competent.documents.shelf import Shelf
from competent.pages.paper import _mark_numbers
from competent.programme.documents import KINDS, cards_of
from competent.project import Project
from tests.building import PROGRAMMES, Built, edit, small_project, tool
from tests.documents.composing import composed, programme_of, text
from tests.documents.printing import Press
from tests.documents.words_on_pages import Page, Word, pages_of

POINTS = 72 / 25.4
GUIDE = next(kind for kind in KINDS if kind.id == "learner-guide")
WORKBOOK, TASKS = "pdf/us900001/formative-workbook.pdf", "pdf/us900001/summative-assessment.pdf"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = small_project(tmp_path_factory.mktemp("guide") / "small")
    return load_project(root / "mkdocs.yml")


def guide(project: Project, shelf: Shelf | None = None) -> str:
    return text(Composer(project, programme_of(project, "us900001")).document(GUIDE, shelf).html)


# Pointers


def test_activities_and_tasks_are_pointers_with_the_real_page(small: Project) -> None:
    shelf = Shelf({WORKBOOK: {"us900001-a01": 23}, TASKS: {"us900001-t01": 6}})
    words = guide(small, shelf)
    assert "Activity 1: Judge the leaves" in words
    assert "Look at three sacks. In your workbook: Activity 1, page 23" in words
    assert "Task 1: Tea for a guest" in words
    assert re.search(r"9 h 8 min 6\b", words)
    for question in ("What do you see?", "Compare the sacks", "Say why you chose these leaves"):
        assert question not in words


def test_where_no_workbook_is_printed_no_page_is_said(small: Project) -> None:
    words = guide(small)
    assert "In your workbook: Activity 1" in words
    assert "In your workbook: Activity 1, page" not in words


PROMPTS = {
    "Look at **three** sacks. Then smell them. "
    + "Take your time. " * 20: r"Look at three sacks\. Then .*Take your time\.",
    "Do it as one sentence that goes on " + "and on " * 40 + "to its end.": r"Do it as one sentence .*to its end\.",
    "Look at these:\n\n- one\n- two": r"Look at these …",
    "": r"What do you see\?",
}


@pytest.mark.parametrize("prompt", PROMPTS)
def test_a_pointer_says_what_its_activity_is_about(tmp_path: Path, prompt: str) -> None:
    """The first sentences; of a prompt that announces a list, dots; without a prompt, the first question."""
    root = small_project(tmp_path / "small")
    edit(root / "content/us900001/leaves.md", "Look at three sacks.", prompt)
    words = guide(load_project(root / "mkdocs.yml"))
    found = re.search(r"20 min SO1 AC1 SO2 AC1 SO2 AC2 (.*?) In your workbook: Activity 1", words)
    assert found
    assert re.fullmatch(PROMPTS[prompt], found[1])
    assert len(found[1]) <= 150 or "sentence" in prompt


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_activity_of_the_real_programmes_has_a_pointer_that_says_something(real: Project, name: str) -> None:
    programme = programme_of(real, name)
    html = composed(real, programme, "learner-guide").html
    boxes = re.findall(r"<section[^>]*activity--pointer.*?</section>", html, re.S)
    assert len(boxes) == len(programme.activities)
    assert all(re.search(r'class="activity__about">.*?\w', box, re.S) for box in boxes)
    rows = re.findall(r'<tr id="[^"]+-t\d+">', html)
    assert len(rows) == len(programme.tasks)


# The measure


TALKS, SPEECHES = 24, 14


def talk(number: int) -> str:
    """A dialogue; each word of it says in which it stands."""
    speeches = "\n\n".join(f"Zanele: said{number} it." for _ in range(SPEECHES))
    return f"/// dialogue | Talk\n    verdict: bad\n\n{speeches}\n///\n\n"


TEXT = "Water is boiled in a kettle that holds enough for all the guests who have come, and for one who may come. " * 9


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, press: Press) -> list[Page]:
    """The pages of a guide with long paragraphs, and dialogues of which some come to the end of a page."""
    root = small_project(tmp_path_factory.mktemp("plain") / "small")
    paragraphs = "".join(f"\n{TEXT}\n\nOne may come.\n\n" * (1 + number % 3) + talk(number) for number in range(TALKS))
    edit(root / "content/us900001/leaves.md", "\n//// activity | Judge", f"{paragraphs}\n//// activity | Judge")
    project = load_project(root / "mkdocs.yml")
    document = composed(project, programme_of(project, "us900001"), "learner-guide")
    file = root / "guide.pdf"
    file.write_bytes(press.print(project, [document])[document.path].pdf)
    return pages_of(file)


def lines_of(page: Page) -> list[list[Word]]:
    """The words of each line, from the top."""
    lines: dict[int, list[Word]] = {}
    for word in page.words:
        lines.setdefault(round(word.bottom), []).append(word)
    return [sorted(words, key=lambda word: word.left) for _bottom, words in sorted(lines.items())]


def test_running_text_has_60_to_80_letters_a_line(plain: list[Page]) -> None:
    lines = [" ".join(w.text for w in line) for page in plain for line in lines_of(page) if is_running(line)]
    full = sorted(len(line) for line in lines if not line.endswith("may come."))
    assert len(full) > 60
    assert 60 <= statistics.median(full) <= 80
    assert 60 <= full[int(0.05 * len(full))] <= full[int(0.95 * len(full))] <= 80


def is_running(line: list[Word]) -> bool:
    words = set(TEXT.split())
    return len(line) > 4 and all(word.text in words for word in line)


def test_a_margin_stays_free_beside_running_text(plain: list[Page]) -> None:
    right = max(word.right for page in plain for line in lines_of(page) if is_running(line) for word in line)
    assert right < plain[0].width - (18 + 34) * POINTS


def test_a_dialogue_that_goes_on_has_two_speeches_at_least_on_either_side(plain: list[Page]) -> None:
    parts = {number: said_on(plain, f"said{number}") for number in range(TALKS)}
    assert {sum(part) for part in parts.values()} == {SPEECHES}
    assert max(len(part) for part in parts.values()) == 2  # else nothing is tried
    assert min(min(part) for part in parts.values()) >= 2


def said_on(pages: list[Page], word: str) -> list[int]:
    """How often a word stands on each page that has it."""
    return [found for page in pages if (found := sum(each.text == word for each in page.words))]


STOP = tuple(".!?:;…”’)")


def short_lines(page: Page, left: float, measure: float) -> list[str]:
    """Lines that end early though the next word would fit: the engine broke them, and no sentence ends there."""
    found = []
    lines = lines_of(page)
    for line, below in itertools.pairwise(lines):
        starts = abs(line[0].left - left) < 2 and abs(below[0].left - left) < 2
        height = line[0].bottom - line[0].top
        follows = below[0].bottom - line[0].bottom < height + 4 and 12.5 < height < 14.5
        room = measure - (line[-1].right - left)
        if starts and follows and room > 0.55 * measure and below[0].right - below[0].left + 3 < room:
            found.append(" ".join(word.text for word in line))
    return [text for text in found if not text.endswith(STOP)]


def test_a_line_that_breaks_too_early_is_seen() -> None:
    one = [Word("She", 57, 0, 80, 13), Word("earns", 57, 14, 90, 27), Word("well", 93, 14, 120, 27)]
    assert short_lines(Page(1, 595, 842, tuple(one)), 57, 360) == ["She"]
    assert short_lines(Page(1, 595, 842, (Word("So.", 57, 0, 80, 13), *one[1:])), 57, 360) == []


@pytest.mark.parametrize("name", PROGRAMMES)
def test_no_line_of_running_text_breaks_too_early(built: Built, name: str) -> None:
    """Terms of the glossary stand on lines of their own, in its chapter at the end; the cover has no running text."""
    pages = pages_of(built.pdf(name, "learner-guide"))
    last = next(page.number for page in pages if page.number > 9 and page.words[0].text and is_glossary(page))
    found = [line for page in pages[1 : last - 1] for line in short_lines(page, 20 * POINTS, 133 * POINTS)]
    assert found == []


def is_glossary(page: Page) -> bool:
    return any(word.text == "Glossary" and word.bottom - word.top > 24 for word in page.words)


# Numbers


def marked(rows: str) -> list[str]:
    table = etree.fromstring(f"<table>{rows}</table>")
    _mark_numbers(table)
    return ["number" if "number" in (cell.get("class") or "") else "-" for cell in next(iter(table.iter("tr")))]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("<td>1</td><td>7</td>", "<td>2</td><td>12</td>"), ["-", "number"]),
        (("<td>a</td><td>R1 260</td>", "<td>b</td><td>R75,50</td>"), ["-", "number"]),
        (("<td>a</td><td>2 h 30 min</td>", "<td>b</td><td>16:30</td>"), ["-", "-"]),
        (("<td>a</td><td>88 %</td>", "<td>b</td><td>–</td>"), ["-", "number"]),
        (("<td>a</td><td>7</td>", "<td>b</td><td>seven</td>"), ["-", "-"]),
        (("<td>a</td><td/>", "<td>b</td><td/>"), ["-", "-"]),
        (('<td>a</td><td style="text-align: center;">7</td>',), ["-", "-"]),
        (("<td>a</td><td>7</td>", '<td colspan="2">7</td>'), ["-", "-"]),
    ],
)
def test_columns_of_numbers_are_marked(cells: tuple[str, ...], found: list[str]) -> None:
    head = "<tr><th>Head</th><th>Head</th></tr>" if "colspan" not in "".join(cells) else "<tr><th>H</th><th>H</th></tr>"
    assert marked(head + "".join(f"<tr>{row}</tr>" for row in cells)) == found


# Cards


NAME = (
    "The Ekurhuleni and Tshwane Metropolitan Regional Institute for Wholesale, Retail and Customer Service Skills "
    "Development (Pty) Ltd"
)
PROCESS = """
//// process | Serve tea
    id: us900001-p01
    objective: The guest drinks tea and is glad of it.
    safety: Keep children away from the kettle.

/// step | Boil the water
    short: Boil fresh water, and only as much as you need.
///

/// step | Pour it
    short: Pour it over the leaves at once.
///
////

//// activity | Judge"""


@pytest.fixture(scope="module", params=["Small Academy", NAME])
def card(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, press: Press) -> tuple[str, Path]:
    """The name of the provider, and a card; all other paper is Letter."""
    root = small_project(tmp_path_factory.mktemp("card") / "small")
    edit(root / "content/us900001/leaves.md", "\n//// activity | Judge", PROCESS)
    edit(root / "mkdocs.yml", "name: Small Academy", f"name: {request.param}")
    edit(root / "mkdocs.yml", "  - competent:\n", "  - competent:\n      paper: Letter\n")
    project = load_project(root / "mkdocs.yml")
    assert not project.has_errors, project.problems
    programme = programme_of(project, "us900001")
    document = Composer(project, programme).card(*cards_of(programme)[0])
    file = root / "card.pdf"
    file.write_bytes(press.print(project, [document])[document.path].pdf)
    return request.param, file


def test_a_card_is_read_at_arms_length(card: tuple[str, Path]) -> None:
    """Poppler's box of a word is 1.36 times its type: Noto Sans is tall."""
    name, file = card
    first, second = pages_of(file)
    sizes = {word.text: (word.bottom - word.top) / 1.362 for word in first.words}
    assert sizes["1"] == pytest.approx(20, abs=0.3)
    assert sizes["fresh"] == pytest.approx(13 if name != NAME else 12, abs=0.3)
    assert {"fresh", "Safety:", "glad"} <= {word.text for word in second.words}
    assert not {"ABC", "BLUF"} & {word.text for page in (first, second) for word in page.words}


def test_a_card_is_a5_and_its_foot_stays_on_it(card: tuple[str, Path]) -> None:
    name, file = card
    for page in pages_of(file):
        assert (page.width, page.height) == (pytest.approx(148 * POINTS, abs=1), pytest.approx(210 * POINTS, abs=1))
        assert page.outside(10.8, 10.8) == []
        assert page.overprinted() == []
        assert max(word.bottom for word in page.words) < page.height - 3 * POINTS
        assert name.split()[-1] in {word.text for word in page.words}


def test_cards_and_guides_are_whole_for_accessibility(card: tuple[str, Path]) -> None:
    assert tool("qpdf", "--check", card[1]).count("No syntax or stream encoding errors") == 1
