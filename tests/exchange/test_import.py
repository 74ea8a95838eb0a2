"""A page of the register becomes a standard in the page's own words; what it does not say is unknown, and is listed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from lxml import etree

from competent.adapters import load_project
from competent.cli import main
from competent.exchange.labels import heading, labels
from competent.exchange.page import load_page, read_page, with_apostrophes
from competent.exchange.saqa import Imported, imported
from competent.text.problem import ProblemsFound, report
from tests.conftest import ROOT

PAGES = ROOT / "tests/exchange/pages"
SHAPES = sorted(folder.name for folder in PAGES.iterdir())
WORDS = re.compile(r"[^\W\d_]+")


def page_of(shape: str) -> Path:
    return next((PAGES / shape).glob("page.*"))


def of(shape: str) -> Imported:
    page, problems = load_page(page_of(shape), "page")
    assert page is not None, report(problems)
    return imported(page)


def of_text(text: str) -> Imported:
    page, problems = read_page(text, "page.txt")
    assert page is not None, report(problems)
    return imported(page)


def standard(*lines: str) -> dict[str, object]:
    """What a small page with these lines below its number and title makes."""
    head = ["SAQA US ID\tUNIT STANDARD TITLE", "900050\tTry", *lines]
    return dict(yaml.safe_load(of_text("\n".join(head)).text))


OUTCOME = ("SPECIFIC OUTCOME 1", "Do it.", "ASSESSMENT CRITERION 1", "It is done.")


def call(*words: str) -> Result:
    return CliRunner().invoke(main, ["import", "saqa", *words])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_becomes_the_standard_that_is_expected(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PAGES / shape)
    done = call(page_of(shape).name, "-o", str(tmp_path / "standard.yml"))
    said = done.output.replace(str(tmp_path), "unit_standards")
    found = {"expected.yml": (tmp_path / "standard.yml").read_text("utf-8"), "expected.txt": said}
    if os.environ.get("GOLDEN") == "write":
        for name, text in found.items():
            (PAGES / shape / name).write_text(text, "utf-8")
    assert done.exit_code == 0
    assert found == {name: (PAGES / shape / name).read_text("utf-8") for name in found}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_was_imported_passes_a_check_apart_from_what_is_listed_as_unknown(shape: str, tmp_path: Path) -> None:
    made = tmp_path / "made.yml"
    made.write_text(of(shape).text, "utf-8")
    done = CliRunner().invoke(main, ["new", str(tmp_path / "mine"), "--from", str(made)])
    assert done.exit_code == 0, done.output
    problems = load_project(tmp_path / "mine/mkdocs.yml").problems
    of_standard = [problem for problem in problems if problem.place.path.startswith("unit_standards")]
    asked = " ".join(problem.title for problem in of_standard if problem.code == "C145").partition(": ")[2].split(", ")
    unknown = set(re.findall(r"# unknown: (\w+)", made.read_text("utf-8")))
    assert set(filter(None, asked)) <= unknown
    graver = {problem.code for problem in of_standard if problem.severity != "notice"}
    assert graver <= {"C143"}, report(of_standard)  # the standard of one page is replaced, and the page says so
    assert [problem for problem in problems if problem.severity == "error"] == []


def strings(value: object) -> Iterator[str]:
    if isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)
    elif value is not None:
        yield str(value)


def sentences(shape: str) -> Iterator[str]:
    """What stands on a page between its first label and its end, parted at every sign, without labels."""
    file = page_of(shape)
    text = file.read_bytes().decode("cp1252" if shape == "old-labels" else "utf-8")
    if file.suffix == ".html":
        tree = etree.HTML(text)
        etree.strip_elements(tree, "script", "style", "head", with_tail=False)
        pieces = list(tree.itertext())
    else:
        pieces = re.sub(r"(?<=[a-z,])\n(?=[a-z])", " ", text).split("\n")
    pieces = pieces[next(number for number, piece in enumerate(pieces) if labels(piece.strip(" |"))) :]
    for cell in (cell for piece in pieces for cell in re.split(r"\||\t|\s{2,}", piece)):
        if not heading(cell) and not labels(cell):
            yield from re.split(r"[.;:•·\uf0b7–-]", re.sub(r"^(RANGE|o) ", "", cell))


FURNITURE = re.compile(
    r"public property|whoever quotes|in all of the tables|does not replace|nqf level|level$|^n a$|^july$|^june$|^us id"
    r"|^this unit standard (is|replaces)|qualification title|^id$|^unit standard title|replacement status|qa functionary"
)
"""What every page says beside its labels, and what is a number or a date in the file."""


@pytest.mark.parametrize("shape", SHAPES)
def test_no_sentence_of_a_page_is_lost(shape: str) -> None:
    made = of(shape)
    comments = [line for line in made.text.splitlines() if line.lstrip().startswith("#")]
    told = [*strings(yaml.safe_load(made.text)), *comments, *(problem.title for problem in made.problems)]
    kept = f" {' '.join(WORDS.findall(' '.join(told).casefold()))} "
    found = [" ".join(WORDS.findall(with_apostrophes(piece).casefold())) for piece in sentences(shape)]
    lost = [piece for piece in found if len(piece) > 3 and not FURNITURE.search(piece) and f" {piece} " not in kept]
    assert len(found) > 25
    assert lost == []


def test_each_thing_that_is_unknown_is_told_once_with_what_to_fill_in() -> None:
    made = of_text("\n".join(("SAQA US ID", "900050", "UNIT STANDARD TITLE", "Try", *OUTCOME)))
    unknown = re.findall(r"# unknown: (\w+)", made.text)
    told = [re.search("“(.*)”", problem.hint)[1] for problem in made.problems if problem.code == "C616"]  # type: ignore[index]
    assert sorted(unknown) == sorted(told)
    assert {"level", "credits", "field", "status", "registration_start", "last_enrolment", "purpose"} <= set(unknown)


def test_levels_and_dates_are_never_guessed() -> None:
    rows = ("NQF LEVEL\tCREDITS", "Level 5\t0", "LAST DATE FOR ENROLMENT\tLAST DATE FOR ACHIEVEMENT", "N/A\t2018-02-30")
    made = standard(*rows, *OUTCOME)
    register = made["register"]
    assert isinstance(register, dict)
    assert "level" not in made  # of before 2009, when levels above 4 were counted in another way
    assert "credits" not in made
    assert register["facts"] == {"NQF level": "Level 5"}
    assert register["last_enrolment"] == "unknown"
    assert "last_achievement" not in register


def test_an_end_before_its_beginning_is_unknown() -> None:
    rows = ("REGISTRATION START DATE\tREGISTRATION END DATE", "2018-07-01\t2017-06-30")
    register = standard(*rows, *OUTCOME)["register"]
    assert isinstance(register, dict)
    assert "registration_start" in register
    assert "registration_end" not in register


@pytest.mark.parametrize(
    "lines",
    [
        ("NQF LEVEL CREDITS", "NQF Level 04 8"),
        ("NQF LEVEL\tCREDITS", "NQF Level 04\t8"),
        ("NQF LEVEL", "CREDITS", "NQF Level 04", "8"),
        ("NQF LEVEL", "NQF Level 04", "CREDITS", "8"),
        ("NQF Level: 4", "Credits: 8"),
        ("NQF LEVEL\tNQF Level 04\tCREDITS\t8",),
    ],
)
def test_labels_and_values_are_matched_however_a_copy_has_parted_them(lines: tuple[str, ...]) -> None:
    made = standard(*lines, *OUTCOME)
    assert (made["level"], made["credits"]) == (4, 8)


def test_a_number_of_its_own_leaves_a_criterion_and_numbers_that_count_statements_stay() -> None:
    lines = ("SPECIFIC OUTCOME 2", "Do it.", "ASSESSMENT CRITERION 1", "2.1 One.", "ASSESSMENT CRITERION 2", "2. Two.")
    third = ("ASSESSMENT CRITERION 3", "3. Three.", "4. Four.", "ASSESSMENT CRITERION 4", "4 cups are clean.")
    (outcome,) = standard(*lines, *third)["outcomes"]  # type: ignore[misc]
    assert [criterion["text"] for criterion in outcome["criteria"]] == [
        "One.",
        "Two.",
        "3. Three. 4. Four.",
        "4 cups are clean.",
    ]


def test_what_stands_twice_is_taken_once_and_no_id_is_given_twice() -> None:
    other = ("ASSESSMENT CRITERION 1", "Another.")
    made = of_text(
        "\n".join(("SAQA US ID", "900050", *OUTCOME, *OUTCOME, "SPECIFIC OUTCOME 1", "Else.", *other, *other))
    )
    ids = [criterion["id"] for outcome in made.value["outcomes"] for criterion in outcome["criteria"]]
    assert ids == ["us900050-so1-ac1", "us900050-so2-ac1"]
    assert sum(problem.code == "C617" for problem in made.problems) == 3


def test_a_standard_that_cannot_be_read_yet_is_written_and_warned_of(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "SAQA US ID\n900050\nSPECIFIC OUTCOME 1\nASSESSMENT CRITERION 1\nSPECIFIC OUTCOME 2\nDo it.\n", "utf-8"
    )
    done = call(str(page), "-o", str(tmp_path))
    assert done.exit_code == 1
    assert re.findall(r"page\.txt:(\d):1 C615", done.output) == ["1", "3", "4", "5"]
    assert "title:\n" in (tmp_path / "us900050.yml").read_text("utf-8")


def test_cross_field_outcomes_without_names_are_kept_and_asked_for() -> None:
    lines = (
        "Specific Outcomes and Assessment Criteria:",
        "A word before them.",
        *OUTCOME,
        "Critical Cross-field Outcomes (CCFO):",
    )
    made = of_text("\n".join(("SAQA US ID", "900050", *lines, "Work with others.", "Speak with guests.")))
    assert [(cross["title"], cross["text"]) for cross in made.value["cross_field"]] == [
        ("Cross-field outcome 1", "Work with others."),
        ("Cross-field outcome 2", "Speak with guests."),
    ]
    asked = [problem.title for problem in made.problems if "has no name" in problem.title]
    assert len(asked) == 2
    assert any("A word before them." in problem.title for problem in made.problems if problem.code == "C618")


def test_backticks_inside_words_are_apostrophes_and_those_around_words_are_left() -> None:
    assert with_apostrophes("the learner`s and the learners` work") == "the learner's and the learners' work"
    assert with_apostrophes("so-called `moments` of the learner`s") == "so-called `moments` of the learner's"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "C613"),
        ("A letter to my aunt.", "C613"),
        ("<html><body><p>Not found</p></body></html>", "C613"),
        ("From: <Saved>\nSubject: x\nMIME-Version: 1.0\n\n<p>SPECIFIC OUTCOME 1", "C613"),
        ("<div>" * 900 + "SPECIFIC OUTCOME 1", "C613"),
        ("SPECIFIC OUTCOME 1\n" * 1001, "C613"),
        ("\n".join(OUTCOME), "C614"),
        ("SAQA US ID\n900050\n" + "\n".join(OUTCOME) + "\nNOT ON THE REGISTER\noutcomes: {'9': {code: A}}", "C619"),
        ("SAQA US ID\n900050\n" + "\n".join(OUTCOME) + "\nNOT ON THE REGISTER\nlevel: {}\n", "C619"),
        ("SAQA US ID\n900050\n" + "\n".join(OUTCOME) + "\nNOT ON THE REGISTER\na: b: c\n", "C108"),
    ],
    ids=["empty", "letter", "html", "archive", "deep", "many", "number", "nowhere", "wrong", "yaml"],
)
def test_what_is_no_page_of_a_standard_is_told_and_nothing_is_written(text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(text, "utf-8")
    done = call(str(tmp_path / "page.txt"), "-o", str(tmp_path / "made"))
    assert done.exit_code == 1
    assert re.search(rf"page\.txt:\d+:\d+ {code} ", done.output), done.output
    assert not (tmp_path / "made").exists()


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.7\n\0\0\xff\xfe" * 9)
    done = call(str(tmp_path / "page.pdf"), "-o", str(tmp_path / "made"))
    assert (done.exit_code, "C103" in done.output) == (1, True)


def test_what_windows_writes_is_read(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("\n".join(("SAQA US ID", "900050", "TITLE", "Café", *OUTCOME)), "utf-16")
    assert call(str(tmp_path / "page.txt"), "-o", str(tmp_path)).exit_code == 0
    assert "title: Café" in (tmp_path / "us900050.yml").read_text("utf-8")


def test_the_folder_of_standards_is_the_default_and_nothing_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(str(page_of("pasted-text")), "--retrieved", "2026-11").exit_code == 0
    made = tmp_path / "unit_standards/us900080.yml"
    assert "retrieved: 2026-11" in made.read_text("utf-8")
    made.write_text("mine\n", "utf-8")
    done = call(str(page_of("pasted-text")))
    assert (done.exit_code, made.read_text("utf-8")) == (1, "mine\n")
    assert "unit_standards/us900080.yml:1:1 C611" in done.output
    assert [file.name for file in made.parent.iterdir()] == ["us900080.yml"]


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "made").write_text("a file where a folder must be\n", "utf-8")
    done = call(str(page_of("pasted-text")), "-o", str(tmp_path / "made"))
    assert (done.exit_code, "C612" in done.output) == (1, True)
    assert [file.name for file in tmp_path.iterdir()] == ["made"]


@pytest.mark.parametrize("words", [("--number", "12a"), ("--retrieved", "November")])
def test_options_that_mean_nothing_are_refused(words: tuple[str, str]) -> None:
    assert call(str(page_of("pasted-text")), *words).exit_code == 2


def test_a_number_may_be_said_where_the_page_has_none() -> None:
    page, _problems = read_page("\n".join(OUTCOME), "page.txt")
    assert page is not None
    assert imported(page, number="900050").id == "us900050"
    with pytest.raises(ProblemsFound, match="--number"):
        imported(page)


MIXED = """\
SAQA US ID\tUNIT STANDARD TITLE
900045\tAnswer the phone
SPECIFIC OUTCOME 1
Answer calls.
ASSESSMENT CRITERIA
Assessment criterion 1: Calls are answered.
ASSESSMENT CRITERION 2 - Messages are taken.
Assessment Criterion 3
Messages are passed on.
SPECIFIC OUTCOME 2
Keep the diary.
ASSESSMENT CRITERIA
AC1: The diary is kept.
AC 2 The diary is clean.
c) It is shut.
SPECIFIC OUTCOME 3
Close the day.
ASSESSMENT CRITERION 2
The door is shut.
"""


def test_labels_of_criteria_are_known_however_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(MIXED, "utf-8")
    done = call(str(tmp_path / "page.txt"), "-o", str(tmp_path / "made.yml"))
    outcomes = yaml.safe_load((tmp_path / "made.yml").read_text("utf-8"))["outcomes"]
    assert [[criterion["text"] for criterion in outcome["criteria"]] for outcome in outcomes] == [
        ["Calls are answered.", "Messages are taken.", "Messages are passed on."],
        ["The diary is kept.", "The diary is clean.", "It is shut."],
        ["The door is shut."],
    ]
    assert "page.txt:18:1 C617" in done.output  # a number that is left out
    assert "1 is missing" in done.output
