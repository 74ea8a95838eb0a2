"""A page that has been drawn: its tree, and what stands in it, each with the place where its author wrote it."""

from __future__ import annotations

import html
import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from markdown import Markdown
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX

from competent.blocks.view import View
from competent.pages import rawhtml
from competent.pages.signs import unread_at_start, unread_inside
from competent.programme.page import Page
from competent.text.css import urls
from competent.text.letters import UNKNOWN
from competent.text.manuscript import Mention
from competent.text.problem import Place

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
REFERENCES = {
    "img": "src", "source": "src", "video": "src", "audio": "src", "iframe": "src", "embed": "src", "track": "src",
    "script": "src", "object": "data", "link": "href", "image": "href", "use": "href",
}  # fmt: skip
"""The tags that show or load a file, and the attribute that names it."""
CODE = {"code", "pre", "kbd", "samp"}
"""The tags of what is shown letter by letter."""
STYLE = re.compile(r"<style\b[^<>]*>(.*?)(?:</style|$)", re.DOTALL | re.IGNORECASE)
SCRIPTED = {"arithmatex", "mermaid"}
"""The classes of what only a script can draw."""


@dataclass(frozen=True)
class Heading:
    """A heading: an author's, or that of an exercise."""

    level: int
    text: str
    anchor: str
    """The id that it has on the site."""
    criteria: tuple[str, ...] = ()
    """The criteria that an author says are taught below it."""
    place: Place | None = None
    """Where an author wrote it; nothing for one that is made."""


@dataclass(frozen=True)
class Link:
    """A link to a page, an anchor or a file of the project, or to somewhere else."""

    written: str
    uri: str
    """The path below the content folder; empty where the link leads elsewhere."""
    anchor: str
    place: Place | None = None
    """Where an author wrote it; nothing for one that is made."""
    raw: bool = False
    """Whether it is written in HTML, which stays as it is."""


@dataclass(frozen=True)
class Shown:
    """A picture or another file that a page shows or loads."""

    tag: str
    written: str
    uri: str
    """The path below the content folder; empty where it comes from elsewhere."""
    alt: str | None
    place: Place


@dataclass(frozen=True)
class Facts:
    """What stands in a page that was drawn."""

    uri: str
    title: str
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    """Every id in it, as on the site."""
    links: tuple[Link, ...]
    shown: tuple[Shown, ...]
    raw_tags: tuple[tuple[str, Place], ...] = ()
    """The tags of HTML that an author wrote, and where."""
    scripted: tuple[tuple[str, Place], ...] = ()
    """The formulas and the diagrams that only a script could draw, by the class of each, and where."""
    letters: tuple[tuple[str, Place], ...] = ()
    """The letters that the documents' fonts lack, and about where."""
    unread: tuple[tuple[str, str, Place], ...] = ()
    """What would have read some signs of Markdown that stand there as they are, the signs, and where."""

    @property
    def targets(self) -> set[str]:
        """The paths below the content folder of all that it shows, loads or links to."""
        return {found.uri for found in self.shown} | {link.uri for link in self.links}


@dataclass(frozen=True, eq=False)
class Fragment:
    """A page as it was drawn for a view."""

    view: View
    page: Page
    root: etree.Element = field(repr=False)
    md: Markdown = field(repr=False)
    """What read the page: it holds the HTML that stands in it as it was written."""
    facts: Facts = field(repr=False)

    @property
    def uri(self) -> str:
        """The page's path below the content folder."""
        return self.page.uri


def make_fragment(view: View, page: Page, root: etree.Element, md: Markdown) -> Fragment:
    """See what stands in a page that has been drawn."""
    seer = _Seer(page, md)
    seer.see(root)
    title = next((heading.text for heading in seer.headings if heading.level == 1), "")
    found = tuple(seer.headings), frozenset(seer.anchors), tuple(seer.links), tuple(seer.shown)
    also = tuple(seer.raw_tags), tuple(seer.scripted), tuple(seer.letters), tuple(dict.fromkeys(seer.unread))
    facts = Facts(page.uri, title, *found, *also)
    return Fragment(view, page, root, md, facts)


class Places:
    """Where an author wrote what Markdown found. Both are in order, so the next mention of a thing is its place."""

    def __init__(self, page: Page):
        self.page = page
        self.waiting: dict[str, list[Mention]] = {"heading": [], "link": [], "picture": []}
        for mention in page.written.mentions:
            self.waiting[mention.kind].append(mention)
        self.used: dict[tuple[str, str], Place] = {}
        self.all_lines = "\n".join(line.text for line in page.written.lines)
        self.tags: dict[str, Place | None] = {}
        self.signs: dict[str, Iterator[Place]] = {}

    def heading(self, level: int, text: str) -> Place | None:
        """The place of the next heading of this level and these words."""
        words = _letters(text)
        for number, mention in enumerate(self.waiting["heading"]):
            if mention.level == level and _letters(mention.text).startswith(words[:20]):
                del self.waiting["heading"][: number + 1]
                return mention.place
        return None

    def target(self, kind: str, written: str) -> Place | None:
        """The place of the next link or picture that leads there; of the last one, where one text serves several."""
        wanted = _target(written)
        for number, mention in enumerate(self.waiting[kind]):
            if _target(mention.text) == wanted:
                del self.waiting[kind][number]
                self.used[kind, wanted] = mention.place
                return mention.place
        return self.used.get((kind, wanted))

    def tag(self, name: str) -> Place | None:
        """The first line of the page where an author wrote this tag, if one did."""
        if name not in self.tags:
            lines = enumerate(self.page.written.lines, 1)
            found = ((number, line.text.lower().find(f"<{name}")) for number, line in lines)
            places = (self.page.written.place(number, at + 1) for number, at in found if at >= 0)
            self.tags[name] = next(places, None)
        return self.tags[name]

    def in_prose(self, signs: str) -> Place | None:
        """The next place where these signs stand in prose, not in code and without a backslash before them."""
        if signs not in self.signs:
            lines = enumerate(self.page.written.prose, 1)
            pattern = re.compile(rf"(?<!\\){re.escape(signs)}")
            found = ((number, match) for number, line in lines for match in pattern.finditer(line))
            self.signs[signs] = (self.page.written.place(number, match.start() + 1) for number, match in found)
        return next(self.signs[signs], None)

    def words(self, *texts: str) -> Place:
        """The first line of the page that holds one of these texts; the page where none does."""
        return self.written(*texts) or self.page.first_place

    def written(self, *texts: str) -> Place | None:
        """The first line of the page that holds one of these texts."""
        if not any(text in self.all_lines for text in texts if text):
            return None
        for number, line in enumerate(self.page.written.lines, 1):
            for text in texts:
                if text and text in line.text:
                    return self.page.written.place(number, line.text.index(text) + 1)
        return None


_FORMULA = re.compile(r"^\s*(?:\\[(\[]|\${1,2})|(?:\\[)\]]|\${1,2})\s*$")
"""The signs that Markdown puts around a formula, which are not always those of its author."""


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", re.sub(r"\{[^{}]*\}$|\]\([^)]*\)|<[^>]*>|&\w+;", "", text).casefold()))


def _target(written: str) -> str:
    return re.sub(r"\\(.)", r"\1", unquote(written.strip()))


def _scripted(looks: str | None) -> set[str]:
    """The classes of an element that only a script can draw."""
    return SCRIPTED & set((looks or "").split())


class _Seer:
    """Goes through the tree of a page once."""

    def __init__(self, page: Page, md: Markdown):
        self.page, self.md, self.places = page, md, Places(page)
        self.folder = posixpath.dirname(page.uri)
        self.headings: list[Heading] = []
        self.anchors: set[str] = set()
        self.links: list[Link] = []
        self.shown: list[Shown] = []
        self.raw_tags: list[tuple[str, Place]] = []
        self.scripted: list[tuple[str, Place]] = []
        self.letters: list[tuple[str, Place]] = []
        self.unread: list[tuple[str, str, Place]] = []
        self.in_code = 0

    def see(self, element: etree.Element) -> None:
        given = element.attrib
        if given and "footnote-backref" in given.get("class", ""):  # an arrow, on pages only
            return
        if isinstance(element.tag, str):
            if element.tag in HEADINGS:
                self.heading(element)
            if given:
                self.attributes(element.tag, given)
                if looks := _scripted(given.get("class")):
                    self.script(looks, "\n".join(element.itertext()))
        self.in_code += (is_code := element.tag in CODE)
        if element.text:
            if (found := unread_at_start(element.tag, element.text)) and not self.in_code:
                self.signs(*found)
            self.text(element.text)
        for child in element:
            self.see(child)
            if child.tail:
                self.text(child.tail)
        self.in_code -= is_code

    def text(self, text: str) -> None:
        if STX in text:
            for piece in self.raw(text):
                self.html(piece)
        if not self.in_code:
            for found in unread_inside(text):
                self.signs(*found)
        if not (text.isascii() and "&" not in text and STX not in text):
            for match in UNKNOWN.finditer(seen_text(self.md, text)):
                pieces = (piece.strip()[:40] for piece in _KEPT_APART.split(text))
                near = self.places.words(*(piece for piece in pieces if len(piece) > 3))
                above = next((h.place for h in reversed(self.headings) if h.place), near)
                self.letters.append((match[0], above if near == self.page.first_place else near))

    def raw(self, text: str) -> Iterator[str]:
        """The pieces of HTML, as written, that stand in a text."""
        for match in HTML_PLACEHOLDER_RE.finditer(text):
            piece = self.md.htmlStash.rawHtmlBlocks[int(match[1])]
            if isinstance(piece, str) and "<" in piece:
                yield piece

    def html(self, text: str) -> None:
        for tag in rawhtml.tags(text):
            self.attributes(tag.name, tag.attributes, raw=True)
            if looks := _scripted(tag.attributes.get("class")):
                self.script(looks, html.unescape(rawhtml.text(text)))
            if f"<{tag.name}" in text.lower() and (place := self.places.tag(tag.name)):
                self.raw_tags.append((tag.name, place))
        for style in STYLE.findall(text):
            self.pictures_of_style("style", style)

    def signs(self, reader: str, signs: str) -> None:
        """Note signs that nothing has read, where an author wrote them."""
        if place := self.places.in_prose(signs):
            self.unread.append((reader, signs, place))

    def script(self, looks: set[str], text: str) -> None:
        """Note what only a script can draw."""
        for look in looks:
            lines = (_FORMULA.sub("", line).strip()[:40] for line in text.splitlines())
            self.scripted.append((look, self.places.words(*filter(None, lines))))

    def attributes(self, tag: str, given: dict[str, str], raw: bool = False) -> None:
        if name := given.get("id"):
            self.anchors.add(name)
        if style := given.get("style"):
            self.pictures_of_style(tag, style)
        if tag in ("image", "use") and (target := given.get("xlink:href")) and not target.startswith("#"):
            self.file(tag, target, given)
        if tag in ("a", "area"):
            if name := given.get("name"):
                self.anchors.add(name)
            if given.get("href") is not None:
                self.link(given["href"], raw)
        elif tag in REFERENCES and (target := given.get(REFERENCES[tag])) is not None:
            self.file(tag, target, given)
        if "srcset" in given:
            for target in _set_of(given["srcset"]):
                self.file(tag, target, given)
        if target := given.get("poster"):
            self.file(tag, target, given)

    def pictures_of_style(self, tag: str, style: str) -> None:
        """Note what a style loads. It has no form on paper: its addresses are read from where the style stands."""
        for target in urls(style):
            if not target.startswith(("#", "data:")):
                self.file(tag, target, {})
                self.raw_tags.append(("url()", self.places.words(target)))

    def link(self, written: str, raw: bool) -> None:
        uri, anchor = resolved(self.page.uri, written)
        place = self.places.target("link", written) or self.places.written(written)
        place = place or (self.places.tag("a") if raw else None)  # written with names of letters
        self.links.append(Link(written, uri, anchor, place, raw))

    def file(self, tag: str, written: str, given: dict[str, str]) -> None:
        uri, _anchor = resolved(self.page.uri, written)
        place = self.places.target("picture", written) or self.places.words(written, given.get("title", ""))
        self.shown.append(Shown(tag, written, uri, given.get("alt"), place))

    def heading(self, element: etree.Element) -> None:
        text = " ".join("".join(self.words(element)).split())
        level = int(element.tag[1])
        criteria = tuple(element.get("data-criteria", "").split())
        place = self.places.heading(level, text)
        self.headings.append(Heading(level, text, element.get("id", ""), criteria, place))

    def words(self, element: etree.Element) -> Iterator[str]:
        """The text of an element as people see it, without signs that link to it and without numbers of footnotes."""
        yield seen_text(self.md, element.text)
        for child in element:
            looks = child.get("class", "")
            if "headerlink" not in looks and not (child.tag == "sup" and child.get("id", "").startswith("fnref")):
                yield from self.words(child)
            yield seen_text(self.md, child.tail)


def seen_text(md: Markdown, text: str | None) -> str:
    """A text of the tree as people see it: Markdown keeps quotes and the like apart until the end."""
    if not text:
        return ""
    text = html.escape(text, quote=False)
    for processor in md.postprocessors:
        text = processor.run(text)
    return rawhtml.text(text)


_KEPT_APART = re.compile(f"{STX}[^{ETX}]*{ETX}")
"""What Markdown keeps apart until the end: HTML, entities, and the signs that it makes of others."""


def _set_of(srcset: str) -> list[str]:
    return [part.split()[0] for part in srcset.split(",") if part.split()]


def resolved(uri: str, written: str) -> tuple[str, str]:
    """The path below the content folder that a link of a page leads to, and the anchor there; empty for elsewhere."""
    try:
        parts = urlsplit(written.strip())
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return "", ""
    anchor = unquote(parts.fragment)
    if not parts.path:
        return uri, anchor
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), unquote(parts.path))), anchor
