"""Small mistakes of somebody who writes for the first time: each is one problem, at its place, with what to do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping

import pytest

from competent.text.problem import Problem
from tests.building import run
from tests.checks.cases import WholeProject

CONFIG, US1 = "mkdocs.yml", "unit_standards/us1.yml"
INDEX, WATER, TASKS, KETTLE = (
    f"content/us1/{name}" for name in ("index.md", "water.md", "tasks.md", "images/kettle.svg")
)
OWN, TWO = "unit_standards/frameworks/own.yml", "unit_standards/frameworks/two.yml"
OPTIONS = "    criteria: [us1-so1-ac1, us1-so1-ac2]\n    minutes: 60\n"
ANSWER = "/// answer | How long did each take?"
KIND = "    key: long\n    kind: lines\n"
PLUGIN = "  - competent:\n      provider:\n        name: Teapot Academy\n"
FRAMEWORK = "framework: saqa-unit-standard"

Change = Callable[[WholeProject], object]


def put(path: str, old: str, new: str) -> Change:
    """Other words in a file."""
    return lambda project: project.replace(path, old, new)


def write(path: str, text: str | bytes) -> Change:
    """A file with this text."""
    return lambda project: project.write(path, text)


def again(path: str, change: Callable[[str], str | bytes]) -> Change:
    """A file saved in another way."""
    return lambda project: project.write(path, change((project.root / path).read_text("utf-8")))


def both(*changes: Change) -> Change:
    """One change after the other."""
    return lambda project: [change(project) for change in changes]


def folder(path: str) -> Change:
    """A folder in the place of a file."""

    def change(project: WholeProject) -> None:
        (project.root / path).unlink()
        (project.root / path).mkdir()

    return change


def link(path: str, target: str) -> Change:
    """A link."""
    return lambda project: os.symlink(target, project.root / path)


def own(text: str) -> Change:
    """A framework of the project's own, which a standard has."""
    return both(write(OWN, text), put(US1, FRAMEWORK, "framework: own"))


MISTAKES: Mapping[str, tuple[Change, str, str]] = {
    # YAML
    "a line indented too far": (put(US1, '  number: "1"', '   number: "1"'), f"{US1}:9 C108", "indentation"),
    "tabs in a standard": (put(US1, '  number: "1"', '\tnumber: "1"'), f"{US1}:8 C108", "Delete the tab"),
    "tabs deep inside": (
        put(US1, "      - id: us1-so1-ac1\n        text", "      - id: us1-so1-ac1\n\t\ttext"),
        f"{US1}:40 C108",
        "Delete the tab",
    ),
    "tabs in front matter": (put(INDEX, "  - water.md", "\t- water.md"), f"{INDEX}:6 C108", "Delete the tab"),
    "tabs in the settings": (put(CONFIG, "        name: T", "\t\t\tname: T"), f"{CONFIG}:10 C108", "Delete the tab"),
    "a tab after a hyphen": (put(US1, "purpose:\n  - This", "purpose:\n  -\tThis"), f"{US1}:23 C108", "the tab"),
    "no-break spaces before a key": (put(US1, "  number:", "\u00a0\u00a0number:"), f"{US1}:8 C108", "no-break space"),
    "a no-break space after a colon": (put(US1, "level: 2", "level:\u00a02"), f"{US1}:4 C108", "no-break space"),
    "a percent sign": (put(US1, "title: Make tea for guests", "title: %tea"), f"{US1}:3 C108", "quotes"),
    "a percent sign and a tab": (put(US1, "title: Make tea for guests", "%\ttea: x"), f"{US1}:3 C108", "% in quotes"),
    "a colon in a text": (put(US1, "title: Make tea", "title: Tea: make it"), f"{US1}:3 C108", "quotes"),
    "a key twice in a standard": (put(US1, "level: 2\n", "level: 2\nlevel: 3\n"), f"{US1}:5 C111", "line 4"),
    "a key twice in options": (put(WATER, OPTIONS, f"{OPTIONS}    minutes: 6\n"), f"{WATER}:20 C111", "line 19"),
    "a control character in a page": (put(WATER, "Then comes", "Then\0 comes"), f"{WATER}:10 C104", "Delete it"),
    "a control character in front matter": (put(INDEX, "title: Make", "title: \x02Make"), f"{INDEX}:2 C104", "Delete"),
    # Files
    "UTF-16": (again(INDEX, lambda text: text.encode("utf-16")), f"{INDEX}:1 C103", "UTF-8"),
    "Latin-1": (again(WATER, lambda text: text.replace("Fresh", "Frésh").encode("latin-1")), f"{WATER}:10 C103", "UTF-8"),
    "an empty section": (write(WATER, ""), f"{WATER}:1 C212", "front matter"),
    "an empty standard": (write(US1, "# nothing\n"), f"{US1}:1 C105", "Fill it in"),
    "an empty configuration": (write(CONFIG, ""), f"{CONFIG}:1 C105", "Fill it in"),
    "a folder for a section": (folder(WATER), f"{INDEX}:6 C211", "folder of the index"),
    "a folder for a standard": (folder(US1), f"{US1}:1 C101", "directory"),
    "a folder for a picture": (folder(KETTLE), f"{WATER}:12 C240", "folder of this page"),
    "a folder that holds itself": (link("content/us1/loop", "."), "content/us1/loop:1 C219", "Delete the link"),
    "a folder that holds the project": (link("content/loop", ".."), "content/loop:1 C219", "Delete the link"),
    "a page that links to itself": (link("content/us1/loop.md", "loop.md"), "content/us1/loop.md:1 C101", "links"),
    "a page that links nowhere": (link("content/us1/x.md", "none.md"), "content/us1/x.md:1 C101", "No such file"),
    "learners among the pages": (
        write("content/us1/learners.csv", "Name;ID\nThandi;1\n"), "content/us1/learners.csv:1 C273", "records",
    ),
    "a template that is not valid": (
        write("portfolio_templates/learner-guide.html.j2", "\n{% for x in %}"),
        "portfolio_templates/learner-guide.html.j2:2 C301",
        "expression",
    ),
    # Fences
    "an answer that is not closed": (put(WATER, f"{KIND}///\n", KIND), f"{WATER}:24 C202", "3 slashes"),
    "an activity that is not closed": (
        again(WATER, lambda text: text.removesuffix("////\n")), f"{WATER}:48 C202", "4 slashes",
    ),
    "an answer without a bar": (put(WATER, "answer | How long", "answer How long"), f"{WATER}:24 C204", f"“{ANSWER}”"),
    "colons for slashes": (put(WATER, ANSWER, f":::{ANSWER[3:]}"), f"{WATER}:24 C204", f"“{ANSWER}”"),
    "two slashes": (put(WATER, ANSWER, ANSWER[1:]), f"{WATER}:24 C204", f"“{ANSWER}”"),
    "a no-break space in a fence": (
        put(WATER, "/// answer | How long", "///\u00a0answer | How long"), f"{WATER}:24 C204", "no-break space",
    ),
    "a capital letter": (put(WATER, "answer | How long", "Answer | How long"), f"{WATER}:24 C204", "small letters"),
    "a block in a list": (put(WATER, "//// activity | Boil", "- //// activity | Boil"), f"{WATER}:14 C203", "margin"),
    "code that is not closed": (put(WATER, "## Warm", "```\n## Warm"), f"{WATER}:34 C206", "```"),
    # Options
    "options two spaces in": (
        again(WATER, lambda text: text.replace("\n    key: long\n    kind: lines", "\n  key: long\n  kind: lines")),
        f"{WATER}:24 C222",
        "four spaces",
    ),
    "no-break spaces before an option": (
        put(WATER, "    minutes: 60", "\u00a0\u00a0\u00a0\u00a0minutes: 60"), f"{WATER}:19 C203", "type them",
    ),
    "an option that there is not": (put(WATER, OPTIONS, f"{OPTIONS}    minuts: 6\n"), f"{WATER}:20 C122", "“minutes”"),
    "words for a number": (put(WATER, "minutes: 60", "minutes: an hour"), f"{WATER}:19 C123", "“an hour”"),
    "an option twice in a list": (
        put(WATER, KIND, "    key: long\n    kind: choice\n    options: [One, One]\n"), f"{WATER}:27 C114", "keep one",
    ),
    "capital letters in an id": (put(WATER, "id: us1-a01", "id: US1-A01"), f"{WATER}:15 C125", "“us1-a01”?"),
    "a no-break space in an id": (
        put(WATER, OPTIONS, OPTIONS.replace(", us1", ",\u00a0us1")), f"{WATER}:18 C125", "does not show",
    ),
    # Values
    "a number for a text": (put(US1, "title: Make tea for guests", "title: 42"), f"{US1}:3 C123", "quotes"),
    "a date for a text": (put(US1, "title: Make tea for guests", "title: 2026-01-01"), f"{US1}:3 C123", "quotes"),
    "a date that there is not": (put(US1, "2024-07-01", "2024-13-01"), f"{US1}:14 C109", "2026-11-30"),
    "a date with slashes": (put(US1, "2024-07-01", "01/07/2024"), f"{US1}:14 C123", "2026-11-30"),
    "a comma in a number": (put(US1, "credits: 1\n", "credits: 1,5\n"), f"{US1}:5 C123", "1,5"),
    "yes for words": (put(WATER, "key: long", "key: yes"), f"{WATER}:25 C123", "quotes"),
    # Pages
    "a standard that there is not": (put(INDEX, "standards: [us1]", "standards: [us9]"), f"{INDEX}:3 C210", "“us1”?"),
    "a section without its ending": (put(INDEX, "- serving.md", "- serving"), f"{INDEX}:7 C211", "“serving.md”?"),
    "four hyphens": (again(WATER, lambda text: text.replace("---\n", "----\n")), f"{WATER}:1 C212", "three hyphens"),
    "a line before front matter": (again(WATER, lambda text: f"\n{text}"), f"{WATER}:1 C212", "first line"),
    "a copy of a section": (
        lambda project: shutil.copy(project.root / WATER, project.root / "content/us1/copy.md"),
        "content/us1/copy.md:14 C216",
        "Delete it",
    ),
    # Frameworks
    "a framework that extends itself": (own("id: own\nextends: own\n"), f"{OWN}:2 C137", "saqa-unit-standard"),
    "a framework that cannot be read": (own("id: own\nextends: [\n"), f"{OWN}:3 C108", "never closed"),
    "a framework with a wrong value": (
        own("id: own\nextends: saqa-unit-standard\nhours_a_credit: ten\n"), f"{OWN}:3 C123", "“ten”",
    ),
    "a framework that extends a list": (own("id: own\nextends: [nvq-unit]\n"), f"{OWN}:2 C123", "a list"),
    "a column that there is not": (
        own("id: own\nextends: saqa-unit-standard\njudging:\n  columns: [judgement, coment]\n"),
        f"{OWN}:4 C124",
        "“comment”?",
    ),
    # The configuration
    "no plugins": (write(CONFIG, "site_name: X\ndocs_dir: content\n"), f"{CONFIG}:1 C413", "competent"),
    "another plugin": (put(CONFIG, PLUGIN, ""), f"{CONFIG}:6 C413", "- competent"),
    "settings beside the plugin": (
        put(CONFIG, PLUGIN, "  - competent:\n    provider:\n      name: T\n"), f"{CONFIG}:9 C410", "four spaces more",
    ),
    "yes for settings": (put(CONFIG, PLUGIN, "  - competent: yes\n"), f"{CONFIG}:8 C123", "“yes”"),
    "a setting that there is not": (
        put(CONFIG, "      provider:", "      langauge: en\n      provider:"), f"{CONFIG}:9 C122", "“language”?",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_first_mistake_is_told_once_where_it_stands(mistake: str, whole: WholeProject) -> None:
    change, place, hint = MISTAKES[mistake]
    change(whole)
    errors = [problem for problem in whole.load().problems if problem.severity == "error"]
    assert [f"{problem.place.path}:{problem.place.line} {problem.code}" for problem in errors] == [place]
    assert hint in str(errors[0])
    assert len(str(errors[0])) < 500


def told(project: WholeProject) -> dict[str, Problem]:
    """The problems of a project by path."""
    return {problem.place.path: problem for problem in project.load().problems}


def test_frameworks_that_extend_each_other_are_told_where_they_do(whole: WholeProject) -> None:
    own("id: own\nextends: two\n")(whole)
    whole.write(TWO, "id: two\nextends: own\n")
    problems = told(whole)
    assert {path: problem.place.line for path, problem in problems.items()} == {OWN: 2, TWO: 2}
    assert "“two”" in problems[OWN].title
    assert "of the project" in problems[OWN].title


def test_a_standard_of_a_framework_that_there_is_not_is_told(whole: WholeProject) -> None:
    whole.replace(US1, FRAMEWORK, "framework: own")
    assert [problem.code for problem in whole.load().problems] == ["C137"]


def test_pages_of_a_folder_without_an_index_are_told_once_each(whole: WholeProject) -> None:
    whole.write(INDEX, "")
    problems = [problem for problem in whole.load().problems if problem.severity == "error"]
    assert [problem.code for problem in problems] == ["C216"] * 3
    assert all("index.md" in problem.hint for problem in problems)


def test_a_copy_that_is_a_section_too_is_told_what_is_free(whole: WholeProject) -> None:
    shutil.copy(whole.root / WATER, whole.root / "content/us1/copy.md")
    whole.replace(INDEX, "  - serving.md\n", "  - serving.md\n  - copy.md\n")
    hints = [problem.hint for problem in whole.load().problems if problem.code == "C230"]
    assert len(hints) == 2
    assert all("us1-a05 is free" in hint for hint in hints)


@pytest.mark.parametrize("name", ["prices.csv", "names.csv"])
def test_a_table_that_is_no_roster_may_be_published(name: str, whole: WholeProject) -> None:
    whole.write(f"content/us1/{name}", "Name,Price\nRooibos,42\n")
    whole.replace(WATER, "[the serving](serving.md)", f"[the serving](serving.md) and [a table]({name})")
    assert whole.found() == []


def harmless(project: WholeProject) -> None:
    """Much that looks unusual and is right."""
    project.replace(WATER, f"{ANSWER}\n{KIND}", f"///answer| How long did each take?\n{KIND}".replace("    ", "\t"))
    project.replace(US1, "credits: 1\n", 'credits: "1"\n')
    project.replace(US1, "title: Make tea for guests", "title:\tMake tea for guests")
    project.replace(WATER, "Then comes", f"Then comes {'x' * 20_000} and")
    project.replace(CONFIG, PLUGIN, "  - competent:\n      documents: false\n")
    project.write(OWN.replace(".yml", ".yaml"), "id: own\nextends: saqa-unit-standard\n")
    project.replace(US1, FRAMEWORK, "framework: own")
    for path in (CONFIG, US1, INDEX, WATER, TASKS):
        text = (project.root / path).read_text("utf-8")
        project.write(path, f"\ufeff{text}".replace("\n", "\r\n"))


def test_what_is_no_mistake_is_none_and_is_built(whole: WholeProject) -> None:
    harmless(whole)
    assert whole.found() == []
    done = run("mkdocs", "build", "--strict", cwd=whole.root)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
