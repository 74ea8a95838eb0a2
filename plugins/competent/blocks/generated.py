"""The blocks that are made of the standard and the programme, without a word of an author's."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from abc import abstractmethod
from typing import ClassVar, Literal

from competent.blocks import activities, coverage, finder, home, mine, sheet, timetable
from competent.blocks.drawing import Drawing, DrawnKind
from competent.blocks.view import View
from competent.programme.node import Node


class GeneratedBlock(DrawnKind):
    """A block without title, options or content of its own."""

    title: ClassVar[Literal["none"]] = "none"

    @classmethod
    @abstractmethod
    def make(cls, view: View) -> etree.Element:
        """The element that takes the place of the block."""

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """What is made."""
        return cls.make(drawing.view)


class OpenerBlock(GeneratedBlock):
    """What a section works towards: outcomes, criteria, and only their range and embedded knowledge."""

    name = "opener"

    @classmethod
    def make(cls, view: View) -> etree.Element:
        """The opener of the section being shown."""
        return sheet.opener(view)


class SheetBlock(GeneratedBlock):
    """The whole unit standard; each criterion leads to where it is taught, practised and assessed."""

    name = "standard-sheet"

    @classmethod
    def make(cls, view: View) -> etree.Element:
        """The sheet of every standard of the programme."""
        return sheet.standard_sheets(view)


class CoverageBlock(GeneratedBlock):
    """A picture of all criteria against sections, activities and tasks."""

    name = "coverage"

    @classmethod
    def make(cls, view: View) -> etree.Element:
        """The picture of the programme being shown."""
        return coverage.picture(view)


class TimeBlock(GeneratedBlock):
    """Minutes by section, and their sum against the credits."""

    name = "time"

    @classmethod
    def make(cls, view: View) -> etree.Element:
        """The table of the programme being shown."""
        return timetable.table(view)


class ActivitiesBlock(GeneratedBlock):
    """A table of all activities: number, title, section, minutes, mode, criteria and type."""

    name = "activities"

    @classmethod
    def make(cls, view: View) -> etree.Element:
        """The table of the programme being shown."""
        return activities.table(view)


class MyAnswersBlock(GeneratedBlock):
    """How far a learner is, all that they wrote as one text, and a file to hand in."""

    name = "my-answers"

    @classmethod
    def make(cls, view: View) -> etree.Element:
        """What the script of the page needs to know of the programme being shown."""
        return mine.box(view)


class FinderBlock(GeneratedBlock):
    """The whole site by programme, criterion, type of activity and job aid."""

    name = "finder"

    @classmethod
    def make(cls, view: View) -> etree.Element:
        """The index of the site."""
        return finder.index(view)


class DownloadsBlock(GeneratedBlock):
    """Links to the learner's PDFs, with what each is for."""

    name = "downloads"

    @classmethod
    def make(cls, view: View) -> etree.Element:
        """Links to the documents of the programme being shown."""
        return home.downloads(view)


class ContentsBlock(GeneratedBlock):
    """The sections of a programme, and the pages that are made of them."""

    name = "contents"

    @classmethod
    def make(cls, view: View) -> etree.Element:
        """The contents of the programme being shown."""
        return home.contents(view)


class GuidesBlock(GeneratedBlock):
    """Where facilitators, assessors and moderators find their documents."""

    name = "guides"

    @classmethod
    def make(cls, view: View) -> etree.Element:
        """The documents that are never on the site."""
        return home.guides(view)


class ProgrammesBlock(GeneratedBlock):
    """A card for every programme."""

    name = "programmes"

    @classmethod
    def make(cls, view: View) -> etree.Element:
        """The cards."""
        return home.programme_cards(view)
