"""A large-print edition and one for the paper of North America come out whole: by a setting, nothing else changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from competent.adapters import load_project
from competent.documents.compose import Composer
from competent.programme.documents import KINDS as ALL
from tests.building import edit, small_project, tool
from tests.documents.composing import programme_of
from tests.documents.printing import Press
from tests.documents.words_on_pages import Page, pages_of

SETTINGS = {"large": "print: large", "Letter": "paper: Letter"}
SIZES = {"large": (842, 595), "Letter": (612, 792)}
FORMS = ("summative-assessment", "portfolio-of-evidence", "forms-when-needed", "assessor-guide", "moderator-guide")
KINDS = ("learner-guide", "formative-workbook", "programme-outline", *FORMS)
EDGE = 8.0
"""Points at the edge of a sheet that printers leave white."""
OF_A_BLOCK = re.compile(r"(?i)name|date|digital|signature|or|sign|here|in|ink")


@dataclass(frozen=True)
class Edition:
    """A document of the small project in an edition."""

    file: Path
    pages: list[Page]
    size: tuple[int, int]


@pytest.fixture(scope="module", params=SETTINGS)
def edition(
    request: pytest.FixtureRequest, press: Press, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Edition]:
    root = small_project(tmp_path_factory.mktemp("edition") / "project")
    edit(root / "mkdocs.yml", "  - competent:\n", f"  - competent:\n      {SETTINGS[request.param]}\n")
    project = load_project(root / "mkdocs.yml")
    assert not project.problems
    composer = Composer(project, programme_of(project, "us900001"))
    documents = [composer.document(kind) for kind in ALL if kind.id in KINDS]
    found = {}
    for document, printed in zip(documents, press.print(project, documents).values(), strict=True):
        assert printed.complaints == ()
        file = root / f"{document.kind}.pdf"
        file.write_bytes(printed.pdf)
        found[document.kind] = Edition(file, pages_of(file), SIZES[request.param])
    return found


def test_no_word_is_cut_off_and_none_is_printed_on_another(edition: dict[str, Edition]) -> None:
    assert set(edition) == set(KINDS)
    for kind, found in edition.items():
        for page in found.pages:
            assert (round(page.width), round(page.height)) in {found.size, found.size[::-1]}
            assert page.overprinted() == [], kind
            outside = [w.text for w in page.words if w.left < EDGE or w.right > page.width - EDGE]
            outside += [w.text for w in page.words if w.top < EDGE or w.bottom > page.height - EDGE]
            assert outside == [], (kind, page.number)


def widgets(file: Path) -> Iterator[tuple[int, str, tuple[float, ...], pikepdf.Object]]:
    with pikepdf.open(file) as document:
        for number, page in enumerate(document.pages, 1):
            _, _, width, height = (float(edge) for edge in page.mediabox)
            for box in page.obj.get("/Annots", []):
                if box.get("/Subtype") == pikepdf.Name.Widget:
                    left, bottom, right, top = (float(edge) for edge in box.Rect)
                    yield number, str(box.Parent.T), (left, bottom, width - right, height - top), box.Parent


@pytest.mark.parametrize("kind", ["formative-workbook", *FORMS])
def test_every_box_to_write_in_lies_on_its_sheet(edition: dict[str, Edition], kind: str) -> None:
    boxes = [(number, name, edges) for number, name, edges, _ in widgets(edition[kind].file)]
    assert len(boxes) > 3
    assert [(number, name) for number, name, edges in boxes if min(edges) < EDGE] == []


@pytest.mark.parametrize("kind", FORMS)
def test_nobody_signs_on_a_page_that_holds_only_signatures(edition: dict[str, Edition], kind: str) -> None:
    signed = {number for number, _, _, parent in widgets(edition[kind].file) if parent.get("/FT") == "/Sig"}
    for page in (page for page in edition[kind].pages if page.number in signed):
        names = {n for number, n, *_ in widgets(edition[kind].file) if number == page.number and "-sign-" not in n}
        inside = [w for w in page.words if 0.12 * page.height < w.top < 0.93 * page.height]
        words = [w.text for w in inside if not OF_A_BLOCK.fullmatch(w.text)]
        alone = names <= {"learner-name", "learner-id"} and len(words) < 45
        assert not alone or any(word == "Sign-off" for word in (w.text for w in page.words)), (page.number, words)


def test_the_files_are_sound(edition: dict[str, Edition]) -> None:
    for found in edition.values():
        assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", found.file)


def test_large_print_is_typed_in_large_letters_too(edition: dict[str, Edition]) -> None:
    found = edition["portfolio-of-evidence"]
    (reason,) = {str(parent.DA) for _, name, _, parent in widgets(found.file) if name == "expectations-hope"}
    match = re.search(r"([\d.]+) Tf", reason)
    assert match
    large = found.size == SIZES["large"]
    assert float(match[1]) > 16 if large else 9 < float(match[1]) <= 10.5
    heights = sorted(w.bottom - w.top for page in found.pages for w in page.words)
    assert (heights[len(heights) // 2] > 18) == large  # half of the words at least
