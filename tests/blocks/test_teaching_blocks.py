"""The blocks that teach, rendered for the page, for print and for the card."""

from __future__ import annotations

import re

import pytest

from competent.blocks import KINDS
from competent.blocks.view import Medium, View
from competent.config import Dialect
from competent.pages.dialect import for_programmes
from competent.pages.parse import parse, serialized
from competent.programme.documents import Download
from competent.programme.node import read_nodes
from competent.programme.page import Page
from competent.text.described import description
from competent.text.markdown import read_manuscript
from competent.words import Words

PROCESS = """\
//// process | Serve tea
    id: us1-p01
    objective: The guest drinks tea.
    safety: Keep children away from the kettle.

/// step | Boil
    short: Boil fresh water.

Fill the **kettle** to the mark.
///

/// step | Chat
    short: Say something kind.
    critical: false

Talk about the weather.
///
////
"""


def rendered(
    markdown: str, medium: Medium = "web", documents: tuple[Download, ...] = (), language: str = "en-ZA"
) -> str:
    written, problems = read_manuscript(markdown, "us1/tea.md", frozenset(KINDS))
    nodes, wrong = read_nodes(written, KINDS)
    assert [*problems, *wrong] == []
    page, view = Page("us1/tea.md", written, nodes), View(medium, "us1/tea.md", Words(language), documents=documents)
    fragment = parse(page, for_programmes(Dialect()), restricted=medium == "restricted").draw(view)
    return serialized(fragment.md, fragment.root)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def view_of(html: str, name: str) -> str:
    match = re.search(rf'<div class="view view--{name}">(.*?)(?=<div class="view view--|\Z)', html, re.S)
    assert match, f"there is no view {name}"
    return match[1]


def test_a_process_is_shown_in_four_views_on_the_page() -> None:
    html = rendered(PROCESS)
    assert [html.count(f"view--{name}") for name in ("full", "critical", "abc", "bluf")] == [1, 1, 1, 1]
    assert html.count('type="radio"') == 4
    assert html.count('checked="checked"') == 1


def test_the_full_view_explains_every_step() -> None:
    full = view_of(rendered(PROCESS), "full")
    assert "<strong>kettle</strong>" in full
    assert "Talk about the weather." in full
    assert "<del>" not in full


def test_only_what_is_critical_strikes_the_rest_through() -> None:
    critical = view_of(rendered(PROCESS), "critical")
    struck = "".join(re.findall(r"<del>(.*?)</del>", critical, re.S))
    assert "Talk about the weather." in struck
    assert "kettle" not in struck


def test_what_is_drawn_is_what_was_validated_however_it_is_written() -> None:
    plain = rendered(PROCESS)
    assert rendered(PROCESS.replace("critical: false", 'critical: "no"')) == plain
    assert rendered(PROCESS.replace("critical: false", "critical: no")) == plain
    assert rendered(PROCESS.replace("critical: false", 'critical: "yes"')) != plain


@pytest.mark.parametrize("name", ["abc", "bluf"])
def test_the_short_views_give_one_line_for_each_critical_step(name: str) -> None:
    short = view_of(rendered(PROCESS), name)
    assert "Boil fresh water." in short
    assert "Say something kind." not in short
    assert "Fill the" not in short


def test_bluf_puts_safety_and_objective_first_and_abc_last() -> None:
    html = rendered(PROCESS)
    bluf, abc = text_of(view_of(html, "bluf")), text_of(view_of(html, "abc"))
    assert bluf.index("Safety:") < bluf.index("Objective:") < bluf.index("Boil fresh water.")
    assert abc.index("Boil fresh water.") < abc.index("Safety:")


def test_the_card_has_the_views_that_the_author_chose() -> None:
    default = rendered(PROCESS, "card")
    assert re.findall(r"view--(\w+)", default) == ["abc", "bluf"]
    chosen = PROCESS.replace("    safety:", "    card: [full]\n    safety:")
    assert re.findall(r"view--(\w+)", rendered(chosen, "card")) == ["full"]


def test_print_shows_the_full_process() -> None:
    assert re.findall(r"view--(\w+)", rendered(PROCESS, "guide")) == ["full"]


def test_the_page_links_the_card_where_there_is_one() -> None:
    card = Download("us1", "card", "Card", "A card.", "us1/us1-p01-card.pdf", "pdf/us1/cards/us1-p01.pdf")
    assert "Print the card (PDF)" in rendered(PROCESS, documents=(card,))
    assert "Print the card" not in rendered(PROCESS)


READING = """\
/// reading | Tea for two
    id: us1-r01
    author: A. Writer
    year: 2020
    source: A magazine
    rights: All rights reserved
    summary: Tea is good.
    keywords: [tea, talk]

{words}
///
"""


@pytest.mark.parametrize(("count", "minutes"), [(1, 1), (100, 1), (101, 2), (520, 6)])
def test_the_words_and_the_reading_time_are_computed(count: int, minutes: int) -> None:
    html = text_of(rendered(READING.format(words="tea " * count)))
    assert f"{count} word{'s' if count > 1 else ''}, about {minutes} minute{'s' if minutes > 1 else ''} " in html
    assert "A. Writer, 2020. A magazine." in html
    assert "All rights reserved." in html


def test_a_mnemonic_shows_letter_word_and_meaning() -> None:
    block = (
        "/// mnemonic | T.E.A.\n    id: tea\n    letters:\n"
        '      - {letter: T, word: Talk, meaning: "Talk: first."}\n      - {letter: E, word: Eat, meaning: Later.}\n///\n'
    )
    html = rendered(block)
    assert '<span aria-hidden="true" class="mnemonic__letter">T</span>' in html.replace(
        'class="mnemonic__letter" aria-hidden="true"', 'aria-hidden="true" class="mnemonic__letter"'
    )
    assert "Talk: first." in text_of(html)


def test_a_dialogue_sets_its_speakers_apart_and_closes_with_the_point() -> None:
    block = "/// dialogue | At the door\n    verdict: bad\n    point: Nobody greeted.\n\nThandi: What do you want?\n\n*(She looks away.)*\n///\n"
    html = rendered(block)
    assert '<span class="dialogue__speaker">Thandi:</span>' in html
    assert html.count("dialogue__speaker") == 1
    assert "This goes wrong" in html
    assert html.index("Nobody greeted.") > html.index("She looks away.")


@pytest.mark.parametrize("name", ["compare", "job-aid"])
def test_a_block_with_an_id_can_be_linked_to_and_holds_its_table(name: str) -> None:
    html = rendered(
        f"/// {name} | Side by side\n    id: two-kettles\n\n| Old | New |\n|---|---|\n| slow | quick |\n///\n"
    )
    assert re.search(rf'<(div|aside)[^>]* class="{name}"[^>]*>', html)
    assert 'id="two-kettles"' in html
    assert "<td>slow</td>" in html
    assert "Side by side" in text_of(html)


def test_what_a_block_says_of_itself_is_in_the_language_of_the_page() -> None:
    said = rendered(READING.format(words="tea"), language="af-ZA")
    assert "Sleutelwoorde: tea, talk." in text_of(said)
    assert "Lees" in text_of(said)
    assert "1 woord, ongeveer 1 minuut" in text_of(said)


def test_every_block_is_registered_by_its_name_and_says_what_it_is() -> None:
    for name, kind in KINDS.items():
        assert kind.name == name
        assert (kind.__doc__ or "").endswith(".")
        assert all(parent in KINDS for parent in (*kind.parents, *(kind.holds or ())))
        if kind.Options:
            assert [option for option in kind.Options.model_fields if not description(kind.Options, option)] == [], name


def test_what_an_author_writes_is_never_markup() -> None:
    block = "/// letter | <script>alert(1)</script>\n    letter: <b>\n\nText.\n///\n"
    html = rendered(block)
    assert "<script>" not in html
    assert "<b>" not in html


TASK = """\
//// task | Make tea for ten
    id: us1-t01
    method: project
    criteria: [us1-so1-ac1]
    minutes: 90
    marks: 4
    evidence:
      - A photo of the tray

Make the tea.

/// answer | How did it go?
    key: how
    kind: choice
    marks: 4
    options: [Well, Badly]
    correct: [1]
///

/// model
It went well, of course.
///
////
"""


def test_a_task_names_method_marks_and_evidence() -> None:
    text = text_of(rendered(TASK))
    for words in (
        "Summative task: workplace project",
        "Task 1: Make tea for ten",
        "1 h 30 min",
        "4 marks",
        "A photo of the tray",
    ):
        assert words in text


@pytest.mark.parametrize("medium", ["web", "guide", "workbook"])
def test_no_learner_sees_a_model_answer_or_which_option_is_right(medium: Medium) -> None:
    html = rendered(TASK, medium)
    assert "of course" not in html
    assert "(right)" not in html


def test_facilitators_and_assessors_see_both() -> None:
    html = rendered(TASK, "restricted")
    assert "of course" in html
    assert re.search(r"Well<strong> \(right\)</strong>", html)
