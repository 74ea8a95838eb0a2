"""The roster of a programme: who learns, who assesses and moderates whom, and with what result.

A CSV file such as `records/us118028.roster.csv`, as spreadsheets write it: UTF-8; commas, semicolons or tabs; headings
in the first row. It holds people's data, so it stays outside content and site, and git ignores it.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from competent.files import path_from
from competent.text.problem import Place, Problem, nearest
from competent.text.source import read_text
from competent.text.values import folded

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
    "judgement": "the letters of the judgement, such as C or NYC, or nothing yet",
    "not-yet-competent": "the criteria that are not yet met, such as SO1 AC2; SO3 AC1",
}
"""The columns that a roster may have, each with what stands in it; only the first is needed."""
OTHER_NAMES = {
    "learner": "learner-name", "name": "learner-name", "candidate": "learner-name", "candidate-name": "learner-name",
    "id": "learner-id", "candidate-id": "learner-id", "learner-number": "learner-id", "number": "learner-id",
    "assessor": "assessor-name", "countersigning-assessor": "countersigning-assessor-name",
    "moderator": "iv-name", "internal-moderator": "iv-name", "verifier": "iv-name", "internal-verifier": "iv-name",
    "iv": "iv-name", "moderator-qualified": "iv-qualified", "verifier-qualified": "iv-qualified",
    "countersigning-moderator": "countersigning-iv-name", "countersigning-verifier": "countersigning-iv-name",
    "countersigning-iv": "countersigning-iv-name", "method": "methods", "result": "judgement",
}  # fmt: skip
"""What people write in the place of the names of columns."""
LEAST_PERCENT = 25
"""Of the portfolios of every assessor, that a sample has at the least."""
MOST_BYTES = 8_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 2_000
"""Characters; every criterion of a large standard by its id takes about half of that."""
YES, NO = ("yes", "y", "ja", "yebo", "true", "1"), ("no", "n", "nee", "cha", "false", "0")
Judgements = Mapping[str, tuple[str, bool]]
"""By what people write, in lower case, the letters of a judgement, and whether all that was asked is there."""


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
    """The letters of a judgement, such as C or NYC; empty where there is none yet."""
    is_met: bool
    """Whether these say that all that was asked is there."""
    not_yet_competent: tuple[str, ...]
    """Labels or ids of criteria, as they were written."""
    place: Place = field(compare=False)

    @property
    def identity(self) -> tuple[str, str]:
        """What tells the learner from all others, wherever the row stands."""
        return folded(self.number), folded(self.name)

    @property
    def is_not_yet_competent(self) -> bool:
        """Whether anything is not yet met."""
        return bool(self.judgement and not self.is_met) or bool(self.not_yet_competent)


@dataclass(frozen=True)
class Roster:
    """The learners of a programme, in the order of the file."""

    path: str
    learners: tuple[Learner, ...]
    columns: Mapping[str, int] = field(default_factory=dict)
    """The number of each column, from 1."""
    delimiter: str = ","

    def place(self, learner: Learner, column: str) -> Place:
        """Where a cell stands. As in a spreadsheet, the column is counted in cells."""
        return replace(learner.place, column=self.columns.get(column, 1))


def roster_file(folder: Path, programme_id: str) -> Path:
    """Where the roster of a programme is looked for."""
    return folder / f"{programme_id}.roster.csv"


def load_rosters(
    folder: Path, root: Path, judgements: Mapping[str, Judgements]
) -> tuple[dict[str, Roster], list[Problem]]:
    """The rosters of a project by programme, each with the judgements that it may hold. None has to be there."""
    rosters: dict[str, Roster] = {}
    problems: list[Problem] = []
    for name, known in judgements.items():
        file = roster_file(folder, name)
        if file.is_file():
            roster, found = load_roster(file, root, known)
            problems += found
            if roster:
                rosters[name] = roster
    return rosters, problems


def load_roster(file: Path, root: Path, judgements: Judgements) -> tuple[Roster | None, list[Problem]]:
    """Read a roster, and report everything that is wrong with it."""
    path = path_from(root, file)
    if file.exists() and not file.is_file():
        return None, [_unreadable(Place(path), "The roster is no file", "Name a CSV file.")]
    text, problems = read_text(file, path, MOST_BYTES)
    if text is None:
        hint = "Save it again as CSV with the encoding UTF-8; Excel calls it “CSV UTF-8 (comma delimited)”."
        return None, [replace(p, hint=hint) if p.code == "C103" else p for p in problems]
    return read_roster(text, path, judgements)


def has_heads_of_roster(text: str) -> bool:
    """Whether a table is a roster by its headings: it names learners, and says one thing more of them."""
    head = text.partition("\n")[0]
    names = [_column_name(cell) for cell in head.split(_delimiter(head))]
    return "learner-name" in names and len(set(names) & set(COLUMNS)) > 1


def _column_name(cell: str) -> str:
    name = re.sub(r"[^a-z]+", "-", cell.strip().lower()).strip("-")
    return OTHER_NAMES.get(name, name)


def read_roster(text: str, path: str, judgements: Judgements) -> tuple[Roster | None, list[Problem]]:
    """The roster in a text, or everything that is wrong with it."""
    delimiter, rows, problems = _table(text.removeprefix("\ufeff"), path)
    if problems:
        return None, problems
    columns, problems = _columns(rows[0][1], Place(path, rows[0][0]))
    if problems:
        return None, problems
    read = [_Row(columns, cells, Place(path, line), judgements) for line, cells in rows[1:]]
    problems = [problem for row in read for problem in row.problems()]
    found = [_learner(row) for row in read]
    roster = Roster(path, tuple(learner for learner in found if learner), columns, delimiter)
    problems += _twice(roster)
    if not roster.learners and not problems:
        problems.append(_unreadable(Place(path), "The roster names nobody", "Write one learner in each row."))
    return (None if problems else roster), problems


def _unreadable(place: Place, title: str, hint: str) -> Problem:
    return Problem(place, "C501", title, hint)


Row = tuple[int, list[str]]
"""The line in which a row begins, and its cells."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SEPARATOR = re.compile(r"sep=(.)\n")
"""What Excel may write before the headings."""


def _table(text: str, path: str) -> tuple[str, list[Row], list[Problem]]:
    """The delimiter and the rows that are not empty; the first one is that of the headings."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := _CONTROL.search(text):
        place = Place(path, text.count("\n", 0, control.start()) + 1)
        return (
            "",
            [],
            [_unreadable(place, "The roster holds a control character", "Save it as CSV, not as a workbook.")],
        )
    said = _SEPARATOR.match(text)
    body = text[said.end() :] if said else text
    delimiter = said[1] if said and said[1] in DELIMITERS else _delimiter(body)
    rows, problems = _rows(body, delimiter, Place(path, 2 if said else 1))
    if not problems and (not rows or not _filled(rows[0][1])):
        hint = f"Write the names of the columns into the first row: {', '.join(COLUMNS)}."
        problems = [_unreadable(Place(path), "The roster is empty", hint)]
    return delimiter, rows[:1] + [row for row in rows[1:] if _filled(row[1])], problems


DELIMITERS = ",;\t"


def _delimiter(text: str) -> str:
    """Spreadsheets write semicolons where the comma is the sign of decimals, as in South Africa."""
    head = text.partition("\n")[0]
    return max(DELIMITERS, key=head.count)


def _rows(text: str, delimiter: str, first: Place) -> tuple[list[Row], list[Problem]]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    line = first.line
    try:
        for cells in reader:
            if len(rows) > MOST_ROWS:
                return [], [
                    _unreadable(
                        Place(first.path, line), f"The roster has more than {MOST_ROWS} learners", "Split the roster."
                    )
                ]
            rows.append((line, cells))
            line = first.line + reader.line_num
    except csv.Error:
        title = "The table cannot be read from this row on"
        hint = "Close every quotation mark, and write two where one is meant to stand in a cell."
        return [], [_unreadable(Place(first.path, line), title, hint)]
    return rows, []


def _filled(cells: Iterable[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _columns(head: list[str], place: Place) -> tuple[dict[str, int], list[Problem]]:
    """The number of each column, from 1."""
    if len(head) > MOST_COLUMNS:
        return {}, [Problem(place, "C502", f"The roster has more than {MOST_COLUMNS} columns", "Keep those it needs.")]
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for number, cell in enumerate(head, 1):
        name = _column_name(cell)
        here = replace(place, column=number)
        if not cell.strip():
            continue
        if name not in COLUMNS:
            hint = "Columns: " + ", ".join(COLUMNS) + "."
            title = f"There is no column “{_short(cell)}”"
            problems.append(Problem(here, "C502", title, hint, nearest(name[:40], COLUMNS)))
        elif name in columns:
            problems.append(Problem(here, "C502", f"The column “{name}” stands here twice", "Keep one of them."))
        columns.setdefault(name, number)
    if "learner-name" not in columns:
        hint = "Every row needs the name of a learner."
        problems.append(Problem(place, "C502", "The column “learner-name” is missing", hint))
    return columns, problems


def _learner(row: _Row) -> Learner | None:
    """The learner of a row, where it names one."""
    if not row.text("learner-name"):
        return None
    judgement, is_met = row.judgements.get(row.text("judgement").casefold(), ("", False))
    return Learner(
        name=row.text("learner-name"),
        number=row.text("learner-id"),
        assessor=row.text("assessor-name"),
        assessor_qualified=row.is_qualified("assessor-qualified"),
        countersigning_assessor=row.text("countersigning-assessor-name"),
        iv=row.text("iv-name"),
        iv_qualified=row.is_qualified("iv-qualified"),
        countersigning_iv=row.text("countersigning-iv-name"),
        methods=row.words("methods", r"[\s;,/+]+", upper=True),
        judgement=judgement,
        is_met=is_met,
        not_yet_competent=row.words("not-yet-competent", r"[;,|\n]+"),
        place=row.place,
    )


@dataclass(frozen=True)
class _Row:
    """The cells of a row by the names of their columns."""

    columns: Mapping[str, int]
    cells: list[str]
    place: Place
    judgements: Judgements

    def raw(self, name: str) -> str:
        number = self.columns.get(name, 0)
        return self.cells[number - 1] if 0 < number <= len(self.cells) else ""

    def text(self, name: str) -> str:
        """What stands in a cell, on one line."""
        return " ".join(unicodedata.normalize("NFC", self.raw(name)).split())

    def words(self, name: str, between: str, upper: bool = False) -> tuple[str, ...]:
        """What stands in a cell as a list, each once."""
        parts = (" ".join(part.split()) for part in re.split(between, self.raw(name)))
        return tuple(dict.fromkeys(part.upper() if upper else part for part in parts if part))

    def is_qualified(self, name: str) -> bool:
        """Whether somebody is qualified; where nothing is said, yes."""
        return self.text(name).casefold() not in NO

    def problems(self) -> Iterator[Problem]:
        """C503: what is wrong with a row."""
        if not self.text("learner-name"):
            yield self._wrong("learner-name", "This row has no name of a learner", "Fill it in, or delete the row.")
        for number, cell in enumerate(self.cells, 1):
            if len(cell) > LONGEST_CELL:
                title = f"A cell has more than {LONGEST_CELL} characters"
                yield Problem(replace(self.place, column=number), "C503", title, "Shorten it.")
        yield from self._wrong_values()
        yield from self._cells_too_many()

    def _wrong_values(self) -> Iterator[Problem]:
        judgement = self.text("judgement")
        letters, is_met = self.judgements.get(judgement.casefold(), ("", False))
        if judgement and not letters and self.judgements:  # there are none where a standard cannot be read
            known = ", ".join(dict.fromkeys(code for code, _met in self.judgements.values()))
            yield self._wrong("judgement", f"“{_short(judgement)}” is no judgement", f"Write {known}, or nothing.")
        elif is_met and self.text("not-yet-competent"):
            title = f"The judgement is {letters}, and yet criteria are not yet met"
            yield self._wrong("judgement", title, "Correct it, or empty the cell “not-yet-competent”.")
        for name in ("assessor-qualified", "iv-qualified"):
            said = self.text(name)
            if said.casefold() not in ("", *YES, *NO):
                yield self._wrong(name, f"“{_short(said)}” is no value of “{name}”", "Write yes or no.")

    def _cells_too_many(self) -> Iterator[Problem]:
        width = max(self.columns.values())
        beyond = [number for number, cell in enumerate(self.cells, 1) if number > width and cell.strip()]
        if beyond:
            hint = "Put a name that holds a comma or semicolon between quotation marks."
            place = replace(self.place, column=beyond[0])
            yield Problem(place, "C503", "This row has more cells than there are columns", hint)

    def _wrong(self, name: str, title: str, hint: str) -> Problem:
        return Problem(replace(self.place, column=self.columns.get(name, 1)), "C503", title, hint)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def _twice(roster: Roster) -> Iterator[Problem]:
    """C503: two rows for one learner; without numbers, nobody can tell people of one name apart."""
    numbers: dict[str, Learner] = {}
    names: dict[str, Learner] = {}
    for learner in roster.learners:
        number, name = learner.identity
        other = numbers.get(number) if number else None
        if other:
            title = f"The number “{_short(learner.number)}” stands here twice"
            hint = f"The other stands in line {other.place.line}. Each learner has a number of their own."
            yield Problem(roster.place(learner, "learner-id"), "C503", title, hint)
        elif name in names and not (number and names[name].number):
            hint = f"The other stands in line {names[name].place.line}. Two people of one name need their numbers."
            yield Problem(
                roster.place(learner, "learner-name"), "C503", f"“{_short(learner.name)}” stands here twice", hint
            )
        numbers.setdefault(number, learner)
        names.setdefault(name, learner)
