"""Write a sample down: as a table for spreadsheets, and as a sheet that moderators fill in and sign."""

from __future__ import annotations

import csv
import io
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


def write_sample(
    project: Project, programme: Programme, sample: Sample, folder: Path, name: str, delimiter: str
) -> tuple[Path, Path]:
    """Write NAME.sample.csv and NAME.sample.pdf. Raises ProblemsFound when the sheet cannot be printed."""
    pdf = print_now(project, sampling_sheet(project, programme, sample))
    table, sheet = folder / f"{name}.sample.csv", folder / f"{name}.sample.pdf"
    write_atomically(table, sample_table(programme, sample, delimiter))
    write_atomically(sheet, pdf)
    return table, sheet


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


def sampling_sheet(project: Project, programme: Programme, sample: Sample) -> Document:
    """The sheet, ready to be printed."""
    return Composer(project, programme).single(SHEET, lambda making: _parts(making, sample))


def _parts(making: Making, sample: Sample) -> dict[str, object]:
    programme = making.programme
    rows = [
        SheetRow(number, sampled, tuple(spans(programme, sampled.criteria, making.words)))
        for number, sampled in enumerate(sample.sampled, 1)
    ]
    return {
        "sample": sample,
        "rows": rows,
        "looked_at": [_looked_at(programme, criterion, rows) for criterion in programme.criteria],
        "methods": [(method, sample.methods.get(method.code, 0)) for method in programme.evidence_methods],
        "moderators": sorted({row.sampled.learner.iv for row in rows if row.sampled.learner.iv}),
    }


def _looked_at(programme: Programme, criterion: str, rows: list[SheetRow]) -> LookedAt:
    numbers = tuple(row.number for row in rows if criterion in row.sampled.criteria)
    return LookedAt(programme.criterion_label(criterion), programme.criteria[criterion].text, numbers)


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
