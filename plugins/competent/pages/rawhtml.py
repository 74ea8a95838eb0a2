"""Read HTML that an author wrote into Markdown, which Markdown passes on as it is: its tags, and changes to them."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True)
class Tag:
    """The beginning of an element."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    """Where it stands in the text."""
    closed: bool = False
    """Whether it ends in a slash."""

    def __str__(self) -> str:
        given = "".join(f' {name}="{html.escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.name}{given}{' /' if self.closed else ''}>"


class _Tags(HTMLParser):
    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.found: list[Tag] = []
        self.comments: list[tuple[int, int]] = []
        self.texts: list[str] = []
        self.lines = [0]
        for line in text.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.feed(text)
        self.close()

    def _note(self, name: str, attributes: list[tuple[str, str | None]], closed: bool) -> None:
        line, column = self.getpos()
        start = self.lines[line - 1] + column
        given = {key: value or "" for key, value in attributes}
        self.found.append(Tag(name, given, start, start + len(self.get_starttag_text() or ""), closed))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, attrs, closed=False)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, attrs, closed=True)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        line, column = self.getpos()
        start = self.lines[line - 1] + column
        self.comments.append((start, start + len(data) + len("<!---->")))


def tags(text: str) -> Iterator[Tag]:
    """The tags of a piece of HTML, in order."""
    if "<" in text:
        yield from _Tags(text).found


def text(piece: str) -> str:
    """The text of a piece of HTML, without tags."""
    return "".join(_Tags(piece).texts) if "<" in piece or "&" in piece else piece


class _Seen(HTMLParser):
    """Collects what people see of a page."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.unseen = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img":
            self.words.append(given.get("alt") or given.get("src") or "")
        if tag in ("script", "style", "template"):
            self.unseen = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.unseen:
            self.unseen = ""

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words += data.split()


def seen(text: str) -> list[str]:
    """The words that people see of a piece of HTML, and what stands for its pictures."""
    return _Seen(text).words


def changed(text: str, change: Callable[[Tag], Tag | str | None]) -> str:
    """The text with tags changed: one that comes back as it was stays as written, one that does not is left out."""
    parts, last = list[str](), 0
    for tag in tags(text):
        new = change(tag)
        if new is not tag:
            parts += [text[last : tag.start], str(new) if new else ""]
            last = tag.end
    return "".join([*parts, text[last:]])


def without_comments(text: str) -> str:
    """The text without its comments: whoever opens a page could read them."""
    if "<!--" not in text:
        return text
    parts, last = list[str](), 0
    for start, end in _Tags(text).comments:
        parts.append(text[last:start])
        last = end
    return "".join([*parts, text[last:]])
