"""The blocks of a page: pymdown finds them in the Markdown, here each becomes HTML."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any, ClassVar

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_any

from competent.blocks import answers, coverage, finder, home, sheet, timetable
from competent.blocks.base import CompetentBlock
from competent.blocks.html import append, h
from competent.blocks.process import ProcessBlock, StepBlock
from competent.blocks.teaching import (
    CompareBlock,
    DialogueBlock,
    JobAidBlock,
    LetterBlock,
    MnemonicBlock,
    ReadingBlock,
)
from competent.blocks.view import View, sheet_uri
from competent.programme.models import METHOD_NAMES, MODE_NAMES, TYPE_NAMES, exercise_label
from competent.programme.time import hours
from competent.words import N_, _, ngettext


class ExerciseBlock(CompetentBlock):
    """What activities and tasks have in common: a head with criteria, and a body for prompt and answers."""

    ARGUMENT = True

    def kind(self) -> str:
        """What it is, in words."""
        raise NotImplementedError

    def look(self) -> str:
        """The classes of its box."""
        raise NotImplementedError

    def facts(self) -> list[str]:
        """What a learner wants to know before beginning."""
        raise NotImplementedError

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Head and empty body."""
        o = self.options
        level = "h3" if any(child.tag == "h2" for child in parent) else "h2"
        title = h(
            level,
            {"id": o["id"]},
            h("span", {"class": "activity__number"}, f"{exercise_label(o['id'])}: "),
            self.argument,
        )
        facts = h("ul", {"class": "activity__facts"}, *(h("li", None, fact) for fact in self.facts()))
        head = h("div", {"class": "activity__head"}, h("p", {"class": "activity__type"}, self.kind()), title, facts)
        append(head, criterion_chips(self.view, o["criteria"]))
        section = h("section", {"class": f"activity {self.look()}", "aria-labelledby": o["id"]}, head)
        self.body = h("div", {"class": "activity__body"})
        append(section, self.body)
        parent.append(section)
        self.holder.exercise = o["id"]
        return section

    def on_add(self, block: etree.Element) -> etree.Element:
        """The prompt and the answers go into the body."""
        return self.body


class ActivityBlock(ExerciseBlock):
    """A formative activity."""

    NAME = "activity"
    OPTIONS = dict.fromkeys(("id", "type", "mode", "criteria", "minutes", "range"), (None, type_any))

    def kind(self) -> str:
        """Its type."""
        name = TYPE_NAMES[self.options["type"]]
        return _(name)

    def look(self) -> str:
        """A colour and an icon for each type."""
        return f"activity--{self.options['type']}"

    def facts(self) -> list[str]:
        """With whom, and how long."""
        mode, minutes = MODE_NAMES[self.options["mode"]], self.options["minutes"]
        return [_(mode), ngettext("%(num)d minute", "%(num)d minutes", minutes)]

    def on_end(self, block: etree.Element) -> None:
        """In the printed guide, say where to answer."""
        if self.view.medium == "guide":
            words = _("Write your answer in your workbook: %(where)s.") % {"where": exercise_label(self.options["id"])}
            append(self.body, h("p", {"class": "activity__where"}, words))


class TaskBlock(ExerciseBlock):
    """A summative task."""

    NAME = "task"
    OPTIONS = dict.fromkeys(
        ("id", "method", "criteria", "minutes", "marks", "evidence", "mode", "simulation", "range"), (None, type_any)
    )

    def kind(self) -> str:
        """Its method."""
        method = METHOD_NAMES[self.options["method"]]
        return _("Summative task") + f": {_(method).lower()}"

    def look(self) -> str:
        """One look for all tasks."""
        return "activity--task"

    def facts(self) -> list[str]:
        """How long, and how many marks."""
        marks = [ngettext("%(num)d mark", "%(num)d marks", self.options["marks"])] if self.options["marks"] else []
        return [hours(self.options["minutes"]), *marks]

    def on_create(self, parent: etree.Element) -> etree.Element:
        """The evidence to hand in stands before the prompt."""
        section = super().on_create(parent)
        if self.options["evidence"]:
            rows = h("ul", None, *(h("li", None, str(item)) for item in self.options["evidence"]))
            append(self.body, h("p", {"class": "activity__evidence"}, _("Evidence to hand in:")), rows)
        return section

    def on_end(self, block: etree.Element) -> None:
        """In the printed guide, say where to answer."""
        if self.view.medium == "guide":
            where = {"where": exercise_label(self.options["id"])}
            words = _("Work on this task in your summative assessment guide: %(where)s.") % where
            append(self.body, h("p", {"class": "activity__where"}, words))


class AnswerBlock(CompetentBlock):
    """Room for an answer: fields on the page and in the workbook, nothing in the printed guide."""

    NAME = "answer"
    ARGUMENT = True
    KEYS = ("key", "kind", "marks", "criteria", "lines", "columns", "rows", "options", "multiple", "correct", "items")
    OPTIONS = dict.fromkeys(KEYS, (None, type_any))

    def on_create(self, parent: etree.Element) -> etree.Element:
        """The fields; an answer in the printed guide is built and thrown away."""
        given = {key: value for key, value in self.options.items() if value is not None and key != "attrs"}
        if self.view.medium == "restricted":
            element = answers.described(self.argument, given)
        else:
            element = answers.render(self.argument, given, self.holder.exercise)
        if self.view.fillable or self.view.medium == "restricted":
            parent.append(element)
        return element


class ModelBlock(CompetentBlock):
    """A model answer. Learners' sources hold none; should one come this way, it is thrown away here."""

    NAME = "model"
    TITLE = N_("Model answer")
    ARGUMENT = None
    OPTIONS: ClassVar[dict[str, Any]] = {}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Shown in restricted documents only."""
        element = h("div", {"class": f"model model--{self.NAME}"}, h("p", {"class": "model__title"}, _(self.TITLE)))
        if self.view.medium == "restricted":
            parent.append(element)
        return element


class NotesBlock(ModelBlock):
    """How to lead the work of a group: for facilitators only."""

    NAME = "notes"
    TITLE = N_("Leading the group")


class OralBlock(CompetentBlock):
    """A question that an assessor may ask aloud. The guides take it from the programme; on a page it is nothing."""

    NAME = "oral"
    ARGUMENT = True
    OPTIONS: ClassVar[dict[str, Any]] = {"criteria": (None, type_any)}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Built and thrown away."""
        return h("div")


class GeneratedBlock(CompetentBlock):
    """A block without content of its own, made of the standard and the programme."""

    ARGUMENT = False

    def make(self) -> etree.Element:
        """The element that takes the place of the block."""
        raise NotImplementedError

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Put the element in place."""
        element = self.make()
        parent.append(element)
        return element


class OpenerBlock(GeneratedBlock):
    """What a section works towards: outcomes, criteria, and only their range and embedded knowledge."""

    NAME = "opener"

    def make(self) -> etree.Element:
        """The opener of the section being shown."""
        return sheet.opener(self.view)


class SheetBlock(GeneratedBlock):
    """The whole unit standard."""

    NAME = "standard-sheet"

    def make(self) -> etree.Element:
        """The sheet of every standard of the programme."""
        return sheet.standard_sheets(self.view)


class CoverageBlock(GeneratedBlock):
    """The picture of criteria against sections and activities."""

    NAME = "coverage"

    def make(self) -> etree.Element:
        """The picture of the programme being shown."""
        return coverage.picture(self.view)


class TimeBlock(GeneratedBlock):
    """The notional time of the programme."""

    NAME = "time"

    def make(self) -> etree.Element:
        """The table of the programme being shown."""
        return timetable.table(self.view)


class FinderBlock(GeneratedBlock):
    """The index of the whole site."""

    NAME = "finder"

    def make(self) -> etree.Element:
        """By programme, criterion, type of activity and job aid."""
        return finder.index(self.view)


class DownloadsBlock(GeneratedBlock):
    """The documents of a programme."""

    NAME = "downloads"

    def make(self) -> etree.Element:
        """Links to the documents of the programme being shown."""
        return home.downloads(self.view)


class ProgrammesBlock(GeneratedBlock):
    """A card for every programme."""

    NAME = "programmes"

    def make(self) -> etree.Element:
        """The cards."""
        return home.programme_cards(self.view)


BLOCK_CLASSES: tuple[type[Block], ...] = (
    ActivityBlock,
    TaskBlock,
    AnswerBlock,
    ModelBlock,
    NotesBlock,
    OralBlock,
    ProcessBlock,
    StepBlock,
    ReadingBlock,
    MnemonicBlock,
    LetterBlock,
    DialogueBlock,
    CompareBlock,
    JobAidBlock,
    OpenerBlock,
    SheetBlock,
    CoverageBlock,
    TimeBlock,
    FinderBlock,
    DownloadsBlock,
    ProgrammesBlock,
)


class CompetentExtension(BlocksExtension):
    """The Markdown extension; its setting `holder` says which page is being rendered."""

    def __init__(self, **settings: Any):
        self.config = {"holder": ["", "The ViewHolder of this build"]}
        super().__init__(**settings)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802 (pymdown's name)
        """Register the blocks."""
        for block in BLOCK_CLASSES:
            block_mgr.register(block, self.getConfigs())


def makeExtension(**settings: Any) -> CompetentExtension:  # noqa: N802 (Markdown looks for this name)
    """The entry point that Markdown calls when the extension is given by name."""
    return CompetentExtension(**settings)


def criterion_chips(view: View, criteria: list[str]) -> etree.Element:
    """A link to each criterion, with its short name."""
    chips = h("ul", {"class": "chips", "aria-label": _("Assessment criteria")})
    for criterion_id in criteria:
        programme = view.programme_of(criterion_id)
        if programme is None or view.medium not in ("web", "guide"):
            words = programme.criterion_label(criterion_id) if programme else criterion_id
            chip = h("span", {"class": "chip"}, words)
        else:
            href = view.link(sheet_uri(programme), criterion_id)
            chip = h("a", {"class": "chip", "href": href}, programme.criterion_label(criterion_id))
        append(chips, h("li", None, chip))
    return chips
