"""A workbook filled in with the answers of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from competent.documents.fill import choices_of, fill
from competent.files import write_atomically
from competent.records.xfdf import Given, read_xfdf
from competent.text.problem import Place, Problem, ProblemsFound, nearest


@dataclass(frozen=True)
class Filled:
    """What came of it."""

    file: Path
    answers: int
    problems: tuple[Problem, ...]
    """Answers that have no field in the document, or a value that the field cannot have; they are left out."""


def fill_file(document: Path, answers: Path, output: Path | None = None) -> Filled:
    """Write the document with the answers, beside the answers where nothing else is said; nothing is written over.

    Raises ProblemsFound: C630, C631 for a file that cannot be read, C632 for one that exists, C633 where no answer has
    a field in the document.
    """
    given = read_xfdf(answers)
    target = output or answers.with_suffix(".pdf")
    if target.exists():
        hint = "Name another file with --output, or move this one away."
        raise ProblemsFound([Problem(Place(str(target)), "C632", "There is a file of this name already", hint)])
    data = document.read_bytes()
    try:
        fields = choices_of(data)
    except (pikepdf.PdfError, ValueError, AttributeError) as error:
        hint = "Take the workbook or the summative assessment guide of your programme."
        title = "This is not a PDF with fields to fill in"
        raise ProblemsFound([Problem(Place(str(document)), "C631", title, hint)]) from error
    values, problems = _sorted_out(given, fields, answers)
    if not values:
        hint = "Take the document that the answers were saved for."
        title = f"None of the {len(given)} answers has a field in {document.name}"
        raise ProblemsFound([Problem(Place(str(answers)), "C633", title, hint)])
    write_atomically(target, fill(data, values))
    return Filled(target, len(values), tuple(problems))


def _sorted_out(
    given: Sequence[Given], fields: Mapping[str, tuple[str, ...]], file: Path
) -> tuple[dict[str, str], list[Problem]]:
    """The values that the fields can have, and a problem for each of the others."""
    values: dict[str, str] = {}
    problems = []
    for answer in given:
        place = Place(str(file), answer.line)
        if answer.field not in fields:
            near = nearest(answer.field, fields)
            title = f"The document has no field “{answer.field}”; this answer is left out"
            problems.append(Problem(place, "C634", title, "", near, severity="warning"))
        elif (choices := fields[answer.field]) and answer.value not in ("", *choices):
            title = f"The field “{answer.field}” cannot be “{answer.value}”; this answer is left out"
            problems.append(Problem(place, "C635", title, f"It can be: {', '.join(choices)}.", severity="warning"))
        else:
            values[answer.field] = answer.value
    return values, problems
