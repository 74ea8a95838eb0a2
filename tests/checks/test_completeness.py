"""A programme is complete when every criterion is taught, practised and assessed and the time meets the credits."""

from __future__ import annotations

from tests.conftest import ACTIVITY, TinyProject

TASK = """\

//// task | Serve
    id: us1-t01
    method: project
    criteria: [us1-so1-ac1, us1-so1-ac2]
    minutes: 1780
    marks: 3

Serve tea.

/// answer | How?
    key: how
    kind: lines
    marks: 3
    criteria: [us1-so1-ac1, us1-so1-ac2]
///

/// model | how
Well.
///
////
"""


def complete(project: TinyProject) -> None:
    """Make the tiny project one in which nothing is missing."""
    criteria = "criteria: [us1-so1-ac1, us1-so1-ac2]"
    project.replace("content/us1/boil.md", "criteria: [us1-so1-ac1]", criteria)
    second = ACTIVITY.replace("us1-a01", "us1-a02").replace("type: knowledge", "type: natural-evidence")
    second = second.replace("criteria: [us1-so1-ac1]", criteria)
    text = (project.root / "content/us1/boil.md").read_text("utf-8")
    project.write("content/us1/boil.md", f"{text}\n{second}{TASK}")


def found(project: TinyProject) -> list[str]:
    return [f"{problem.code} {problem.title}" for problem in project.load().problems]


def test_a_complete_programme_has_no_problems(project: TinyProject) -> None:
    complete(project)
    assert found(project) == []


def test_what_is_missing_is_a_warning_only(project: TinyProject) -> None:
    loaded = project.load()
    assert {problem.severity for problem in loaded.problems} == {"warning"}
    assert not loaded.has_errors


def test_a_criterion_that_is_not_taught_is_found(project: TinyProject) -> None:
    complete(project)
    project.replace("content/us1/boil.md", "outcomes: [us1-so1]", "outcomes: [us1-so1]\ncriteria: [us1-so1-ac1]")
    assert found(project) == ["C251 SO1 AC2 is taught in no section"]


def test_one_activity_is_not_enough(project: TinyProject) -> None:
    complete(project)
    text = (project.root / "content/us1/boil.md").read_text("utf-8")
    head, tail = text.split("type: natural-evidence")
    project.write("content/us1/boil.md", head + "type: natural-evidence" + tail.replace("us1-so1-ac1, ", "", 1))
    assert found(project) == ["C252 SO1 AC1 is practised by one activity only"]


def test_knowledge_alone_is_not_practice(project: TinyProject) -> None:
    complete(project)
    project.replace("content/us1/boil.md", "type: natural-evidence", "type: knowledge")
    assert found(project) == [
        "C252 SO1 AC1 is practised by knowledge activities only",
        "C252 SO1 AC2 is practised by knowledge activities only",
    ]


def test_a_criterion_without_a_task_is_found(project: TinyProject) -> None:
    complete(project)
    text = (project.root / "content/us1/boil.md").read_text("utf-8")
    head, tail = text.split("method: project")
    project.write("content/us1/boil.md", head + "method: project" + tail.replace("us1-so1-ac1, ", ""))
    assert found(project) == ["C253 SO1 AC1 is assessed by no task"]


def test_time_may_differ_by_five_percent_and_no_more(project: TinyProject) -> None:
    complete(project)
    project.replace("content/us1/boil.md", "minutes: 1780", "minutes: 1700")
    assert found(project) == []
    project.replace("content/us1/boil.md", "minutes: 1700", "minutes: 1600")
    assert [line[:4] for line in found(project)] == ["C254"]


def test_marks_must_add_up(project: TinyProject) -> None:
    complete(project)
    project.replace("content/us1/boil.md", "    marks: 3\n\nServe", "    marks: 4\n\nServe")
    assert found(project) == ["C255 The answers of “Serve” come to 3 marks, the task says 4"]
