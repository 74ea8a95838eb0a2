"""A field of a form: made once, drawn on the page and in the PDF, and listed in the manifest of the pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Literal

from competent.words import Said


class FieldKind(StrEnum):
    """What can be put into a field."""

    LINE = "line"
    """Text on one line."""
    LINES = "lines"
    """Text on several lines."""
    DRAWING = "drawing"
    """A box to draw in on paper; on the screen, to write in."""
    TICK = "tick"
    """A tick, whose value is `yes`, or nothing."""
    CHOICE = "choice"
    """One of several values."""
    SIGNATURE = "signature"
    """A digital signature; a line for ink stands beside it."""


class Who(StrEnum):
    """Who fills a field in. The values are part of manifests and never change."""

    LEARNER = "learner"
    FACILITATOR = "facilitator"
    ASSESSOR = "assessor"
    COUNTERSIGNING_ASSESSOR = "countersigning-assessor"
    IV = "iv"
    """The internal moderator or verifier, or whoever assures quality in the provider's house."""
    COUNTERSIGNING_IV = "countersigning-iv"
    EV = "ev"
    """The external moderator or verifier."""
    MENTOR = "mentor"
    WITNESS = "witness"
    INTERPRETER = "interpreter"
    EMPLOYER = "employer"
    PROVIDER = "provider"
    PANEL = "panel"
    """The panel that decides on appeals."""


@dataclass(frozen=True)
class AnswerTo:
    """The answer of a learner to a question of an activity or a task, or a part of it."""

    kind: ClassVar[str] = "answer"
    exercise: str
    answer: str
    """The key of the question."""
    option: str = ""
    """The key of what is ticked."""
    row: str = ""
    column: str = ""
    """The keys of a cell of a table."""
    part: str = ""
    """Of a signature: name, date, remarks, or another detail of the person."""


@dataclass(frozen=True)
class Person:
    """A detail of a person, typed once and shown wherever it recurs."""

    kind: ClassVar[str] = "person"
    role: str
    detail: str
    """Such as name, id, phone."""


@dataclass(frozen=True)
class Progress:
    """Whether an activity is done, and who says so when."""

    kind: ClassVar[str] = "progress"
    exercise: str
    part: Literal["done", "initials", "date"]


@dataclass(frozen=True)
class EvidenceRow:
    """A column of a piece of evidence in the index of a standard."""

    kind: ClassVar[str] = "evidence"
    standard: str
    number: int
    column: Literal["ref", "title", "method", "date"]


@dataclass(frozen=True)
class EvidenceRef:
    """The numbers of the evidence for a criterion."""

    kind: ClassVar[str] = "reference"
    criterion: str


@dataclass(frozen=True)
class Seen:
    """That evidence for a criterion was found in the work on a task."""

    kind: ClassVar[str] = "seen"
    criterion: str
    task: str


@dataclass(frozen=True)
class Quality:
    """What is true of all the evidence for a criterion."""

    kind: ClassVar[str] = "quality"
    criterion: str
    quality: Literal["valid", "authentic", "current", "sufficient"]


@dataclass(frozen=True)
class Judgement:
    """What an assessor decides: of a criterion, an outcome, a task, an oral question or a standard."""

    kind: ClassVar[str] = "judgement"
    of: str
    """Its id."""
    form: str = ""
    """The form, where it is not the evidence matrix that decides."""


@dataclass(frozen=True)
class JudgedBy:
    """When and by whom a criterion was judged, where the framework asks for it."""

    kind: ClassVar[str] = "judged-by"
    criterion: str
    part: Literal["date", "initials"]


@dataclass(frozen=True)
class Comment:
    """What an assessor says about a criterion."""

    kind: ClassVar[str] = "comment"
    criterion: str


@dataclass(frozen=True)
class Mark:
    """The marks that an answer or a whole task was awarded."""

    kind: ClassVar[str] = "mark"
    task: str
    answer: str = ""
    """The key of the question; nothing for the whole task."""


@dataclass(frozen=True)
class SignOff:
    """A part of somebody's signature under a form or a standard."""

    kind: ClassVar[str] = "sign-off"
    about: str
    """The id of a standard, or the name of a form."""
    role: str
    part: Literal["signature", "name", "date"]


@dataclass(frozen=True)
class Note:
    """Anything else that is written into a form."""

    kind: ClassVar[str] = "note"
    form: str
    topic: str


Means = (
    AnswerTo
    | Person
    | Progress
    | EvidenceRow
    | EvidenceRef
    | Seen
    | Quality
    | Judgement
    | JudgedBy
    | Comment
    | Mark
    | SignOff
    | Note
)
NAME = "Nomvula Precious Mthembu-van der Westhuizen"
DATE = "17 September 2026"
USUAL = {
    "name": NAME, "contact": NAME, "email": "nomvula.precious.mthembu@organisation.example", "position": NAME[:30],
    "date": DATE, "due": DATE, "by": DATE, "again": DATE, "phone": "+27 (0)82 555 0123", "initials": "NPMW",
    "id": "970101 5009 08 7", "employer": "Umhlanga Rocks Community Health Centre", "place": "Umhlanga Rocks, Durban",
    "address": "12 Themba Mkhize Street, Extension 4, eMalahleni 1035",
}  # fmt: skip
"""What is usually written as a detail, at its longest: a double name with its parts, a date with its month in full."""


def usual_text(means: Means) -> str:
    """What is usually written into a field, at its longest; empty where nobody can say."""
    if isinstance(means, Note):
        return USUAL.get(means.topic.rpartition("-")[2], "")
    if isinstance(means, Person):
        return USUAL.get(means.detail, "")
    return USUAL.get(getattr(means, "part", "") or getattr(means, "column", ""), "")


YES = "yes"
"""The value of a tick, everywhere."""


@dataclass(frozen=True)
class Option:
    """One of the values of a choice."""

    value: str
    label: Said


@dataclass(frozen=True)
class Field:
    """A field. Its name means one thing in the whole pack of a programme."""

    name: str
    kind: FieldKind
    label: Said
    """What it is called where it is heard and not seen."""
    means: Means
    who: Who
    options: tuple[Option, ...] = ()
    """Of a choice."""

    def option_label(self, value: str) -> Said:
        """What one value of a choice is called."""
        return next(option.label for option in self.options if option.value == value)


class FieldClash(Exception):
    """Two fields of one name that are not the same."""

    def __init__(self, one: Field, other: Field):
        self.one, self.other = one, other
        super().__init__(f"The field “{one.name}” is {one.means} and {other.means}")


@dataclass
class Form:
    """The fields of a document, recorded as they are drawn."""

    fields: dict[str, Field] = field(default_factory=dict)
    loose: bool = False
    """Whether a field may mean two things: where a page is only looked at, what is wrong with its ids is told else."""
    called: Mapping[str, Said] = field(default_factory=dict)
    """What people, forms and standards are called where one hears whose a field is: by role, name and id."""

    def add(self, new: Field) -> Field:
        """Record a field; one that recurs is the same field again. Raises FieldClash where it is another one."""
        known = self.fields.setdefault(new.name, new)
        if not self.loose and (known.means, known.kind, known.who) != (new.means, new.kind, new.who):
            raise FieldClash(known, new)
        return new

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields.values())


def meaning(means: Means) -> dict[str, Any]:
    """What a field means as a mapping, with its kind; what is empty is left out."""
    return {"kind": means.kind, **{name: value for name, value in vars(means).items() if value != ""}}
