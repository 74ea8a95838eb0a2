"""What an activity or a task asks for: the kinds of answer, each one object for page, PDF and paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from competent.text.problem import Place
from competent.text.values import READ, REPEATS, Id, Item, ItemOrText, Key, Part, Whole, distinct

Items = Annotated[tuple[ItemOrText, ...], AfterValidator(distinct), READ]
"""Options, rows or columns, whose keys differ."""
Person = Literal["learner", "mentor", "witness", "facilitator", "assessor", "employer", "interpreter"]
"""Who writes or signs in an activity or a task."""


class AnswerPart(Part):
    """What all kinds of answer have."""

    key: Key
    """A short name, its own in the activity, of lower case letters, digits and hyphens; never changed."""
    marks: Whole | None = Field(default=None, ge=1, le=100)
    """What a full answer earns, in a task."""
    criteria: tuple[Id, ...] = ()
    """The ids of the criteria that the question is about, in a task."""


class Written(AnswerPart):
    """What everything has that is written or ticked, and not signed."""

    by: Person = "learner"
    """Who fills it in. A page lets only the learner write; others do so in the PDF or on paper."""


class Lines(Written):
    """Room to write in: so many ruled lines."""

    kind: Literal["lines"]
    lines: Whole = Field(default=4, ge=1, le=26)
    """How many ruled lines; 26 fill a page."""


class Table(Written):
    """A table with empty cells."""

    kind: Literal["table"]
    columns: Items = Field(min_length=1, max_length=6)
    """The headings. Where rows have labels, the first is the heading of the labels."""
    rows: Annotated[int, Field(ge=1, le=40)] | Items = 4
    """How many empty rows, or the label of each row, which fills its first cell."""
    widths: Annotated[tuple[Annotated[Whole, Field(ge=1, le=100)], ...], REPEATS] = ()
    """How wide each column is on paper beside the others, such as [1, 3, 1]; by its heading where nothing is said."""
    lines: Whole | None = Field(default=None, ge=1, le=12)
    """How many lines of handwriting a row holds on paper."""

    @model_validator(mode="after")
    def _has_a_width_for_each_column(self) -> Table:
        if self.widths and len(self.widths) != len(self.columns):
            raise ValueError(f"“widths” has {len(self.widths)} numbers for {len(self.columns)} columns")
        return self

    @model_validator(mode="after")
    def _can_be_filled_in(self) -> Table:
        if not self.free_columns:
            raise ValueError("the only column holds the labels of the rows; add one to write in")
        return self

    @property
    def labels(self) -> tuple[Item | None, ...]:
        """What stands in the first cell of each row; nothing where the learner fills it in."""
        return (None,) * self.rows if isinstance(self.rows, int) else self.rows

    @property
    def free_columns(self) -> tuple[Item, ...]:
        """The columns that the learner fills in."""
        return self.columns if isinstance(self.rows, int) else self.columns[1:]

    def row_name(self, number: int) -> str:
        """What names a row: its key, or for one without words its number, from 1."""
        label = self.labels[number - 1]
        return label.name if label else f"r{number}"


class Choice(Written):
    """Options of which one is, or with `multiple` several are, to be chosen."""

    kind: Literal["choice"]
    options: Items = Field(min_length=2)
    """What can be chosen."""
    multiple: bool = False
    """Whether several may be ticked."""
    correct: tuple[int | Key, ...] = ()
    """The right options by their number, counted from 1, or by their key; for facilitators and assessors only."""

    @model_validator(mode="after")
    def _one_of_one(self) -> Self:
        if len(self.correct) > 1 and not self.multiple:
            raise ValueError("Several options are right, but only one may be chosen; add “multiple: true”")
        return self

    def is_right(self, number: int) -> bool:
        """Whether the option of this number, from 1, is right."""
        return number in self.correct or self.options[number - 1].name in self.correct


class Checklist(Written):
    """Things to tick off."""

    kind: Literal["checklist"]
    items: Items = Field(min_length=1)
    """What is ticked off."""
    per: Literal["visit", "witness", "customer"] | None = None
    """What it is ticked off for more than once: each visit, witness or customer has boxes of its own."""
    copies: Whole = Field(default=2, ge=2, le=4)
    """With `per`, how many of them."""

    def copy_names(self) -> tuple[str, ...]:
        """What follows the names of the boxes of each copy; nothing for the first, which may have been alone once."""
        more = range(2, self.copies + 1) if self.per else ()
        return ("", *(f"{self.per}-{number}" for number in more))


class DrawingBox(Written):
    """Room to draw or sketch in: a box without lines."""

    kind: Literal["drawing"]
    lines: Whole = Field(default=10, ge=3, le=27)
    """How high the box is, in lines of handwriting (8.6 mm)."""


class Signature(AnswerPart):
    """Somebody signs: with name, date, and whatever else is asked of this person."""

    kind: Literal["signature"]
    role: Person
    """Who signs."""
    details: tuple[Literal["position", "relation", "phone", "email"], ...] = ()
    """What the person writes beside name and date; the relation is how this person knows the learner."""
    remarks: Whole = Field(default=0, ge=0, le=12)
    """How many lines for remarks stand above the signature."""


AnswerKind = Lines | Table | Choice | Checklist | DrawingBox | Signature
ANSWER_KINDS: dict[str, type[AnswerKind]] = {
    "lines": Lines,
    "table": Table,
    "choice": Choice,
    "checklist": Checklist,
    "drawing": DrawingBox,
    "signature": Signature,
}


@dataclass(frozen=True)
class Answer:
    """A question with room for its answer."""

    title: str
    kind: AnswerKind
    place: Place
    model: str = field(default="", repr=False)
    """Its own model answer in Markdown, where it has one; for facilitators and assessors only."""

    @property
    def by(self) -> Person:
        """Who gives it."""
        return self.kind.role if isinstance(self.kind, Signature) else self.kind.by

    @property
    def key(self) -> str:
        """What names it among the answers of its activity."""
        return self.kind.key

    def names(self) -> Iterator[str]:
        """What follows the id of the activity in the names of its fields."""
        kind = self.kind
        yield kind.key
        if isinstance(kind, Checklist):
            for copy in kind.copy_names():
                yield from ("-".join(filter(None, (kind.key, item.name, copy))) for item in kind.items)
        elif isinstance(kind, Choice):
            yield from (f"{kind.key}-{item.name}" for item in kind.options)
        elif isinstance(kind, Table):
            for row in range(1, len(kind.labels) + 1):
                yield from (f"{kind.key}-{kind.row_name(row)}-{column.name}" for column in kind.free_columns)
        elif isinstance(kind, Signature):
            yield from (f"{kind.key}-{part}" for part in ("name", "date", *kind.details))
            if kind.remarks:
                yield f"{kind.key}-remarks"
