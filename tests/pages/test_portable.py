"""A page as Markdown for other generators: every reader of Markdown makes the page of it that our own build shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from markdown import Markdown
from markdown_it import MarkdownIt

from competent.adapters import load_project
from competent.pages.portable import EXTENSIONS, portable
from competent.pages.web import Drawn, box_of
from competent.project import Project
from tests.adapters.generators import Reader
from tests.building import project_copy
from tests.conftest import TinyProject

PROJECTS = ("small", "whole", "dialect", "qcto")
NO_ANCHORS = ("toc", "markdown.extensions.toc")


HELD = TemporaryDirectory()


@cache
def loaded(name: str) -> Project:
    return load_project(project_copy(name, Path(HELD.name) / name) / "mkdocs.yml")


def every_page() -> Iterator[tuple[str, str]]:
    return ((name, uri) for name in PROJECTS for uri in loaded(name).pages.all)


def written(project: Project, uri: str) -> str:
    return portable(project.pages, uri, lambda _uri, link: link, "en")


def drawn(project: Project, uri: str) -> str:
    """The page as the plugin has Markdown draw it."""
    pages, dialect = project.pages, project.pages.dialect(uri)
    settings = {name: dict(values) for name, values in dialect.settings.items()}
    for name in NO_ANCHORS:
        settings[name] = {**settings.get(name, {}), "permalink": False}
    page = pages.all[uri]
    extensions = [*dialect.extensions, Drawn(pages, page, pages.view("web", uri))]
    known = {name: values for name, values in settings.items() if name in dialect.extensions}
    return Markdown(extensions=extensions, extension_configs=known).convert(page.markdown())


@pytest.mark.parametrize(("name", "uri"), every_page())
def test_python_markdown_makes_the_same_page(name: str, uri: str) -> None:
    project = loaded(name)
    box = box_of(project.pages, uri, "en") if project.pages.is_own(uri) else '<div class="competent">'
    again = Markdown(extensions=list(EXTENSIONS)).convert(written(project, uri))
    again = again if project.pages.is_own(uri) else f"{box}{again}</div>"
    assert Reader(again).box == Reader(f"{box}{drawn(project, uri)}</div>").box


@pytest.mark.parametrize(("name", "uri"), every_page())
def test_common_mark_makes_a_page_of_the_same_words(name: str, uri: str) -> None:
    project = loaded(name)
    text = re.sub(r'(?m)^(#+ .*) \{[\w-]+=".*"\}$', r"\1", written(project, uri))  # CommonMark knows no attributes
    words = [
        found for found in Reader(f'<div class="competent">{MarkdownIt().render(text)}').box if isinstance(found, str)
    ]
    wanted = [found for found in Reader(f'<div class="competent">{drawn(project, uri)}').box if isinstance(found, str)]
    assert _text(words) == _text(wanted)


def _text(found: list[str]) -> str:
    return "".join(word for word in found if not word.startswith("/"))


WORDS = {
    "stars": "## Two \\* and `a_b_c` & *c* {x} [y] # z",
    "a heading that looks like a list": "## 1. First",
    "two headings of one name": "## Same\n\n## Same",
    "a heading in a quotation": "> ## Said\n>\n> Words.",
    "a heading in a callout": '!!! note "Look"\n    ## Inside\n\n    Words.',
    "a heading in a list": "- one\n\n    ## In it\n\n- two",
    "code with empty lines": "```python\na = 1\n\n\nb = {2: [3]}\n```",
    "an empty line in HTML": "<div>\n<p>One.</p>\n\n<p>Two.</p>\n</div>",
    "HTML that nobody closes": "Words <b>bold\n\nMore.",
    "a mark of contents": "`[TOC]` and \\[TOC]",
    "text like an attribute list": "Words {: .x }\n\n| a | b {: .y } |\n|---|---|\n| c {x=2} | d |",
    "text like a template": "Write `{{ x }}` and {% raw %} as they are.",
    "a block of script": "<script>\nif (1 < 2) {\n\n  alert('[x]');\n}\n</script>",
    "a picture and a line": "![A cup](images/cup.svg)\n\n---\n\nA<br>b",
    "HTML open to Markdown": '<div markdown="1">\n\n*Words* in it.\n\n</div>',
}
"""What an author writes that could be read twice."""


@pytest.mark.parametrize("what", WORDS)
def test_nothing_is_read_twice(project: TinyProject, what: str) -> None:
    project.replace("content/us1/boil.md", "# Boil\n", f"# Boil\n\n{WORDS[what]}\n")
    test_in = load_project(project.root / "mkdocs.yml")
    again = Markdown(extensions=list(EXTENSIONS)).convert(written(test_in, "us1/boil.md"))
    box = box_of(test_in.pages, "us1/boil.md", "en")
    assert Reader(again).box == Reader(f"{box}{drawn(test_in, 'us1/boil.md')}</div>").box


@pytest.mark.parametrize(
    "what", ["two headings of one name", "a heading in a quotation", "a heading that looks like a list"]
)
def test_headings_are_markdown(project: TinyProject, what: str) -> None:
    project.replace("content/us1/boil.md", "# Boil\n", f"# Boil\n\n{WORDS[what]}\n")
    text = written(load_project(project.root / "mkdocs.yml"), "us1/boil.md")
    assert not re.search(r"<h\d", text)
    md = make_markdown_of(text)
    wanted = {
        "two headings of one name": ["same", "same_1"],
        "a heading in a quotation": ["said"],
        "a heading that looks like a list": ["1-first"],
    }
    assert [child["id"] for child in md.toc_tokens[0]["children"]][: len(wanted[what])] == wanted[what]  # type: ignore[attr-defined]


def make_markdown_of(text: str) -> Markdown:
    md = Markdown(extensions=list(EXTENSIONS))
    md.convert(text)
    return md


def test_there_is_no_empty_line_in_a_piece_of_html(project: TinyProject) -> None:
    project.replace("content/us1/boil.md", "# Boil\n", f"# Boil\n\n{WORDS['code with empty lines']}\n")
    text = written(load_project(project.root / "mkdocs.yml"), "us1/boil.md")
    code = text[text.index("<pre>") : text.index("</pre>")]
    assert "\n\n" not in code
    assert "&#10;" in code
