"""The block `answer`: room for an answer, as fields on page and in workbook, in words for those who judge it."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Mapping

from competent.blocks.chips import criterion_chips
from competent.blocks.columns import beside, row_lines, widths
from competent.blocks.drawing import Drawing, DrawnKind
from competent.blocks.html import Child, append, h, listed, with_roles
from competent.blocks.view import View, question_anchor
from competent.forms.answers import PARTS, AnswerFields, Signed, copies_of
from competent.forms.field import YES, AnswerTo, Field, FieldKind
from competent.programme.answers import (
    ANSWER_KINDS,
    Answer,
    AnswerKind,
    AnswerPart,
    Checklist,
    Choice,
    DrawingBox,
    Lines,
    Signature,
    Table,
)
from competent.programme.node import Node
from competent.text.manuscript import Block
from competent.text.problem import Problem, nearest
from competent.text.validate import validate
from competent.text.values import Item, Part
from competent.words import N_, Label, Said, Words

WRITTEN_BY: Mapping[str, Label] = {
    "mentor": N_("Your mentor fills this in, in the PDF or on paper."),
    "witness": N_("Your witness fills this in, in the PDF or on paper."),
    "facilitator": N_("Your facilitator fills this in, in the PDF or on paper."),
    "assessor": N_("Your assessor or observer fills this in, in the PDF or on paper."),
    "employer": N_("Your employer fills this in, in the PDF or on paper."),
    "interpreter": N_("The interpreter fills this in, in the PDF or on paper."),
}
"""What a page says of answers that are not the learner's."""


class AnswerBlock(DrawnKind):
    """Room for an answer. What its options are depends on its `kind`."""

    name = "answer"
    Options = AnswerPart
    of_sections = True
    parents = ("activity", "task")

    @classmethod
    def read(cls, block: Block) -> tuple[Part | None, list[Problem]]:
        """The options of the kind that it names."""
        if block.unread:
            return None, []  # told already
        if block.options is None or not isinstance(block.options.value, dict):
            hint = "Indent key and kind by four spaces directly under the fence."
            return None, [Problem(block.place, "C222", "The answer has no options", hint)]
        kind = block.options.value.get("kind")
        if not isinstance(kind, str) or kind not in ANSWER_KINDS:
            hint = "One of: " + ", ".join(ANSWER_KINDS) + "."
            title = f"“{kind}” is no kind of answer" if kind and isinstance(kind, str) else "“kind” is missing"
            near = nearest(str(kind), ANSWER_KINDS)
            return None, [Problem(block.options.place("kind"), "C227", title, hint, near)]
        return validate(ANSWER_KINDS[kind], block.options)

    @classmethod
    def without_title(cls, block: Block) -> Problem:
        """C226: the question is missing."""
        hint = "Write the question or the heading of the answer after a bar: answer | What did you see?"
        return Problem(block.place, "C226", "The answer has no label", hint)

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """Fields, or in restricted documents what is asked; nothing in the printed guide."""
        view, kind = drawing.view, node.options
        if not isinstance(kind, AnswerKind):
            return None
        answer = Answer(node.title, kind, node.place)
        if view.medium == "restricted":
            return _described(answer, view.words)
        if not view.fillable:
            return None
        exercise, label = drawing.exercise
        fields = AnswerFields(exercise, label)
        if view.medium == "web" and answer.by in WRITTEN_BY:
            return _of_another(view, answer, fields)
        box = _Fields(drawing, fields).draw(answer)
        if view.medium == "web" and kind.criteria:
            known = view.exercise(exercise)
            box.set("id", question_anchor(exercise, answer))
            box.insert(1, criterion_chips(view, kind.criteria, known.of if known else None))
        return box


def _title(answer: Answer, words: Words) -> list[Child]:
    """The question and what it earns."""
    if not answer.kind.marks:
        return [answer.title]
    earned = words.ngettext("%(num)d mark", "%(num)d marks", answer.kind.marks).replace(" ", "\u00a0")
    return [answer.title, h("span", {"class": "answer__hint"}, f" ({earned})")]


def _of_another(view: View, answer: Answer, fields: AnswerFields) -> etree.Element:
    """On a page: what somebody else fills in, and who. Its fields stand in the document alone."""
    for field in fields.of(answer):
        view.form.add(field)
    box = _described(answer, view.words, key=False)
    box.set("class", "answer answer--of-another")
    box.insert(1, h("p", {"class": "answer__hint"}, view.words(WRITTEN_BY[answer.by])))
    return box


def _described(answer: Answer, _: Words, *, key: bool = True) -> etree.Element:
    """What is asked, without fields; with the key, right options are marked: for facilitators and assessors only."""
    kind = answer.kind
    box = h("div", {"class": "answer answer--described"}, h("p", {"class": "answer__label"}, *_title(answer, _)))
    if isinstance(kind, Table):
        columns = "; ".join(column.text for column in kind.columns)
        append(box, h("p", {"class": "answer__hint"}, _("A table:"), f" {columns}."))
    elif isinstance(kind, Choice):
        rows = [
            h(
                "li",
                None,
                option.text,
                h("strong", None, " (", _("right"), ")") if key and kind.is_right(number) else None,
            )
            for number, option in enumerate(kind.options, 1)
        ]
        append(box, h("ul", None, *rows))
    elif isinstance(kind, Checklist):
        copies = copies_of(kind)
        if len(copies) > 1:
            append(box, h("p", {"class": "answer__hint"}, "; ".join(_.say(called) for _name, called in copies)))
        append(box, listed("ul", None, (item.text for item in kind.items)))
    elif isinstance(kind, Signature):
        parts = "; ".join(_(PARTS[part]) for part in ("name", *kind.details, "date", ""))
        append(box, h("p", {"class": "answer__hint"}, _("A signature:"), f" {parts}."))
    return box


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


class _Fields:
    """Draws the fields of answers; each is recorded as it is drawn."""

    def __init__(self, drawing: Drawing, fields: AnswerFields):
        self.view, self.fields, self.words = drawing.view, fields, drawing.view.words

    def draw(self, answer: Answer) -> etree.Element:
        kind = answer.kind
        if isinstance(kind, Lines):
            return self.lines(answer, kind)
        if isinstance(kind, Table):
            return self.table(answer, kind)
        if isinstance(kind, Choice):
            return self.choice(answer, kind)
        if isinstance(kind, DrawingBox):
            return self.drawing(answer, kind)
        if isinstance(kind, Signature):
            return self.signature(answer, kind)
        return self.checklist(answer, kind)

    def lines(self, answer: Answer, kind: Lines) -> etree.Element:
        field = self.fields.lines(answer)
        label = h("label", {"for": field.name, "class": "answer__label"}, *_title(answer, self.words))
        box = self.box(field, str(kind.lines), f"--lines: {kind.lines}", labelled=True)
        return h("div", {"class": "answer answer--lines"}, label, box)

    def drawing(self, answer: Answer, kind: DrawingBox) -> etree.Element:
        _, field = self.words, self.fields.drawing(answer)
        label = h("label", {"for": field.name, "class": "answer__label"}, *_title(answer, self.words))
        if self.view.medium == "web":
            hint = _("Draw it on paper or in the workbook. Here you can say what it shows.")
            append(label, h("span", {"class": "answer__hint"}, f" {hint}"))
        box = self.box(field, "4", f"--lines: {kind.lines}")
        return h("div", {"class": "answer answer--lines answer--drawing"}, label, box)

    def signature(self, answer: Answer, kind: Signature) -> etree.Element:
        """The fields of somebody who signs, in a document; a page says that the learner is to sign there."""
        _, signed = self.words, self.fields.signature(answer, kind)
        question = h("p", {"class": "answer__label"}, *_title(answer, _))
        if self.view.medium == "web":
            for field in signed:
                self.view.form.add(field)
            hint = _("You sign this in the PDF or on paper.")
            return h("div", {"class": "answer answer--signed"}, question, h("p", {"class": "answer__hint"}, hint))
        remarks = self.captioned(signed.remarks, f"height: {kind.remarks * 8.6:g}mm") if signed.remarks else None
        ink = h("div", None, h("span", {"class": "cap"}, _("Or sign here in ink")), h("span", {"class": "ink"}))
        hand = h("div", {"class": "signed signed--hand"}, self.captioned(signed.signature), ink)
        return h("div", {"class": "answer answer--signed"}, question, remarks, *self.who(signed), hand)

    def who(self, signed: Signed) -> list[etree.Element]:
        """Who signs when: on one line with a detail, or with several below it."""
        name, date = self.captioned(signed.name), self.captioned(signed.date)
        details = [self.captioned(detail) for detail in signed.details]
        if len(details) == 1:
            return [h("div", {"class": "signed signed--of-three"}, name, *details, date)]
        below = [h("div", {"class": "signed signed--details"}, *details)] if details else []
        return [h("div", {"class": "signed signed--who"}, name, date), *below]

    def captioned(self, field: Field, style: str | None = None) -> etree.Element:
        """A field with a few words above it."""
        part = field.means.part if isinstance(field.means, AnswerTo) else ""
        caption = h("span", {"class": "cap"}, _sentence(self.words(PARTS["" if part == "signature" else part])))
        if field.kind is FieldKind.LINES:
            return h("div", None, caption, self.box(field, "2", style))
        self.view.form.add(field)
        look = "field signature" if field.kind is FieldKind.SIGNATURE else "field"
        heard = self.words.say(field.label)
        return h("div", None, caption, h("input", {"type": "text", "name": field.name, "title": heard, "class": look}))

    def table(self, answer: Answer, kind: Table) -> etree.Element:
        heads = [h("th", {"scope": "col"}, column.text) for column in kind.columns]
        body = h("tbody")
        # On paper, what a page break leaves of a table may have more heads than cells, as a table does that is wrong.
        head_of_row = ("td", None) if self.view.paper else ("th", "row")
        for number, label in enumerate(kind.labels, 1):
            tag, scope = head_of_row
            row = h("tr", None, h(tag, {"scope": scope, "class": "answer__row"}, label.text) if label else None)
            for column in kind.free_columns:
                head = None if self.view.paper else {"data-head": column.text}  # a narrow screen shows cards
                append(row, h("td", head, self.box(self.fields.cell(answer, kind, number, column), "2")))
            append(body, row)
        names = {"class": f"answer__table answer__table--{len(kind.columns)}"}
        shares = None
        if self.view.medium == "workbook":
            shares = h("colgroup", None, *(h("col", {"style": f"width: {share}%"}) for share in widths(kind)))
            names["style"] = f"--lines: {row_lines(kind)}"
        table = h(
            "table",
            names,
            shares,
            h("thead", None, h("tr", None, *heads)),
            body,
        )
        attributes = {"class": "answer__scroll", "tabindex": "0", "role": "group", "aria-label": answer.title}
        question = h("p", {"class": "answer__label"}, *_title(answer, self.words))
        shown = table if self.view.paper else with_roles(table)
        return h("div", {"class": "answer answer--table"}, question, h("div", attributes, shown))

    def box(self, field: Field, rows: str, style: str | None = None, *, labelled: bool = False) -> etree.Element:
        """A text area. On the site, one that has a label needs no second name."""
        name, words = self.view.form.add(field).name, self.words.say(field.label)
        heard = words if self.view.paper or not labelled else None
        given = {"id": name, "name": self.for_paper(name), "title": self.for_paper(words), "aria-label": heard}
        return h("textarea", {**given, "rows": rows, "style": style})

    def for_paper(self, words: str) -> str | None:
        """What names a field in a PDF. A page has the id, and would show a title as a popup over the next question."""
        return words if self.view.paper else None

    def choice(self, answer: Answer, kind: Choice) -> etree.Element:
        """Radio buttons share a name; tick boxes have one each."""
        _ = self.words
        hint = _("Tick all that apply.") if kind.multiple else _("Choose one.")
        if kind.multiple:
            rows = [self.tick(self.fields.tick(answer, option), option.text) for option in kind.options]
        else:
            field = self.view.form.add(self.fields.choice(answer, kind))
            rows = [self.radio(field, option.name, option.text) for option in kind.options]
        return self.fieldset("choice", answer, rows, h("span", {"class": "answer__hint"}, " ", hint))

    def checklist(self, answer: Answer, kind: Checklist) -> etree.Element:
        if kind.per:
            return self.checklist_per(answer, kind)
        rows = [self.tick(self.fields.tick(answer, item), item.text) for item in kind.items]
        return self.fieldset("checklist", answer, rows)

    def checklist_per(self, answer: Answer, kind: Checklist) -> etree.Element:
        """A column of boxes for each visit, witness or customer."""
        say, copies = self.words.say, copies_of(kind)
        heads = [h("th", {"scope": "col", "class": "answer__copy"}, say(called)) for _name, called in copies]
        rows = [
            h(
                "tr",
                None,
                h("td", None, item.text),
                *(h("td", {"class": "answer__copy"}, self.box_of(answer, item, *copy)) for copy in copies),
            )
            for item in kind.items
        ]
        head = h("thead", None, h("tr", None, h("td"), *heads))
        table = h("table", {"class": "answer__per"}, head, h("tbody", None, *rows))
        question = h("p", {"class": "answer__label"}, *_title(answer, self.words))
        shown = table if self.view.paper else with_roles(table)
        return h("div", {"class": "answer answer--per"}, question, shown)

    def box_of(self, answer: Answer, item: Item, copy: str, called: Said) -> etree.Element:
        """The box of one copy; what it is for is heard, as it is seen in its row and its column."""
        field = self.view.form.add(self.fields.tick(answer, item, copy, called))
        heard = self.words.say(field.label)
        given = {"type": "checkbox", "name": field.name, "id": field.name, "value": YES, "title": self.for_paper(heard)}
        return h("input", {**given, "aria-label": None if self.view.paper else heard})

    def tick(self, field: Field, text: str) -> etree.Element:
        self.view.form.add(field)
        return self.mark("checkbox", field.name, field.name, YES, text, self.words.say(field.label))

    def radio(self, field: Field, value: str, text: str) -> etree.Element:
        heard = self.words.say(field.option_label(value))
        return self.mark("radio", field.name, f"{field.name}-{value}", value, text, heard)

    def mark(self, kind: str, name: str, id_: str, value: str, text: str, heard: str) -> etree.Element:
        names = {"type": kind, "name": name, "id": id_, "value": value, "title": self.for_paper(heard)}
        return h("li", None, h("input", names), h("label", {"for": id_}, text))

    def fieldset(
        self, kind: str, answer: Answer, rows: list[etree.Element], hint: etree.Element | None = None
    ) -> etree.Element:
        legend = h("legend", {"class": "answer__label"}, *_title(answer, self.words), hint)
        ticks = h("ul", self.ticks(answer), *rows)
        return h("fieldset", {"class": f"answer answer--{kind}"}, legend, ticks)

    def ticks(self, answer: Answer) -> dict[str, str | None]:
        """On paper what is short to read stands in columns."""
        kind = answer.kind
        items = kind.items if isinstance(kind, Checklist) else kind.options if isinstance(kind, Choice) else ()
        columns = beside(item.text for item in items)
        if self.view.medium != "workbook" or columns == 1:
            return {"class": "answer__ticks"}
        return {"class": "answer__ticks answer__ticks--columns", "style": f"--columns: {columns}"}
