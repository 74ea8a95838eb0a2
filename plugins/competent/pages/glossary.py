"""The glossary: each term is explained where it first occurs on a page of the site, and leads to its entry."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions.toc import slugify

from competent.blocks.html import h
from competent.blocks.view import View
from competent.pages.fragment import HEADINGS, seen_text

_SKIPPED = {"a", *HEADINGS, "code", "pre", "label", "legend", "textarea", "th", "strong", "script"}
LINKED_AT = 15
"""When terms are looked for: after Markdown has read the text, before blocks are drawn, whose own words have none."""


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


def read_terms(root: etree.Element, md: Markdown) -> tuple[Term, ...]:
    """The entries of a glossary page: its definition lists, as Markdown has read them."""
    terms = []
    for entries in root.iter("dl"):
        name = ""
        for entry in entries:
            words = " ".join("".join(seen_text(md, text) for text in entry.itertext()).split())
            if entry.tag == "dt":
                name = words
            elif name:
                terms.append(Term(name, words))
                name = ""
    return tuple(terms)


def as_headings(root: etree.Element, md: Markdown) -> None:
    """Make each term a heading: the search and the table of contents know entries by their headings."""
    for entries in list(root.iter("dl")):
        entries.tag = "div"
        for entry in entries:
            if entry.tag == "dt":
                words = " ".join("".join(seen_text(md, text) for text in entry.itertext()).split())
                entry.tag = "h2"
                entry.attrib.update({"class": "glossary__term", "id": f"term-{slugify(words, '-')}"})
            else:
                entry.tag = "div"


def link_terms(root: etree.Element, view: View, terms: Sequence[Term]) -> None:
    """Link the first use of each term on a page."""
    by_word = {word.lower(): term for term in terms for word in term.words}
    if not by_word:
        return
    longest_first = sorted(by_word, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])", re.IGNORECASE)
    seen: set[str] = set()
    for element in list(_prose(root)):
        _link_in(element, view, pattern, by_word, seen)


def _link_in(
    element: etree.Element, view: View, pattern: re.Pattern[str], by_word: dict[str, Term], seen: set[str]
) -> None:
    """Link the first use of a term in the element's own text; the next terms are found in the next element."""
    position = 0
    while match := pattern.search(element.text or "", position):
        term = by_word[match[0].lower()]
        if term.name in seen:
            position = match.end()
            continue
        seen.add(term.name)
        text = element.text or ""
        href = view.link(view.glossary_uri, term.anchor)
        link = h("a", {"class": "term", "href": href, "title": term.meaning}, match[0])
        element.text, link.tail = text[: match.start()], text[match.end() :]
        element.insert(0, link)
        return


def _prose(element: etree.Element) -> Iterator[etree.Element]:
    """Paragraphs and cells, but nothing inside headings, links, code or tabs' labels."""
    for child in element:
        if child.tag in _SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag in ("p", "li", "td"):
            yield child
        if not child.get("class", "").startswith("tabbed-labels"):
            yield from _prose(child)
