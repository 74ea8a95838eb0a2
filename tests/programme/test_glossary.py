"""Terms lead from where they are first used to their entry."""

from __future__ import annotations

from dataclasses import replace

from markdown import Markdown

from competent.blocks.base import ViewHolder
from competent.blocks.view import View
from competent.pages.glossary import GlossaryExtension, read_terms
from tests.conftest import TinyProject

GLOSSARY = """\
# Glossary

Kettle
:   A pot that *boils* water.

Service level agreement (SLA)
:   A promise with numbers.
"""


def page(project: TinyProject, markdown: str) -> str:
    project.write("content/us1/glossary.md", GLOSSARY)
    project.replace("content/us1/index.md", "sections:", "glossary: glossary.md\nsections:")
    loaded = project.load()
    view = replace(View("web", "", loaded.programmes)).at("us1/boil.md")
    return Markdown(extensions=[GlossaryExtension(holder=ViewHolder(view))]).convert(markdown)


def test_entries_are_read_with_their_meaning(project: TinyProject) -> None:
    page(project, "")
    glossary = project.load().programmes[0].glossary
    assert glossary is not None
    assert [(t.name, t.meaning) for t in read_terms(glossary)] == [
        ("Kettle", "A pot that boils water."),
        ("Service level agreement (SLA)", "A promise with numbers."),
    ]


def test_only_the_first_use_on_a_page_is_linked(project: TinyProject) -> None:
    html = page(project, "# Kettle\n\nThe kettle is hot.\n\nA kettle again.")
    assert html.count('class="term"') == 1
    assert '<a class="term" href="glossary.html#term-kettle"' in html or 'href="glossary.md#term-kettle"' in html
    assert 'title="A pot that boils water."' in html
    assert "<h1>Kettle</h1>" in html


def test_the_short_form_is_found_too_and_parts_of_words_are_not(project: TinyProject) -> None:
    html = page(project, "Our SLA is signed. Kettledrums are not.")
    assert html.count('class="term"') == 1
    assert ">SLA</a>" in html


def test_each_term_of_the_glossary_is_a_heading_so_that_search_finds_it(project: TinyProject) -> None:
    page(project, "")
    view = View("web", "", project.load().programmes).at("us1/glossary.md")
    html = Markdown(extensions=["def_list", GlossaryExtension(holder=ViewHolder(view))]).convert(GLOSSARY)
    assert '<h2 class="glossary__term" id="term-kettle">Kettle</h2>' in html
    assert "<dt>" not in html
