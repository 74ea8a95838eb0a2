"""The ways into a site: the home page, the front page of a programme, its activities and its key points."""

from __future__ import annotations

import pytest

from competent.adapters import load_project
from competent.blocks import activities, home
from competent.project import Project
from tests.blocks.test_trail import links, of_class, page, words
from tests.building import ROOT, project_copy
from tests.conftest import TinyProject

CALLOUT = """
!!! remember "Hot *steam*"
    Steam burns. See [boiling](boil.md#boil), [the sea](https://example.org) and ![a cup](images/cup.svg).[^1]

    Keep away.

After it.

```markdown
!!! remember "Not this one"
    It is code.
```

[^1]: A note.
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return load_project(project_copy("whole", tmp_path_factory.mktemp("whole")) / "mkdocs.yml")


def test_a_card_says_how_much_there_is_and_where_to_begin(whole: Project) -> None:
    cards = list(of_class(home.programme_cards(whole.pages.view("web", "index.md")), "card"))
    assert "2 sections · 4 activities · 2 tasks" in words(cards[0])
    assert "1 section · 2 activities · 2 tasks" in words(cards[1])
    assert links(cards[0])["us1/water.md"] == "Start learning"
    assert links(cards[0])["us1/activities.md"] == "Activities"


def test_the_front_page_of_a_programme_lists_its_sections_and_what_is_made_of_them(whole: Project) -> None:
    box = next(of_class(page(whole, "us1/index.md"), "contents"))
    sections = [words(item) for item in next(box.iter("ol"))]
    assert sections == ["The water", "The serving", "Summative tasks"]
    pages = [words(item) for item in next(box.iter("ul"))]
    assert pages == ["Unit standard", "Glossary", "My answers", "Activities", "Coverage", "Downloads"]


def test_an_author_may_say_where_the_contents_stand(project: TinyProject) -> None:
    project.replace("content/us1/index.md", "# Make tea\n", "# Make tea\n\n/// contents\n///\n\nThe end.\n")
    root = page(project.load(), "us1/index.md")
    assert [child.get("class") or child.tag for child in root] == ["h1", "contents", "p"]


def test_facilitators_and_assessors_learn_where_their_guides_are(whole: Project) -> None:
    said = words(home.guides(whole.pages.view("web", "index.md")))
    for text in ("build/restricted/us1/", "Facilitator guide (facilitator-guide.pdf)", "assessor-guide.pdf"):
        assert text in said
    assert "Moderator guide / Verifier guide (moderator-guide.pdf)" in said
    real = (ROOT / "content" / "index.md").read_text("utf-8")
    for role in ("learners", "facilitators", "assessors", "moderators"):
        assert f"(for/{role}.md)" in real
    assert "/// guides" in real


def test_the_activities_of_a_programme_stand_in_one_table(whole: Project) -> None:
    table = activities.table(whole.pages.view("web", "us1/activities.md"))
    assert "4 activities" in words(table)
    rows = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert rows[0] == ["No.", "Activity", "Section", "Minutes", "Mode", "Criteria", "Type"]
    assert rows[2] == [
        "2",
        "Compare two pots",
        "The water",
        "80",
        "In a group",
        "SO1 AC1, SO1 AC2",
        "Knowledge activity",
    ]
    orders = [[cell.get("data-order") for cell in row] for row in list(table.iter("tr"))[1:]]
    assert [order[0] for order in orders] == ["0", "1", "2", "3"]
    assert orders[1][3] == "80"


def test_a_programme_without_activities_has_no_page_of_them(project: TinyProject) -> None:
    text = (project.root / "content/us1/boil.md").read_text("utf-8")
    project.write("content/us1/boil.md", text.partition("////")[0])
    pages = project.load().pages
    assert "us1/activities.md" not in pages.generated
    assert "us1/key-points.md" not in pages.generated
    assert words(activities.table(pages.view("web", "us1/index.md"))) == "There are no activities yet."


def test_key_points_are_gathered_from_the_text_of_sections(project: TinyProject) -> None:
    text = (project.root / "content/us1/boil.md").read_text("utf-8")
    inside = text.replace(
        "Look at the kettle.\n", 'Look at the kettle.\n\n!!! remember "Inside"\n    Of the activity.\n'
    )
    project.write("content/us1/boil.md", inside + CALLOUT)
    loaded = project.load()
    root = page(loaded, "us1/key-points.md")
    assert [words(heading) for heading in root.iter("h2")] == ["Boil"]
    callouts = list(of_class(root, "admonition"))
    assert len(callouts) == 1
    assert "Keep away." in words(callouts[0])
    assert "Inside" not in words(root)
    assert "After it" not in words(root)
    found = loaded.pages.seen("us1/key-points.md")
    assert {(link.uri, link.anchor) for link in found.links if link.uri} >= {
        ("us1/boil.md", ""),
        ("us1/boil.md", "boil"),
    }
    assert [shown.uri for shown in found.shown] == ["us1/images/cup.svg"]


def test_what_stands_below_a_marked_heading_is_a_key_point(project: TinyProject) -> None:
    text = (project.root / "content/us1/boil.md").read_text("utf-8")
    end = (
        "\n## Take with you {: .key-points }\n\n- Boil it once.\n- Pour it [hot](boil.md).\n\n## After\n\n- Not this.\n"
    )
    project.write("content/us1/boil.md", text + end)
    root = page(project.load(), "us1/key-points.md")
    assert [words(item) for item in root.iter("li")] == ["Boil it once.", "Pour it hot."]


def test_key_points_of_a_section_in_another_folder_lead_where_they_led(project: TinyProject) -> None:
    text = (project.root / "content/us1/boil.md").read_text("utf-8")
    project.write(
        "content/shared/boil.md",
        text.replace("images/", "../us1/images/") + CALLOUT.replace("images/", "../us1/images/"),
    )
    project.replace("content/us1/index.md", "sections: [boil.md]", "sections: [../shared/boil.md]")
    found = project.load().pages.seen("us1/key-points.md")
    assert {link.uri for link in found.links if link.uri} == {"shared/boil.md"}
    assert [shown.uri for shown in found.shown] == ["us1/images/cup.svg"]


def test_no_title_of_an_author_becomes_markup(project: TinyProject) -> None:
    project.replace("content/us1/boil.md", "title: Boil\n", 'title: "Boil <b>*it*</b> [now]"\n')
    text = (project.root / "content/us1/boil.md").read_text("utf-8")
    project.write("content/us1/boil.md", text + CALLOUT)
    root = page(project.load(), "us1/key-points.md")
    heading = next(root.iter("h2"))
    assert [child.tag for child in heading.iter()] == ["h2", "a"]
