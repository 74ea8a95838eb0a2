"""What a provider says of itself in mkdocs.yml reaches every document."""

from __future__ import annotations

from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.documents.compose import Composer, Document
from competent.programme.documents import cards_of
from competent.project import Project
from tests.building import edit, small_project
from tests.conftest import TinyProject
from tests.documents.composing import documents_of

MINE = """\
        name: Thuto Academy
        logo: content/assets/logo.svg
        accreditation: TA/2026/42
        contact: hallo@thuto.example
        telephone: 012 555 0100
        website: thuto.example
        address: 1 Kerk Street, Polokwane
        colours: {main: "#4a1d5c", accent: "#e07a1f"}
"""


@pytest.fixture(scope="module")
def branded(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = small_project(tmp_path_factory.mktemp("brand") / "project")
    text = (root / "mkdocs.yml").read_text("utf-8")
    start, end = text.index("        name: Small"), text.index("\nnav:")
    (root / "mkdocs.yml").write_text(text[:start] + MINE + text[end:], "utf-8")
    project = load_project(root / "mkdocs.yml")
    assert not project.problems
    return project


@pytest.fixture(scope="module")
def documents(branded: Project) -> list[Document]:
    return [document for programme in branded.programmes for document in documents_of(branded, programme)]


def test_every_document_has_name_accreditation_and_colours(documents: list[Document]) -> None:
    assert len(documents) >= 20
    for document in documents:
        for words in ("Thuto Academy", "TA/2026/42", "--main: #4a1d5c", "--accent: #e07a1f"):
            assert words in document.html, (document.path, words)
        assert "#14213d" not in document.html, document.path
        assert document.author == "Thuto Academy"


def test_every_document_has_logo_and_contacts(documents: list[Document]) -> None:
    for document in documents:
        for words in ("logo.svg", "hallo@thuto.example", "012 555 0100", "thuto.example", "1 Kerk Street, Polokwane"):
            assert words in document.html, (document.path, words)


def test_the_cover_is_drawn_in_the_colours(documents: list[Document]) -> None:
    guide = next(d for d in documents if d.path.endswith("learner-guide.pdf"))
    assert "data:image/svg+xml," in guide.html
    assert "%234a1d5c" in guide.html
    assert "%23e07a1f" in guide.html


def test_a_colour_too_light_for_white_letters_is_a_problem(project: TinyProject) -> None:
    name = "        name: Tiny Academy\n"
    project.replace("mkdocs.yml", name, name + '        colours: {main: "#f0b429"}\n')
    (problem,) = project.errors()
    assert (problem.place.line, problem.code) == (7, "C127")
    assert "contrast of 1.9 to 1" in problem.title


def test_a_colour_is_written_with_six_digits(project: TinyProject) -> None:
    name = "        name: Tiny Academy\n"
    project.replace("mkdocs.yml", name, name + "        colours: {accent: orange}\n")
    (problem,) = project.errors()
    assert "“#f0b429”" in problem.hint


def test_the_pages_of_the_site_have_the_colours(tmp_path: Path) -> None:
    from competent.adapters.assets import brand_css
    from competent.settings import Provider

    assert "--c-main: #4a1d5c;" in brand_css(Provider(colours={"main": "#4a1d5c"}))


def test_a_provider_that_says_nothing_still_has_documents(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    edit(
        root / "mkdocs.yml",
        "        logo: content/assets/logo.svg\n        accreditation: EX/0001\n        contact: hello@example.org\n",
        "",
    )
    project = load_project(root / "mkdocs.yml")
    for document in (d for programme in project.programmes for d in documents_of(project, programme)):
        assert "None" not in document.html.replace("None of", ""), document.path


def test_a_card_has_them_too(real: Project) -> None:
    provider = real.settings.provider
    cards = [
        Composer(real, programme).card(section, process)
        for programme in real.programmes
        for section, process in cards_of(programme)
    ]
    assert len(cards) == 3
    for card in cards:
        for words in (provider.name, provider.accreditation, provider.contact, provider.logo, provider.colours.main):
            assert str(words) in card.html, card.path
