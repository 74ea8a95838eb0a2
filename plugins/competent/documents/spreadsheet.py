"""The alignment matrix as a spreadsheet: every cell is text or a number, never a formula."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from competent.documents.alignment import Alignment, AlignmentGroup, AlignmentRow, Spot
from competent.words import N_, Label, Words

MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
"""A date that never changes: the same matrix gives the same bytes."""
WIDTHS = (30, 11, 44, 36, 30, 16, 40, 36, 8)
"""Of the columns, in letters."""
HOURS = len(WIDTHS) - 1
"""The column of the hours, from 0."""


def alignment_sheet(table: Alignment, author: str, paper: str, _: Words) -> bytes:
    """The bytes of an .xlsx file: the matrix with a row for each criterion, and the documents whose pages it cites."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": _("Alignment matrix"), "author": author, "created": MADE})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E4E9F1", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        hours = book.add_format({"valign": "top", "border": 1, "num_format": "0.00"})
        sheet = book.add_worksheet(_("Alignment matrix")[:31])
        _Sheet(sheet, _, head, cell).matrix(table, hours)
        _print_wide(sheet, paper)
        documents = book.add_worksheet(_("Documents")[:31])
        _Sheet(documents, _, head, cell).sources(table)
        documents.set_paper(PAPERS[paper])
    return out.getvalue()


HEADS: tuple[Label, ...] = (
    N_("Outcome"),
    N_("Criterion"),
    N_("What the standard says"),
    N_("Learner guide: heading and page"),
    N_("Embedded knowledge"),
    N_("Cross-field outcomes"),
    N_("Formative activities and pages of the workbook"),
    N_("Summative tasks and pages"),
    N_("Hours"),
)
"""The headings of the matrix."""
PAPERS = {"A4": 9, "Letter": 1}
"""The numbers that spreadsheets have for sizes of paper."""


@dataclass(frozen=True)
class _Sheet:
    """A sheet that is being filled in a language."""

    sheet: Worksheet
    words: Words
    head: Format
    cell: Format

    def heads(self, titles: Iterable[Label], widths: Iterable[int]) -> None:
        for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
            self.sheet.set_column(column, column, width)
            self.sheet.write_string(0, column, self.words(title), self.head)

    def row(self, number: int, texts: Iterable[str]) -> None:
        for column, text in enumerate(texts):
            self.sheet.write_string(number, column, text, self.cell)

    def matrix(self, table: Alignment, hours: Format) -> None:
        """A row of headings, a row for each criterion, and the hours together; the headings filter what is below."""
        self.heads(HEADS, WIDTHS)
        rows = [(group, row) for group in table.groups for row in group.rows]
        for number, (group, row) in enumerate(rows, 1):
            self.row(number, self.texts(group, row))
            self.sheet.write_number(number, HOURS, round(row.minutes / 60, 2), hours)
        self.sheet.autofilter(0, 0, max(1, len(rows)), HOURS)
        _ = self.words
        self.sheet.write_string(len(rows) + 1, 0, _("Together"), self.head)
        self.sheet.write_number(len(rows) + 1, HOURS, round(table.minutes / 60, 2), hours)

    def sources(self, table: Alignment) -> None:
        """The documents whose pages are cited, with id and version."""
        self.heads((N_("Title"), N_("Document"), N_("Version")), (34, 40, 16))
        for number, source in enumerate(table.sources, 1):
            self.row(number, (self.words.say(source.title), source.id, source.version))

    def texts(self, group: AlignmentGroup, row: AlignmentRow) -> tuple[str, ...]:
        label = self.words.say(group.label)
        return (
            f"{label}: {group.title}" if group.title else label,
            row.label,
            row.text,
            self.spots(row.taught),
            "\n".join(row.knowledge),
            "\n".join(row.cross_field),
            self.spots(row.practised),
            self.spots(row.assessed),
        )

    def spots(self, spots: Iterable[Spot]) -> str:
        _, say = self.words, self.words.say
        page = _("page")
        return "\n".join(f"{say(spot.title)}, {page} {spot.page}" if spot.page else say(spot.title) for spot in spots)


def _print_wide(sheet: Worksheet, paper: str) -> None:
    """The headings stay in view, and on paper the columns fit the width of a sheet."""
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(PAPERS[paper])
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
