"""Read the Markdown of a page once, and draw it for as many views as are wanted."""

from __future__ import annotations

import copy
import xml.etree.ElementTree as etree
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from competent.blocks.chips import chips_at_headings
from competent.blocks.drawing import Drawing
from competent.blocks.home import contents
from competent.blocks.sheet import opener
from competent.blocks.view import View
from competent.config import Dialect
from competent.pages import rawhtml
from competent.pages.callouts import name_callouts
from competent.pages.dialect import DRAWN_AT, for_print, make_markdown
from competent.pages.fragment import Fragment, make_fragment
from competent.pages.inline import hasten
from competent.pages.notes import leave_out_notes
from competent.programme.page import Page


class _Here(Treeprocessor):
    """Marks where blocks are drawn among all that is done to a tree."""

    def run(self, root: etree.Element) -> None:
        """Nothing is done."""


@dataclass(frozen=True, eq=False)
class Parsed:
    """A page of which Markdown has made a tree, with boxes where blocks are to be drawn."""

    page: Page
    md: Markdown = field(repr=False)
    root: etree.Element = field(repr=False)
    later: Sequence[Treeprocessor] = field(repr=False)
    """What is done to the tree when blocks are drawn: anchors of headings and the like."""

    def draw(self, view: View) -> Fragment:
        """The page as the view shows it."""
        root = run_all(self.later, draw_blocks(copy.deepcopy(self.root), view, self.page))
        return make_fragment(view, self.page, root, self.md)


def parse(page: Page, dialect: Dialect, *, restricted: bool = False) -> Parsed:
    """Read a page, for print or to see what is in it. Only where `restricted` is true, model answers are read too."""
    md = make_markdown(for_print(dialect))
    here = _Here(md)
    md.treeprocessors.register(here, "competent-draw", DRAWN_AT)
    lines = page.markdown(restricted).split("\n")
    for preprocessor in md.preprocessors:
        lines = preprocessor.run(lines)
    root = cast(etree.Element, md.parser.parseDocument(lines).getroot())
    processors = list(md.treeprocessors)
    hasten(processors)
    place = processors.index(here)
    root = run_all(processors[:place], root)
    hide_comments(md)
    return Parsed(page, md, root, processors[place + 1 :])


def run_all(processors: Sequence[Treeprocessor], root: etree.Element) -> etree.Element:
    """What the processors make of a tree, one after the other; one that makes a new tree returns it."""
    for processor in processors:
        new = processor.run(root)
        root = root if new is None else new
    return root


def draw_blocks(root: etree.Element, view: View, page: Page) -> etree.Element:
    """Draw the blocks of a page in their places, and open a section with what it works towards."""
    if view.medium in ("web", "guide"):
        chips_at_headings(root, view)
    Drawing(view, page).draw(root)
    if view.section and view.section.uri == page.uri and view.medium in ("web", "guide"):
        title = next((n for n, child in enumerate(root) if child.tag == "h1"), -1)
        if not any(page.named("opener")) and (view.medium == "web" or view.section.teaches):
            root.insert(title + 1, opener(view))
    front = view.programme.index.uri if view.programme else ""
    if view.medium == "web" and front == page.uri and not any(page.named("contents")):
        root.append(contents(view))
    if view.medium == "guide" or (page.restricted_lines and view.medium != "restricted"):
        leave_out_notes(root)
    name_callouts(root, view)
    return root


def hide_comments(md: Markdown, _root: etree.Element | None = None) -> None:
    """Take the comments out of the HTML that stands in a page: whoever opens the page could read them."""
    stash = md.htmlStash.rawHtmlBlocks
    stash[:] = [rawhtml.without_comments(piece) if isinstance(piece, str) else piece for piece in stash]


def serialized(md: Markdown, root: etree.Element) -> str:
    """The HTML of a tree, with the pieces that an author wrote as HTML put back."""
    text = md.serializer(root)
    start, end = text.find(">") + 1, text.rfind("</")
    text = text[start:end].strip() if end > 0 else ""
    for processor in md.postprocessors:
        text = processor.run(text)
    return text.strip()
