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
def test_a_section_may_stand_in_another_folder_than_its_index(project: TinyProject, name: str) -> None:
    (project.root / "content/us1" / name).parent.mkdir()
    (project.root / SECTION).rename(project.root / "content/us1" / name)
    project.replace(INDEX, "[boil.md]", f"[{name}]")
    (problem,) = project.errors()
    assert (problem.code, problem.place.path) == (
        "C240",
        f"content/{name.removeprefix('../') if '..' in name else f'us1/{name}'}",
    )
    (section,) = project.load().programmes[0].sections
    assert (section.id, section.criteria) == ("boil", ("us1-so1-ac1", "us1-so1-ac2"))


def test_two_programmes_may_share_a_section(project: TinyProject) -> None:
    project.write(
        "content/evening/index.md", (project.root / INDEX).read_text("utf-8").replace("[boil.md]", "[../us1/boil.md]")
    )
    assert project.report() == ""
    loaded = project.load()
    evening, day = loaded.programmes
    assert (evening.id, day.id) == ("evening", "us1")
    assert evening.sections[0].page is day.sections[0].page
    assert [activity.id for activity in evening.activities] == ["us1-a01"]
    assert [programme.id for programme in loaded.content.programmes_with("us1/boil.md")] == ["evening", "us1"]


@pytest.mark.parametrize("again", ["boil.md", "./boil.md", "../us1/boil.md"])
def test_a_section_is_listed_once_however_its_path_is_written(project: TinyProject, again: str) -> None:
    project.replace(INDEX, "[boil.md]", f"[boil.md, {again}]")
    assert [problem.code for problem in project.errors()] == ["C114" if again == "boil.md" else "C215"]
    assert len(project.load().programmes[0].sections) == 1


def test_a_programme_may_lie_in_folders_of_any_depth(project: TinyProject) -> None:
    (project.root / "content/retail/food").mkdir(parents=True)
    (project.root / "content/us1").rename(project.root / "content/retail/food/us1")
    assert project.report() == ""
    (programme,) = project.load().programmes
    assert (programme.id, programme.folder) == ("us1", "retail/food/us1")


def test_two_programmes_of_one_name_are_a_problem(project: TinyProject) -> None:
    for name in ("index.md", "boil.md", "images/cup.svg"):
        project.write(f"content/evening/us1/{name}", (project.root / "content/us1" / name).read_bytes())
    project.replace("content/evening/us1/boil.md", "us1-a01", "us1-a02")
    assert [(problem.code, problem.place.path) for problem in project.errors()] == [("C270", INDEX)]


def test_a_programme_needs_a_folder_of_its_own(project: TinyProject) -> None:
    project.write("content/index.md", (project.root / INDEX).read_text("utf-8"))
    assert [(problem.code, str(problem.place)) for problem in project.errors()] == [("C218", "content/index.md:4:1")]


def test_a_draft_is_neither_checked_nor_a_programme(project: TinyProject) -> None:
    project.replace(INDEX, "title: Make tea", "draft: true\ntitle: Make tea")
    project.replace(INDEX, "summary: For people who drink tea.\n", "")
    loaded = project.load()
    assert [problem.code for problem in loaded.problems if problem.severity == "error"] == []
    assert (loaded.programmes, loaded.content.drafts) == ((), ("us1",))


@pytest.mark.parametrize(
    "key",
    [
        "tags: [retail]",
        "description: x",
        "hide: [toc]",
        "icon: material/gas-station",
        "search: {boost: 2}",
        "our-own: 1",
    ],
)
@pytest.mark.parametrize("path", [INDEX, SECTION])
def test_keys_of_other_programs_may_stand_in_front_matter(project: TinyProject, path: str, key: str) -> None:
    project.replace(path, "title:", f"{key}\ntitle:")
    assert project.report() == ""


def test_a_page_that_leads_out_of_the_project_is_refused(
    project: TinyProject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text("# Secret\n", "utf-8")
    (project.root / "content/secret.md").symlink_to(outside)
    assert [(problem.code, problem.place.path) for problem in project.errors()] == [("C219", "content/secret.md")]


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
