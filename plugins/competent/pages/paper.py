"""Give what was made for the screen a form on paper, and put pages together into one document.

In a document that holds several pages, every anchor gets the page's name before it, but for those that stand for one
thing in the whole programme: criteria, activities, fields. Links lead to the anchors that the document really has; one
that leads elsewhere in the project becomes plain text.
"""

from __future__ import annotations

import copy
import html
import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markdown.util import AMP_SUBSTITUTE as AMPERSAND
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString
from markupsafe import Markup

from competent.blocks.html import append, h
from competent.forms.field import Field
from competent.pages import rawhtml
from competent.pages.fragment import HEADINGS, Fragment, resolved
from competent.pages.notes import cited, list_of_notes, renumber
from competent.pages.parse import serialized

POINTERS = ("for", "aria-labelledby", "aria-describedby", "headers", "list", "form")
"""Attributes that name ids of the same page."""
CONTENT = "content"
"""Where the files of the content folder are found by the printer."""

LONGEST = 40
"""Letters of a word that a column can grow for; a table with a longer one, such as an address, has even columns."""


def page_anchor(uri: str) -> str:
    """The anchor of a whole page in a printed document."""
    return posixpath.splitext(uri)[0].replace("/", "-")


@dataclass(frozen=True)
class Anchors:
    """The anchors of a document, by page and by what an author writes."""

    by_page: Mapping[str, Mapping[str, str]]

    def find(self, uri: str, anchor: str) -> str | None:
        """The id in the document, or nothing where the document has none."""
        return self.by_page.get(uri, {}).get(anchor)


class Paper:
    """A page in print: its ids are those of the document, and its parts can be taken by themselves."""

    def __init__(self, fragment: Fragment):
        self.fragment = fragment
        self.prefix = page_anchor(fragment.uri)
        self.own = fragment.view.programme.ids if fragment.view.programme else frozenset[str]()
        self.fields = {field.name for field in fragment.view.form}
        self.root = fragment.root
        _for_paper(self.root, set())

    def new_id(self, name: str) -> str:
        """The id that an id of the page gets in the document."""
        first = next((heading for heading in self.fragment.facts.headings if heading.level == 1), None)
        if first and name == first.anchor:
            return self.prefix
        if name in self.own or name in self.fields or name.startswith(f"{self.prefix}-"):
            return name
        return f"{self.prefix}-{name}"

    def without_title(self) -> etree.Element:
        """The page without its heading, which a document sets by itself."""
        title = next((child for child in self.root if child.tag == "h1"), None)
        return h("div", None, *(child for child in self.root if child is not title))

    def fields_in(self, root: etree.Element) -> list[Field]:
        """The fields that stand in a part of the page."""
        recorded = self.fragment.view.form.fields
        names = dict.fromkeys(element.get("name", "") for element in root.iter())
        return [recorded[name] for name in names if name in recorded]

    def parts(self, wanted: Callable[[etree.Element], bool]) -> etree.Element:
        """Only these parts, in order, with the footnotes that they refer to."""
        found = [element for element in self.root.iter() if wanted(element)]
        _box, notes = list_of_notes(self.root)
        kept = cited(found, notes)
        if not kept:
            return h("div", None, *found)
        found, kept = copy.deepcopy((found, kept))  # a note has another number in another part of the page
        renumber([*found, *kept], notes, kept)
        return h("div", None, *found, h("div", {"class": "footnote"}, h("hr"), h("ol", None, *kept)))

    def anchors(self, root: etree.Element) -> dict[str, str]:
        """By what an author writes, the ids of the document that stand in a part of the page."""
        names = {name for element in root.iter() if isinstance(element.tag, str) for name in self._ids(element)}
        return {name: self.new_id(name) for name in names}

    def _ids(self, element: etree.Element) -> Iterable[str]:
        if name := element.get("id"):
            yield name
        if element.tag == "a" and (name := element.get("name")):
            yield name
        for text in (element.text, element.tail):
            for match in HTML_PLACEHOLDER_RE.finditer(text or ""):
                piece = self.fragment.md.htmlStash.rawHtmlBlocks[int(match[1])]
                for tag in rawhtml.tags(piece) if isinstance(piece, str) else ():
                    if named := tag.attributes.get("id") or (tag.name == "a" and tag.attributes.get("name")):
                        yield str(named)

    def html(self, root: etree.Element, anchors: Anchors) -> Markup:
        """The HTML of a part of the page in a document that has these anchors."""
        root = copy.deepcopy(root)
        for element in root.iter():
            if isinstance(element.tag, str):
                tag, given = self._changed(element.tag, dict(element.attrib), anchors)
                if element.tag == "img" and tag == "span":
                    element.text = AtomicString(element.get("alt", ""))
                element.tag = tag
                element.attrib.clear()
                element.attrib.update(given)
        stash = self.fragment.md.htmlStash
        written, stash.rawHtmlBlocks = stash.rawHtmlBlocks, self._raw(stash.rawHtmlBlocks, anchors)
        try:
            return Markup(serialized(self.fragment.md, root))  # noqa: S704 (our own Markdown, whose text is escaped)
        finally:
            stash.rawHtmlBlocks = written

    def _raw(self, pieces: list[Any], anchors: Anchors) -> list[Any]:
        def change(tag: rawhtml.Tag) -> rawhtml.Tag | str | None:
            if tag.name in ("script", "link", "meta", "base"):
                return None
            if tag.name == "input" and tag.attributes.get("type") == "checkbox":
                return etree.tostring(_tick_box("checked" in tag.attributes), encoding="unicode", method="html")
            name, given = self._changed(tag.name, dict(tag.attributes), anchors)
            if tag.name == "img" and name == "span":
                return html.escape(tag.attributes.get("alt", ""))
            same = name == tag.name and given == tag.attributes
            return tag if same else rawhtml.Tag(name, given, tag.start, tag.end, tag.closed)

        return [rawhtml.changed(piece, change) if isinstance(piece, str) else piece for piece in pieces]

    def _changed(self, tag: str, given: dict[str, str], anchors: Anchors) -> tuple[str, dict[str, str]]:
        """The tag and the attributes of an element in print."""
        for name in ("id", "name") if tag == "a" else ("id",):
            if given.get(name):
                given[name] = self.new_id(given[name])
        for name in POINTERS:
            if name in given:
                given[name] = " ".join(self.new_id(part) for part in given[name].split())
        if tag == "a" and "href" in given:
            return self._link(given, anchors)
        for name in ("href", "xlink:href") if tag in ("image", "use") else ():
            if name in given:
                uri, anchor = resolved(self.fragment.uri, given[name])
                inside = f"#{self.new_id(anchor)}" if uri == self.fragment.uri else address(uri)
                given[name] = inside if uri else given[name]
        if tag == "img" and "src" in given:
            uri, _anchor = resolved(self.fragment.uri, given["src"])
            if not uri and not given["src"].startswith("data:image/"):
                return "span", {"class": "picture-from-elsewhere"}  # nothing is fetched: its words stand for it
            given["src"] = address(uri) if uri else given["src"]
            given = _sized(given)
        return tag, given

    def _link(self, given: dict[str, str], anchors: Anchors) -> tuple[str, dict[str, str]]:
        """A link inside the document, to the world, or nothing but its words."""
        written = html.unescape(given.pop("href").replace(AMPERSAND, "&"))  # as Markdown hides addresses for mail
        uri, anchor = resolved(self.fragment.uri, written)
        if not uri and written.lower().startswith(OUTSIDE):
            return "a", {"href": written, **given}
        found = anchors.find(uri, anchor) if uri else None
        return ("a", {"href": f"#{found}", **given}) if found else ("span", given)


def _sized(given: dict[str, str]) -> dict[str, str]:
    """Width and height of a picture as style, which is all that the printer goes by."""
    sizes = [(name, given[name]) for name in ("width", "height") if re.fullmatch(r"\d+(\.\d+)?%?", given.get(name, ""))]
    style = "; ".join(f"{name}: {size if size.endswith('%') else f'{size}px'}" for name, size in sizes)
    style += "; object-fit: fill" if len(sizes) == 2 else ""  # its author says what shape it has
    kept = {name: value for name, value in given.items() if name not in dict(sizes)}
    return {**kept, "style": "; ".join(filter(None, (style, given.get("style"))))} if style else given


OUTSIDE = ("http:", "https:", "mailto:", "tel:", "sms:", "geo:")
"""What a link on paper may begin with that leads out of the project."""


def address(uri: str) -> str:
    """The address by which the printer finds a file of the content folder."""
    return f"{CONTENT}/{quote(uri)}"


def of_pages(papers: Iterable[tuple[Paper, etree.Element]]) -> Anchors:
    """The anchors of all pages and parts of pages that a document holds."""
    by_page: dict[str, dict[str, str]] = {}
    for paper, root in papers:
        known = by_page.setdefault(paper.fragment.uri, {"": paper.prefix})
        first = next((heading.anchor for heading in paper.fragment.facts.headings if heading.level == 1), "")
        known[first] = paper.prefix
        known.update(paper.anchors(root))
    return Anchors(by_page)


def _for_paper(parent: etree.Element, explained: set[str]) -> None:
    """Tabs one under the other, details open, tick boxes drawn, abbreviations explained where they first occur.

    What is inside is changed before what holds it: tabs may stand in tabs.
    """
    for child in list(parent):
        _for_paper(child, explained)
        looks = (child.get("class") or "").split()
        if "tabbed-set" in looks:
            _replace(parent, child, _tabs(child))
        elif child.tag == "details":
            child.tag = "div"
            child.attrib.pop("open", None)
            child.set("class", " ".join(["fold", *looks]))
            for summary in child.findall("summary"):
                summary.tag, summary.attrib["class"] = "p", "fold__title"
        elif child.tag == "input" and child.get("type") == "checkbox" and child.get("disabled") is not None:
            _replace(parent, child, _tick_box(child.get("checked") is not None))
        elif child.tag == "abbr" and (meaning := child.get("title")):
            words = "".join(child.itertext())
            if words not in explained:
                explained.add(words)
                child.tail = f" ({meaning}){child.tail or ''}"
        elif "footnote-backref" in looks:  # there is no way back on paper
            _replace(parent, child, h("span"))
        elif child.tag in HEADINGS:
            child.attrib.pop("data-toc-label", None)
        elif child.tag == "p" and [inner.tag for inner in child] == ["img"] and not _has_words(child):
            _add_class(child, "picture")
        elif child.tag == "table":
            if any(len(word) > LONGEST for word in "".join(child.itertext()).split()):
                _add_class(child, "table--even")
            _mark_numbers(child)


NUMBER = re.compile(r"(?:R|US\$|[$€£])?\s?[-+−–±]?\d[\d\s.,:½¼¾]*(?:\s?(?:%|°C|h|min|s|mm|cm|m|km|g|kg|ml|l))?|[-–—]?")
"""A cell that holds a number, with its unit, or none."""


def _mark_numbers(table: etree.Element) -> None:
    """Mark the columns that hold nothing but numbers, which stand one below the other; the first names the row."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row):
        return
    for column in list(zip(*rows, strict=False))[1:]:
        said = ["".join(cell.itertext()).strip() for cell in column if cell.tag == "td"]
        told = any("style" in cell.attrib for cell in column)  # its author says how it stands
        if not told and any(said) and all(map(NUMBER.fullmatch, said)):
            for cell in column:
                _add_class(cell, "number")


def _add_class(element: etree.Element, name: str) -> None:
    element.set("class", " ".join(filter(None, (element.get("class"), name))))


def _has_words(paragraph: etree.Element) -> bool:
    """Whether there are words beside the picture in a paragraph."""
    return bool((paragraph.text or "").strip() or (paragraph[0].tail or "").strip())


def _tick_box(done: bool) -> etree.Element:
    return h("span", {"class": "tick-box tick-box--done" if done else "tick-box"})


def _replace(parent: etree.Element, old: etree.Element, new: etree.Element) -> None:
    new.tail = old.tail
    parent[list(parent).index(old)] = new


def _tabs(tabs: etree.Element) -> etree.Element:
    """The labels and contents of tabs, one under the other; both ways of Material and pymdown to write them."""
    labels = list(tabs.iter("label"))
    contents = [box for box in tabs.iter() if (box.get("class") or "") in ("tabbed-block", "tabbed-content")]
    blocks = [box for box in contents if box.get("class") == "tabbed-block"] or contents
    paper = h("div", {"class": "tabs"})
    for label, block in zip(labels, blocks, strict=False):
        label.tag, label.tail = "p", None
        label.attrib.clear()
        label.set("class", "tabs__title")
        append(paper, h("div", {"class": "tabs__tab"}, label, *block))
    return paper
