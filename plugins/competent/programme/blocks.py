"""The blocks of a page: pymdown finds them in the Markdown, here each becomes HTML."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_any

from competent.programme import answers, coverage, home, sheet
from competent.programme.html import append, h
from competent.programme.models import MODE_NAMES, TYPE_NAMES, exercise_label
from competent.programme.teaching import DialogueBlock, LetterBlock
from competent.programme.view import View, sheet_uri


class ViewHolder:
    """Tells the blocks which page is being rendered; one for each Markdown instance or site."""

    def __init__(self, view: View):
        self.view = view


class CompetentBlock(Block):
    """The base of the blocks: it knows the view. Options are checked before rendering, with their places."""

    @property
    def view(self) -> View:
        """The page being rendered."""
        holder: ViewHolder = self.config["holder"]
        return holder.view


class ActivityBlock(CompetentBlock):
    """A formative activity."""

    NAME = "activity"
    ARGUMENT = True
    OPTIONS = {key: (None, type_any) for key in ("id", "type", "mode", "criteria", "minutes")}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """Head and empty body."""
        o = self.options
        level = "h3" if any(child.tag == "h2" for child in parent) else "h2"
        title = h(level, {"id": o["id"]}, h("span", {"class": "activity__number"}, f"{exercise_label(o['id'])}: "), self.argument)
        facts = h("ul", {"class": "activity__facts"}, h("li", None, MODE_NAMES[o["mode"]]), h("li", None, f"{o['minutes']} minutes"))
        head = h("div", {"class": "activity__head"}, h("p", {"class": "activity__type"}, TYPE_NAMES[o["type"]]), title, facts)
        append(head, criterion_chips(self.view, o["criteria"]))
        section = h("section", {"class": f"activity activity--{o['type']}", "aria-labelledby": o["id"]}, head)
        self.body = h("div", {"class": "activity__body"})
        append(section, self.body)
        parent.append(section)
        self.tracker["activity"] = o["id"]
        return section

    def on_add(self, block: etree.Element) -> etree.Element:
        """The prompt and the answers go into the body."""
        return self.body

    def on_end(self, block: etree.Element) -> None:
        """In print, say where to answer."""
        if not self.view.fillable:
            words = f"Write your answer in your workbook: {exercise_label(self.options['id'])}."
            append(self.body, h("p", {"class": "activity__where"}, words))


class AnswerBlock(CompetentBlock):
    """Room for an answer: fields on the page and in the workbook, nothing in the printed guide."""

    NAME = "answer"
    ARGUMENT = True
    OPTIONS = {key: (None, type_any) for key in ("key", "kind", "lines", "columns", "rows", "options", "multiple", "correct", "items")}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """The fields; an answer in the printed guide is built and thrown away."""
        given = {key: value for key, value in self.options.items() if value is not None and key != "attrs"}
        element = answers.render(self.argument, given, self.tracker.get("activity", ""))
        if self.view.fillable:
            parent.append(element)
        return element


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
    AnswerBlock,
    LetterBlock,
    DialogueBlock,
    OpenerBlock,
    SheetBlock,
    CoverageBlock,
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
    chips = h("ul", {"class": "chips", "aria-label": "Assessment criteria"})
    for criterion_id in criteria:
        programme = view.programme_of(criterion_id)
        if programme is None or view.medium == "workbook":
            words = programme.criterion_label(criterion_id) if programme else criterion_id
            chip = h("span", {"class": "chip"}, words)
        else:
            href = view.link(sheet_uri(programme), criterion_id)
            chip = h("a", {"class": "chip", "href": href}, programme.criterion_label(criterion_id))
        append(chips, h("li", None, chip))
    return chips
