"""Blocks, front matter and pictures are found in Markdown as pymdown finds them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competent.blocks.view import View
from competent.pages.render import to_html
from competent.programme.load import BLOCKS
from competent.text.problem import Problem
from competent.text.scan import Page, scan
from tests.conftest import ACTIVITY, SECTION

MODEL_ANSWER = "The steam of a secret kettle."
LINES = [
    "/// activity | A",
    "//// activity | B",
    "/// model",
    "/// answer | Q",
    "/// letter | L",
    "///",
    "////",
    "/////",
]
LINES += [
    "    id: us1-a01",
    "    - x",
    "    a: [",
    "\tkey: k",
    "",
    "text",
    "```",
    "````",
    "~~~",
    "``` py",
    "    ```",
    "<!--",
    "-->",
]
LINES += [
    "---",
    "title: x",
    "...",
    "# Heading {#x}",
    "![alt](a.svg)",
    "![](",
    "> /// letter | Q",
    "- /// letter",
    "/// nothing",
]
LINES += [
    "\ufeff",
    "é😀\u2028\x0c",
    "    /// letter | I",
    "x" * 5000,
    "/// letter | " + "y" * 5000,
    "\x00",
    "*[",
    "`" * 50,
]


def read(text: str) -> tuple[Page, list[Problem]]:
    return scan(text, "x.md", BLOCKS)


def names(page: Page) -> list[str]:
    return [block.name for block in page.walk()]


def html(page: Page) -> str:
    return to_html(page.markdown, View("workbook", "us1/x.md"), frozenset())


def drawn(page: Page) -> int:
    return html(page).count('class="activity ')


def test_a_block_knows_its_place_options_body_and_end() -> None:
    page, problems = read(SECTION)
    (activity,) = page.blocks
    assert problems == []
    assert (activity.name, activity.argument, activity.fence) == ("activity", "Boil water", 4)
    assert (activity.place.line, activity.place.column, activity.body_line, activity.end_line) == (9, 1, 15, 26)
    assert activity.options
    assert activity.options.value["minutes"] == 5
    assert str(activity.options.place("criteria", 0)) == "x.md:13:16"
    assert [child.name for child in activity.children] == ["answer", "model"]


def test_a_page_has_a_heading_and_pictures_with_their_places() -> None:
    page, _ = read(
        '---\n# no: heading\n---\n# Boil *water* {#boil}\n\nA ![cup](<images/cup.svg> "Cup") `![](x)` ![](b.svg)\n'
    )
    assert page.heading == "Boil *water*"
    assert [(image.alt, image.target, str(image.place)) for image in page.images] == [
        ("cup", "images/cup.svg", "x.md:6:3"),
        ("", "b.svg", "x.md:6:43"),
    ]


def test_the_markdown_for_learners_has_neither_front_matter_nor_model_answers() -> None:
    page, _ = read(SECTION)
    assert page.markdown.startswith("# Boil\n")
    assert "What do you see?" in page.markdown
    assert MODEL_ANSWER not in page.markdown
    assert MODEL_ANSWER not in html(page)
    assert "model" not in page.markdown


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_make_no_difference(end: str) -> None:
    page, problems = read(SECTION.replace("\n", end))
    assert problems == []
    assert page == read(SECTION)[0]


@pytest.mark.parametrize(
    "code",
    [
        "```\n{}```\n",
        "````\n```\n{}````\n",
        "~~~ text\n{}~~~\n",
        '``` yaml title="x" linenums="1"\n{}```\n',
        "``` {{.yaml}}\n{}```\n",
    ],
)
def test_a_block_in_a_fenced_example_is_no_block(code: str) -> None:
    page, problems = read(code.format(ACTIVITY))
    assert (names(page), problems, drawn(page)) == ([], [], 0)


def test_a_block_in_an_example_inside_a_callout_is_no_block() -> None:
    text = "!!! note\n    ```\n" + "".join(f"    {line}\n" for line in ACTIVITY.splitlines()) + "    ```\n"
    page, problems = read(text)
    assert (names(page), problems, drawn(page)) == ([], [], 0)


@pytest.mark.parametrize(
    "before",
    [
        "```inline``` code\n\n",
        "``` not a fence\n\n",
        "`<!--`\n\n",
        "- a list\n",
        "| a | b |\n",
        "<!-- over -->\n\n",
        "a --> b\n\n",
    ],
)
def test_a_block_after_what_only_looks_like_code_or_comment_is_a_block(before: str) -> None:
    page, problems = read(before + ACTIVITY)
    assert (names(page), problems, drawn(page)) == (["activity", "answer", "model"], [], 1)
    assert MODEL_ANSWER not in html(page)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("```\n", "", "C206"),
        ("```\n````\n", "", "C206"),
        ("<!--\n", "-->\n", "C207"),
        ("<!-- begins\n\n", "\n-->\n", "C207"),
    ],
)
def test_where_a_model_answer_could_show_the_author_is_told(before: str, after: str, code: str) -> None:
    assert code in {problem.code for problem in read(before + ACTIVITY + after)[1]}


@pytest.mark.parametrize("prefix", ["    ", "> ", "- ", "1. ", "[^1]: ", ":   ", "\t", ">     "])
def test_a_block_that_does_not_begin_at_the_margin_is_refused(prefix: str) -> None:
    page, problems = read("".join(f"{prefix}{line}\n" for line in ("/// model", MODEL_ANSWER)))
    assert names(page) == []
    assert [problem.code for problem in problems] == ["C203"]


def test_up_to_three_spaces_are_still_the_margin() -> None:
    page, problems = read("   /// letter | A\n    letter: A\n\nText.\n   ///\n")
    assert (names(page), problems, page.blocks[0].place.column) == (["letter"], [], 4)


def test_options_may_be_indented_by_tabs() -> None:
    page, problems = read(ACTIVITY.replace("    ", "\t"))
    assert problems == []
    assert page == read(ACTIVITY)[0]
    assert drawn(page) == 1


def test_options_may_be_unicode_and_their_places_count_characters() -> None:
    page, problems = read("/// letter | Ünïcødé 😀\n    letter: 😀, ß: [\n///\n")
    assert page.blocks[0].argument == "Ünïcødé 😀"
    assert [str(problem.place) for problem in problems] == ["x.md:2:17"]


def test_an_outer_fence_closes_what_is_open_inside_it() -> None:
    page, problems = read("///// activity | A\n\n//// answer | B\n\n/// model\n\n/////\n\nAfter.\n")
    assert [block.end_line for block in page.walk()] == [7, 7, 7]
    assert [problem.place.line for problem in problems] == [5, 3]
    assert "After." in page.markdown


def test_an_empty_page_is_a_page() -> None:
    page, problems = read("")
    assert (names(page), problems, page.heading, page.markdown) == ([], [], "", "\n")


def test_empty_front_matter_is_a_problem_at_its_place() -> None:
    _, (problem,) = read("---\n---\n# Title\n")
    assert str(problem).startswith("x.md:2:1 C105")


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(st.lists(st.sampled_from(LINES), max_size=25).map("\n".join), st.text("/`~-\n ab|:<>![]()", max_size=60))
)
def test_any_text_is_scanned_with_places_inside_it(text: str) -> None:
    page, problems = read(text)
    lines = [line.expandtabs(4) for line in text.split("\n")]
    for place in [p.place for p in problems] + [b.place for b in page.walk()] + [i.place for i in page.images]:
        assert 1 <= place.line <= len(lines) + 1
        assert 1 <= place.column <= len([*lines, ""][place.line - 1]) + 1


PROMPTS = st.sampled_from(
    [
        "Look.",
        "# A heading",
        "- a\n- b",
        "1. one",
        "> said",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "*[",
        "```\n/// x\n```",
        "a\n: b",
    ]
)
KINDS = st.sampled_from(
    [
        "kind: lines",
        "kind: table\n    columns: [A, B]\n    rows: 2",
        "kind: choice\n    options: [Tea, Milk]",
        "kind: checklist\n    items: [One]",
    ]
)


@st.composite
def activities(draw: st.DrawFn) -> str:
    number = draw(st.integers(1, 99))
    answers = "".join(
        f"/// answer | Question {n}\n    key: k{n}\n    {kind}\n///\n\n"
        for n, kind in enumerate(draw(st.lists(KINDS, max_size=3)))
    )
    model = f"/// model\n{MODEL_ANSWER}\n\n{draw(PROMPTS)}\n///\n"
    parts = [answers, model] if draw(st.booleans()) else [model + "\n", answers]
    return (
        f"//// activity | Number {number}\n    id: us1-a{number:02}\n    type: knowledge\n    mode: pair\n"
        f"    criteria: [us1-so1-ac1]\n    minutes: 5\n\n{draw(PROMPTS)}\n\n{''.join(parts)}////\n"
    )


LETTERS = st.just("/// letter | T is for tea\n    letter: T\n\nTea.\n///\n")
DIALOGUES = st.sampled_from(["good", "bad", "neutral"]).map(
    lambda verdict: (
        f"/// dialogue | At the till\n    verdict: {verdict}\n\nLerato: Good morning.\n\nThabo: Hello.\n///\n"
    )
)
DOCUMENTS = st.lists(st.one_of(activities(), LETTERS, DIALOGUES, PROMPTS), max_size=6).map("\n\n".join)


@settings(deadline=None, max_examples=60)
@given(DOCUMENTS)
def test_the_scanner_and_pymdown_agree_and_no_model_answer_shows(text: str) -> None:
    page, problems = read(text)
    shown = html(page)
    assert problems == []
    assert shown.count('class="activity ') == names(page).count("activity")
    assert shown.count('class="answer ') == names(page).count("answer")
    assert shown.count('class="letter"') == names(page).count("letter")
    assert shown.count('class="dialogue ') == names(page).count("dialogue")
    assert MODEL_ANSWER not in page.markdown
    assert MODEL_ANSWER not in shown
