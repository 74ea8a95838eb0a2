"""A programme is a folder whose index names standards and sections."""

from __future__ import annotations

import pytest

from tests.conftest import ACTIVITY, TinyProject

INDEX = "content/us1/index.md"
SECTION = "content/us1/boil.md"


def test_a_section_teaches_every_criterion_of_its_outcomes_unless_it_names_some(project: TinyProject) -> None:
    (section,) = project.load().programmes[0].sections
    assert section.criteria == ("us1-so1-ac1", "us1-so1-ac2")
    project.replace(SECTION, "outcomes: [us1-so1]", "outcomes: [us1-so1]\ncriteria: [us1-so1-ac2]")
    (section,) = project.load().programmes[0].sections
    assert section.criteria == ("us1-so1-ac2",)


def test_an_index_that_names_neither_standards_nor_sections_is_no_programme(project: TinyProject) -> None:
    project.write(
        "content/authoring/index.md", "---\ntitle: How to write\n---\n# How\n\n```yaml\nstandards: [us1]\n```\n"
    )
    assert project.report() == ""
    assert [programme.id for programme in project.load().programmes] == ["us1"]


def test_an_index_with_a_misspelt_key_is_still_a_programme(project: TinyProject) -> None:
    project.replace(INDEX, "standards:", "standard:")
    assert [(p.code, p.suggestion) for p in project.errors()] == [("C121", ""), ("C122", "standards")]


def test_exercises_are_checked_though_the_front_matter_is_wrong(project: TinyProject) -> None:
    project.replace(SECTION, "title: Boil\n", "")
    project.replace(SECTION, "kind: lines", "kind: line")
    assert [problem.code for problem in project.errors()] == ["C121", "C227"]


@pytest.mark.parametrize("name", ["hot/boil.md", "../shared/boil.md"])
def test_a_section_stands_beside_its_index(project: TinyProject, name: str) -> None:
    text = (project.root / SECTION).read_text("utf-8").replace("![A cup of tea](images/cup.svg)", "")
    (project.root / SECTION).unlink()
    project.write(f"content/us1/{name}" if not name.startswith("..") else "content/shared/boil.md", text)
    project.replace(INDEX, "[boil.md]", f"[{name}]")
    assert [(problem.code, str(problem.place)) for problem in project.errors()] == [("C215", f"{INDEX}:5:12")]


@pytest.mark.parametrize("path", ["content/index.md", "content/us1/draft.md", "content/shared/welcome.md", INDEX])
def test_a_model_answer_on_a_page_that_is_no_section_is_refused(project: TinyProject, path: str) -> None:
    before = (project.root / path).read_text("utf-8") if (project.root / path).exists() else "# Page\n"
    project.write(path, f"{before}\n{ACTIVITY}")
    (problem,) = project.errors()
    assert (problem.code, problem.place.path) == ("C216", path)


def test_pages_of_an_index_that_is_wrong_are_not_called_strays(project: TinyProject) -> None:
    project.replace(INDEX, "summary: For people who drink tea.\n", "")
    assert [problem.code for problem in project.errors()] == ["C121"]


def test_a_block_on_any_page_has_its_options_checked(project: TinyProject) -> None:
    project.write("content/index.md", "# Home\n\n/// dialogue | Hello\n    verdict: grand\n\nA: B\n///\n")
    assert [(p.code, str(p.place)) for p in project.errors()] == [("C124", "content/index.md:4:14")]


def test_pages_are_read_only_below_the_content_folder(project: TinyProject) -> None:
    project.write("secret.md", "# Secret\n")
    project.replace(INDEX, "[boil.md]", "[boil.md, ../../secret.md]")
    assert [problem.code for problem in project.errors()] == ["C211"]
