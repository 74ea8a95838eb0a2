"""Mistakes that authors made: each is one problem where it stands, and what is no mistake is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.building import command, environment
from tests.checks.cases import WholeProject
from tests.conftest import TinyProject

INDEX, WATER, TASKS, MORE = (
    "content/us1/index.md",
    "content/us1/water.md",
    "content/us1/tasks.md",
    "content/shared/more.md",
)
US1, UNIT2 = "unit_standards/us1.yml", "unit_standards/unit2.yml"
HUGE = f"0x{'F' * 3600}"
"""More digits in the decimal system than Python writes."""


# A thing that stands twice


def test_an_outcome_and_a_criterion_that_stand_twice_are_told(whole: WholeProject) -> None:
    whole.replace(WATER, "outcomes: [us1-so1]", "outcomes: [us1-so1, us1-so1]")
    whole.replace(
        WATER, "    criteria: [us1-so1-ac1, us1-so1-ac2]\n    minutes: 60",
        "    criteria: [us1-so1-ac1, us1-so1-ac1, us1-so1-ac2]\n    minutes: 60",
    )  # fmt: skip
    assert whole.found() == [f"{WATER}:3 C114", f"{WATER}:18 C114"]


def test_a_section_that_is_listed_twice_is_told_at_the_index_and_nowhere_else(whole: WholeProject) -> None:
    whole.replace(INDEX, "  - water.md\n", "  - water.md\n  - water.md\n")
    (problem,) = whole.load().problems
    assert (problem.place.path, problem.place.line) == (INDEX, 7)
    assert "water.md" in problem.title
    assert "twice" in problem.title


def test_a_section_that_is_listed_twice_by_two_paths_is_told_too(whole: WholeProject) -> None:
    whole.replace(INDEX, "  - water.md\n", "  - water.md\n  - ../us1/water.md\n")
    assert whole.found() == [f"{INDEX}:7 C215"]


def test_a_standard_that_is_listed_twice_is_told_at_the_second(whole: WholeProject) -> None:
    whole.replace(INDEX, "standards: [us1]", "standards: [us1, us1]")
    (problem,) = whole.load().problems
    assert (problem.place.line, problem.place.column) == (3, 18)
    assert "us1" in problem.title


# What contradicts itself


def test_two_right_options_of_which_one_may_be_chosen_are_told(whole: WholeProject) -> None:
    whole.replace(TASKS, "    correct: [1]\n", "    correct: [1, 2]\n")
    (problem,) = whole.load().problems
    assert problem.place.line in range(26, 34)
    assert "multiple: true" in str(problem)
    whole.replace(TASKS, "    correct: [1, 2]\n", "    correct: [1, 2]\n    multiple: true\n")
    assert whole.found() == []


# Words


def test_names_may_be_spelt_the_american_way(whole: WholeProject) -> None:
    whole.replace(WATER, "Then comes", "The World Trade Center and the Labor Party wrote to us. Then comes")
    assert whole.found() == []


def test_a_model_answer_may_repeat_the_question(whole: WholeProject) -> None:
    asked = "in a kettle with its lid on, and another litre on a stove without any lid"
    whole.replace(
        WATER, "Boil a litre of water in a kettle, and another on a stove.", f"Boil a litre of water {asked}."
    )
    whole.replace(
        WATER, "The kettle took about", f"You were asked to boil a litre of water {asked}. The kettle took about"
    )
    assert whole.found() == []


CODE = {
    "a fence that holds a shorter one": "````\n```\nShe color it.\n```\nShe color it &rarr; there.\n````",
    "a fence of tildes": "~~~\nShe color it &rarr; there.\n~~~",
    "a fence in a list": "- item\n\n    ```\n    She color it &rarr; there.\n    ```",
    "code by indentation": "Code:\n\n    She color it &rarr; there.",
    "code in a line, between two signs": "``She color ` it &rarr; there`` is code.",
    "code over two lines": "This is `code that she\ncolor it &rarr; with` here.",
}


@pytest.mark.parametrize("how", CODE)
def test_what_is_code_on_the_page_is_code_to_every_check(how: str, whole: WholeProject) -> None:
    text = (whole.root / WATER).read_text("utf-8")
    whole.write(WATER, f"{text}\n{CODE[how]}\n")
    assert whole.found() == []


# Values that are not what was meant


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("credits: 1\n", "credits: yes\n", "yes"),
        ("credits: 1\n", "credits: 010\n", "010"),
        ("level: 2\n", "level: true\n", "true"),
    ],
)
def test_yes_is_no_number_and_010_is_not_eight(old: str, new: str, shown: str, whole: WholeProject) -> None:
    whole.replace(US1, old, new)
    (problem,) = whole.load().problems
    assert (problem.place.path, problem.severity) == (US1, "error")
    assert f"“{shown}”" in str(problem)


def test_pieces_of_evidence_are_counted_in_numbers(whole: WholeProject) -> None:
    whole.replace(UNIT2, "min_evidence: 1", "min_evidence: true")
    (problem,) = whole.load().problems
    assert (problem.place.line, "“true”" in problem.hint) == (10, True)


def test_a_message_shows_what_was_written_not_what_was_read(whole: WholeProject) -> None:
    whole.replace(
        "mkdocs.yml", "        name: Teapot Academy", "        name: Teapot Academy\n        telephone: 0215551234"
    )
    (problem,) = whole.load().problems
    assert "0215551234" in str(problem)
    assert problem.place.line == 11


def test_a_number_sign_after_a_space_would_lose_words(whole: WholeProject) -> None:
    whole.replace(US1, "text: Guests are served in the order in which they came.", "text: Guests are served #1 first")
    (problem,) = whole.load().problems
    text = (whole.root / US1).read_text("utf-8").splitlines()
    assert text[problem.place.line - 1][problem.place.column - 1 :].startswith("#1 first")


def test_curly_quotes_around_a_value_are_told(whole: WholeProject) -> None:
    whole.replace(US1, 'number: "1"', "number: “1”")
    (problem,) = whole.load().problems
    assert (problem.place.path, problem.place.line) == (US1, 8)
    assert "“1”" in str(problem)


def test_a_guess_is_made_only_where_a_word_is_near(whole: WholeProject) -> None:
    whole.replace(UNIT2, "credits: 1\n", "credits: 1\nguided_learning_hours: 40\n")
    (problem,) = whole.load().problems
    assert (problem.place.line, problem.code) == (6, "C122")
    assert problem.suggestion in ("", "guided")
    whole.replace(UNIT2, "guided_learning_hours: 40\n", "assumed_lerning: [x]\n")
    assert [found.suggestion for found in whole.load().problems] == ["assumed_learning"]


def test_what_is_needed_may_not_be_left_out(whole: WholeProject) -> None:
    whole.replace(TASKS, "    criteria: [us1-so1-ac2, us1-so2-ac1]\n", "    criteria: []\n")
    (problem,) = [problem for problem in whole.load().problems if problem.severity == "error"]
    assert (problem.place.path, problem.place.line) == (TASKS, 10)
    assert "leave it out" not in problem.hint


def test_an_outcome_without_criteria_is_told(project: TinyProject) -> None:
    text = (project.root / US1).read_text("utf-8")
    project.write(US1, text.split("    criteria:")[0] + "    criteria: []\n")
    line = len(text.split("    criteria:")[0].splitlines()) + 1
    found = [problem for problem in project.load().problems if problem.place.path == US1]
    assert line - 3 <= found[0].place.line <= line


@pytest.mark.parametrize(("key", "line"), [("registration_end", 15), ("last_achievement", 17)])
def test_a_date_before_the_one_that_it_follows_is_told(key: str, line: int, whole: WholeProject) -> None:
    text = (whole.root / US1).read_text("utf-8").splitlines()
    assert text[line - 1].startswith(f"  {key}: ")
    whole.replace(US1, text[line - 1], f"  {key}: 2001-01-01")
    assert whole.found() == [f"{US1}:{line} C127"]


@pytest.mark.parametrize("value", [".nan", ".inf", "-.inf"])
def test_what_is_no_number_to_people_is_none(value: str, whole: WholeProject) -> None:
    whole.replace(INDEX, "summary:", f"reading_grade: {value}\nsummary:")
    (problem,) = whole.load().problems
    assert "should be a number" in problem.title


# Letters


def test_a_letter_that_the_fonts_lack_is_told_where_the_standard_or_the_settings_have_it(whole: WholeProject) -> None:
    whole.replace(US1, "text: Guests are served", "text: Guests ☞ are served")
    whole.replace("mkdocs.yml", "name: Teapot Academy", "name: Пётр Academy")
    line = next(n for n, text in enumerate((whole.root / US1).read_text("utf-8").splitlines(), 1) if "☞" in text)
    assert whole.found() == ["mkdocs.yml:10 C243", f"{US1}:{line} C243"]


def test_a_sentence_in_another_script_is_one_problem(whole: WholeProject) -> None:
    text = (whole.root / WATER).read_text("utf-8")
    whole.write(WATER, f"{text}\nAsk for Привет дорогие друзья today.\n")
    (problem,) = whole.load().problems
    assert (problem.code, problem.place.column) == ("C243", 9)
    assert "“Привет дорогие друзья”" in problem.title


# What would end Python


UNTAKEN = {
    "a huge credit": (US1, "credits: 1\n", f"credits: {HUGE}\n"),
    "a long credit": (US1, "credits: 1\n", f"credits: {'9' * 5000}\n"),
    "huge minutes": (WATER, "minutes: 60\n", f"minutes: {HUGE}\n"),
    "huge workers": ("mkdocs.yml", "      provider:", f"      workers: {HUGE}\n      provider:"),
    "a section": (INDEX, "  - serving.md\n", '  - serving.md\n  - "\\0"\n'),
    "a glossary": (INDEX, "glossary: glossary.md", 'glossary: "a\\0.md"'),
    "a logo": ("mkdocs.yml", "      provider:\n", '      provider:\n        logo: "content/a\\0"\n'),
    "a folder": ("mkdocs.yml", "      provider:", '      output: "a\\0"\n      provider:'),
}


@pytest.mark.parametrize(("path", "old", "new"), UNTAKEN.values(), ids=UNTAKEN)
def test_a_value_that_no_program_can_take_is_a_problem_at_its_line(
    path: str, old: str, new: str, whole: WholeProject
) -> None:
    before = (whole.root / path).read_text("utf-8")
    whole.replace(path, old, new)
    line = before[: before.index(old)].count("\n") + 1
    places = range(line, line + new.count("\n") + 1)
    problems = [problem for problem in whole.load().problems if problem.severity == "error"]
    assert [problem for problem in problems if problem.place.path == path and problem.place.line in places]
    assert [problem.code for problem in problems if problem.code == "C412"] == []
    assert [problem for problem in problems if len(str(problem)) > 800] == []


NEVER_CLOSED = "/// letter | x\n" * 1000
CLOSED = "".join(f"{'/' * (403 - n)} letter | x\n    letter: A\n\n" for n in range(400)) + "".join(
    f"{'/' * (4 + n)}\n" for n in range(400)
)


@pytest.mark.parametrize("text", [NEVER_CLOSED, CLOSED], ids=["never closed", "closed"])
def test_blocks_in_blocks_in_blocks_end_no_check(text: str, whole: WholeProject) -> None:
    whole.write(MORE, f"# More tea\n\n{text}")
    problems = whole.load().problems
    assert {problem.place.path for problem in problems} == {MORE}


def test_a_heading_of_spaces_takes_no_time(whole: WholeProject) -> None:
    whole.found()
    began = time.process_time()
    whole.found()
    plain = time.process_time() - began
    whole.write(MORE, f"# a{' ' * 3000}b\n")
    began = time.process_time()
    assert whole.found() == []
    assert time.process_time() - began < plain + 0.5


def test_a_file_whose_name_is_not_utf_8_is_told_with_all_the_rest(whole: WholeProject) -> None:
    Path(os.fsdecode(os.fsencode(whole.root) + b"/unit_standards/b\xff.yml")).write_text("title: [\n", "utf-8")
    whole.replace("content/shared/more.md", "Ask before", "Ask [whom](nobody.md) before")
    call = [command("competent"), "check", "--date", "2026-11-25"]
    strict = environment({"PYTHONIOENCODING": "utf-8:strict"})
    done = subprocess.run(call, cwd=whole.root, env=strict, capture_output=True, check=False, timeout=60)
    said = done.stdout.decode("utf-8")
    assert "Traceback" not in done.stderr.decode("utf-8", "replace")
    assert r"unit_standards/b\xff.yml:2:1 C108" in said
    assert done.returncode == 1


def test_a_page_whose_name_is_not_utf_8_is_checked(whole: WholeProject) -> None:
    Path(os.fsdecode(os.fsencode(whole.root) + b"/content/shared/b\xff.md")).write_text(
        "# B\n\n[x](none.md)\n", "utf-8"
    )
    assert [problem.code for problem in whole.load().problems] == ["C249", "C248"]


def test_a_check_needs_no_folder_to_write_to(whole: WholeProject) -> None:
    shutil.rmtree(whole.root / "build", ignore_errors=True)
    (whole.root / "build").write_text("A file where the output would lie.\n", encoding="utf-8")
    assert whole.load().problems == ()


@pytest.mark.parametrize("path", [US1, "unit_standards/more.yml", "content/shared/more.txt", "content/us1/pipe.md"])
def test_a_pipe_is_not_waited_for(path: str, whole: WholeProject) -> None:
    (whole.root / path).unlink(missing_ok=True)
    os.mkfifo(whole.root / path)
    told = {problem.code for problem in whole.load().problems if problem.place.path == path}
    assert told == ({"C274"} if path.endswith(".txt") else {"C101"})


# Causes, not consequences


@pytest.mark.parametrize(("old", "new"), [("level: 2\n", "level 2\n"), ("level: 2\n", "")])
def test_of_two_standards_the_criteria_of_one_that_cannot_be_read_are_not_missed(
    old: str, new: str, whole: WholeProject
) -> None:
    whole.replace(INDEX, "standards: [us1]", "standards: [us1, us3]")
    text = (whole.root / US1).read_text("utf-8").replace("us1", "us3").replace('number: "1"', 'number: "3"')
    whole.write(
        "unit_standards/us3.yml", text.replace(old, new).replace("framework:", "framework :" if new else "framewor:")
    )
    whole.replace(WATER, "    criteria: [us1-so1-ac1, us1-so1-ac2]", "    criteria: [us1-so1-ac1, us3-so1-ac2]")
    codes = {problem.code for problem in whole.load().problems}
    assert codes
    assert "C232" not in codes


@pytest.mark.parametrize("name", [US1, "unit_standards/tea.yml"])
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("level: 2\n", "level 2\n", "C108"),
        ("title: Make", "title: [Make", "C108"),
        ("level: 2\n", "levle: 2\n", "C122"),
        ("framework: saqa-unit-standard", "framework: saqa", "C137"),
    ],
)
def test_one_broken_line_of_a_standard_is_one_error(
    old: str, new: str, code: str, name: str, whole: WholeProject
) -> None:
    """Whatever the file is called."""
    whole.replace(US1, old, new)
    (whole.root / US1).rename(whole.root / name)
    assert {(problem.place.path, problem.code) for problem in whole.load().problems} == {(name, code)}


def test_a_standard_that_no_file_holds_is_told_though_another_is_broken(whole: WholeProject) -> None:
    whole.replace(UNIT2, "credits: 1\n", "credts: 1\n")
    whole.replace(INDEX, "standards: [us1]", "standards: [us1, us7]")
    assert f"{INDEX}:3 C210" in whole.found()


@pytest.mark.parametrize("name", ["activity", "answer"])
def test_one_broken_option_of_a_block_is_one_error(name: str, whole: WholeProject) -> None:
    old = {"activity": "    minutes: 60\n", "answer": "    kind: lines\n"}[name]
    text = (whole.root / WATER).read_text("utf-8")
    whole.write(WATER, text.replace(old, f"{old.rstrip()}: x: y\n", 1))
    (problem,) = whole.load().problems
    assert (problem.code, problem.place.line) == ("C108", text[: text.index(old)].count("\n") + 1)


def test_a_folder_that_is_the_project_is_one_error(whole: WholeProject) -> None:
    whole.replace("mkdocs.yml", "      provider:", "      output: .\n      provider:")
    assert whole.found() == ["mkdocs.yml:9 C404"]


UNSEEN = {
    "after a colon": (US1, "level: 2\n", "level:\u00a02\n"),
    "at the end of a line": (US1, "text: Guests are", "text: \u2028Guests are"),
    "in front matter": (INDEX, "title: ", "title:\u00a0"),
    "in an option": (WATER, "    minutes: 60", "    minutes:\u200b60"),
    "as an indentation": (US1, "    title: Prepare", "   \u00a0title: Prepare"),
    "in the settings": ("mkdocs.yml", "site_name: ", "site_name:\u3000"),
}


@pytest.mark.parametrize(("path", "old", "new"), UNSEEN.values(), ids=UNSEEN)
def test_a_letter_that_does_not_show_is_told_where_it_stands(
    path: str, old: str, new: str, whole: WholeProject
) -> None:
    whole.replace(path, old, new)
    text = (whole.root / path).read_bytes().decode()
    at = next(number for number, letter in enumerate(text) if letter in "\u00a0\u2028\u200b\u3000")
    (problem,) = [found for found in whole.load().problems if found.code == "C108"]
    assert (problem.place.path, problem.place.line) == (path, text[:at].count("\n") + 1)
    assert problem.place.column == at - text.rfind("\n", 0, at)
    assert f"U+{ord(text[at]):04X}" in problem.title


def test_a_broken_line_below_a_space_that_is_meant_is_told_as_it_is(whole: WholeProject) -> None:
    whole.replace(US1, "title: Make tea", "title: Make\u00a0tea")
    assert whole.found() == []
    whole.replace(US1, "credits: 1\n", "credits 1\n")
    (problem,) = whole.load().problems
    assert "colon" in problem.hint
