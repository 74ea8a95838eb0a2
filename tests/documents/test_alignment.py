"""The alignment matrix cites what is there, with the pages of the files as they were printed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from competent.documents.alignment import (
    SOURCES,
    Alignment,
    AlignmentGroup,
    AlignmentRow,
    Source,
    Spot,
    alignment,
    minutes_by_criterion,
)
from competent.documents.build import version_of
from competent.documents.cache import Cache
from competent.documents.compose import Composer, roots_of
from competent.documents.making import Making
from competent.documents.shelf import Shelf
from competent.documents.spreadsheet import HEADS, alignment_sheet
from competent.programme.models import Programme
from competent.programme.time import notional_time
from competent.project import Project
from competent.standards.statements import EmbeddedKnowledge
from competent.text.values import flat
from competent.words import Words
from tests.building import PROGRAMMES, Built, tool
from tests.documents.composing import changed, composed, said

PageTexts = Callable[[Path], list[str]]


@pytest.fixture(params=PROGRAMMES)
def programme(real: Project, request: pytest.FixtureRequest) -> Programme:
    return next(programme for programme in real.programmes if programme.id == request.param)


def rows_of(table: Alignment) -> list[AlignmentRow]:
    return [row for group in table.groups for row in group.rows]


@pytest.fixture
def making(real: Project, programme: Programme) -> Making:
    return Composer(real, programme).making()


def test_every_criterion_has_a_row_with_all_that_serves_it(making: Making) -> None:
    programme = making.programme
    rows = rows_of(alignment(making))
    assert [row.label for row in rows] == [programme.criterion_label(name) for name in programme.criteria]
    for row, name in zip(rows, programme.criteria, strict=True):
        assert len(row.practised) == len(programme.practising(name)) >= 2
        assert len(row.assessed) == len(programme.assessing(name)) >= 1
        assert row.taught


def test_embedded_knowledge_and_cross_field_outcomes_all_have_a_row(making: Making) -> None:
    rows = rows_of(alignment(making))
    (standard,) = making.programme.standards
    assert {text for row in rows for text in row.knowledge} == {flat(item.text) for item in standard.embedded_knowledge}
    assert {title for row in rows for title in row.cross_field} == {item.title for item in standard.cross_field}


def test_the_hours_add_up_to_the_notional_time(making: Making) -> None:
    minutes = minutes_by_criterion(making.programme)
    assert sum(minutes.values()) == alignment(making).minutes == notional_time(making.programme).total
    assert all(minutes.values())


def squeezed(text: str) -> str:
    """Letters and digits only: lines break and dashes differ."""
    return "".join(re.findall(r"[^\W_]", text.lower()))


@pytest.fixture
def printed(loaded: Project, programme: Programme) -> Alignment:
    """The matrix of a programme as it was built."""
    cache = Cache(loaded.output / ".cache", roots_of(loaded))
    keys = {path: key for made in cache.made().values() for path, key in made["keys"].items()}
    versions = {path: version_of(key) for path, key in keys.items()}
    built = next(found for found in loaded.programmes if found.id == programme.id)
    pages = {path: cache.pages(key) for path, key in keys.items()}
    return alignment(Composer(loaded, built).making(Shelf(pages, versions=versions)))


def test_the_pages_are_the_real_ones(
    built: Built, programme: Programme, printed: Alignment, page_texts: PageTexts
) -> None:
    """What the matrix cites stands on the page that it gives, as another program reads the printed file."""
    seen = 0
    for row in rows_of(printed):
        for kind, spots in (
            ("learner-guide", row.taught),
            ("formative-workbook", row.practised),
            ("summative-assessment", row.assessed),
        ):
            pages = page_texts(built.pdf(programme.id, kind))
            for spot in spots:
                assert spot.page, (kind, spot)
                assert squeezed(said(spot.title)) in squeezed(pages[spot.page - 1]), (kind, spot)
                seen += 1
    assert seen > 5 * len(programme.criteria)


def test_the_printed_matrix_holds_every_citation(built: Built, programme: Programme, printed: Alignment) -> None:
    """In the order of the file, as it is read aloud: the page, then the title."""
    pdf = built.root / f"build/restricted/{programme.id}/alignment-matrix.pdf"
    text = squeezed(tool("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"))
    for row in rows_of(printed):
        for spot in (*row.taught, *row.practised, *row.assessed):
            assert squeezed(f"p {spot.page} {said(spot.title)}") in text, spot


def test_the_matrix_says_which_documents_in_which_version_its_pages_are_of(
    built: Built, programme: Programme, printed: Alignment, page_texts: PageTexts
) -> None:
    first = squeezed(page_texts(built.root / f"build/restricted/{programme.id}/alignment-matrix.pdf")[1])
    assert [source.id for source in printed.sources] == [f"{programme.id}-{kind}" for kind in SOURCES]
    for source, kind in zip(printed.sources, SOURCES, strict=True):
        assert squeezed(f"{said(source.title)} {source.id} version {source.version}") in first
        assert source.version in page_texts(built.pdf(programme.id, kind))[-1]


def test_the_hours_that_are_printed_add_up(making: Making) -> None:
    def minutes(time: str) -> int:
        found = re.fullmatch(r"(?:(\d+) h)? ?(?:(\d+) min)?", time)
        assert found
        return int(found[1] or 0) * 60 + int(found[2] or 0)

    table = alignment(making)
    assert minutes(table.time) == sum(minutes(group.time) for group in table.groups)
    for group in table.groups:
        assert minutes(group.time) == sum(minutes(row.time) for row in group.rows)


def test_a_column_that_would_be_empty_is_left_out(real: Project) -> None:
    heads = {}
    for programme in real.programmes:
        matrix = composed(real, programme, "alignment-matrix")
        heads[programme.id] = "Embedded knowledge" in matrix.html, "Cross-field outcomes" in matrix.html
    assert heads == {"us118028": (True, True), "us252210": (True, True), "unit220": (False, False)}


def test_what_points_at_nothing_belongs_to_every_criterion(real: Project) -> None:
    programme = next(programme for programme in real.programmes if programme.id == "us118028")
    (standard,) = programme.standards
    general = EmbeddedKnowledge(id="us118028-eek9", text="All of it")
    wider = changed(standard, embedded_knowledge=(*standard.embedded_knowledge, general))
    rows = rows_of(alignment(Composer(real, replace(programme, standards=(wider,))).making()))
    assert all("All of it" in row.knowledge for row in rows)


def test_the_spreadsheet_holds_the_same(built: Built, programme: Programme, printed: Alignment) -> None:
    book = openpyxl.load_workbook(built.root / f"build/restricted/{programme.id}/alignment-matrix.xlsx")
    sheet, documents = book.worksheets
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    rows = rows_of(printed)
    assert cells[0] == [said(head) for head in HEADS]
    assert [line[1] for line in cells[1:-1]] == [row.label for row in rows]
    for line, row in zip(cells[1:-1], rows, strict=True):
        assert line[2] == row.text
        assert line[7] == "\n".join(f"{said(spot.title)}, page {spot.page}" for spot in row.assessed)
        assert line[8] == pytest.approx(row.minutes / 60, abs=0.01)
    assert cells[-1][8] == pytest.approx(printed.minutes / 60, abs=0.01)
    found = [[cell.value for cell in row] for row in documents.iter_rows(min_row=2)]
    assert found == [[said(source.title), source.id, source.version] for source in printed.sources]


def sheets_of(table: Alignment) -> list[Worksheet]:
    return openpyxl.load_workbook(io.BytesIO(alignment_sheet(table, "Academy", "A4", Words()))).worksheets


def test_the_spreadsheet_is_easy_to_read(making: Making) -> None:
    table = alignment(making)
    sheet = sheets_of(table)[0]
    last = len(rows_of(table)) + 1
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:I{last}"
    assert sheet.print_title_rows == "$1:$1"
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows(max_row=last, max_col=8) for cell in row)
    assert all(8 <= sheet.column_dimensions[letter].width <= 50 for letter in "ABCDEFGHI")


@pytest.mark.parametrize(("paper", "size"), [("A4", 9), ("Letter", 1)])
def test_every_sheet_has_the_paper_that_is_set(paper: str, size: int) -> None:
    book = openpyxl.load_workbook(io.BytesIO(alignment_sheet(Alignment((), ()), "Tiny Academy", paper, Words())))
    assert [int(sheet.page_setup.paperSize or 0) for sheet in book.worksheets] == [size, size]


HOSTILE = AlignmentRow("=1+1", "@SUM(A1)", (Spot("-2+3", 1),), ("+1",), ("=cmd|' /C calc'!A0",), (), (), 30)


def test_no_cell_is_a_formula_or_a_link() -> None:
    sources = (Source("=1+1", "=2", "=3"),)
    sheets = sheets_of(Alignment((AlignmentGroup("=A", "=B", (HOSTILE,)),), sources))
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_the_same_matrix_gives_the_same_bytes(making: Making) -> None:
    table = alignment(making)
    one, other = (alignment_sheet(table, "Academy", "A4", Words()) for _ in range(2))
    assert one == other
