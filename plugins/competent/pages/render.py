"""Turn Markdown into the HTML of a printed document, and list the extensions that site and print share."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import unquote

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor

from competent.blocks.base import ViewHolder
from competent.blocks.registry import CompetentExtension
from competent.blocks.view import View, page_anchor
from competent.text.scan import EXAMPLE, Heading

EXTENSIONS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {"UNIQUE_IDS": True},
    "md_in_html": {},
    "sane_lists": {},
    "smarty": {},
    "tables": {},
    "pymdownx.superfences": {},
}
"""The Markdown that an author can count on, on the page and in print."""


def to_html(markdown: str, view: View, pages: frozenset[str]) -> str:
    """Render one page for print. `pages` are the pages that the document holds: links to others become plain text."""
    prefix = page_anchor(view.uri)
    settings: dict[str, Any] = {**EXTENSIONS, "toc": {"slugify": _slug_with(prefix)}}
    links = _PrintExtension(view, pages)
    md = Markdown(
        extensions=[*settings, CompetentExtension(holder=ViewHolder(view)), links], extension_configs=settings
    )
    return md.convert(markdown)


def heading_anchors(uri: str, headings: Sequence[Heading]) -> list[str]:
    """The anchors that the headings of a page get in a printed document, in order."""
    prefix = page_anchor(uri)
    md = Markdown(extensions=["toc", "attr_list", "smarty"], extension_configs={"toc": {"slugify": _slug_with(prefix)}})
    md.convert("\n\n".join(f"{'#' * heading.level} {heading.text}" for heading in headings))
    waiting, anchors = list(md.toc_tokens), []  # type: ignore[attr-defined]
    while waiting:
        token = waiting.pop(0)
        anchors.append(prefix if token["level"] == 1 else token["id"])
        waiting = [*token["children"], *waiting]
    return anchors


def with_opener(markdown: str) -> str:
    """The text of a section with its opener after the title."""
    return re.sub(r"(?m)^(# .*)$", r"\1\n\n/// opener\n///\n", markdown, count=1)


def with_examples(markdown: str) -> str:
    """Show what examples become: after a fence that begins “```markdown example” its text follows, live."""
    return EXAMPLE.sub(r"\1markdown\n\2\1\n\n\2", markdown)


def _slug_with(prefix: str) -> Callable[[str, str], str]:
    def slug(value: str, separator: str) -> str:
        return f"{prefix}-{slugify(value, separator)}"

    return slug


class _PrintExtension(Extension):
    """Rewrites links and pictures for a document that is one file."""

    def __init__(self, view: View, pages: frozenset[str]):
        super().__init__()
        self.view, self.pages = view, pages

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        md.treeprocessors.register(_PrintLinks(md, self.view, self.pages), "competent-print", 5)


class _PrintLinks(Treeprocessor):
    """Links to pages become links inside the document; pictures get their path below the content folder."""

    def __init__(self, md: Markdown, view: View, pages: frozenset[str]):
        super().__init__(md)
        self.view, self.pages = view, pages
        self.folder = posixpath.dirname(view.uri)

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag == "img" and "://" not in element.get("src", ""):
                element.set("src", posixpath.normpath(posixpath.join(self.folder, element.get("src", ""))))
            elif element.tag == "a" and element.get("href"):
                self.link(element)

    def link(self, element: etree.Element) -> None:
        target, _, anchor = element.get("href", "").partition("#")
        if "://" in target or target.startswith("mailto:"):
            return
        if target == "":
            self.inside(element, self.view.uri, anchor)
            return
        uri = posixpath.normpath(posixpath.join(self.folder, unquote(target)))
        if uri in self.pages:
            self.inside(element, uri, anchor)
        else:
            element.tag = "span"
            del element.attrib["href"]

    def inside(self, element: etree.Element, uri: str, anchor: str) -> None:
        """Ids of the standard, of activities and of footnotes are their own; headings carry the page's prefix."""
        if not anchor:
            element.set("href", f"#{page_anchor(uri)}")
        elif not self.own(anchor):
            element.set("href", f"#{page_anchor(uri)}-{anchor}")
        else:
            element.set("href", f"#{anchor}")

    def own(self, anchor: str) -> bool:
        standards = self.view.programme.standards if self.view.programme else ()
        return anchor.startswith((*(f"{s.id}-" for s in standards), "fn", page_anchor(self.view.uri)))
