"""Write a sample down: as a table for spreadsheets, and as a sheet that moderators fill in and sign."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from competent.documents.build import print_now
from competent.documents.compose import Composer, Document
from competent.documents.labels import spans
from competent.documents.making import Making
from competent.files import write_atomically
from competent.programme.documents import Kind
from competent.programme.models import Programme
from competent.project import Project
from competent.records.sample import REASONS, Sample, Sampled
from competent.records.sampling_book import sampling_book
from competent.words import N_, Label, Words

SHEET = Kind(
    "sampling-sheet", N_("Sampling sheet"), N_("Whose portfolios are looked at, and what in each."), restricted=True
)
COLUMNS = ("learner", "number", "assessor", "judgement", "why", "criteria", "methods")
"""Of the table. They are the same in every language, so that programs find them."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


@dataclass(frozen=True)
class SheetRow:
    """A portfolio on the sheet."""

    number: int
    sampled: Sampled
    criteria: tuple[str, ...]
    """Labels; runs of them as spans."""

    @property
    def key(self) -> str:
        """What names its fields; the same as on the empty sheet in the guide."""
        return f"{self.number:02d}"

    @property
    def why(self) -> Label:
        """Why it is in the sample, in words."""
        return REASONS[self.sampled.reason]


@dataclass(frozen=True)
class LookedAt:
    """A criterion, and the numbers of the portfolios in which it is looked at."""

    label: str
    text: str
    numbers: tuple[int, ...]


MOST_NAMED = 12
"""Moderators whose names stand at the head of the sheet; where there are more, none does."""
MOST_PRINTED = 500
"""Portfolios, or assessors, on a printed sheet: more take minutes and hundreds of MB to print, and nobody turns so many
pages. A larger sample is filled in as a spreadsheet; what is printed says how it is spread, and is signed."""


def write_sample(
    project: Project, programme: Programme, sample: Sample, folder: Path, name: str, delimiter: str
) -> list[Path]:
    """Write NAME.sample.csv and NAME.sample.pdf, and NAME.sample.xlsx of a sample that is larger than what is printed.

    Raises ProblemsFound when the sheet cannot be printed; then nothing is written.
    """
    table, sheet, book = (folder / f"{name}.sample.{kind}" for kind in ("csv", "pdf", "xlsx"))
    large = is_large(sample)
    pdf = print_now(project, sampling_sheet(project, programme, sample, book.name))
    write_atomically(table, sample_table(programme, sample, delimiter))
    write_atomically(sheet, pdf)
    if not large:
        book.unlink(missing_ok=True)  # of an earlier sample
        return [table, sheet]
    write_atomically(book, sampling_book(Composer(project, programme).making(), sample))
    return [table, sheet, book]


def is_large(sample: Sample) -> bool:
    """Whether the sample is filled in as a spreadsheet."""
    return max(len(sample.sampled), len(sample.assessors)) > MOST_PRINTED


def sample_table(programme: Programme, sample: Sample, delimiter: str = ",") -> bytes:
    """The sample as CSV, with the mark (BOM) by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(COLUMNS)
    for sampled in sample.sampled:
        learner = sampled.learner
        criteria = "; ".join(programme.criterion_label(criterion) for criterion in sampled.criteria)
        cells = (
            learner.name,
            learner.number,
            learner.assessor,
            learner.judgement,
            Words()(REASONS[sampled.reason]),
            criteria,
        )
        writer.writerow([defused(cell) for cell in (*cells, " ".join(learner.methods))])
    return out.getvalue().encode("utf-8-sig")


def defused(cell: str) -> str:
    """The text of a cell, so that no spreadsheet runs it as a formula."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def sampling_sheet(project: Project, programme: Programme, sample: Sample, book: str = "") -> Document:
    """The sheet, ready to be printed. `book` is the name of the spreadsheet that holds what is too much for it."""
    return Composer(project, programme).single(
        SHEET, lambda making: _parts(making, sample, book if is_large(sample) else "")
    )


def _parts(making: Making, sample: Sample, book: str) -> dict[str, object]:
    """What the template is given; with a spreadsheet, no rows, and how many portfolios there are for their numbers."""
    programme = making.programme
    rows = [
        SheetRow(number, sampled, tuple(spans(programme, sampled.criteria, making.words)))
        for number, sampled in enumerate(() if book else sample.sampled, 1)
    ]
    used = sample.methods
    moderators = sorted({sampled.learner.iv for sampled in sample.sampled if sampled.learner.iv})
    return {
        "sample": sample,
        "book": book,
        "rows": rows,
        "assessors": () if book else sample.assessors,
        "looked_at": list(_looked_at(programme, sample)),
        "methods": [(method, used.get(method.code, 0)) for method in programme.evidence_methods],
        "moderators": [] if len(moderators) > MOST_NAMED else moderators,
    }


def _looked_at(programme: Programme, sample: Sample) -> Iterator[LookedAt]:
    """Every criterion of the programme, with the numbers of the portfolios in which it is looked at."""
    numbers: dict[str, list[int]] = {criterion: [] for criterion in programme.criteria}
    for number, sampled in enumerate(sample.sampled, 1):
        for criterion in sampled.criteria:
            numbers[criterion].append(number)
    for name, found in numbers.items():
        yield LookedAt(programme.criterion_label(name), programme.criteria[name].text, tuple(found))


def forbidden_folder(project: Project, folder: Path) -> str:
    """Why people's data may not be written there; nothing where it may."""
    here = folder.resolve()
    if here.is_relative_to(project.config.content):
        return "What lies in the content folder is published, and a sample names people."
    if here.is_relative_to(project.config.site.resolve()):
        return "What lies in the site is published, and a sample names people."
    made = [(project.output / kind).resolve() for kind in ("pdf", "restricted")]
    if any(here.is_relative_to(kind) for kind in made):
        return "A build removes whatever it did not make from that folder."
    return ""
