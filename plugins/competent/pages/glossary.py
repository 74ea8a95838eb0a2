"""The glossary: each term is explained where it first occurs on a page, and leads to its entry."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor

from competent.blocks.base import ViewHolder
from competent.blocks.html import h
from competent.text.scan import Page

_ENTRY = re.compile(r"(?m)^(?P<term>\S.*)\n:\s+(?P<meaning>.+(?:\n(?: {2,}|\t)\S.*)*)")
_SKIPPED = {
    "a",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "code",
    "pre",
    "label",
    "legend",
    "textarea",
    "th",
    "strong",
    "script",
}


@dataclass(frozen=True)
class Term:
    """A word of the trade with its meaning in a sentence."""

    name: str
    meaning: str

    @property
    def anchor(self) -> str:
        """The id of its entry."""
        return f"term-{slugify(self.name, '-')}"

    @property
    def words(self) -> list[str]:
        """The forms to look for: “Service level agreement (SLA)” is looked for as both."""
        plain = re.sub(r"\s*\(.*?\)", "", self.name)
        short = re.findall(r"\(([A-Z]{2,})\)", self.name)
        return [plain, *short]


def read_terms(page: Page) -> tuple[Term, ...]:
    """The entries of a glossary page: a definition list."""
    found = _ENTRY.finditer(page.markdown)
    return tuple(
        Term(match["term"].strip(), " ".join(re.sub(r"[*`_]", "", match["meaning"]).split())) for match in found
    )


class GlossaryExtension(Extension):
    """Links terms on the site's pages, and gives the glossary's entries their ids."""

    def __init__(self, **settings: Any):
        self.config = {"holder": ["", "The ViewHolder of this build"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register after the inline patterns, before attribute lists and the table of contents."""
        md.treeprocessors.register(_Terms(md, self.getConfig("holder")), "competent-glossary", 15)


def makeExtension(**settings: Any) -> GlossaryExtension:  # noqa: N802 (Markdown looks for this name)
    """The entry point that Markdown calls when the extension is given by name."""
    return GlossaryExtension(**settings)


class _Terms(Treeprocessor):
    """Goes through the text of a page once."""

    def __init__(self, md: Markdown, holder: ViewHolder):
        super().__init__(md)
        self.holder = holder

    def run(self, root: etree.Element) -> None:
        view = self.holder.view
        if view.programme is None or view.programme.glossary is None:
            return
        terms = read_terms(view.programme.glossary)
        if view.uri == view.glossary_uri:
            for entries in root.iter("dl"):
                _as_headings(entries)
        elif view.section:
            self.link(root, terms)

    def link(self, root: etree.Element, terms: tuple[Term, ...]) -> None:
        by_word = {word.lower(): term for term in terms for word in term.words}
        if not by_word:
            return
        longest_first = sorted(by_word, key=len, reverse=True)
        pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])", re.IGNORECASE)
        seen: set[str] = set()
        for element in list(_prose(root)):
            self.link_in(element, pattern, by_word, seen)

    def link_in(
        self, element: etree.Element, pattern: re.Pattern[str], by_word: dict[str, Term], seen: set[str]
    ) -> None:
        """Link the first use of each term in the element's own text."""
        position = 0
        while match := pattern.search(element.text or "", position):
            term = by_word[match[0].lower()]
            if term.name in seen:
                position = match.end()
                continue
            seen.add(term.name)
            text = element.text or ""
            href = self.holder.view.link(self.holder.view.glossary_uri, term.anchor)
            link = h("a", {"class": "term", "href": href, "title": term.meaning}, match[0])
            element.text, link.tail = text[: match.start()], text[match.end() :]
            element.insert(0, link)
            return  # what follows is the link's tail; the next terms are found in the next element


def _as_headings(entries: etree.Element) -> None:
    """Make each term a heading: the search and the table of contents know entries by their headings."""
    entries.tag = "div"
    for entry in entries:
        if entry.tag == "dt":
            entry.tag = "h2"
            entry.attrib.update({"class": "glossary__term", "id": f"term-{slugify(''.join(entry.itertext()), '-')}"})
        else:
            entry.tag = "div"


def _prose(element: etree.Element) -> Iterator[etree.Element]:
    """Paragraphs and cells, but nothing inside headings, links, code or questions."""
    for child in element:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag in ("p", "li", "td") and not (child.get("class") or "").startswith(
            ("activity__", "opener", "criterion")
        ):
            yield child
        if child.get("class", "").startswith(("opener", "activity__head", "tabbed-labels")):
            continue
        yield from _prose(child)
