"""The alignment matrix as a spreadsheet: every cell is text or a number, never a formula."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable

import xlsxwriter

from competent.documents.alignment import Alignment, AlignmentRow, Spot
from competent.words import _

MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
"""A date that never changes: the same matrix gives the same bytes."""
WIDTHS = (12, 48, 34, 34, 18, 34, 34, 9)
"""Of the columns, in letters."""


def alignment_sheet(table: Alignment, author: str) -> bytes:
    """The bytes of an .xlsx file with one sheet: a row of headings, then a row for each criterion."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": _("Alignment matrix"), "author": author, "created": MADE})
        sheet = book.add_worksheet(_("Alignment matrix")[:31])
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E4E9F1", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        hours = book.add_format({"valign": "top", "border": 1, "num_format": "0.0"})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        for column, title in enumerate(heads()):
            sheet.write_string(0, column, title, head)
        for number, row in enumerate((row for group in table.groups for row in group.rows), 1):
            for column, text in enumerate(_texts(row)):
                sheet.write_string(number, column, text, cell)
            sheet.write_number(number, len(WIDTHS) - 1, round(row.minutes / 60, 2), hours)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()


def heads() -> tuple[str, ...]:
    """The headings of the matrix."""
    return (
        _("Criterion"),
        _("What the standard says"),
        _("Learner guide: heading and page"),
        _("Embedded knowledge"),
        _("Cross-field outcomes"),
        _("Formative activities and pages of the workbook"),
        _("Summative tasks and pages"),
        _("Hours"),
    )


def _texts(row: AlignmentRow) -> tuple[str, ...]:
    return (
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
