"""A whole project is loaded and checked at once."""

from __future__ import annotations

import json

from competent.project import Project, with_problems
from competent.text.problem import in_order
from tests.conftest import ACTIVITY, STANDARD, TinyProject


def test_the_real_project_has_no_errors(real: Project) -> None:
    assert [str(problem) for problem in real.problems if problem.severity == "error"] == []
    assert not real.has_errors


def test_the_tiny_project_has_no_errors(project: TinyProject) -> None:
    assert project.report() == ""
    (programme,) = project.load().programmes
    assert (programme.id, programme.title) == ("us1", "Make tea")
    assert [activity.id for activity in programme.activities] == ["us1-a01"]


def test_problems_of_all_files_come_at_once_sorted_by_place(project: TinyProject) -> None:
    project.replace("unit_standards/us1.yml", "us1-so1-ac2", "us1-so1-ac1")
    project.write("unit_standards/us2.yml", "id: [\n")
    project.replace("mkdocs.yml", "provider", "provder")
    project.replace("content/us1/boil.md", "cup.svg", "mug.svg")
    project.replace("content/us1/index.md", "[boil.md]", "[boil.md, serve.md]")
    found = project.load().problems
    assert list(found) == in_order(found)
    assert [(p.place.path, p.code) for p in found if p.severity == "error"] == [
        ("content/us1/boil.md", "C240"),
        ("content/us1/index.md", "C211"),
        ("mkdocs.yml", "C122"),
        ("unit_standards/us1.yml", "C131"),
        ("unit_standards/us2.yml", "C108"),
    ]


def test_two_standards_of_which_one_begins_like_the_other_cannot_share_an_id(project: TinyProject) -> None:
    project.write("unit_standards/other.yml", STANDARD.replace("us1", "us1-so1"))
    (found,) = project.errors()
    assert (found.code, found.place.path) == ("C131", "unit_standards/us1.yml")
    assert "unit_standards/other.yml" in found.hint


def test_a_broken_standard_is_one_error_and_all_that_depends_on_it_is_silent(project: TinyProject) -> None:
    project.write("unit_standards/us1.yml", "id: [\n")
    assert [problem.code for problem in project.load().problems] == ["C108"]


def test_json_and_github_name_the_same_places_as_the_text(project: TinyProject) -> None:
    project.replace("content/us1/boil.md", "minutes: 5", "minutes: five")
    assert project.report().startswith("content/us1/boil.md:14:14 C123 “minutes” should be a whole number\n")
    assert project.report("github").startswith("::error file=content/us1/boil.md,line=14,col=14,title=C123::“minutes”")
    (found,) = json.loads(project.report("json"))
    assert (found["path"], found["line"], found["column"]) == ("content/us1/boil.md", 14, 14)


def test_a_project_may_have_windows_line_ends_and_a_byte_order_mark(project: TinyProject) -> None:
    for path in ("mkdocs.yml", "unit_standards/us1.yml", "content/us1/index.md", "content/us1/boil.md"):
        text = (project.root / path).read_text("utf-8")
        project.write(path, "\ufeff" + text.replace("\n", "\r\n"))
    assert project.report() == ""
    (activity,) = project.load().programmes[0].activities
    assert activity.model == "The steam of a secret kettle."
    project.replace("content/us1/boil.md", "us1-a01", "us1-b01")
    assert project.report().startswith("content/us1/boil.md:9:1 C231")


def test_ids_stay_apart_across_programmes(project: TinyProject) -> None:
    for name in ("index.md", "boil.md", "images/cup.svg"):
        project.write(f"content/us2/{name}", (project.root / "content" / "us1" / name).read_bytes())
    (problem,) = project.errors()
    assert str(problem).startswith("content/us2/boil.md:9:1 C230 The id “us1-a01” is used twice")
    assert "content/us1/boil.md:9:1" in problem.hint


def test_a_task_is_checked_like_an_activity(project: TinyProject) -> None:
    task = (
        ACTIVITY.replace("activity |", "task |")
        .replace("type: knowledge", "method: project")
        .replace("    mode: individual\n", "")
    )
    wrong = task.replace("us1-so1-ac1", "us1-so1-ac7")
    text = (project.root / "content/us1/boil.md").read_text("utf-8")
    project.write("content/us1/boil.md", f"{text}\n{task.replace('a01', 't01')}\n{wrong.replace('a01', 't01')}\n{task}")
    assert [problem.code for problem in project.errors()] == ["C230", "C232", "C230", "C231"]


def test_an_id_of_an_activity_ends_in_at_least_two_digits(project: TinyProject) -> None:
    project.replace("content/us1/boil.md", "us1-a01", "us1-a1")
    assert [problem.code for problem in project.errors()] == ["C231"]


def test_a_picture_may_have_a_name_with_spaces_and_an_anchor(project: TinyProject) -> None:
    project.write("content/us1/images/tea cup.svg", "<svg/>")
    project.replace("content/us1/boil.md", "images/cup.svg", "images/tea%20cup.svg#handle")
    assert project.report() == ""


def test_a_picture_outside_the_project_is_refused_though_it_exists(project: TinyProject) -> None:
    (project.root.parent / "outside.svg").write_text("<svg/>")
    project.replace("content/us1/boil.md", "images/cup.svg", "../../../outside.svg")
    assert [problem.code for problem in project.errors()] == ["C242"]


def test_pages_that_are_read_stay_read_when_problems_are_told(real: Project) -> None:
    """Reading them once more would cost as much as composing the documents."""
    assert with_problems(real, []).pages is real.pages
