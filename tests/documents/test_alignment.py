"""The alignment matrix cites what is there, with the pages of the files as they were printed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from competent.checks.project import Project
from competent.documents.alignment import Alignment, AlignmentRow, Spot, alignment, minutes_by_criterion
from competent.documents.cache import Cache
from competent.documents.spreadsheet import alignment_sheet, heads
from competent.programme.models import Programme
from competent.programme.time import notional_time
from tests.building import PROGRAMMES, Built

PageTexts = Callable[[Path], list[str]]


@pytest.fixture(params=PROGRAMMES)
def programme(real: Project, request: pytest.FixtureRequest) -> Programme:
    return next(programme for programme in real.programmes if programme.id == request.param)


def rows_of(table: Alignment) -> list[AlignmentRow]:
    return [row for group in table.groups for row in group.rows]


def test_every_criterion_has_a_row_with_all_that_serves_it(programme: Programme) -> None:
    rows = rows_of(alignment(programme, {}))
    assert [row.label for row in rows] == [programme.criterion_label(name) for name in programme.criteria]
    for row, name in zip(rows, programme.criteria, strict=True):
        assert len(row.practised) == len(programme.practising(name)) >= 2
        assert len(row.assessed) == len(programme.assessing(name)) >= 1
        assert row.taught


def test_embedded_knowledge_and_cross_field_outcomes_all_have_a_row(programme: Programme) -> None:
    rows = rows_of(alignment(programme, {}))
    (standard,) = programme.standards
    assert {text for row in rows for text in row.knowledge} == {item.text for item in standard.embedded_knowledge}
    assert {title for row in rows for title in row.cross_field} == {item.title for item in standard.cross_field}


def test_the_hours_add_up_to_the_notional_time(programme: Programme) -> None:
    minutes = minutes_by_criterion(programme)
    assert sum(minutes.values()) == alignment(programme, {}).minutes == notional_time(programme).total
    assert all(minutes.values())


def squeezed(text: str) -> str:
    """Letters and digits only: lines break and dashes differ."""
    return "".join(re.findall(r"[^\W_]", text.lower()))


def printed(built: Built, programme: Programme) -> Alignment:
    cache = Cache(built.root / "build/.cache")
    keys = {path: key for made in cache.known_keys().values() for path, key in made.items()}
    return alignment(programme, {path: cache.pages(key) for path, key in keys.items()})


def test_the_pages_are_the_real_ones(built: Built, programme: Programme, page_texts: PageTexts) -> None:
    """What the matrix cites stands on the page that it gives, as another program reads the printed file."""
    seen = 0
    for row in rows_of(printed(built, programme)):
        for kind, spots in (
            ("learner-guide", row.taught),
            ("formative-workbook", row.practised),
            ("summative-assessment", row.assessed),
        ):
            pages = page_texts(built.pdf(programme.id, kind))
            for spot in spots:
                assert spot.page, (kind, spot)
                assert squeezed(spot.title) in squeezed(pages[spot.page - 1]), (kind, spot)
                seen += 1
    assert seen > 5 * len(programme.criteria)


def test_the_printed_matrix_holds_every_citation(built: Built, programme: Programme, page_texts: PageTexts) -> None:
    text = squeezed(" ".join(page_texts(built.root / f"build/restricted/{programme.id}/alignment-matrix.pdf")))
    for row in rows_of(printed(built, programme)):
        for spot in (*row.taught, *row.practised, *row.assessed):
            assert squeezed(f"{spot.title} p {spot.page}") in text, spot


def test_the_spreadsheet_holds_the_same(built: Built, programme: Programme) -> None:
    book = openpyxl.load_workbook(built.root / f"build/restricted/{programme.id}/alignment-matrix.xlsx")
    (sheet,) = book.worksheets
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    rows = rows_of(printed(built, programme))
    assert tuple(cells[0]) == heads()
    assert [line[0] for line in cells[1:]] == [row.label for row in rows]
    for line, row in zip(cells[1:], rows, strict=True):
        assert line[1] == row.text
        assert line[6] == "\n".join(f"{spot.title}, page {spot.page}" for spot in row.assessed)
        assert line[7] == pytest.approx(row.minutes / 60, abs=0.01)
    assert sheet.freeze_panes == "B2"


HOSTILE = AlignmentRow("=1+1", "@SUM(A1)", (Spot("-2+3", 1),), ("+1",), ("=cmd|' /C calc'!A0",), (), (), 30)


def test_no_cell_is_a_formula_or_a_link() -> None:
    from competent.documents.alignment import AlignmentGroup

    data = alignment_sheet(Alignment((AlignmentGroup("=A", "=B", (HOSTILE,)),)), "Academy")
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_the_same_matrix_gives_the_same_bytes(programme: Programme) -> None:
    table = alignment(programme, {})
    assert alignment_sheet(table, "Academy") == alignment_sheet(table, "Academy")
