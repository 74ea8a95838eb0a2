"""Several languages in one project: each programme speaks its own, whatever was said before it."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from babel.messages.pofile import read_po

from competent.adapters import load_project
from competent.documents.compose import Document
from competent.documents.spreadsheet import HEADS
from competent.programme.documents import KINDS
from competent.project import Project
from competent.words import Words, catalogue
from tests.adapters.sites import Site, copied
from tests.building import edit, small_project
from tests.documents.composing import composed, documents_of, programme_of, text
from tests.documents.printing import Press, StandIn, build

LANGUAGES = {"us900001": "af-ZA", "unit900": "zu-ZA"}
"""The language of each programme."""
TITLES = {"us900001": "title: Make good tea", "unit900": "title: Serve the tea"}
OF_LEARNERS = (
    "learner-guide",
    "formative-workbook",
    "summative-assessment",
    "portfolio-of-evidence",
    "programme-outline",
)


def speak(root: Path, name: str, language: str) -> None:
    """Say in its index what language a programme is in."""
    edit(root / "content" / name / "index.md", TITLES[name], f"{TITLES[name]}\nlanguage: {language}")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_project(tmp_path_factory.mktemp("languages") / "small")
    for name, language in LANGUAGES.items():
        speak(folder, name, language)
    return folder


def loaded(root: Path) -> Project:
    project = load_project(root / "mkdocs.yml")
    assert project.problems == ()
    return project


def documents(project: Project, name: str) -> dict[str, Document]:
    """The documents of a programme, by kind."""
    return {document.kind: document for document in documents_of(project, programme_of(project, name))}


@pytest.fixture(scope="module")
def both(root: Path) -> dict[str, dict[str, Document]]:
    """The documents of both programmes, composed one programme after the other in this order."""
    project = loaded(root)
    return {name: documents(project, name) for name in LANGUAGES}


@functools.cache
def shown(html: str) -> str:
    """All that is seen or heard, and what stands in heads and feet of pages."""
    titles = re.findall(r'\b(?:title|aria-label|alt)="([^"]*)"', html)
    made = re.findall(r'content: "([^"]*)"', html)
    return " | ".join([text(html), *titles, *made])


@functools.cache
def told_apart(language: str) -> dict[str, str]:
    """By its English words, what only this language says so: long enough to be no name, and without gaps to fill."""
    with catalogue(language).open("rb") as stream:
        messages = [(str(m.id), str(m.string)) for m in read_po(stream) if isinstance(m.id, str) and m.id]
    return {
        english: said
        for english, said in messages
        if len(said) > 12 and " " in said and " " in english and not re.search(r"%\(|[<&\n\"]", said + english)
    }


def said(words: Iterable[str], document: Document) -> list[str]:
    seen = shown(document.html)
    return [found for found in words if found in seen and re.search(rf"\b{re.escape(found)}(?!\w)", seen)]


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS])
@pytest.mark.parametrize("name", LANGUAGES)
def test_every_document_is_in_the_language_of_its_programme(
    both: Mapping[str, Mapping[str, Document]], name: str, kind: str
) -> None:
    document, _ = both[name][kind], Words(LANGUAGES[name])
    assert document.language == _.language
    assert re.findall(r"<html[^>]*>", document.html) == [f'<html lang="{_.language}" dir="ltr">']
    assert f'content: "{_("Page")} " counter(page) " {_("of")} "' in document.html
    assert said(told_apart(_.language).values(), document)


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS])
@pytest.mark.parametrize("name", LANGUAGES)
def test_no_document_says_a_word_of_the_language_of_another_programme(
    both: Mapping[str, Mapping[str, Document]], name: str, kind: str
) -> None:
    (other,) = set(LANGUAGES.values()) - {LANGUAGES[name]}
    assert said(told_apart(other).values(), both[name][kind]) == []


@pytest.mark.parametrize("kind", OF_LEARNERS)
@pytest.mark.parametrize("name", LANGUAGES)
def test_no_document_of_learners_says_in_english_what_there_are_words_for(
    both: Mapping[str, Mapping[str, Document]], name: str, kind: str
) -> None:
    english = [words for words, own in told_apart(LANGUAGES[name]).items() if words != own]
    assert said(english, both[name][kind]) == []


def test_each_spreadsheet_of_one_build_has_headings_in_the_language_of_its_programme(
    root: Path, stand_in: StandIn
) -> None:
    build(root)
    assert stand_in.jobs
    for name, language in LANGUAGES.items():
        book = openpyxl.load_workbook(root / "build" / "restricted" / name / "alignment-matrix.xlsx")
        assert [cell.value for cell in book.worksheets[0][1]] == [Words(language)(head) for head in HEADS]


@pytest.mark.parametrize("order", [("unit900", "us900001"), ("us900001",), ("unit900",)], ids="-".join)
def test_documents_are_the_same_whatever_was_composed_before(
    root: Path, both: Mapping[str, Mapping[str, Document]], order: tuple[str, ...]
) -> None:
    project = loaded(root)
    for name in order:
        made = documents(project, name)
        assert set(made) == set(both[name])
        assert [kind for kind in made if made[kind].html.encode() != both[name][kind].html.encode()] == []


def test_documents_composed_by_turns_are_the_same(root: Path, both: Mapping[str, Mapping[str, Document]]) -> None:
    project = loaded(root)
    programmes = [programme_of(project, name) for name in LANGUAGES]
    for pair in zip(*(documents_of(project, programme) for programme in programmes), strict=True):
        for name, document in zip(LANGUAGES, pair, strict=True):
            assert document.html == both[name][document.kind].html


def test_drawing_a_page_for_the_site_changes_nothing_in_print(
    root: Path, both: Mapping[str, Mapping[str, Document]]
) -> None:
    project = loaded(root)
    for uri in project.pages.all:
        project.pages.fragment(uri, project.pages.view("web", uri))
    made = documents(project, "us900001")
    assert [kind for kind in made if made[kind].html != both["us900001"][kind].html] == []


# From right to left


def in_arabic(site: Site) -> None:
    """The whole project is in a language that there are no words for; whoever makes it wants to be told."""
    settings = "      language: ar\n      checks:\n        C408: warning\n"
    site.replace("mkdocs.yml", "      documents: false\n", f"      documents: false\n{settings}")


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = copied("small", tmp_path_factory.mktemp("arabic") / "small")
    in_arabic(site)
    return site


def test_a_language_without_words_is_a_warning_where_one_is_asked_for(arabic: Site) -> None:
    (problem,) = arabic.load().problems
    assert (problem.code, problem.severity) == ("C408", "warning")
    line = (arabic.root / "mkdocs.yml").read_text("utf-8").split("\n")[problem.place.line - 1]
    assert (problem.place.path, line.strip()) == ("mkdocs.yml", "language: ar")


def test_documents_from_right_to_left_say_so_and_have_english_words(arabic: Site) -> None:
    project = arabic.load()
    for programme in project.programmes:
        for document in documents_of(project, programme):
            assert document.language == "ar"
            assert '<html lang="ar" dir="rtl">' in document.html
            assert 'content: "Page " counter(page) " of "' in document.html
            assert re.search(r"[\u0600-\u06ff]{2}", text(document.html)) is None


def test_pages_from_right_to_left_say_so_and_have_english_words(arabic: Site) -> None:
    done = arabic.build(strict=False)
    assert done.returncode == 0, done.stderr
    for page in ("us900001/index.html", "us900001/leaves.html", "us900001/coverage.html", "unit900/serve.html"):
        assert re.search(r'<(?:html|div class="competent") lang="ar"[^>]* dir="rtl"', arabic.page(page)), page
    assert "Notional time" in arabic.article("us900001/coverage.html")
    assert "What this section works towards" in arabic.article("us900001/leaves.html")


def test_a_guide_from_right_to_left_is_printed(arabic: Site, press: Press) -> None:
    project = arabic.load()
    guide = documents(project, "unit900")["learner-guide"]
    (printed,) = press.print(project, [guide]).values()
    assert printed.complaints == ()
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "ar"


# Wrong


@pytest.mark.parametrize("language", ["Deutsch", "xx-QQ", "af_ZA", "12", "''", "[af-ZA]"])
def test_a_language_that_does_not_exist_is_an_error_at_its_line(tmp_path: Path, language: str) -> None:
    name, root = "unit900", small_project(tmp_path / "small")
    speak(root, name, language)
    (problem,) = load_project(root / "mkdocs.yml").problems
    assert (problem.severity, problem.place.path) == ("error", f"content/{name}/index.md")
    line = (root / "content" / name / "index.md").read_text("utf-8").split("\n")[problem.place.line - 1]
    assert line == f"language: {language}"


def test_a_language_that_the_index_does_not_name_is_that_of_the_settings(tmp_path: Path) -> None:
    root = small_project(tmp_path / "small")
    speak(root, "us900001", "zu-ZA")
    edit(root / "mkdocs.yml", "  - competent:\n", "  - competent:\n      language: af-ZA\n")
    project = loaded(root)
    guides = {name: composed(project, programme_of(project, name), "learner-guide") for name in LANGUAGES}
    assert {name: guide.language for name, guide in guides.items()} == {"us900001": "zu-ZA", "unit900": "af-ZA"}
