"""A large sample as a spreadsheet: a row for each portfolio, with cells for the result, for any size of roster."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from competent.documents.labels import framework_words
from competent.documents.making import Making
from competent.documents.spreadsheet import MADE, PAPERS
from competent.records.sample import REASONS, Sample, Sampled
from competent.words import Words

WIDTHS = (6, 26, 16, 22, 12, 22, 36, 12, 14, 40)
"""Of the columns, in letters."""


def sampling_book(making: Making, sample: Sample) -> bytes:
    """The bytes of an .xlsx file. It is written row by row, so that memory does not grow with the sample."""
    _, out = making.words, io.BytesIO()
    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, settings) as book:
        provider = making.project.settings.provider.name
        book.set_properties({"title": _("Sampling sheet"), "author": provider, "created": MADE})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E4E9F1", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        said = framework_words(making)
        who = said["who"]
        assessor = who["assessor"] if isinstance(who, dict) else ""
        sheet = _sheet(book, _("Sampling sheet"), WIDTHS, making)
        _row(sheet, 0, _heads(_, str(said["learner"]), assessor), head)
        for number, sampled in enumerate(sample.sampled, 1):
            _row(sheet, number, _cells(making, number, sampled), cell)
        results = [_("upheld"), _("overturned")]
        column = len(WIDTHS) - 2
        sheet.data_validation(1, column, len(sample.sampled), column, {"validate": "list", "source": results})
        spread = _sheet(book, _("How the sample is spread"), (40, 12, 12), making)
        _row(spread, 0, (assessor, str(said["People"]), _("Sampled")), head)
        for number, share in enumerate(sample.assessors, 1):
            _row(spread, number, (share.assessor or _("not named"), share.learners, share.sampled), cell)
    return out.getvalue()


def _sheet(book: xlsxwriter.Workbook, title: str, widths: Sequence[int], making: Making) -> Worksheet:
    sheet = book.add_worksheet(title[:31])
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(PAPERS[making.project.settings.paper])
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _heads(_: Words, learner: str, assessor: str) -> tuple[str, ...]:
    ends = (_("Judgement"), _("Why"), _("Criteria to look at"), _("Methods"), _("Result"), _("Reason and action"))
    return _("No."), learner, _("Number"), assessor, *ends


def _cells(making: Making, number: int, sampled: Sampled) -> tuple[str | int, ...]:
    learner, _ = sampled.learner, making.words
    criteria = ", ".join(making.programme.criterion_label(criterion) for criterion in sampled.criteria)
    ends = (learner.judgement or _("none yet"), _(REASONS[sampled.reason]), criteria, " ".join(learner.methods))
    return number, learner.name, learner.number, learner.assessor or _("not named"), *ends, "", ""


def _row(sheet: Worksheet, number: int, cells: Iterable[str | int], style: Format) -> None:
    """A row of texts and numbers; a text is one, whatever it begins with."""
    for column, cell in enumerate(cells):
        if isinstance(cell, int):
            sheet.write_number(number, column, cell, style)
        elif cell:
            sheet.write_string(number, column, cell, style)
        else:
            sheet.write_blank(number, column, None, style)
