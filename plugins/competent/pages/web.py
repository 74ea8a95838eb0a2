"""Draw a page of the site: Markdown reads it with the project's own extensions, blocks are drawn in its tree.

Whatever makes the site draws its pages so: a generator, or the tree that other generators build.
"""

from __future__ import annotations

import functools
import html
import xml.etree.ElementTree as etree
from collections.abc import Callable

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from competent.blocks import mine
from competent.blocks.view import View
from competent.pages.dialect import DRAWN_AT, References
from competent.pages.glossary import LINKED_AT, as_headings, link_terms
from competent.pages.pages import Pages
from competent.pages.parse import draw_blocks, hide_comments
from competent.pages.sealed import LAST, Seal
from competent.programme.page import Page


class InTree(Treeprocessor):
    """Does one thing to the tree of a page."""

    def __init__(self, md: Markdown, work: Callable[[etree.Element], object]):
        super().__init__(md)
        self.work = work

    def run(self, root: etree.Element) -> None:
        """Do it."""
        self.work(root)


class Drawn(References):
    """Lets Markdown read and draw the blocks of one page."""

    def __init__(self, pages: Pages, page: Page, view: View):
        super().__init__()
        self.pages, self.page, self.view = pages, page, view

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register what is done to the tree."""
        super().extendMarkdown(md)
        steps: dict[str, tuple[Callable[[etree.Element], object], float]] = {
            "competent-draw": (lambda root: draw_blocks(root, self.view, self.page), DRAWN_AT)
        }
        if self.pages.is_own(self.page.uri):
            steps["competent-terms"] = (functools.partial(self.link, md), LINKED_AT)
            steps["competent-comments"] = (functools.partial(hide_comments, md), DRAWN_AT)
        for name, (work, priority) in steps.items():
            md.treeprocessors.register(InTree(md, work), name, priority)
        md.postprocessors.register(Seal(md), "competent-seal", LAST)

    def link(self, md: Markdown, root: etree.Element) -> None:
        """Link the terms of the glossary; on its own page, make them headings."""
        uri = self.view.glossary_uri
        if uri == self.page.uri:
            as_headings(root, md)
        elif uri:
            link_terms(root, self.view, self.pages.terms(uri))


def box_of(pages: Pages, uri: str, language: str) -> str:
    """The tag that opens the box of a page: style goes by it, and so does what the script says in its language.

    `language` is that of the site around it.
    """
    view = pages.view("web", uri)
    told = {"lang": view.words.language, "dir": view.words.direction}
    given = told if view.words.language.partition("-")[0] != language.partition("-")[0] else {}
    if about := mine.told(view, pages.config.settings.provider.name):
        given["data-answers"] = about
    text = "".join(f' {name}="{html.escape(value)}"' for name, value in given.items())
    return f'<div class="competent"{text}>'
