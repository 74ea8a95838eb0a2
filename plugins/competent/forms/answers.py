"""The fields of answers: of activities in the workbook and on the page, of tasks in the summative assessment guide."""

from __future__ import annotations

from collections.abc import Iterator

from competent.forms.field import AnswerTo, Field, FieldKind, Option, Who
from competent.programme.answers import Answer, Checklist, Choice, Lines, Table
from competent.text.values import Item
from competent.words import N_, Label, Said


class AnswerFields:
    """Makes the fields of the answers of one activity or task."""

    def __init__(self, exercise: str, label: Said):
        self.exercise, self.label = exercise, label

    def lines(self, answer: Answer) -> Field:
        """Room to write in."""
        name = f"{self.exercise}-{answer.key}"
        heard = N_("%(activity)s: %(question)s", activity=self.label, question=answer.title)
        return Field(name, FieldKind.LINES, heard, AnswerTo(self.exercise, answer.key), Who.LEARNER)

    def cell(self, answer: Answer, table: Table, row: int, column: Item) -> Field:
        """A cell of a table; rows are counted from 1."""
        words = table.labels[row - 1]
        row_words: Said = words.text if words else N_("row %(number)s", number=row)
        where = N_("%(question)s: %(column)s, %(row)s", question=answer.title, column=column.text, row=row_words)
        heard = N_("%(activity)s: %(question)s", activity=self.label, question=where)
        means = AnswerTo(self.exercise, answer.key, row=table.row_name(row), column=column.name)
        name = f"{self.exercise}-{answer.key}-{means.row}-{means.column}"
        return Field(name, FieldKind.LINES, heard, means, Who.LEARNER)

    def tick(self, answer: Answer, item: Item) -> Field:
        """A box to tick: an item of a checklist, or an option of which several may be chosen."""
        means = AnswerTo(self.exercise, answer.key, option=item.name)
        name = f"{self.exercise}-{answer.key}-{item.name}"
        return Field(name, FieldKind.TICK, self._option(answer, item), means, Who.LEARNER)

    def choice(self, answer: Answer, choice: Choice) -> Field:
        """Buttons of which one is chosen."""
        options = tuple(Option(option.name, self._option(answer, option)) for option in choice.options)
        heard = N_("%(activity)s, %(question)s", activity=self.label, question=answer.title)
        means = AnswerTo(self.exercise, answer.key)
        return Field(f"{self.exercise}-{answer.key}", FieldKind.CHOICE, heard, means, Who.LEARNER, options)

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
            yield from (self.tick(answer, item) for item in kind.items)
        elif kind.multiple:
            yield from (self.tick(answer, option) for option in kind.options)
        else:
            yield self.choice(answer, kind)
