"""The blocks of what learners do: activities and tasks, their model answers and notes, and oral questions."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Literal

from competent.blocks import mine
from competent.blocks.chips import criterion_chips
from competent.blocks.drawing import Drawing, DrawnKind, options
from competent.blocks.html import append, h, listed
from competent.blocks.pointers import PAGE_OF, about, table_of_tasks, where
from competent.forms.field import YES, Who
from competent.forms.forms import FormPart
from competent.programme.answers import AnswerPart
from competent.programme.exercises import (
    METHOD_NAMES,
    MODE_NAMES,
    TYPE_NAMES,
    ActivityOptions,
    ExerciseOptions,
    OralQuestionOptions,
    Task,
    TaskOptions,
    label_of_id,
)
from competent.programme.node import Node
from competent.programme.time import hours
from competent.text.manuscript import Block
from competent.text.problem import Problem
from competent.text.values import slug
from competent.words import N_, Label, Said, Words


class ExerciseBlock(DrawnKind):
    """What activities and tasks have in common: a head with criteria, and a body for prompt and answers."""

    of_sections = True
    holds = ("answer", "feedback", "model", "notes")

    @classmethod
    def wrong_child(cls, child: Block) -> Problem:
        """C225, where a block stands inside that cannot."""
        title = f"“{child.name}” cannot stand inside an activity or task"
        return Problem(child.place, "C225", title, "Move it out.")

    document = ""
    """The kind of document in which its answers are handed in."""

    @classmethod
    @abstractmethod
    def type_of(cls, node: Node, words: Words) -> str:
        """What it is, in words."""

    @classmethod
    @abstractmethod
    def look(cls, node: Node) -> str:
        """The class of its box."""

    @classmethod
    @abstractmethod
    def facts(cls, node: Node, words: Words) -> list[str]:
        """What a learner wants to know before beginning."""

    @classmethod
    def lead(cls, drawing: Drawing, node: Node) -> Iterable[etree.Element]:
        """What stands before the prompt."""
        return ()

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """The whole box; prompt and answers are inside its body. In the printed guide a pointer to it."""
        view, _ = drawing.view, drawing.view.words
        given = options(node, ExerciseOptions)
        label = cls.label(drawing, given)
        if view.medium == "guide":
            return cls.pointer(drawing, node, body)
        drawing.exercise = (given.id, label)
        _models_below_their_questions(drawing, body)
        content = h("div", {"class": "activity__body"}, *cls.lead(drawing, node), *drawing.inside(body))
        known = view.exercise(given.id)
        if view.medium == "web" and known and any(mine.fields_of(known)):
            append(content, mine.kept(view, cls.document))
        said = {"class": f"activity {cls.look(node)}", "aria-labelledby": given.id}
        if view.medium == "web" and known:
            said["data-minutes"] = str(known.options.minutes)  # a projector counts them down
        return h("section", said, cls.head(drawing, node), content)

    @classmethod
    @abstractmethod
    def pointer(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """What the printed guide has in its place."""

    @classmethod
    def label(cls, drawing: Drawing, given: ExerciseOptions) -> Label:
        """What people call it."""
        known = drawing.view.exercise(given.id)
        return known.label if known else label_of_id(given.id)

    @classmethod
    def head(cls, drawing: Drawing, node: Node) -> etree.Element:
        """What it is, its title, its facts and its criteria. On paper the title heads the pages on which it goes on."""
        view, _ = drawing.view, drawing.view.words
        given = options(node, ExerciseOptions)
        known, label = view.exercise(given.id), _(cls.label(drawing, given))
        level = f"h{drawing.level}" if view.medium in ("web", "guide") else "h2"
        number = h("span", {"class": "activity__number"}, f"{label}: ")
        continued = _("%(heading)s, continued", heading=label) if view.medium != "web" else None
        title = h(level, {"id": given.id, "data-continued": continued}, number, node.title)
        kind = h("p", {"class": "activity__type"}, cls.type_of(node, _))
        first = (title, kind) if view.medium == "workbook" else (kind, title)
        facts = listed("ul", {"class": "activity__facts"}, cls.facts(node, _))
        head = h("div", {"class": "activity__head"}, *first, facts)
        return append(head, criterion_chips(view, given.criteria, known.of if known else None))


def _models_below_their_questions(drawing: Drawing, body: etree.Element) -> None:
    """Move each model answer with a key to below the answer of this key, wherever its author wrote it."""
    inside = list(drawing.nodes_in(body))
    questions = {node.options.key: place for node, place in inside if isinstance(node.options, AnswerPart)}
    for node, place in reversed(inside):  # so that two of one key keep their order
        if node.kind is ModelBlock and node.title in questions:
            body.remove(place)
            body.insert(list(body).index(questions[node.title]) + 1, place)


class ActivityBlock(ExerciseBlock):
    """A formative activity."""

    name = "activity"
    document = mine.WORKBOOK
    Options = ActivityOptions

    @classmethod
    def type_of(cls, node: Node, words: Words) -> str:
        """Its type."""
        return words(TYPE_NAMES[options(node, ActivityOptions).type])

    @classmethod
    def look(cls, node: Node) -> str:
        """A colour and an icon for each type."""
        return f"activity--{options(node, ActivityOptions).type}"

    @classmethod
    def facts(cls, node: Node, words: Words) -> list[str]:
        """With whom, and how long."""
        given = options(node, ActivityOptions)
        return [words(MODE_NAMES[given.mode]), hours(given.minutes)]

    @classmethod
    def pointer(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """Its head, what it is about, and the page of the workbook."""
        given = options(node, ActivityOptions)
        known = drawing.view.exercise(given.id)
        said = {"class": f"activity activity--pointer {cls.look(node)}", "aria-labelledby": given.id}
        head = append(cls.head(drawing, node), about(drawing, body))
        if known:
            place = {"class": "activity__where", PAGE_OF: given.id}
            append(head, h("p", place, where(known, None, drawing.view.words)))
        return h("section", said, head)


class TaskBlock(ExerciseBlock):
    """A summative task."""

    name = "task"
    document = mine.TASKS
    Options = TaskOptions

    @classmethod
    def type_of(cls, node: Node, _: Words) -> str:
        """Its method."""
        method = METHOD_NAMES[options(node, TaskOptions).method]
        return _("Summative task") + f": {_(method).lower()}"

    @classmethod
    def look(cls, node: Node) -> str:
        """One look for all tasks."""
        return "activity--task"

    @classmethod
    def facts(cls, node: Node, words: Words) -> list[str]:
        """How long, and how many marks."""
        given = options(node, TaskOptions)
        marks = [words.ngettext("%(num)d mark", "%(num)d marks", given.marks)] if given.marks else []
        return [hours(given.minutes), *marks]

    @classmethod
    def pointer(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """In the place of the first task a table of all that stand on the page."""
        nodes = list(drawing.page.named("task"))
        known = (drawing.view.exercise(options(found, TaskOptions).id) for found in nodes if found.is_whole)
        tasks = [task for task in known if isinstance(task, Task)]
        return table_of_tasks(tasks, drawing.view.words) if node is nodes[0] and tasks else None

    @classmethod
    def lead(cls, drawing: Drawing, node: Node) -> Iterable[etree.Element]:
        """The evidence to hand in; where a learner writes, each piece to be ticked."""
        given, _ = options(node, TaskOptions), drawing.view.words
        if drawing.view.medium == "workbook":
            yield h(
                "p", {"class": "activity__evidence"}, _("Evidence to hand in, to be ticked when it is in the file:")
            )
            pieces: list[tuple[str, Said]] = [(slug(text), text) for text in given.evidence]
            pieces = pieces or [("complete", N_("My answers to this task, complete"))]
            label = cls.label(drawing, given)
            ticks = (_tick(drawing, label, f"{given.id}-{key}", text) for key, text in pieces)
            yield h("ul", {"class": "ticks"}, *ticks)
        elif given.evidence:
            yield h("p", {"class": "activity__evidence"}, _("Evidence to hand in:"))
            yield listed("ul", None, given.evidence)


def _tick(drawing: Drawing, task: Label, topic: str, text: Said) -> etree.Element:
    """Something to tick in the summative assessment guide."""
    heard = N_("%(activity)s: %(question)s", activity=task, question=text)
    field, _ = drawing.view.form.add(FormPart("summative", Who.LEARNER).tick(topic, heard)), drawing.view.words
    given = {"type": "checkbox", "name": field.name, "id": field.name, "value": YES, "title": _(heard)}
    return h("li", None, h("input", given), h("label", {"for": field.name}, _.say(text)))


class ModelBlock(DrawnKind):
    """A model answer. Learners' texts hold none; should one come this way, it is not drawn."""

    name = "model"
    title: ClassVar[Literal["optional"]] = "optional"
    restricted = True
    of_sections = True
    parents = ("activity", "task")
    heading = N_("Model answer")

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """Shown in restricted documents only."""
        if drawing.view.medium != "restricted":
            return None
        title = h("p", {"class": "model__title"}, drawing.view.words(cls.heading))
        return h("div", {"class": f"model model--{cls.name}"}, title, *drawing.inside(body))


class NotesBlock(ModelBlock):
    """How to lead the work of a group: for facilitators only."""

    name = "notes"
    heading = N_("Leading the group")


class OralBlock(DrawnKind):
    """A question that an assessor may ask aloud. The guides take it from the programme; on a page it is nothing."""

    name = "oral"
    Options = OralQuestionOptions
    restricted = True
    of_sections = True

    @classmethod
    def without_title(cls, block: Block) -> Problem:
        """C221: the question is missing."""
        return Problem(block.place, "C221", "The oral has no title", "Write it as: oral | Question?")

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """What a competent answer holds, without the question."""
        if drawing.view.medium != "restricted":
            return None
        return h("div", {"class": "oral__answer"}, *drawing.inside(body))
