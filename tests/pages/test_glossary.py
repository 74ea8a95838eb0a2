"""Terms lead from where they are first used to their entry."""

from __future__ import annotations

from markdown import Markdown

from competent.pages.glossary import Term
from competent.pages.web import Drawn
from competent.project import Project
from tests.conftest import ACTIVITY, TinyProject

GLOSSARY = """\
# Glossary

Kettle
:   A pot that *boils* water.

Service level agreement (SLA)
:   A promise with "numbers" -- and dates.
"""


def with_glossary(project: TinyProject) -> Project:
    project.write("content/us1/glossary.md", GLOSSARY)
    project.replace("content/us1/index.md", "sections:", "glossary: glossary.md\nsections:")
    return project.load()


def shown(loaded: Project, uri: str) -> str:
    """A page as the site shows it."""
    pages = loaded.pages
    page, dialect = pages.all[uri], pages.dialect(uri)
    settings = {name: dict(values) for name, values in dialect.settings.items()}
    drawn = Drawn(pages, page, pages.view("web", uri))
    return Markdown(extensions=[*dialect.extensions, drawn], extension_configs=settings).convert(page.markdown())


def section(project: TinyProject, markdown: str) -> str:
    project.write("content/us1/boil.md", f"---\ntitle: Boil\noutcomes: [us1-so1]\n---\n{markdown}\n")
    return shown(with_glossary(project), "us1/boil.md")


def test_entries_are_read_with_their_meaning_as_people_see_it(project: TinyProject) -> None:
    assert with_glossary(project).pages.terms("us1/glossary.md") == (
        Term("Kettle", "A pot that boils water."),
        Term("Service level agreement (SLA)", "A promise with “numbers” – and dates."),
    )


def test_only_the_first_use_on_a_page_is_linked(project: TinyProject) -> None:
    html = section(project, "# Kettle\n\nThe kettle is hot.\n\nA kettle again.")
    assert html.count('class="term"') == 1
    assert '<p>The <a class="term" href="glossary.md#term-kettle" title="A pot that boils water.">kettle</a>' in html
    assert '<h1 id="kettle">Kettle</h1>' in html


def test_the_short_form_is_found_too_and_parts_of_words_are_not(project: TinyProject) -> None:
    html = section(project, "# Tea\n\nOur SLA is signed. Kettledrums are not. Neither is the tea-kettle.")
    assert html.count('class="term"') == 1
    assert ">SLA</a>" in html


def test_what_is_code_a_link_or_strong_stays_as_it_is(project: TinyProject) -> None:
    html = section(project, "# Tea\n\n`kettle` [kettle](index.md) **kettle**\n\n- A kettle\n")
    assert html.count('class="term"') == 1
    assert ">kettle</a></li>" in html


def test_words_of_ours_are_no_terms_and_those_of_a_prompt_are(project: TinyProject) -> None:
    activity = ACTIVITY.replace("What do you see?", "What does the kettle do?").replace("Boil water", "The kettle")
    html = section(project, f"# Tea\n\n{activity}")
    assert html.count('class="term"') == 1
    assert 'Look at the <a class="term"' in html


def test_each_term_of_the_glossary_is_a_heading_so_that_search_finds_it(project: TinyProject) -> None:
    html = shown(with_glossary(project), "us1/glossary.md")
    assert '<h2 class="glossary__term" id="term-kettle">Kettle</h2>' in html
    assert "<dt>" not in html
    assert 'class="term"' not in html


def test_a_page_of_no_programme_has_no_terms(project: TinyProject) -> None:
    project.write("content/index.md", "# Home\n\nThe kettle is hot.\n")
    assert 'class="term"' not in shown(with_glossary(project), "index.md")
