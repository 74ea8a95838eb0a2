"""The alignment matrix as a spreadsheet: every cell is text or a number, never a formula."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from competent.documents.alignment import Alignment, AlignmentGroup, AlignmentRow, Spot
from competent.words import _

MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
"""A date that never changes: the same matrix gives the same bytes."""
WIDTHS = (30, 11, 44, 36, 30, 16, 40, 36, 8)
"""Of the columns, in letters."""
HOURS = len(WIDTHS) - 1
"""The column of the hours, from 0."""


def alignment_sheet(table: Alignment, author: str) -> bytes:
    """The bytes of an .xlsx file: the matrix with a row for each criterion, and the documents whose pages it cites."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": _("Alignment matrix"), "author": author, "created": MADE})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E4E9F1", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        hours = book.add_format({"valign": "top", "border": 1, "num_format": "0.00"})
        sheet = book.add_worksheet(_("Alignment matrix")[:31])
        _matrix(sheet, table, head, cell, hours)
        _print_wide(sheet)
        _sources(book.add_worksheet(_("Documents")[:31]), table, head, cell)
    return out.getvalue()


def heads() -> tuple[str, ...]:
    """The headings of the matrix."""
    return (
        _("Outcome"),
        _("Criterion"),
        _("What the standard says"),
        _("Learner guide: heading and page"),
        _("Embedded knowledge"),
        _("Cross-field outcomes"),
        _("Formative activities and pages of the workbook"),
        _("Summative tasks and pages"),
        _("Hours"),
    )


def _matrix(sheet: Worksheet, table: Alignment, head: Format, cell: Format, hours: Format) -> None:
    """A row of headings, a row for each criterion, and the hours together; the headings filter what is below."""
    for column, (title, width) in enumerate(zip(heads(), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    rows = [(group, row) for group in table.groups for row in group.rows]
    for number, (group, row) in enumerate(rows, 1):
        for column, text in enumerate(_texts(group, row)):
            sheet.write_string(number, column, text, cell)
        sheet.write_number(number, HOURS, round(row.minutes / 60, 2), hours)
    sheet.autofilter(0, 0, max(1, len(rows)), HOURS)
    sheet.write_string(len(rows) + 1, 0, _("Together"), head)
    sheet.write_number(len(rows) + 1, HOURS, round(table.minutes / 60, 2), hours)


def _print_wide(sheet: Worksheet) -> None:
    """The headings stay in view, and on paper the columns fit the width of a sheet."""
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _sources(sheet: Worksheet, table: Alignment, head: Format, cell: Format) -> None:
    """The documents whose pages are cited, with id and version."""
    for column, (title, width) in enumerate(((_("Title"), 34), (_("Document"), 40), (_("Version"), 16))):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for number, source in enumerate(table.sources, 1):
        for column, text in enumerate((source.title, source.id, source.version)):
            sheet.write_string(number, column, text, cell)


def _texts(group: AlignmentGroup, row: AlignmentRow) -> tuple[str, ...]:
    return (
        group.label if group.title == group.label else f"{group.label}: {group.title}",
        row.label,
        row.text,
        _spots(row.taught),
        "\n".join(row.knowledge),
        "\n".join(row.cross_field),
        _spots(row.practised),
        _spots(row.assessed),
    )


def _spots(spots: Iterable[Spot]) -> str:
    page = _("page")
    return "\n".join(f"{spot.title}, {page} {spot.page}" if spot.page else spot.title for spot in spots)
