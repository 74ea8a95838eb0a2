"""What a Markdown file holds, as its author wrote it: lines, blocks, and where headings, links and pictures stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from competent.text.problem import Place
from competent.text.source import Source


@dataclass
class Block:
    """One block of a page; lines are counted from 1 in the manuscript."""

    name: str
    argument: str
    fence: int
    place: Place
    first_line: int
    options: Source | None = None
    unread: bool = False
    """Whether it has options that could not be read."""
    body_line: int = 0
    """The first line after the options."""
    end_line: int = 0
    """The line of the closing fence."""
    children: list[Block] = field(default_factory=list)

    def walk(self) -> Iterator[Block]:
        """This block and all inside it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Mention:
    """Something that looks like a heading, a link or a picture, and where it stands."""

    kind: Literal["heading", "link", "picture"]
    text: str
    """The words of a heading; the target of a link or a picture, as written."""
    place: Place
    level: int = 0
    """Of a heading, from 1."""


@dataclass(frozen=True)
class Line:
    """A line of a manuscript, and the line of the file that it comes from."""

    text: str
    number: int
    example: bool = False
    """Whether it repeats an example of the guide for authors, live."""
    made: bool = False
    """Whether another program made it, so that no author wrote it like this."""


@dataclass(frozen=True)
class Manuscript:
    """A Markdown file as an author wrote it, what it includes put in its place."""

    path: str
    """Relative to the project."""
    lines: tuple[Line, ...]
    body_line: int
    """The first line after the front matter, counted from 1."""
    front_matter: Source | None
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    comments: tuple[Place, ...] = ()
    """Where comments begin, which are part of what is published."""
    prose: tuple[str, ...] = ()
    """The lines with spaces in the place of code."""

    def place(self, line: int, column: int = 1) -> Place:
        """Where a line of the manuscript, from 1, stands in the file."""
        return Place(self.path, self.lines[line - 1].number if 0 < line <= len(self.lines) else 1, column)

    def walk(self) -> Iterator[Block]:
        """Every block, the outer before the inner."""
        for block in self.blocks:
            yield from block.walk()

    def text(self, first: int, last: int) -> str:
        """Lines `first` to `last` of the manuscript, both included."""
        return "\n".join(line.text for line in self.lines[first - 1 : last])
