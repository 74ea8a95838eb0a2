"""Read the tables at the head of a register's page: rows of labels, each followed by a row of values."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from competent.exchange.labels import Kind, Label, labels
from competent.exchange.lines import Line, words

FIELDS = {
    "01": "Agriculture and Nature Conservation",
    "02": "Culture and Arts",
    "03": "Business, Commerce and Management Studies",
    "04": "Communication Studies and Language",
    "05": "Education, Training and Development",
    "06": "Manufacturing, Engineering and Technology",
    "07": "Human and Social Studies",
    "08": "Law, Military Science and Security",
    "09": "Health Sciences and Social Services",
    "10": "Physical, Mathematical, Computer and Life Sciences",
    "11": "Services",
    "12": "Physical Planning and Construction",
}
"""The organising fields of the framework: where a copy has lost the space between field and subfield, they tell."""
NOTHING = {"", "-", "–", "—", "N/A", "NA", "NONE", "UNKNOWN", "."}
"""What the register writes where it knows nothing."""
_MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
_DAY = r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2} (?:" + "|".join(_MONTHS) + r") \d{4})"
_LEVEL = r"(?:NQF Level|Level) (?:TBA|N/A)(?:: ?Pre-2009 was L ?\d+)?|(?:NQF Level |Level |L ?)0?\d{1,2}"
FORMS: dict[Kind, str] = {
    "number": r"\d{1,7}",
    "credits": r"\d{1,3}",
    "level": _LEVEL,
    "day": _DAY,
    "decision": r"SAQA \S+",
    "field": r"Field \d\d ?[-–] ?(?:" + "|".join(map(re.escape, FIELDS.values())) + ")",
    "band": r"Undefined|ABET (?:Level|Band) \d",
    "text": r"\S.{0,400}?",
}
"""What a value of each kind looks like in a row where nothing parts the values."""
_PARTS = re.compile(r"\s{2,}|\t+|\s*\|\s*")


@dataclass
class Head:
    """What the head of a page says."""

    values: dict[str, str] = field(default_factory=dict)
    """The values by the keys of their labels."""
    facts: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    """The line of each value, or of the label where there is none."""
    replaces: list[str] = field(default_factory=list)
    replaced_by: list[str] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    """Lines that could not be understood."""
    heading: str = ""
    """The title that stands above the tables."""


def read_head(lines: Sequence[Line]) -> Head:
    """Read the lines before the first heading of the page."""
    head = Head()
    pending: list[tuple[int, list[Label]]] = []
    values: list[Line] = []
    state = ""
    for before, line in zip([None, *lines], lines, strict=False):
        if before and _TOP.fullmatch(before.text) and not head.values and not _named(line):
            head.heading = line.text
        new = _state(line.text)
        named = _named(line)
        if named or new is not None:
            if values or new is not None:
                _assign(head, pending, values)
                pending, values = [], []
            if new is not None:
                state = new
            elif not state or named[0].key not in ("number", "replacement"):  # else it is the head of that table
                pending.append((line.number, named))
                state = ""
        elif state in ("replaces", "replaced_by"):
            _replacement(head, state, line)
        elif pairs := _pairs(line):
            for label, value in pairs:
                _say(head, label, value, line.number)
        elif pending:
            values.append(line)
        elif head.places and not _FURNITURE.search(line.text):
            head.unread.append((line.number, line.text))
    _assign(head, pending, values)
    return head


_TOP = re.compile(r"(?i)registered unit standard\b[^:]*:?")
_FURNITURE = re.compile(
    r"(?i)in all of the tables in this document|does not replace any other unit standard|are public property"
    r"|south african qualifications authority|registered unit standard"
)
"""What every page says, whatever the standard."""


def _state(text: str) -> str | None:
    """Whether a line begins a table of replaced standards, or ends one; nothing where it does neither."""
    said = text.casefold()
    if "unit standard" in said and "not replace" not in said:
        if re.search(r"\b(?:is|has been|was) replaced by\b", said):
            return "replaced_by"
        if re.search(r"\breplaces\b", said):
            return "replaces"
    return "" if _FURNITURE.search(said) else None


def _named(line: Line) -> list[Label]:
    """The labels of a line that holds nothing else."""
    cells = [cell for cell in line.cells if cell.strip()]
    found = [labels(cell) for cell in cells]
    return [label for some in found for label in some] if cells and all(found) else []


def _pairs(line: Line) -> list[tuple[Label, str]]:
    """Labels with their values on one line: in cells side by side, or behind a colon."""
    cells = [cell.strip() for cell in line.cells]
    if len(cells) == 1 and ":" in cells[0]:
        name, _, value = cells[0].partition(":")
        found = labels(name)
        return [(found[0], words(value))] if len(found) == 1 and value.strip() else []
    found_at = [(number, some[0]) for number, cell in enumerate(cells) if len(some := labels(cell)) == 1]
    if not found_at or found_at[0][0] != 0 or len(cells) < 2:
        return []
    return [
        (label, words(cells[at + 1])) for at, label in found_at if at + 1 < len(cells) and not labels(cells[at + 1])
    ]


def _assign(head: Head, pending: Sequence[tuple[int, list[Label]]], values: Sequence[Line]) -> None:
    """Give each label of the waiting rows its value; what cannot be told apart stays unknown."""
    every = [label for _number, some in pending for label in some]
    if not every:
        return
    for number, some in pending:
        for label in some:
            head.places.setdefault(label.key, number)
    row = pending[-1][1]
    found = _aligned(every, values) or (_aligned(row, values) if len(pending) > 1 else None)
    found = found or _told_apart(row, values) or (_told_apart(every, values) if len(pending) > 1 else None)
    if found is None and values:
        text = "  ".join(line.text for line in values)
        head.unread.append((values[0].number, text))
    for label, value in found or ():
        _say(head, label, value, values[0].number if values else pending[-1][0])


def _say(head: Head, label: Label, value: str, line: int) -> None:
    kept = head.facts if label.is_fact else head.values
    if label.key not in kept:
        kept[label.key] = value
        head.places[label.key] = line
    elif kept[label.key] != value:
        head.unread.append((line, value))


Found = list[tuple[Label, str]]


def _aligned(asked: Sequence[Label], values: Sequence[Line]) -> Found | None:
    """One value for each label, where lines, cells or wide spaces part just as many as there are labels."""
    if len(asked) == 1 and values:
        return [(asked[0], " ".join(line.text for line in values))]
    for cells in _partings(values):
        if len(cells) == len(asked) and all(_fits(label, cell) for label, cell in zip(asked, cells, strict=True)):
            return list(zip(asked, map(words, cells), strict=True))
    return None


def _partings(values: Sequence[Line]) -> Iterator[list[str]]:
    """The ways to part the lines of a row into cells."""
    if not values:
        return
    if len(values) == 1:
        cells = list(values[0].cells)
        yield cells
        yield [cell for cell in cells if cell.strip()]
    yield [line.text for line in values]
    whole = " ".join(" \t ".join(line.cells) for line in values)
    yield [cell for cell in _PARTS.split(whole.strip()) if cell]


def _fits(label: Label, value: str) -> bool:
    """Whether a value can be one of the label; to say nothing is always possible."""
    value = words(value)
    if value.upper() in NOTHING:
        return True
    if label.kind in ("day", "number", "credits", "level"):
        return re.fullmatch(FORMS[label.kind], value, re.IGNORECASE) is not None
    return re.fullmatch(_DAY, value) is None


def _told_apart(asked: Sequence[Label], values: Sequence[Line]) -> Found | None:
    """The values of a row that nothing parts, by what they look like.

    Where one is missing, as a single digit is in many copies, it is found only if it can be one alone.
    """
    whole = words(" ".join(line.text.replace(" | ", " ") for line in values))
    if not whole or len(whole) > LONGEST_ROW or len(asked) > MOST_LABELS:
        return None
    if (found := _matched(asked, whole)) is not None:
        return found
    without = [_matched([*asked[:n], *asked[n + 1 :]], whole) for n in range(len(asked))] if len(asked) > 1 else []
    possible = [found for found in without if found is not None]
    return possible[0] if len(possible) == 1 else None


LONGEST_ROW = 600
"""Letters of a row; no register writes longer ones."""
MOST_LABELS = 8
"""Labels of a row."""
MOST_REPLACED = 40
"""Standards that one may replace, or be replaced by."""


def _matched(asked: Sequence[Label], whole: str) -> Found | None:
    if sum(label.kind == "text" for label in asked) > 1 and not any(label.kind == "band" for label in asked):
        return None
    forms = (rf"({FORMS[label.kind]}|-|N/A)" for label in asked)
    match = re.fullmatch(r"\s+".join(forms), whole, re.IGNORECASE)
    return list(zip(asked, match.groups(), strict=True)) if match else None


def row_cells(line: Line) -> list[str]:
    """The cells of a row that hold something, parted by cells or by wide spaces."""
    return [words(part) for cell in line.cells for part in _PARTS.split(cell) if part.strip()]


def _replacement(head: Head, state: str, line: Line) -> None:
    """A row of a table of replaced standards: the number, and what else it says."""
    match = re.match(r"(\d{1,7})\b\s*(.*)", ", ".join(row_cells(line)))
    if not match:
        if not _named(line):
            head.unread.append((line.number, line.text))
        return
    known = head.replaces if state == "replaces" else head.replaced_by
    if len(known) >= MOST_REPLACED:
        head.unread.append((line.number, line.text))
    elif match[1] not in known:
        known.append(match[1])
        if rest := match[2].lstrip(", "):
            name = "Replaces" if state == "replaces" else "Replaced by"
            head.facts[name] = "; ".join(filter(None, (head.facts.get(name, ""), f"{match[1]} {rest}")))


def day(text: str) -> datetime.date | None:
    """A date as registers write it; nothing where there is no such day, or nobody can tell day from month."""
    match = re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", text)
    parts = [int(part) for part in match.groups()] if match else []
    if match := re.fullmatch(r"(\d{1,2}) (\w+) (\d{4})", text):
        month = next((n for n, name in enumerate(_MONTHS, 1) if name.casefold() == match[2].casefold()), 0)
        parts = [int(match[3]), month, int(match[1])]
    try:
        return datetime.date(*parts) if parts else None
    except ValueError:
        return None
