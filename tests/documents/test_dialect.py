"""One print, one site: what the project's own Markdown extensions make of a text comes out right in both."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from competent.project import Project
from tests.adapters.sites import Site, copied
from tests.building import tool
from tests.conftest import TinyProject
from tests.documents.composing import composed, text
from tests.documents.printing import Press

CALLOUTS = (
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote",
)  # fmt: skip
"""The kinds of callouts that Material knows."""
PICTURES = {
    "photo.png": (4000, 3000),
    "banner.png": (4000, 400),
    "ladder.png": (400, 4000),
    "dot.png": (64, 64),
}
"""Width and height in pixels."""
SHOWN = {
    "a photo": "![A photo](photo.png)",
    "a banner": "![A banner](banner.png)",
    "a ladder": "![A ladder](ladder.png)",
    "half as wide": '![Half as wide](photo.png){ width="50%" }',
    "of a size": "![Of a size](photo.png){ width=200 height=50 }",
    "as wide as the page": '![As wide as the page](photo.png){ width="100%" }',
    "wider than the page": "![Wider than the page](photo.png){ width=4000 }",
    "higher than the page": "![Higher than the page](photo.png){ height=3000 }",
    "written as HTML": '<img src="photo.png" alt="Written as HTML" width="4000">',
    "in a figure": '<figure markdown="span">\n  ![In a figure](photo.png){ width=4000 }\n  <figcaption>It</figcaption>\n</figure>',
    "in a list": "- ![In a list](photo.png)",
    "in a line": "Press ![The button](dot.png){ width=12 } to begin.",
}
"""By what is said of it, a picture as an author writes it, in the order of the page."""
POUR = f"""\
---
title: Pour
outcomes: [us1-so1]
status: new
template: main.html
date: 2026-01-05
authors: [naledi]
search: {{exclude: true}}
---
# Pour

Cups were cheap.[^tax]

[^tax]: A cup cost a penny.

## Folds in folds

???+ question "With *signs* in it"

    - [x] a box in a fold

    === "By hand"

        ```bash
        echo "poured"
        ```

    === "By machine"

        Press the lever.

<details markdown><summary>A fold of HTML</summary>

Opened *here*.

</details>

<details><summary>All of it HTML</summary><p>Read by no Markdown.</p></details>

## Fences in lists

- warm the cup

    ```yaml
    cup: warm
    ```

- then pour

## Comments

<!-- facilitators only: nobody
may read the second answer -->

```html
<!-- shown as code -->
```

## Cards

<div class="grid cards" markdown>

-   __First card__

    With words.

</div>

## Typing

"Quoted" -- and so on...

First line{"  "}
second line

See <abbr title="by mouth">p.o.</abbr> and me@example.org or <you@example.org>.

## Every callout

{"".join(f"!!! {kind}{chr(10)}    A callout of the kind {kind}.{chr(10)}{chr(10)}" for kind in CALLOUTS)}
## Pictures

{(chr(10) * 2).join(SHOWN.values())}
"""


@dataclass(frozen=True)
class Both:
    """A project with every extension: its site, and its learner guide."""

    site: Site
    project: Project
    guide: str

    @cached_property
    def pages(self) -> str:
        """The HTML of both sections on the site, with single spaces."""
        return squeezed("".join(self.site.article(f"us1/{name}.html") for name in ("boil", "pour")))

    @cached_property
    def print(self) -> str:
        """The HTML of both sections in the guide, with single spaces."""
        return squeezed(self.guide[self.guide.index(' id="us1-boil"') : self.guide.index(' id="us1-tasks"')])


def squeezed(html: str) -> str:
    return " ".join(html.split())


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    site = copied("dialect", tmp_path_factory.mktemp("dialect") / "project")
    site.replace("content/us1/index.md", "sections: [boil.md]", "sections: [boil.md, pour.md]")
    site.write("content/us1/pour.md", POUR)
    for name, size in PICTURES.items():
        Image.new("RGB", size, "teal").save(site.root / "content" / "us1" / name)
    with contextlib.chdir(site.root):  # pymdown looks for snippets from there
        project = site.load()
        assert project.problems == ()
        guide = composed(project, project.programmes[0], "learner-guide").html
    site.built()
    return Both(site, project, guide)


@dataclass(frozen=True)
class Case:
    """What an extension makes of its text, on the page and in print."""

    page: str
    print: str


def same(html: str) -> Case:
    """What is one and the same HTML in both."""
    return Case(html, html)


CASES = {
    "tabs": Case(
        '<label for="__tabbed_1_2">In a kettle</label>',
        '<p class="tabs__title">In a kettle</p><p>Fill it to the line.</p>',
    ),
    "details": Case(
        '<details class="note"> <summary><span class="visually-hidden">Note: </span>What steam is</summary> <p>Steam is water that you cannot see.</p>',
        '<div class="fold note"> <p class="fold__title"><span class="callout__kind">Note: </span>What steam is</p> <p>Steam is water that you cannot see.</p>',
    ),
    "details that are open": Case(
        '<details class="tip" open="open"> <summary><span class="visually-hidden">Tip: </span>Open from the start</summary>',
        '<div class="fold tip',
    ),
    "signs in the title of details": Case(">With <em>signs</em> in it</summary>", ">With <em>signs</em> in it</p>"),
    "details in HTML": Case(
        "<summary>A fold of HTML</summary> <p>Opened <em>here</em>.</p>",
        '<div class="fold"> <p class="fold__title">A fold of HTML</p> <p>Opened <em>here</em>.</p>',
    ),
    "tabs in details": Case(
        '<div class="tabbed-block"> <p>Press the lever.</p>',
        '<p class="tabs__title">By machine</p><p>Press the lever.</p>',
    ),
    "a task that is done": Case(
        '<input type="checkbox" disabled checked/><span class="task-list-indicator"></span></label> fill the kettle',
        '<span class="tick-box tick-box--done"></span><span class="task-list-indicator"></span></label> fill the kettle',
    ),
    "a task that is not done": Case(
        '<input type="checkbox" disabled/><span class="task-list-indicator"></span></label> switch it on',
        '<span class="tick-box"></span><span class="task-list-indicator"></span></label> switch it on',
    ),
    "a task in details": Case(
        'checked/><span class="task-list-indicator"></span></label> a box in a fold',
        '<span class="tick-box tick-box--done"></span><span class="task-list-indicator"></span></label> a box in a fold',
    ),
    "icons": same(
        'A clock <span class="twemoji"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M12 20'
    ),
    "keys": same('<span class="keys"><kbd class="key-control">Ctrl</kbd><span>+</span><kbd class="key-alt">Alt</kbd>'),
    "mark": same("<mark>Marked</mark>"),
    "caret": same("<ins>inserted</ins>"),
    "caret above": same("10<sup>3</sup> litres"),
    "tilde": same("<del>deleted</del>"),
    "tilde below": same("H<sub>2</sub>O"),
    "critic": same('Water <del class="critic">never</del> <ins class="critic">always</ins> boils'),
    "critic with a comment": same('<mark class="critic">important</mark><span class="critic comment">says who?</span>'),
    "smartsymbols": same("<p>&copy; &trade; &plusmn; &frac12;</p>"),
    "smarty": same("&ldquo;Quoted&rdquo; &ndash; and so on&hellip;"),
    "magiclink": same('<a href="https://example.org/steam">https://example.org/steam</a>'),
    "snippets": same("<p>Put a dry cloth between hand and kettle.</p>"),
    "an activity in a snippet": same("Hold a cold spoon over the spout."),
    "abbreviations": Case(
        '<abbr title="Protection of Personal Information Act">POPIA</abbr> protects',
        '<abbr title="Protection of Personal Information Act">POPIA</abbr> (Protection of Personal Information Act) protects',
    ),
    "footnotes": Case(
        'Tea was taxed.<sup id="fnref:tax"><a class="footnote-ref" href="#fn:tax">1</a></sup>',
        'Tea was taxed.<sup id="us1-boil-fnref:tax"><a class="footnote-ref" href="#us1-boil-fn:tax">1</a></sup>',
    ),
    "definition lists": same("<dl> <dt>Kettle</dt> <dd>A pot with a spout.</dd> </dl>"),
    "attribute lists with a class": Case(
        '<a class="md-button" href="tasks.html">A button</a>', '<a class="md-button" href="#us1-tasks">A button</a>'
    ),
    "attribute lists with sizes": Case(
        '<img alt="A cup with a handle" src="images-cup.svg" width="120" />',
        '<img alt="A cup with a handle" src="content/us1/images-cup.svg" style="width: 120px" />',
    ),
    "admonitions": Case(
        '<p class="admonition-title"><span class="visually-hidden">Warning: </span>Hot</p> <p>Steam burns.</p> </div>',
        '<div class="admonition warning"> <p class="admonition-title"><span class="callout__kind">Warning: </span>Hot</p> <p>Steam burns.</p> </div>',
    ),
    "nested lists": same(
        "<ol> <li>Fill<ul> <li>to the line</li> <li>not above it<ol> <li>cold</li> <li>warm</li> </ol> </li> </ul> </li> <li>Boil</li> </ol>"
    ),
    "highlighting": same('<span class="k">def</span><span class="w"> </span><span class="nf">boil</span>'),
    "the title of code": same('<div class="highlight"><span class="filename">kettle.py</span>'),
    "a line of code that stands out": same('<span class="hll"> <span class="k">return</span>'),
    "inlinehilite": same('<code class="highlight"><span class="nb">range</span>'),
    "plain code": same("plain <code>code</code>."),
    "superfences in a list": same('<span class="nt">cup</span><span class="p">:</span>'),
    "tables": same('<th style="text-align: right;">Right</th>'),
    "md_in_html": same('<div class="grid"> <p>A <em>card</em> with words.</p> </div>'),
    "md_in_html with a list": same(
        '<div class="grid cards"> <ul> <li> <p><strong>First card</strong></p> <p>With words.</p>'
    ),
    "md_in_html in a figure": same("<figcaption>A cup by itself</figcaption>"),
    "HTML in a line": same("Water is <mark>wet</mark> and <kbd>Enter</kbd> is a key."),
    "line breaks": same("First line<br /> second line"),
    "comments in code": same('<span class="cm">&lt;!-- shown as code --&gt;</span>'),
}
"""By extension, what the page and the print of it hold."""


@pytest.mark.parametrize("name", CASES)
def test_an_extension_comes_out_right_on_the_page_and_in_print(both: Both, name: str) -> None:
    assert CASES[name].page in both.pages
    assert CASES[name].print in both.print


@pytest.mark.parametrize("kind", CALLOUTS)
def test_a_callout_of_every_kind_is_one_in_both_and_has_a_look_on_paper(both: Both, kind: str) -> None:
    callout = f'<div class="admonition {kind}"> <p class="admonition-title">{kind.capitalize()}</p> <p>A callout of the kind {kind}.</p>'
    assert callout in both.pages
    assert callout in both.print
    style = both.guide[: both.guide.index("</style>")]
    assert re.search(rf"\.{kind}\b", style)


@pytest.mark.parametrize("words", ["facilitators only", "the second answer", "answer is 42"])
def test_what_is_commented_out_stands_nowhere(both: Both, words: str) -> None:
    assert words not in both.guide
    files = (both.site.site / name for name in both.site.published)
    assert [file for file in files if words.encode() in file.read_bytes()] == []


@pytest.mark.parametrize("address", ["me@example.org", "you@example.org"])
def test_an_address_of_mail_is_a_link_in_both(both: Both, address: str) -> None:
    link = f'<a href="mailto:{address}">{address}</a>'
    assert link in unescape(both.pages)
    assert link in unescape(both.print)


def test_no_id_of_the_guide_stands_twice_and_every_link_in_it_leads_to_one(both: Both) -> None:
    ids = Counter(re.findall(r'\bid="([^"]*)"', both.guide))
    assert [name for name, times in ids.items() if times > 1] == []
    assert set(re.findall(r'\bhref="#([^"]*)"', both.guide)) - set(ids) == set()


def test_what_other_plugins_read_at_the_head_of_a_page_passes_and_is_not_shown(both: Both) -> None:
    assert '<meta name="description" content="All about water.">' in both.site.page("us1/index.html")
    seen = text(both.print)
    assert [word for word in ("naledi", "main.html", "material/kettle", "boost", "2026-01-05") if word in seen] == []
    assert "2026-01-05" not in both.pages


def test_footnotes_of_one_name_in_two_sections_do_not_meet(both: Both) -> None:
    for section, note in (("boil", "In 1773 some of it went"), ("pour", "A cup cost a penny.")):
        assert f'href="#us1-{section}-fn:tax">' in both.print
        assert re.search(rf'<li id="us1-{section}-fn:tax"> <p>{note}', both.print)


# Printed

SAID = (
    "On gas", "Light the ring first.", "In a kettle", "Fill it to the line.",
    "What steam is", "Steam is water that you cannot see.", "Open from the start", "Lids save gas.",
    "fill the kettle", "switch it on", "A clock", "in one line.", "Press Ctrl + Alt + Del to stop.",
    "Marked, inserted, deleted, H2O and 103 litres.", "never always boils", "important [says who?]", "©",
    "See https://example.org/steam for more.", "Put a dry cloth between hand and kettle.", "Tea was taxed.",
    "Kettle A pot with a spout.", "A button", "Hot Steam burns.", "Info Water boils", "Why? Air presses",
    "1. Fill • to the line • not above it 1. cold 2. warm 2. Boil", "kettle.py def boil(water): return water.heat(100)",
    "range(3) and plain code", "A card with words.", "A cup by itself", "Water is wet and Enter is a key.",
    "Hold a cold spoon over the spout.", "In 1773 some of it went into a harbour.",
    "Cups were cheap.", "With signs in it", "a box in a fold", "By hand", 'echo "poured"', "By machine", "Press the lever.",
    "A fold of HTML", "Opened here.", "All of it HTML", "Read by no Markdown.", "warm the cup", "cup: warm", "then pour", "<!-- shown as code -->",
    "First card With words.", "“Quoted” – and so on…", "First line second line", "me@example.org",
    *(f"A callout of the kind {kind}." for kind in CALLOUTS), "A cup cost a penny.",
)  # fmt: skip
"""What readers of the guide see, in the order in which it stands."""
SIGNS = (
    "==", "++", "^^", "~~", "{--", "{~~", ":material-", "- [", "[ ]", "[x]", "???", "!!!", "[^", "{:", "{ ", "*[",
    "--8<--", "-8<-", "```", "/// ", "#!", "&lt;", "&#", "</", "competent-",
)  # fmt: skip
"""What only Markdown and HTML are to see."""


@pytest.fixture(scope="module")
def printed(both: Both, press: Press, tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = composed(both.project, both.project.programmes[0], "learner-guide")
    (made,) = press.print(both.project, [document]).values()
    assert made.complaints == ()
    file = tmp_path_factory.mktemp("printed") / "guide.pdf"
    file.write_bytes(made.pdf)
    return file


@pytest.fixture(scope="module")
def seen(printed: Path) -> str:
    """The text of the sections without heads and feet of pages, with single spaces."""
    pages = (page_text(page) for page in tool("pdftotext", "-enc", "UTF-8", printed, "-").split("\f"))
    words = " ".join(" ".join(pages).split())
    return words[words.index("Section 1 Boil") :]


def page_text(page: str) -> str:
    return re.sub(r"(?m)^(Small Academy · .*|Page \d+ of \d+|Learner guide: Boil water|Section \d \w+)$", "", page)


def test_the_words_of_every_extension_stand_in_print_in_reading_order(seen: str) -> None:
    places, here = [], 0
    for words in SAID:
        found = seen.find(words, here)
        assert found >= 0, f"“{words}” does not follow “{seen[max(0, here - 60) : here]}”"
        places.append(found)
        here = found + len(words)


@pytest.mark.parametrize("sign", SIGNS)
def test_no_sign_of_markdown_is_left_in_print(seen: str, sign: str) -> None:
    assert re.findall(rf".{{0,30}}{re.escape(sign)}.{{0,30}}", seen) == []


# Pictures

TEXT_WIDTH, PAGE_WIDTH, TEXT_HEIGHT = 133, 172, 251
"""Millimetres of an A4 page less the margins of base.css."""


@dataclass(frozen=True)
class Box:
    """A picture on paper, in millimetres."""

    width: float
    height: float


@pytest.fixture(scope="module")
def boxes(printed: Path) -> dict[str, Box]:
    """The pictures of the guide, by what is said of them."""
    with contextlib.closing(pypdfium2.PdfDocument(printed)) as pdf:
        found = [box for page in pdf for box in boxes_of(page)]
    return dict(zip(SHOWN, found, strict=True))


def boxes_of(page: pypdfium2.PdfPage) -> Iterator[Box]:
    for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = (25.4 / 72 * side for side in picture.get_bounds())
        yield Box(right - left, top - bottom)


@pytest.mark.parametrize("name", SHOWN)
def test_no_picture_is_larger_than_the_text_of_a_page(boxes: dict[str, Box], name: str) -> None:
    assert boxes[name].width < PAGE_WIDTH + 0.5  # figures use the margin for notes too
    assert boxes[name].height < TEXT_HEIGHT


@pytest.mark.parametrize("name", [name for name in SHOWN if name != "of a size"])
def test_a_picture_keeps_its_shape(boxes: dict[str, Box], name: str) -> None:
    file = re.search(r"\w+\.png", SHOWN[name])
    assert file
    width, height = PICTURES[file[0]]
    assert boxes[name].width / boxes[name].height == pytest.approx(width / height, rel=0.02)


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("a banner", TEXT_WIDTH),
        ("half as wide", TEXT_WIDTH / 2),
        ("of a size", 200 / 96 * 25.4),
        ("in a line", 12 / 96 * 25.4),
    ],
)
def test_a_picture_is_as_wide_as_it_is_said_to_be_and_fills_the_text_where_it_is_wider(
    boxes: dict[str, Box], name: str, width: float
) -> None:
    assert boxes[name].width == pytest.approx(width, rel=0.01)


def test_a_small_picture_stays_in_its_line(printed: Path) -> None:
    assert re.search(r"Press +to begin\.", tool("pdftotext", "-layout", "-enc", "UTF-8", printed, "-"))


# In projects of their own


def with_markdown(project: TinyProject, extensions: str, markdown: str) -> None:
    """Turn extensions on, and write something below the title of a section."""
    settings = (project.root / "mkdocs.yml").read_text("utf-8")
    project.write("mkdocs.yml", f"{settings}markdown_extensions:\n{extensions}")
    project.replace("content/us1/boil.md", "# Boil\n", f"# Boil\n\nSome words.\n\n{markdown}")


def guide_of(project: TinyProject) -> str:
    assert project.errors() == []
    loaded = project.load()
    return squeezed(composed(loaded, loaded.programmes[0], "learner-guide").html)


FORMULAS = "  - pymdownx.arithmatex:\n      generic: true\n"
PLAIN_FORMULAS = "  - pymdownx.arithmatex\n"
DIAGRAMS = """\
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""
EMOJI = """\
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""
NOT_ON_PAPER = {
    "a formula in a line": (FORMULAS, "Energy is $E=mc^2$ here.\n", "$E=mc^2$", "C271"),
    "a formula in brackets": (FORMULAS, "Energy is \\(E=mc^2\\) here.\n", "E=mc^2", "C271"),
    "a formula by itself": (FORMULAS, "$$\nE=mc^2\n$$\n", "E=mc^2", "C271"),
    "a formula for MathJax": (PLAIN_FORMULAS, "Energy is $E=mc^2$ here.\n", "$E=mc^2$", "C271"),
    "a diagram": (DIAGRAMS, "```mermaid\ngraph LR\n  Cup --> Saucer\n```\n", "graph LR", "C271"),
    "an emoji from elsewhere": (EMOJI, "Well done :smile:\n", ":smile:", "C242"),
    "a sign that the fonts lack": ("  - pymdownx.smartsymbols\n", "Kettle c/o cup\n", "c/o", "C243"),
    "a snippet that is not there": ("  - pymdownx.snippets\n", '--8<-- "nothing.md"\n', "--8<--", "C209"),
}
"""By what it is: the extension, what is written, what stands in the line that is named, and the code of the problem."""


@pytest.mark.parametrize("name", NOT_ON_PAPER)
def test_what_paper_cannot_show_is_a_problem_at_its_line(project: TinyProject, name: str) -> None:
    extensions, markdown, sign, code = NOT_ON_PAPER[name]
    with_markdown(project, extensions, markdown)
    (problem,) = project.errors()
    lines = (project.root / "content/us1/boil.md").read_text("utf-8").split("\n")
    assert (problem.code, problem.place.path) == (code, "content/us1/boil.md")
    assert sign in lines[problem.place.line - 1], str(problem.place)


def test_a_diagram_that_is_not_turned_on_is_code(project: TinyProject) -> None:
    with_markdown(project, "  - pymdownx.superfences\n", "```mermaid\ngraph LR\n```\n")
    assert "graph LR" in text(guide_of(project))


TABS_IN_TABS = """\
=== "Outer one"

    Words one.

    === "Inner one"

        Words two.

    === "Inner two"

        Words three.

=== "Outer two"

    Words four.
"""


@pytest.mark.parametrize("alternate", ["true", "false"])
def test_tabs_in_tabs_stand_one_under_the_other_each_below_its_title(project: TinyProject, alternate: str) -> None:
    with_markdown(project, f"  - pymdownx.tabbed:\n      alternate_style: {alternate}\n", TABS_IN_TABS)
    html = guide_of(project)
    assert "Outer one Words one. Inner one Words two. Inner two Words three. Outer two Words four." in text(html)
    assert [part for part in ("<input", "<label", "tabbed-") if part in html.partition("<body")[2]] == []


@pytest.mark.parametrize("alternate", ["true", "false"])
@pytest.mark.parametrize("custom", ["true", "false"])
def test_boxes_to_tick_in_tabs_leave_the_titles_of_tabs_alone(
    project: TinyProject, alternate: str, custom: str
) -> None:
    extensions = f"  - pymdownx.tabbed:\n      alternate_style: {alternate}\n  - pymdownx.tasklist:\n      custom_checkbox: {custom}\n"
    with_markdown(project, extensions, '=== "One"\n\n    - [x] done\n\n=== "Two"\n\n    Words two.\n')
    html = guide_of(project)
    assert '<p class="tabs__title">Two</p><p>Words two.</p>' in html
    assert '<span class="tick-box tick-box--done"></span>' in html


@pytest.mark.parametrize("custom", ["true", "false"])
@pytest.mark.parametrize("clickable", ["true", "false"])
def test_boxes_are_drawn_however_tasks_are_set(project: TinyProject, custom: str, clickable: str) -> None:
    settings = f"      custom_checkbox: {custom}\n      clickable_checkbox: {clickable}\n"
    with_markdown(project, f"  - pymdownx.tasklist:\n{settings}", "- [ ] later\n- [x] now\n")
    html = guide_of(project)
    assert (html.count('class="tick-box"'), html.count('class="tick-box tick-box--done"')) == (1, 1)
    assert "<input" not in html


BLOCKS = """\
/// details | Folded words
    type: warning

Words in a fold.
///

/// tab | First way
By hand.
///

/// tab | Second way
By machine.
///

/// admonition | Mind
Words in a callout.
///

/// caption
What is seen.
///
"""


def test_blocks_of_pymdown_have_the_form_on_paper_that_their_older_kin_have(project: TinyProject) -> None:
    names = ("details", "tab", "admonition", "caption")
    with_markdown(project, "".join(f"  - pymdownx.blocks.{name}\n" for name in names), BLOCKS)
    html = guide_of(project)
    assert re.search(
        r'<div class="fold warning"[^>]*> <p class="fold__title"><span class="callout__kind">Warning: </span>Folded words</p> <p>Words in a fold.</p>',
        html,
    )
    assert '<p class="tabs__title">Second way</p><p>By machine.</p>' in html
    assert "Mind Words in a callout." in text(html)
    assert "///" not in html.partition("<body")[2]


NOTED = """\
---
title: Pour
outcomes: [us1-so1]
---
# Pour

A note of the page.[^other]

//// activity | Pour tea
    id: us1-a02
    type: knowledge
    mode: individual
    criteria: [us1-so1-ac2]
    minutes: 5

Pour it.[^1]

/// answer | How full?
    key: full
    kind: lines
///

/// model
Nearly.
///
////

[^other]: Not of the activity.
[^1]: Into a cup.
"""


def test_an_activity_brings_its_own_footnote_into_the_workbook(project: TinyProject) -> None:
    project.replace("content/us1/index.md", "sections: [boil.md]", "sections: [boil.md, pour.md]")
    project.replace("content/us1/boil.md", "Look at the kettle.", "Look at the kettle.[^1]\n\n[^1]: From afar.")
    project.write("content/us1/pour.md", NOTED)
    assert project.errors() == []
    loaded = project.load()
    html = squeezed(composed(loaded, loaded.programmes[0], "formative-workbook").html)
    for section, note in (("boil", "From afar."), ("pour", "Into a cup.")):
        assert html.count(f'href="#us1-{section}-fn:1"') == 1
        assert len(re.findall(rf'<li id="us1-{section}-fn:1"> <p>{note}', html)) == 1
    assert "Not of the activity." not in html


KNOWN = """\
tags: [tea]
description: About tea.
hide: [navigation, toc]
icon: material/tea
status: new
search: {exclude: true}
template: main.html
date: 2026-01-05
authors: [naledi]
subtitle: Short
comments: true
"""


@pytest.mark.parametrize("page", ["index.md", "boil.md"])
@pytest.mark.parametrize("key", KNOWN.splitlines())
def test_a_key_that_others_read_passes_at_the_head_of_a_page(project: TinyProject, page: str, key: str) -> None:
    before = [problem.title for problem in project.load().problems]
    project.replace(f"content/us1/{page}", "---\ntitle:", f"---\n{key}\ntitle:")
    assert [problem.title for problem in project.load().problems] == before
