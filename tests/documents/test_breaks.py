"""Pages break where a reader would break them: no row, heading or label stands alone, and no page is nearly empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from competent.documents.assets import Roots
from competent.documents.press import Job, print_document
from competent.programme.documents import KINDS
from tests.building import PROGRAMMES, Built
from tests.documents.breaks import POINTS, Printed, broken_tables, printed_pages, single_rows
from tests.documents.typed import text_fields

HEIGHT = 297.0
"""Of A4, in millimetres."""
LEAST = 1 / 3
"""A page that is less full is paper for nothing, unless a reason is listed."""
SHORT = {
    "My decision": "a part of the portfolio that somebody signs alone, and that may be handed over alone",
    "Get it covered": "the end of a section, of which nothing can be taken back to the page before",
    "Which form you need, and when": "the list of the forms, each of which is printed by itself",
}
"""Why a page may be nearly empty: by its document, or by the heading that it is under."""
HIGH = {"portfolio-of-evidence": "the contract of assessment has four rows, each a quarter of a page"}
"""Where a row may stand alone, and why."""
ENDING_BOLD = {
    "Glossary": "the last entry of the contents, which are bold",
    "Part 8: Assessor’s self-review": "the last entry of the contents, which are bold",
    "More room": "the last entry of the contents, which are bold",
    "Do I need anything from you?": "the last item of a list, which is bold",
    "Say sorry for what it does to this person.": "an item of a list, which is bold",
    **dict.fromkeys(
        (
            "Say it back in your own words",
            "Feedback comes back to the learner at every step",
            "Look again: did the correction work?",
            "A pleased customer comes back and tells others",
            "N",
        ),
        "words of a picture",
    ),
}
"""What may be bold at the end of a page: by the heading of the page, or by itself."""


CODE = re.compile(r"(SO\d+ )?(AC)?[\d.]+( \(\w\))?")
"""The code of a criterion, which stands in the margin."""


def documents(built: Built) -> Iterator[tuple[str, Path]]:
    for programme in PROGRAMMES:
        for kind in KINDS:
            folder = built.root / "build" / ("restricted" if kind.restricted else "pdf") / programme
            if (pdf := folder / f"{kind.id}.pdf").exists():
                yield kind.id, pdf


each_kind = pytest.mark.parametrize("kind", [kind.id for kind in KINDS])


def pages_of_kind(built: Built, kind: str) -> Iterator[tuple[str, list[Printed]]]:
    for found, pdf in documents(built):
        if found == kind:
            yield f"{pdf.parent.name} {kind}", printed_pages(pdf)


@each_kind
def test_no_row_of_a_table_stands_alone_on_a_side_of_a_break(built: Built, kind: str) -> None:
    rows = [f"{pdf.parent.name} {row}" for found, pdf in documents(built) if found == kind for row in single_rows(pdf)]
    assert [row for row in rows if kind not in HIGH] == []


def test_tables_do_break(built: Built) -> None:
    """Else the test above would see nothing."""
    assert sum(len(broken_tables(pdf)) for kind, pdf in documents(built) if kind == "formative-workbook") > 10


@each_kind
def test_no_page_is_nearly_empty_without_a_reason(built: Built, kind: str) -> None:
    """The cover apart, and the last page."""
    wrong = [
        f"{name}, p. {page.number}: {page.full:.0%} full, {page.title}"
        for name, pages in pages_of_kind(built, kind)
        for page in pages[1:-1]
        if page.full < LEAST and not {kind, page.title} & set(SHORT)
    ]
    assert wrong == []


@each_kind
def test_no_heading_or_label_is_parted_from_what_it_heads(built: Built, kind: str) -> None:
    wrong = [
        f"{name}, p. {page.number}: {page.stranded}"
        for name, pages in pages_of_kind(built, kind)
        for page in pages[1:-1]
        if page.stranded and not {page.title, page.stranded} & set(ENDING_BOLD) and not CODE.fullmatch(page.stranded)
    ]
    assert wrong == []


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_question_stands_above_its_box(built: Built, programme: str) -> None:
    """On the same page, with nothing between them."""
    pdf = built.pdf(programme, "formative-workbook")
    pages = printed_pages(pdf)
    boxes = [field for field in text_fields(pdf) if field.multiline and field.rect[2] - field.rect[0] > 160 * POINTS]
    assert len(boxes) > 50
    tops = [(box, HEIGHT - box.rect[3] / POINTS) for box in boxes]
    alone = [box.name for box, top in tops if not any(-1 < top - line.bottom < 4 for line in pages[box.page].lines)]
    assert [name for name in alone if "-more-" not in name] == []


@each_kind
def test_a_signature_stands_with_its_name_and_its_date(built: Built, kind: str) -> None:
    parted = [
        f"{pdf.parent.name} {kind}: {name}"
        for found, pdf in documents(built)
        if found == kind
        for name, pages in signatures(pdf).items()
        if len(pages) > 1
    ]
    assert parted == []


def signatures(pdf: Path) -> dict[str, set[int]]:
    """Every signature with the pages on which it, its name and its date stand first."""
    with pikepdf.open(pdf) as document:
        first: dict[str, int] = {}
        signed = []
        for number, page in enumerate(document.pages, 1):
            for field in (widget.Parent for widget in page.obj.get("/Annots", []) if "/Parent" in widget):
                first.setdefault(str(field.T), number)
                signed += [str(field.T)] if field.get("/FT") == pikepdf.Name.Sig else []
    return {name: {first[part] for part in (name, f"{name}-name", f"{name}-date") if part in first} for name in signed}


def test_what_is_wrong_is_seen(tmp_path: Path) -> None:
    """A row alone overleaf, a heading alone at a foot, and a page with next to nothing."""
    row = "<tr><td style='height: 60mm'>Tea</td></tr>"
    html = (
        "<html lang=en><title>Tea</title><style>@page { size: A4; margin: 20mm } * { margin: 0 }</style>"
        f"<table><thead><tr><th>What</th></tr></thead><tbody>{row * 5}</tbody></table>"
        "<div style='height: 176mm; border-top: 1mm solid'></div><h2>How</h2>"
        "<p style='break-before: page'>It is drunk hot.</p><p style='break-before: page'>The end</p></html>"
    )
    pdf = tmp_path / "tea.pdf"
    pdf.write_bytes(print_document(Job("tea", "Tea", "", "en", html, Roots(tmp_path, ()), "1")).pdf)
    assert single_rows(pdf) == ["p. 2: one row of 5"]
    pages = printed_pages(pdf)
    assert [page.stranded for page in pages] == ["", "How", "", ""]
    assert [page.full < LEAST for page in pages] == [False, False, True, True]
