"""The fields of answers: of activities in the workbook and on the page, of tasks in the summative assessment guide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from competent.forms.field import AnswerTo, Field, FieldKind, Option, Who
from competent.programme.answers import Answer, Checklist, Choice, DrawingBox, Lines, Signature, Table
from competent.text.values import Item
from competent.words import N_, Label, Said

PARTS: dict[str, Label] = {
    "": N_("signature"),
    "name": N_("name"),
    "date": N_("date"),
    "remarks": N_("remarks"),
    "position": N_("position at work"),
    "relation": N_("how I know the learner"),
    "phone": N_("telephone"),
    "email": N_("e-mail"),
}
"""What the fields of somebody who signs are called."""


def copy_name(per: str, number: int) -> Label:
    """What one of the copies of a form is called."""
    called = {
        "visit": N_("Visit %(number)s", number=number),
        "witness": N_("Witness %(number)s", number=number),
        "customer": N_("Customer %(number)s", number=number),
    }
    return called[per]


def copies_of(kind: Checklist) -> list[tuple[str, Said]]:
    """The copies of a checklist, each with what it is called; one without a name where it is ticked once."""
    if kind.per is None:
        return [("", "")]
    return [(name, copy_name(kind.per, number)) for number, name in enumerate(kind.copy_names(), 1)]


@dataclass(frozen=True)
class Signed:
    """The fields of somebody who signs an answer."""

    signature: Field
    name: Field
    date: Field
    details: tuple[Field, ...]
    remarks: Field | None

    def __iter__(self) -> Iterator[Field]:
        yield from (self.name, *self.details, self.date, self.signature)
        if self.remarks:
            yield self.remarks


class AnswerFields:
    """Makes the fields of the answers of one activity or task."""

    def __init__(self, exercise: str, label: Said):
        self.exercise, self.label = exercise, label

    def lines(self, answer: Answer) -> Field:
        """Room to write in."""
        name = f"{self.exercise}-{answer.key}"
        heard = N_("%(activity)s: %(question)s", activity=self.label, question=answer.title)
        means = AnswerTo(self.exercise, answer.key)
        return Field(name, FieldKind.LINES, heard, means, Who(answer.by), asked=(answer.title,))

    def drawing(self, answer: Answer) -> Field:
        """Room to draw in."""
        return replace(self.lines(answer), kind=FieldKind.DRAWING)

    def signature(self, answer: Answer, signature: Signature) -> Signed:
        """The fields of somebody who signs."""
        start, who = f"{self.exercise}-{answer.key}", Who(answer.by)

        def made(part: str, kind: FieldKind) -> Field:
            heard = N_("%(activity)s, %(question)s: %(part)s", part=PARTS[part], **words)
            name = f"{start}-{part}" if part else start
            return Field(name, kind, heard, AnswerTo(self.exercise, answer.key, part=part or "signature"), who)

        words = {"activity": self.label, "question": answer.title}
        details = tuple(made(detail, FieldKind.LINE) for detail in signature.details)
        remarks = made("remarks", FieldKind.LINES) if signature.remarks else None
        line = FieldKind.LINE
        return Signed(made("", FieldKind.SIGNATURE), made("name", line), made("date", line), details, remarks)

    def cell(self, answer: Answer, table: Table, row: int, column: Item) -> Field:
        """A cell of a table; rows are counted from 1."""
        words = table.labels[row - 1]
        row_words: Said = words.text if words else N_("row %(number)s", number=row)
        where = N_("%(question)s: %(column)s, %(row)s", question=answer.title, column=column.text, row=row_words)
        heard = N_("%(activity)s: %(question)s", activity=self.label, question=where)
        means = AnswerTo(self.exercise, answer.key, row=table.row_name(row), column=column.name)
        name = f"{self.exercise}-{answer.key}-{means.row}-{means.column}"
        asked = (answer.title, column.text, words.text if words else str(row))
        return Field(name, FieldKind.LINES, heard, means, Who(answer.by), asked=asked)

    def tick(self, answer: Answer, item: Item, copy: str = "", of: Said = "") -> Field:
        """A box to tick: an item of a checklist, or an option of which several may be chosen.

        Of a checklist that is ticked more than once, `copy` is the name of the copy and `of` what it is called.
        """
        means = AnswerTo(self.exercise, answer.key, option=item.name, column=copy)
        name = "-".join(filter(None, (self.exercise, answer.key, item.name, copy)))
        heard = self._option(answer, item)
        label = N_("%(question)s, %(copy)s", question=heard, copy=of) if of else heard
        asked = (answer.title, item.text, of) if of else (answer.title, item.text)
        return Field(name, FieldKind.TICK, label, means, Who(answer.by), asked=asked)

    def choice(self, answer: Answer, choice: Choice) -> Field:
        """Buttons of which one is chosen."""
        options = tuple(Option(option.name, self._option(answer, option), option.text) for option in choice.options)
        heard = N_("%(activity)s, %(question)s", activity=self.label, question=answer.title)
        means = AnswerTo(self.exercise, answer.key)
        name, asked = f"{self.exercise}-{answer.key}", (answer.title,)
        return Field(name, FieldKind.CHOICE, heard, means, Who(answer.by), options, asked)

    def _option(self, answer: Answer, item: Item) -> Label:
        words = {"activity": self.label, "question": answer.title, "option": item.text}
        return N_("%(activity)s, %(question)s: %(option)s", **words)

    def of(self, answer: Answer) -> Iterator[Field]:
        """Every field of an answer."""
        kind = answer.kind
        if isinstance(kind, Lines):
            yield self.lines(answer)
        elif isinstance(kind, Table):
            for row in range(1, len(kind.labels) + 1):
                yield from (self.cell(answer, kind, row, column) for column in kind.free_columns)
        elif isinstance(kind, Checklist):
            for copy, of in copies_of(kind):
                yield from (self.tick(answer, item, copy, of) for item in kind.items)
        elif isinstance(kind, DrawingBox):
            yield self.drawing(answer)
        elif isinstance(kind, Signature):
            yield from self.signature(answer, kind)
        elif kind.multiple:
            yield from (self.tick(answer, option) for option in kind.options)
        else:
            yield self.choice(answer, kind)
