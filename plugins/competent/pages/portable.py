"""Write a page of the site as Markdown that other generators read, whatever extensions and plugins they know.

The page is drawn already: all that is ours or needs an extension is HTML in it, which every Markdown passes on. Only
headings are Markdown, so that tables of contents and search know them. What stands around a heading is open to
Markdown (`markdown="block"`, of Python-Markdown's own md_in_html). Pieces of HTML have no empty line inside, which
would end them in CommonMark, and each block in them begins a line, without which md_in_html loses count.
"""

from __future__ import annotations

import functools
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from html.parser import HTMLParser

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import BLOCK_LEVEL_ELEMENTS

from competent.pages.fragment import HEADINGS
from competent.pages.pages import Pages
from competent.pages.web import Drawn, box_of

EXTENSIONS = ("attr_list", "md_in_html", "toc")
"""The extensions that the written Markdown needs; they are Python-Markdown's own."""
Address = Callable[[str, str], str]
"""Gives the address in the site of a link as it is written on a page: the page's path and the link come in."""
_MARK = "data-competent-open"
"""On headings that are to be Markdown, and on what stands around them, until the page is written."""
_AROUND = {"div", "section", "article", "aside", "header", "footer", "main", "nav", "details", "blockquote", "fieldset"}
"""What may stand around a heading that is Markdown."""
_VERBATIM = {"script", "style"}
_KEPT = {"pre", "textarea"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_BLOCKS = {*BLOCK_LEVEL_ELEMENTS}
_TARGETS = {"a": "href", "img": "src"}
"""The tags whose targets are paths of sources in Markdown; all others are written as the site has them."""
_LAST = -1000
"""After all else that is done to a tree."""
_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`*_{}[]#!~^=|$"})
"""Signs of Markdown in a heading."""
_BRACES = str.maketrans({sign: f"&#{ord(sign)};" for sign in "{}["})
"""Signs that attribute lists, marks of tables of contents and templates are looked for by."""


def portable(pages: Pages, uri: str, address: Address, language: str) -> str:
    """The Markdown of a page without a word that no learner may read. `language` is that of the site around it."""
    page, dialect = pages.all[uri], pages.dialect(uri)
    drawn = Drawn(pages, page, pages.view("web", uri))
    settings = {name: dict(values) for name, values in dialect.settings.items()}
    for name in ("toc", "markdown.extensions.toc"):
        if name in settings:
            settings[name] |= {"permalink": False, "anchorlink": False}  # the other generator's own
    md = Markdown(extensions=[*dialect.extensions, drawn], extension_configs=settings)
    md.treeprocessors.register(_Open(md, functools.partial(address, uri)), "competent-open", _LAST)
    html = md.convert(page.markdown())
    if pages.is_own(uri):
        box = box_of(pages, uri, language)
        html = f'{box[:-1]} {_MARK}="">{html}</div>'
    return _Writer(html).text


class _Open(Treeprocessor):
    """Marks the headings of a tree, and gives links the addresses of the site."""

    def __init__(self, md: Markdown, address: Callable[[str], str]):
        super().__init__(md)
        self.address = address

    def run(self, root: etree.Element) -> None:
        """Go through the tree."""
        for element in root.iter():
            if (key := _TARGETS.get(str(element.tag))) and (target := element.get(key)) is not None:
                element.set(key, self.address(target))
        for child in root:
            self.mark(child)

    def mark(self, element: etree.Element) -> bool:
        """Mark the headings in an element; whether there are any."""
        if element.tag in HEADINGS:
            element.set(_MARK, "")
            return True
        if element.tag not in _AROUND or not _holds_blocks_only(element):
            return False
        found = [self.mark(child) for child in element]  # of all of them, not up to the first
        if any(found):
            element.set(_MARK, "")
        return any(found)


def _holds_blocks_only(element: etree.Element) -> bool:
    texts = [element.text, *(child.tail for child in element)]
    return not any(text and text.strip() for text in texts) and all(child.tag in _BLOCKS for child in element)


class _Writer(HTMLParser):
    """Writes the HTML of a page as Markdown."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.stack: list[tuple[str, bool]] = []
        """The elements that are open, and whether Markdown is read in them."""
        self.heading: list[tuple[str, str | None]] | None = None
        """The attributes of the heading that is being written, where one is."""
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """What is written."""
        return "".join(self.out).strip("\n") + "\n"

    def put(self, text: str) -> None:
        if text:
            self.out.append(text)

    def new_line(self, empty: bool = False) -> None:
        """Begin a line; with an empty one above where that is asked for."""
        before = "".join(self.out[-2:])
        wanted = 2 if empty else 1
        self.put("\n" * max(0, wanted - (len(before) - len(before.rstrip("\n")))) if before else "")

    @property
    def between(self) -> bool:
        """Whether what comes stands between blocks of Markdown."""
        return all(is_open for _tag, is_open in self.stack)

    def inside(self, tags: set[str]) -> bool:
        return any(tag in tags for tag, _open in self.stack)

    # What is read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_open = any(name == _MARK for name, _value in attrs)
        if is_open and tag in HEADINGS:
            self.new_line(empty=True)
            self.put(f"{'#' * int(tag[1])} ")
            self.heading = attrs
            return
        self.begin(tag)
        text = " ".join((self.get_starttag_text() or "").split("\n"))
        self.put(_tag(tag, attrs, is_open) if is_open or "markdown" in dict(attrs) else text)
        if tag not in _VOID:
            self.stack.append((tag, is_open))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.begin(tag)
        self.put(" ".join((self.get_starttag_text() or "").split("\n")))

    def begin(self, tag: str) -> None:
        """Begin a line for what is a block."""
        if self.heading is None and tag in _BLOCKS and not self.inside(_KEPT):
            self.new_line(empty=self.between)

    def handle_endtag(self, tag: str) -> None:
        if self.heading is not None and tag in HEADINGS:
            self.put(_attributes(self.heading))
            self.heading = None
            self.new_line(empty=True)
            return
        place = next((n for n in range(len(self.stack) - 1, -1, -1) if self.stack[n][0] == tag), None)
        if place is not None:
            if self.stack[place][1]:
                self.new_line(empty=True)
            del self.stack[place:]
        self.put(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.inside(_VERBATIM):
            self.put(re.sub(r"\n\s*\n", "\n", data))
        elif self.inside(_KEPT):
            self.put(re.sub(r"\n(?=[^\S\n]*\n)", "&#10;", data.translate(_BRACES)))
        elif self.heading is not None:
            self.put(re.sub(r"\s+", " ", data).translate(_SIGNS))
        else:
            text = re.sub(r"[^\S\n]*\n\s*", "\n", data).translate(_BRACES)
            self.put(text if text.strip() or not self.at_line_start else "")

    @property
    def at_line_start(self) -> bool:
        return not self.out or self.out[-1].endswith("\n")

    def handle_entityref(self, name: str) -> None:
        self.put(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.put(f"&#{name};")


def _tag(tag: str, attrs: list[tuple[str, str | None]], is_open: bool) -> str:
    """The tag that opens an element, open to Markdown or not."""
    given = [(name, value) for name, value in attrs if name not in (_MARK, "markdown")]
    given += [("markdown", "block")] if is_open else []
    return f"<{tag}{''.join(f' {name}={_quoted(value)}' for name, value in given)}>"


def _quoted(value: str | None) -> str:
    escaped = (value or "").replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    return f'"{escaped}"'


def _attributes(attrs: list[tuple[str, str | None]]) -> str:
    """The attributes of a heading, as an attribute list."""
    given = [(name, value) for name, value in attrs if value and not re.search(r'["\n{}]', value)]
    return f" {{{' '.join(f'{name}=' + chr(34) + str(value) + chr(34) for name, value in given)}}}" if given else ""
