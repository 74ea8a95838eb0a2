"""The roster of a programme: who learns, who assesses and moderates whom, and with what result.

A CSV file such as `records/us118028.roster.csv`, as spreadsheets write it: UTF-8, commas or semicolons, headings in
the first row. It holds people's data, so it stays outside content and site, and git ignores it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from competent.problem import Place, Problem, nearest
from competent.standards.source import read_text

COLUMNS = {
    "learner-name": "the learner",
    "learner-id": "the learner's number",
    "assessor-name": "who assesses",
    "assessor-qualified": "yes or no: whether the assessor is registered or qualified",
    "countersigning-assessor-name": "who countersigns for an assessor who is not",
    "iv-name": "the internal moderator or verifier",
    "iv-qualified": "yes or no: whether the internal moderator or verifier is",
    "countersigning-iv-name": "who countersigns for one who is not",
    "methods": "letters of the assessment methods used, such as O Q PE",
    "judgement": "C, NYC, or nothing yet",
    "not-yet-competent": "the criteria that are not yet met, such as SO1 AC2; SO3 AC1",
}
"""The columns that a roster may have, each with what stands in it; only the first is needed."""
OTHER_NAMES = {
    "learner": "learner-name", "name": "learner-name", "candidate": "learner-name", "candidate-name": "learner-name",
    "id": "learner-id", "candidate-id": "learner-id", "learner-number": "learner-id",
    "assessor": "assessor-name", "countersigning-assessor": "countersigning-assessor-name",
    "moderator": "iv-name", "internal-moderator": "iv-name", "verifier": "iv-name", "internal-verifier": "iv-name",
    "iv": "iv-name", "moderator-qualified": "iv-qualified", "verifier-qualified": "iv-qualified",
    "countersigning-moderator": "countersigning-iv-name", "countersigning-verifier": "countersigning-iv-name",
    "countersigning-iv": "countersigning-iv-name", "method": "methods", "result": "judgement",
}  # fmt: skip
"""What people write in the place of the names of columns."""
MOST_ROWS = 20_000
YES, NO = ("yes", "y", "ja", "yebo", "true", "1"), ("no", "n", "nee", "cha", "false", "0")


@dataclass(frozen=True)
class Learner:
    """A row of a roster. Empty text where the roster says nothing."""

    name: str
    number: str
    assessor: str
    assessor_qualified: bool
    countersigning_assessor: str
    iv: str
    iv_qualified: bool
    countersigning_iv: str
    methods: tuple[str, ...]
    judgement: str
    """C, NYC or nothing."""
    not_yet_competent: tuple[str, ...]
    """Labels or ids of criteria, as they were written."""
    place: Place


@dataclass(frozen=True)
class Roster:
    """The learners of a programme, in the order of the file."""

    path: str
    learners: tuple[Learner, ...]


def roster_file(folder: Path, programme_id: str) -> Path:
    """Where the roster of a programme is looked for."""
    return folder / f"{programme_id}.roster.csv"


def load_rosters(folder: Path, root: Path, programme_ids: list[str]) -> tuple[dict[str, Roster], list[Problem]]:
    """The rosters of a project by programme; a programme without one is none that is wrong."""
    rosters: dict[str, Roster] = {}
    problems: list[Problem] = []
    for name in programme_ids:
        file = roster_file(folder, name)
        if file.is_file():
            roster, found = load_roster(file, root)
            problems += found
            if roster:
                rosters[name] = roster
    return rosters, problems


def load_roster(file: Path, root: Path) -> tuple[Roster | None, list[Problem]]:
    """Read a roster, and report everything that is wrong with it."""
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
    text, problems = read_text(file, path)
    if text is None:
        return None, problems
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=_delimiter(text)))
    if not rows or not any(cell.strip() for cell in rows[0]):
        hint = f"Write the names of the columns into the first row: {', '.join(COLUMNS)}."
        return None, [Problem(Place(path), "C501", "The roster is empty", hint)]
    columns, problems = _columns(rows[0], path)
    if problems:
        return None, problems
    if len(rows) > MOST_ROWS:
        return None, [
            Problem(Place(path, MOST_ROWS), "C501", f"The roster has more than {MOST_ROWS} rows", "Split it.")
        ]
    found = [_learner(columns, row, Place(path, line), problems) for line, row in enumerate(rows[1:], 2) if any(row)]
    learners = tuple(learner for learner in found if learner)
    problems += _twice(learners)
    return (None if problems else Roster(path, learners)), problems


def _delimiter(text: str) -> str:
    """Spreadsheets write semicolons where the comma is the sign of decimals, as in South Africa."""
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _columns(head: list[str], path: str) -> tuple[dict[str, int], list[Problem]]:
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for number, cell in enumerate(head):
        name = re.sub(r"[^a-z]+", "-", cell.strip().lower()).strip("-")
        name = OTHER_NAMES.get(name, name)
        place = Place(path, 1, number + 1)
        if not name:
            continue
        if name not in COLUMNS:
            hint = "Columns: " + ", ".join(COLUMNS) + "."
            problems.append(
                Problem(place, "C502", f"There is no column “{cell.strip()}”", hint, nearest(name, COLUMNS))
            )
        elif name in columns:
            problems.append(Problem(place, "C502", f"The column “{name}” stands here twice", "Keep one of them."))
        columns.setdefault(name, number)
    if "learner-name" not in columns:
        hint = "Every row needs the name of a learner."
        problems.append(Problem(Place(path), "C502", "The column “learner-name” is missing", hint))
    return columns, problems


def _learner(columns: Mapping[str, int], row: list[str], place: Place, problems: list[Problem]) -> Learner | None:
    def cell(name: str) -> str:
        number = columns.get(name, len(row))
        return " ".join(row[number].split()) if number < len(row) else ""

    if not cell("learner-name"):
        problems.append(Problem(place, "C503", "This row has no name of a learner", "Fill it in, or delete the row."))
        return None
    judgement = cell("judgement").upper().replace("NOT YET COMPETENT", "NYC").replace("COMPETENT", "C")
    if judgement not in ("", "C", "NYC"):
        title = f"“{cell('judgement')}” is no judgement"
        problems.append(Problem(place, "C503", title, "Write C, NYC, or nothing."))
    qualified = {name: _qualified(cell(name), name, place, problems) for name in ("assessor-qualified", "iv-qualified")}
    return Learner(
        name=cell("learner-name"),
        number=cell("learner-id"),
        assessor=cell("assessor-name"),
        assessor_qualified=qualified["assessor-qualified"],
        countersigning_assessor=cell("countersigning-assessor-name"),
        iv=cell("iv-name"),
        iv_qualified=qualified["iv-qualified"],
        countersigning_iv=cell("countersigning-iv-name"),
        methods=tuple(part.upper() for part in re.split(r"[\s;,/+]+", cell("methods")) if part),
        judgement=judgement,
        not_yet_competent=tuple(part.strip() for part in re.split(r"[;,|]", cell("not-yet-competent")) if part.strip()),
        place=place,
    )


def _qualified(text: str, name: str, place: Place, problems: list[Problem]) -> bool:
    """Whether somebody is qualified; where nothing is said, yes."""
    if text.lower() not in ("", *YES, *NO):
        problems.append(Problem(place, "C503", f"“{text}” is no value of “{name}”", "Write yes or no."))
    return text.lower() not in NO


def _twice(learners: tuple[Learner, ...]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], Learner] = {}
    for learner in learners:
        key = (learner.number or learner.name.casefold(), "")
        if key in seen:
            hint = f"The other stands in line {seen[key].place.line}. Two people of one name need their numbers."
            yield Problem(learner.place, "C503", f"“{learner.name}” stands here twice", hint)
        seen.setdefault(key, learner)
