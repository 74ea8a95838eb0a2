"""A checklist that is ticked for each visit, witness or customer has boxes of its own for each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.forms.field import FieldKind
from competent.project import Project
from tests.building import edit, small_project
from tests.documents.composing import composed, programme_of, said, text

ONE = "us900001-t01-seen-listened-to-the-end"
PER = {"visit": "Visit", "witness": "Witness", "customer": "Customer"}


def with_checklist(root: Path, options: str) -> Project:
    edit(
        root / "content/us900001/tasks.md",
        "/// answer | Say why",
        "/// answer | What was seen\n    key: seen\n    kind: checklist\n"
        f"{options}    items: [Listened to the end, Smiled]\n///\n\n/// answer | Say why",
    )
    return load_project(root / "mkdocs.yml")


@pytest.mark.parametrize("per", PER)
def test_each_has_boxes_of_its_own(tmp_path: Path, per: str) -> None:
    project = with_checklist(small_project(tmp_path / "project"), f"    per: {per}\n    copies: 3\n")
    assert not project.problems
    document = composed(project, programme_of(project, "us900001"), "summative-assessment")
    ticks = {f.name: f for f in document.form.fields.values() if f.name.startswith(ONE) and f.kind is FieldKind.TICK}
    assert list(ticks) == [ONE, f"{ONE}-{per}-2", f"{ONE}-{per}-3"]
    heard = [said(field.label) for field in ticks.values()]
    assert [words.rsplit(", ", 1)[1] for words in heard] == [f"{PER[per]} {number}" for number in (1, 2, 3)]
    assert all("What was seen: Listened to the end" in words for words in heard)
    drawn = re.findall(rf'name="({ONE}[^"]*)"', document.html)
    assert drawn == list(ticks)
    assert f"{PER[per]} 1 {PER[per]} 2 {PER[per]} 3" in text(document.html)


def test_an_answer_knows_the_names_of_all_its_boxes(tmp_path: Path) -> None:
    project = with_checklist(small_project(tmp_path / "project"), "    per: visit\n")
    (task,) = programme_of(project, "us900001").tasks
    answer = next(answer for answer in task.answers if answer.key == "seen")
    assert list(answer.names()) == [
        "seen",
        "seen-listened-to-the-end",
        "seen-smiled",
        "seen-listened-to-the-end-visit-2",
        "seen-smiled-visit-2",
    ]


def test_without_it_a_checklist_is_ticked_once_under_the_names_that_it_had(tmp_path: Path) -> None:
    project = with_checklist(small_project(tmp_path / "project"), "")
    form = composed(project, programme_of(project, "us900001"), "summative-assessment").form
    assert [name for name in form.fields if name.startswith(ONE)] == [ONE]


def test_who_judges_reads_for_how_many_it_is_ticked(tmp_path: Path) -> None:
    project = with_checklist(small_project(tmp_path / "project"), "    per: visit\n")
    guide = composed(project, programme_of(project, "us900001"), "assessor-guide")
    assert "What was seen Visit 1; Visit 2 Listened to the end" in text(guide.html)
