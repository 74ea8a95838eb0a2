"""What somebody else than the learner fills in: a page says whose it is, and has no box for it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.blocks import mine
from competent.forms.answers import AnswerFields
from competent.forms.field import Who
from competent.project import Project
from tests.building import edit, small_project
from tests.documents.composing import composed, programme_of

NAME = "us900001-t01-asked"
KINDS = {
    "lines": "",
    "table": "    columns: [When, What]\n    rows: 2\n",
    "checklist": "    items: [Was there, Saw it]\n",
    "choice": "    options: [Some of it, All of it]\n    correct: [2]\n",
    "drawing": "",
}


def with_answer(root: Path, kind: str, by: str) -> Project:
    options = f"    key: asked\n    kind: {kind}\n{by}{KINDS[kind]}"
    edit(
        root / "content/us900001/tasks.md",
        "/// answer | Say why",
        f"/// answer | Asked\n{options}///\n\n/// answer | Say why",
    )
    return load_project(root / "mkdocs.yml")


def page(project: Project) -> str:
    uri = "us900001/tasks.md"
    return etree.tostring(project.pages.fragment(uri, project.pages.view("web", uri)).root, encoding="unicode")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_who_fills_it_in_and_has_no_box(tmp_path: Path, kind: str) -> None:
    project = with_answer(small_project(tmp_path / "project"), kind, "    by: witness\n")
    assert not project.problems
    shown = page(project)
    (box,) = re.findall(r'<div class="answer answer--of-another">.*?</div>', shown)
    assert "Asked" in box
    assert "Your witness fills this in, in the PDF or on paper." in box
    assert re.findall(r"<(?:input|textarea)", box) == []
    assert f'id="{NAME}' not in shown
    assert "(right)" not in shown
    document = composed(project, programme_of(project, "us900001"), "summative-assessment")
    fields = [field for name, field in document.form.fields.items() if name.startswith(NAME)]
    assert fields
    assert {field.who for field in fields} == {Who.WITNESS}


@pytest.mark.parametrize("kind", KINDS)
def test_without_it_the_learner_does(tmp_path: Path, kind: str) -> None:
    project = with_answer(small_project(tmp_path / "project"), kind, "")
    assert f'"{NAME}' in page(project)
    (task,) = programme_of(project, "us900001").tasks
    asked = {field.name for field in mine.fields_of(task) if field.name.startswith(NAME)}
    answer = next(answer for answer in task.answers if answer.key == "asked")
    assert asked == {field.name for field in AnswerFields(task.id, task.label).of(answer)}


def test_whose_answer_it_is_is_one_of_seven(tmp_path: Path) -> None:
    (problem,) = with_answer(small_project(tmp_path / "project"), "lines", "    by: grandmother\n").problems
    assert "by" in problem.title + str(problem.hint)
    assert "'witness'" in problem.title + str(problem.hint) or "witness" in problem.title + str(problem.hint)
