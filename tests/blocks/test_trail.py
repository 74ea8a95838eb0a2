"""From a criterion to the heading where it is taught and the question that asks about it, and back."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator

import pytest

from competent.adapters import load_project
from competent.project import Project
from tests.building import project_copy
from tests.conftest import TinyProject

COVERED = ("Criterion", "Taught in", "Practised in", "Assessed in")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return load_project(project_copy("whole", tmp_path_factory.mktemp("whole")) / "mkdocs.yml")


def page(project: Project, uri: str) -> etree.Element:
    """A page as the site shows it."""
    return project.pages.fragment(uri, project.pages.view("web", uri)).root


def words(element: etree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def part(root: etree.Element, anchor: str) -> etree.Element:
    return next(element for element in root.iter() if element.get("id") == anchor)


def links(element: etree.Element) -> dict[str, str]:
    return {link.get("href", ""): words(link) for link in element.iter("a")}


def of_class(root: etree.Element, name: str) -> Iterator[etree.Element]:
    return (element for element in root.iter() if name in element.get("class", "").split())


def test_a_criterion_leads_to_the_heading_where_it_is_taught(whole: Project) -> None:
    found = links(part(page(whole, "us1/standard.md"), "us1-so1-ac2"))
    assert found["water.md"] == "The water"
    assert found["water.md#warm-the-pot"] == "Warm the pot"
    assert "water.md#boil-it-fresh" not in found


def test_a_criterion_leads_to_the_question_that_asks_about_it(whole: Project) -> None:
    found = links(part(page(whole, "us1/standard.md"), "us1-so1-ac2"))
    assert found["tasks.md#us1-t01"] == "Task 1"
    assert found["tasks.md#us1-t01-warm--question"] == "Why do you warm the pot?"
    assert "tasks.md#us1-t01-served--question" not in found


def test_the_heading_and_the_question_lead_back(whole: Project) -> None:
    taught = page(whole, "us1/water.md")
    chips = [links(element) for element in of_class(taught, "chips--taught")]
    assert chips == [{"standard.md#us1-so1-ac1": "SO1 AC1"}, {"standard.md#us1-so1-ac2": "SO1 AC2"}]
    question = part(page(whole, "us1/tasks.md"), "us1-t01-warm--question")
    assert links(question) == {"standard.md#us1-so1-ac2": "SO1 AC2"}


def test_every_anchor_of_the_trail_is_there(whole: Project) -> None:
    for uri in ("us1/standard.md", "us1/coverage.md", "unit2/standard.md", "unit2/coverage.md"):
        for link in whole.pages.seen(uri).links:
            assert link.uri in whole.pages.all, link
            assert not link.anchor or link.anchor in whole.pages.seen(link.uri).anchors, link


def test_embedded_knowledge_leads_to_the_criteria_that_it_belongs_to(whole: Project) -> None:
    root = page(whole, "us1/standard.md")
    knowledge = [e for e in root.iter("li") if e.get("id", "").startswith("us1-eek")]
    assert knowledge
    assert all(links(item) for item in knowledge)


def test_a_section_that_shows_the_standard_itself_is_read_all_the_same(project: TinyProject) -> None:
    section = (project.root / "content/us1/boil.md").read_text("utf-8")
    given = section.replace(
        "# Boil\n", '# Boil\n\n## Heat {: data-criteria="us1-so1-ac1" }\n\n/// standard-sheet\n///\n'
    )
    project.write("content/us1/boil.md", given)
    found = project.load().pages.seen("us1/standard.md")
    assert [link.anchor for link in found.links if link.uri == "us1/boil.md" and link.anchor == "heat"] == ["heat"]


def test_coverage_has_a_row_for_each_criterion_with_four_columns_and_names_its_gaps(whole: Project) -> None:
    root = page(whole, "us1/coverage.md")
    table = next(of_class(root, "coverage__table"))
    assert tuple(words(head) for head in table.iter("th") if head.get("scope") == "col") == COVERED
    rows = [row for row in table.iter("tr") if row[0].get("scope") == "row"]
    assert [words(row[0])[:8] for row in rows] == ["SO1 AC1 ", "SO1 AC2 ", "SO2 AC1 "]
    assert all(len(row) == len(COVERED) for row in rows)
    first = next(row for row in table.iter("tr") if words(row[0]).startswith("SO1 AC1 "))
    assert [cell.get("data-head") for cell in first[1:]] == list(COVERED[1:])
    assert links(first[1]) == {"water.md#boil-it-fresh": "The water"}
    heard = links(first[2])["water.md#us1-a01"]
    assert "Activity 1: Boil a litre (Skills application activity)" in heard
    assert "Task 2: Tea for three guests (Summative task)" in links(first[3])["tasks.md#us1-t02"]


def test_what_is_assessed_nowhere_is_said_in_words(project: TinyProject) -> None:
    loaded = project.load()
    root = page(loaded, "us1/coverage.md")
    row = next(row for row in root.iter("tr") if words(row[0]).startswith("SO1 AC1 "))
    assert words(row[3]) == "–nowhere"


def test_a_field_has_one_name_on_the_page_and_its_own_in_the_pdf(whole: Project) -> None:
    fields = [e for e in page(whole, "us1/tasks.md").iter() if e.tag in ("textarea", "input")]
    assert fields
    assert [field.get("id") for field in fields if field.get("title")] == []
    view = whole.pages.view("workbook", "us1/tasks.md")
    drawn = whole.pages.fragment("us1/tasks.md", view).root
    inputs = [e for e in drawn.iter() if e.tag in ("textarea", "input")]
    assert all(field.get("title") for field in inputs)
    printed = [field for field in inputs if not str(field.get("name")).startswith("summative-")]  # evidence to hand in
    assert len(printed) == len(fields)
    labelled = {label.get("for") for label in page(whole, "us1/tasks.md").iter("label")}
    unnamed = [f.get("id") for f in fields if f.get("id") not in labelled and not f.get("aria-label")]
    assert unnamed == []
