"""Blocks and front matter are found in Markdown as pymdown finds them, and whatever is found knows its place."""

from __future__ import annotations

import functools
import re
import xml.etree.ElementTree as etree
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block as PymdownBlock

from competent.blocks import KINDS
from competent.blocks.view import Medium, View
from competent.config import Dialect
from competent.pages.dialect import for_programmes
from competent.pages.parse import parse, serialized
from competent.programme.node import read_nodes
from competent.programme.page import Page
from competent.text.manuscript import Block, Manuscript, Mention
from competent.text.markdown import Included, read_manuscript
from competent.text.problem import Problem
from tests.conftest import ACTIVITY, SECTION

MODEL_ANSWER = "The steam of a secret kettle."
NAMES = frozenset(KINDS)
DIALECT = for_programmes(Dialect())
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

Tree = tuple[tuple[str, str, "Tree"], ...]
"""Blocks with their names, their arguments and what is inside them."""


def read(text: str) -> tuple[Manuscript, list[Problem]]:
    return read_manuscript(text, "x.md", NAMES)


def names(written: Manuscript) -> list[str]:
    return [block.name for block in written.walk()]


def page_of(text: str) -> Page:
    written, _problems = read(text)
    return Page("us1/x.md", written, read_nodes(written, KINDS)[0])


def html(text: str, medium: Medium = "workbook") -> str:
    """The page as somebody sees it."""
    fragment = parse(page_of(text), DIALECT, restricted=medium == "restricted").draw(View(medium, "us1/x.md"))
    return serialized(fragment.md, fragment.root)


def drawn(text: str) -> int:
    return html(text).count('class="activity ')


def tree(blocks: Sequence[Block]) -> Tree:
    return tuple((block.name, block.argument, tree(block.children)) for block in blocks)


class _Heard(PymdownBlock):
    """A block as pymdown reads it, with any argument and any options."""

    ARGUMENT = None

    def _validate(self, parent: etree.Element, arg: str | None, **options: object) -> bool:
        self.argument, self.options = arg or "", {"attrs": {}}
        return True

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"data-heard": self.NAME, "data-argument": self.argument})


class _Hearing(BlocksExtension):
    """Registers a block of every name that there is."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        for name in NAMES:
            block_mgr.register(type("_Named", (_Heard,), {"NAME": name}), {})


@functools.cache
def hearing() -> Markdown:
    settings = {name: dict(values) for name, values in DIALECT.settings.items()}
    return Markdown(extensions=[*DIALECT.extensions, _Hearing()], extension_configs=settings)


def heard(text: str) -> Tree:
    """The blocks that pymdown itself finds in a text, beside the same extensions."""
    md = hearing().reset()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    return _heard(md.parser.parseDocument(lines).getroot())


def _heard(element: etree.Element) -> Tree:
    found: list[tuple[str, str, Tree]] = []
    for child in element:
        if "data-heard" in child.attrib:
            found.append((child.attrib["data-heard"], child.attrib["data-argument"], _heard(child)))
        else:
            found += _heard(child)
    return tuple(found)


def test_a_block_knows_its_place_options_body_and_end() -> None:
    written, problems = read(SECTION)
    (activity,) = written.blocks
    assert problems == []
    assert (activity.name, activity.argument, activity.fence) == ("activity", "Boil water", 4)
    assert (activity.place.line, activity.place.column, activity.body_line, activity.end_line) == (9, 1, 15, 26)
    assert activity.options
    assert activity.options.value["minutes"] == 5
    assert str(activity.options.place("criteria", 0)) == "x.md:13:16"
    assert [child.name for child in activity.children] == ["answer", "model"]


def test_headings_links_and_pictures_have_their_places() -> None:
    written, _ = read(
        "---\n# no: heading\n---\n# Boil *water* {#boil}\n\n"
        'A ![cup](<images/my cup.svg> "Cup") `![](x)` ![](b.svg)\n\nTea [time][t]\n====\n\n'
        '[t]: time.md\n\n<img alt="" src=c.svg> [![d](d.svg)](<e f.md>)\n'
    )
    assert [(m.kind, m.text, str(m.place), m.level) for m in written.mentions] == [
        ("heading", "Boil *water* {#boil}", "x.md:4:1", 1),
        ("picture", "images/my cup.svg", "x.md:6:3", 0),
        ("picture", "b.svg", "x.md:6:46", 0),
        ("heading", "Tea [time][t]", "x.md:8:1", 1),
        ("link", "time.md", "x.md:11:1", 0),
        ("picture", "c.svg", "x.md:13:1", 0),
        ("link", "e f.md", "x.md:13:24", 0),
        ("picture", "d.svg", "x.md:13:25", 0),
    ]


def test_the_markdown_for_learners_has_neither_front_matter_nor_model_answers() -> None:
    markdown = page_of(SECTION).markdown()
    assert markdown.startswith("# Boil\n")
    assert MODEL_ANSWER not in markdown
    assert "title: Boil" not in markdown
    assert MODEL_ANSWER in page_of(SECTION).markdown(restricted=True)


@pytest.mark.parametrize("medium", ["web", "guide", "workbook", "card"])
def test_no_learner_sees_a_model_answer(medium: Medium) -> None:
    assert MODEL_ANSWER not in html(SECTION, medium)
    assert MODEL_ANSWER in html(SECTION, "restricted")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_make_no_difference(end: str) -> None:
    written, problems = read(SECTION.replace("\n", end))
    assert problems == []
    assert written == read(SECTION)[0]


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
    text = code.format(ACTIVITY)
    written, problems = read(text)
    assert (names(written), problems, drawn(text), heard(text)) == ([], [], 0, ())


def test_a_block_in_an_example_inside_a_callout_is_no_block() -> None:
    text = "!!! note\n    ```\n" + "".join(f"    {line}\n" for line in ACTIVITY.splitlines()) + "    ```\n"
    written, problems = read(text)
    assert (names(written), problems, drawn(text), heard(text)) == ([], [], 0, ())


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
    text = before + ACTIVITY
    written, problems = read(text)
    assert (names(written), problems, drawn(text)) == (["activity", "answer", "model"], [], 1)
    assert heard(text) == tree(written.blocks)
    assert MODEL_ANSWER not in html(text)


def test_a_block_in_html_that_holds_markdown_is_a_block() -> None:
    text = f"<div markdown>\n\n{ACTIVITY}\n</div>\n"
    written, problems = read(text)
    assert (names(written), problems, drawn(text)) == (["activity", "answer", "model"], [], 1)
    assert heard(text) == tree(written.blocks)


@pytest.mark.parametrize("before", ["<div>\n", "<details><summary>More</summary>\n\n"])
def test_html_around_a_model_answer_does_not_show_it_to_learners(before: str) -> None:
    assert MODEL_ANSWER not in html(f"{before}{ACTIVITY}</div></details>\n")


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


def test_comments_are_noted_with_their_places() -> None:
    written, _ = read("A <!-- one --> b\n\n`<!--`\n\n```\n<!-- code -->\n```\n\n<!-- two\nstill <!-- two\n-->\n")
    assert [str(place) for place in written.comments] == ["x.md:1:3", "x.md:9:1"]


@pytest.mark.parametrize("prefix", ["    ", "> ", "- ", "1. ", "[^1]: ", ":   ", "\t", ">     "])
def test_a_block_that_does_not_begin_at_the_margin_is_refused(prefix: str) -> None:
    written, problems = read("".join(f"{prefix}{line}\n" for line in ("/// model", MODEL_ANSWER)))
    assert names(written) == []
    assert [problem.code for problem in problems] == ["C203"]


def test_up_to_three_spaces_are_still_the_margin() -> None:
    text = "   /// letter | A\n    letter: A\n\nText.\n   ///\n"
    written, problems = read(text)
    assert (names(written), problems, written.blocks[0].place.column) == (["letter"], [], 4)
    assert heard(text) == tree(written.blocks)


def test_options_may_be_indented_by_tabs() -> None:
    text = ACTIVITY.replace("    ", "\t")
    written, problems = read(text)
    assert problems == []
    assert written == read(ACTIVITY)[0]
    assert drawn(text) == 1


def test_options_may_be_unicode_and_their_places_count_characters() -> None:
    written, problems = read("/// letter | Ünïcødé 😀\n    letter: 😀, ß: [\n///\n")
    assert written.blocks[0].argument == "Ünïcødé 😀"
    assert [str(problem.place) for problem in problems] == ["x.md:2:17"]


def test_an_outer_fence_closes_what_is_open_inside_it() -> None:
    text = "///// activity | A\n\n//// answer | B\n\n/// model\n\n/////\n\nAfter.\n"
    written, problems = read(text)
    assert [block.end_line for block in written.walk()] == [7, 7, 7]
    assert [problem.place.line for problem in problems] == [5, 3]
    assert "After." in page_of(text).markdown()


def test_an_empty_page_is_a_page() -> None:
    written, problems = read("")
    assert (names(written), problems, written.mentions, page_of("").markdown()) == ([], [], (), "\n")


def test_empty_front_matter_is_a_problem_at_its_place() -> None:
    _, (problem,) = read("---\n---\n# Title\n")
    assert str(problem).startswith("x.md:2:1 C105")


# What other programs made of a page


def test_lines_that_another_program_changed_have_the_places_of_those_around_them() -> None:
    text = "---\ntitle: x\n---\n# Title\n\n{{ who }}\n\n/// letter | L\n    letter: L\n///\n"
    body = "# Title\n\nAdded.\n\nThe college\n\n/// letter | L\n    letter: L\n///\n"
    written, problems = read_manuscript(text, "x.md", NAMES, body=body)
    assert problems == []
    assert [line.text for line in written.lines[written.body_line - 1 :]] == body.splitlines()
    assert str(written.blocks[0].place) == "x.md:8:1"
    assert str(written.mentions[0].place) == "x.md:4:1"
    assert str(written.place(written.body_line + 2)) == "x.md:5:1"


def test_an_included_block_stands_where_it_is_included() -> None:
    def include(lines: Sequence[str]) -> Included:
        found = [
            (text, number)
            for number, line in enumerate(lines)
            for text in ([*ACTIVITY.splitlines()] if line == "INCLUDE" else [line])
        ]
        return Included(found, [(0, "There is no file “x”")])

    written, problems = read_manuscript("# Title\n\nINCLUDE\n\nAfter.\n", "x.md", NAMES, include=include)
    assert [str(block.place) for block in written.walk()] == ["x.md:3:1"] * 3
    assert [(problem.code, str(problem.place)) for problem in problems] == [("C209", "x.md:1:1")]
    assert str(written.place(len(written.lines))) == "x.md:5:1"


def test_an_example_of_the_guide_is_shown_as_source_and_live() -> None:
    text = "````markdown example\n/// letter | L\n    letter: L\n///\n````\n"
    written, problems = read_manuscript(text, "x.md", NAMES, examples=True)
    assert (names(written), problems) == (["letter"], [])
    assert str(written.blocks[0].place) == "x.md:2:1"
    assert written.lines[written.blocks[0].first_line - 1].example
    assert written.lines[0].text == "````markdown"


# Any text


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(
        st.lists(st.sampled_from(LINES), max_size=25).map("\n".join), st.text("/`~-\n ab|:<>![]()=#\"'", max_size=60)
    )
)
def test_any_text_is_read_with_places_inside_it(text: str) -> None:
    written, problems = read(text)
    lines = [line.expandtabs(4) for line in text.split("\n")]
    found: list[Problem | Block | Mention] = [*problems, *written.walk(), *written.mentions]
    for place in [*(item.place for item in found), *written.comments]:
        assert 1 <= place.line <= len(lines) + 1
        assert 1 <= place.column <= len([*lines, ""][place.line - 1]) + 1


CALM = [line for line in LINES if len(line) < 100 and line not in ("/// nothing", "    a: [", "\x00", "<!--", "-->")]
"""Lines of which a text without problems may be made."""
TEXTS = [
    "text", "   text", "", "", "# Heading {#x}", "  - x", "1. x", "> x", "| a | b |", "|---|---|", ": x", "\n!!! note\n    text\n", "    text\n", "***", "[^1]: x",
    "*[AB]: x", "<b>x</b>", "</div>", "*[", "é😀\u2028\x0c", "`" * 5, "a /// b", "//// a b", "//", "``` not a fence", "---",
    "```\n/// model\n```", "~~~ py\n////\n\n/// letter | L\n~~~", "- x\n\n    ```\n    ///\n    ```", "\n!!! note\n    ~~~\n    ///\n    ~~~\n",
    "<!-- a\n\nb -->", "`<!--`",
]  # fmt: skip
"""What may stand before, in and between blocks. A blank line stands before and after a callout: where
two blocks and a callout begin without any, pymdown takes the blocks apart."""
OPTIONS = ["", "\n    key: k", "\n    a: 1\n    b:\n      - 2", "\n     a: 1\n    ", "\n\n", "\n\ta: 1"]


@st.composite
def nested(draw: st.DrawFn, depth: int = 3) -> str:
    """Blocks in blocks, of any lengths of fence, between all that a text may hold."""
    parts: list[str] = []
    for _ in range(draw(st.integers(0, 3))):
        parts += draw(st.lists(st.sampled_from(TEXTS), max_size=2))
        fence = draw(st.sampled_from(["", "", " ", "   "])) + "/" * draw(st.integers(3, 6))
        name = draw(st.sampled_from(["letter", "model", "answer", "job-aid"]))
        argument = draw(st.sampled_from([" | A", "|A", " |  A b  ", " | ", "", " | /// x", " | a | b"]))
        inside = draw(nested(depth - 1)) if depth else draw(st.sampled_from(TEXTS))
        end = "" if draw(st.integers(0, 29)) == 0 else fence + draw(st.sampled_from(["", " "]))
        parts.append(
            f"{fence}{draw(st.sampled_from([' ', '', '  ']))}{name}{argument}{draw(st.sampled_from(OPTIONS))}\n{inside}\n{end}"
        )
    return "\n".join([*parts, *draw(st.lists(st.sampled_from(TEXTS), max_size=2))])


def code_apart(text: str) -> str:
    """A blank line after code by indentation: superfences gives a fence below it back to Markdown as text."""
    return re.sub(r"(?m)^((?: {4}|\t).*)\n(?! {4}|\t)", r"\1\n\n", text)


SOUP_OF_ALL = st.lists(st.sampled_from([*CALM, *TEXTS]), max_size=20).map("\n".join).map(code_apart)


@settings(deadline=None, max_examples=300)
@given(st.one_of(nested(), SOUP_OF_ALL).map(lambda text: f"\n{text}"))
def test_where_nothing_is_wrong_pymdown_finds_the_same_blocks_inside_each_other(text: str) -> None:
    written, problems = read(text)
    told_later = [b for b in written.walk() if b.options and not isinstance(b.options.value, dict)]
    if not problems and not told_later:
        assert heard(text) == tree(written.blocks)


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
KINDS_OF_ANSWER = st.sampled_from(
    [
        "kind: lines",
        "kind: table\n    columns: [A, B]\n    rows: 2",
        "kind: choice\n    options: [Tea, Milk]",
        "kind: checklist\n    items: [One]",
    ]
)


NUMBER = "%NUMBER%"


def numbered(text: str) -> str:
    """The text with a number of its own for each activity."""
    parts = text.split("//// activity")
    return "//// activity".join(part.replace(NUMBER, f"{number:02}") for number, part in enumerate(parts))


@st.composite
def activities(draw: st.DrawFn) -> str:
    answers = "".join(
        f"/// answer | Question {n}\n    key: k{n}\n    {kind}\n///\n\n"
        for n, kind in enumerate(draw(st.lists(KINDS_OF_ANSWER, max_size=3)))
    )
    model = f"/// model\n{MODEL_ANSWER}\n\n{draw(PROMPTS)}\n///\n"
    parts = [answers, model] if draw(st.booleans()) else [model + "\n", answers]
    return (
        f"//// activity | Number {NUMBER}\n    id: us1-a{NUMBER}\n    type: knowledge\n    mode: pair\n"
        f"    criteria: [us1-so1-ac1]\n    minutes: 5\n\n{draw(PROMPTS)}\n\n{''.join(parts)}////\n"
    )


LETTERS = st.just("/// letter | T is for tea\n    letter: T\n\nTea.\n///\n")
DIALOGUES = st.sampled_from(["good", "bad", "neutral"]).map(
    lambda verdict: (
        f"/// dialogue | At the till\n    verdict: {verdict}\n\nLerato: Good morning.\n\nThabo: Hello.\n///\n"
    )
)
DOCUMENTS = st.lists(st.one_of(activities(), LETTERS, DIALOGUES, PROMPTS), max_size=6).map("\n\n".join).map(numbered)


@settings(deadline=None, max_examples=60)
@given(DOCUMENTS)
def test_the_reader_and_pymdown_agree_and_no_model_answer_shows(text: str) -> None:
    written, problems = read(text)
    assert problems == []
    assert heard(text) == tree(written.blocks)
    markdown, shown, restricted = page_of(text).markdown(), html(text), html(text, "restricted")
    assert shown.count('class="activity ') == names(written).count("activity")
    assert shown.count('class="answer ') == names(written).count("answer")
    assert shown.count('class="letter"') == names(written).count("letter")
    assert shown.count('class="dialogue ') == names(written).count("dialogue")
    assert restricted.count('class="model ') == names(written).count("model")
    assert MODEL_ANSWER not in markdown
    assert MODEL_ANSWER not in shown
    assert restricted.count(MODEL_ANSWER) == names(written).count("model")
