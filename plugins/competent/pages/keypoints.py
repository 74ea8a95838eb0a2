"""The key points of a programme, gathered on one page: what its sections say in callouts of the kind `remember`, and
below headings that their authors have marked with `.key-points`."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from competent.programme.models import Programme, Section
from competent.programme.page import Page
from competent.text.manuscript import Mention

_BEGINS = re.compile(r'^(?:!!!|\?\?\?\+?) +remember\b[^"\n]*(?:"(?P<title>.*)")? *$')
_MARKED = re.compile(r"\{:?[^}]*\.key-points\b")
_NOTE = re.compile(r"\[\^[^\]]+\]")
"""The sign of a footnote, whose text stands on the page of the section."""
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|/)", re.IGNORECASE)


@dataclass(frozen=True)
class KeyPoint:
    """What a learner should still know in a year."""

    title: str | None
    """That of a callout, empty where the author gave it none; nothing for what stands below a heading."""
    lines: tuple[str, ...]
    """Its text in Markdown, as it is written on a page at `uri`."""


def key_points(section: Section, uri: str) -> list[KeyPoint]:
    """The key points of a section for the page at `uri`; those of activities and tasks belong to these alone."""
    page = section.page
    lines = dict(page.text_lines())
    inside = {line for node in page.all_nodes for line in range(node.block.first_line, node.block.end_line + 1)}
    found = []
    marked = _below_marked(page)
    plain_lines = [number for number in lines if number not in inside]
    for number in plain_lines:
        if number in marked:
            continue
        begins = _BEGINS.match(page.written.prose[number - 1])
        if begins and (written := _BEGINS.match(lines[number])):
            body = tuple(_moved(page, uri, number, lines[number]) for number in _body(lines, number))
            found.append(KeyPoint(written["title"] or "", body))
    text = tuple(_moved(page, uri, number, lines[number]) for number in plain_lines if number in marked)
    return [*found, KeyPoint(None, text)] if any(line.strip() for line in text) else found


def _below_marked(page: Page) -> set[int]:
    """The lines of the manuscript that stand below a heading with the mark, up to the next heading as high."""
    headings = [mention for mention in page.written.mentions if mention.kind == "heading"]
    starts = {heading.place: heading for heading in headings}
    found: set[int] = set()
    level = 0
    for number in range(1, len(page.written.lines) + 1):
        heading = starts.get(page.place(number))
        if heading and (not level or heading.level <= level):
            level = heading.level if _MARKED.search(heading.text) else 0
        elif level:
            found.add(number)
    return found


def _body(lines: dict[int, str], first: int) -> Iterator[int]:
    """The numbers of the lines that belong to a callout: those that are indented, and empty ones between them."""
    waiting: list[int] = []
    number = first + 1
    while number in lines and (not lines[number].strip() or lines[number].startswith(("    ", "\t"))):
        waiting.append(number)
        if lines[number].strip():
            yield from waiting
            waiting = []
        number += 1


def _moved(page: Page, uri: str, number: int, line: str) -> str:
    """A line of a section as it is to be written on another page: links and pictures lead where they led."""
    place = page.place(number)
    here = [m for m in page.written.mentions if m.place.line == place.line and m.kind in ("link", "picture")]
    for mention in here:
        line = line.replace(f"]({mention.text}", f"]({_from(page.uri, uri, mention)}")
    return _NOTE.sub("", line)


def _from(old: str, new: str, mention: Mention) -> str:
    """The target of a link of one page, as another page writes it."""
    target = mention.text
    if _ELSEWHERE.match(target):
        return target
    path, sign, anchor = target.partition("#")
    whole = posixpath.join(posixpath.dirname(old), path) if path else old
    return posixpath.relpath(posixpath.normpath(whole), posixpath.dirname(new) or ".") + sign + anchor


def key_points_page(programme: Programme, uri: str) -> str:
    """The Markdown of the page below its heading; empty where no section has any."""
    parts = []
    for section in programme.sections:
        points = key_points(section, uri) if section.teaches else []
        if points:
            link = quote(posixpath.relpath(section.uri, posixpath.dirname(uri)))
            parts += [f"## [{plain(section.title)}]({link})", *map(_callout, points)]
    return "\n\n".join(parts)


def plain(text: str) -> str:
    """A text of an author's front matter, whose signs mean nothing to Markdown."""
    return re.sub(r"([\\`*_{}\[\]#|~^=$])", r"\\\1", html.escape(text, quote=False))


def _callout(point: KeyPoint) -> str:
    if point.title is None:
        return "\n".join(point.lines).strip("\n")
    title = f' "{point.title}"' if point.title else ""
    return "\n".join([f"!!! remember{title}", *point.lines])
