"""Files in and out: a page becomes a file of the standards, a standard becomes a file of text; none is written over."""

from __future__ import annotations

import os
from pathlib import Path

from competent.exchange.page import load_page
from competent.exchange.saqa import Imported, imported
from competent.exchange.saqa_text import saqa_text
from competent.files import write_new
from competent.standards.framework import load_frameworks
from competent.standards.load import load_standard
from competent.text.problem import Place, Problem, ProblemsFound, in_order


def import_saqa(
    file: Path, output: Path, number: str = "", retrieved: str = ""
) -> tuple[Path, Imported, list[Problem]]:
    """Write the standard of a page; returns its file, what it holds, and what there is to tell of it.

    An output that is no name of a YAML file is a folder. Raises ProblemsFound where nothing could be written.
    """
    page, problems = load_page(file, str(file))
    if page is None:
        raise ProblemsFound(problems)
    found = imported(page, number, retrieved)
    target = output if output.suffix in (".yml", ".yaml") else output / f"{found.id}.yml"
    write_text(target, found.text)
    return target, found, in_order([*problems, *found.problems])


def export_saqa_text(file: Path) -> str:
    """The text of a standard's file. Raises ProblemsFound where the standard cannot be read."""
    frameworks, problems = load_frameworks(file.parent, file.parent)
    found, _name, wrong = load_standard(file, str(file), frameworks)
    errors = [problem for problem in (*problems, *wrong) if problem.severity == "error"]
    if found is None or errors:
        raise ProblemsFound(errors or wrong)
    return saqa_text(found)


def write_text(file: Path, text: str) -> None:
    """Write a file that is not there yet. Raises ProblemsFound where it is, or where it cannot be written."""
    place = Place(str(file))
    try:
        write_new(file, text.encode())
    except OSError as error:
        if os.path.lexists(file):
            hint = "Nothing was written. Name another file with --output, or move this one away."
            raise ProblemsFound([Problem(place, "C611", "There is a file of this name already", hint)]) from error
        title = f"The file cannot be written: {error.strerror}"
        raise ProblemsFound([Problem(place, "C612", title, "Nothing is kept of it.")]) from error
