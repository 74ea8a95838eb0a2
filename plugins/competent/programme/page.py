"""A page of the content: what an author wrote, and its blocks as nodes."""

from __future__ import annotations

import functools
import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from competent.programme.node import Node
from competent.text.manuscript import Manuscript
from competent.text.problem import Place
from competent.text.sealing import opened, sealed
from competent.text.source import Source

REFERENCE = "competent-node"
"""The name of the block that stands for a node in the text for Markdown; its argument is the node's number."""
_SEALED = "competent-sealed:"
"""What a line begins with that other programs do not read on its way to Markdown."""


@dataclass(frozen=True, eq=False)
class Page:
    """A Markdown file, read."""

    uri: str
    """Its path below the content folder, such as us118028/moments-of-truth.md."""
    written: Manuscript
    nodes: tuple[Node, ...] = ()

    @property
    def path(self) -> str:
        """Its path below the project."""
        return self.written.path

    @property
    def front_matter(self) -> Source | None:
        """What stands before the text."""
        return self.written.front_matter

    @property
    def name(self) -> str:
        """The name of its file without the ending."""
        return posixpath.splitext(posixpath.basename(self.uri))[0]

    @property
    def first_place(self) -> Place:
        """Where the page begins."""
        return Place(self.path)

    def front_place(self, *steps: str | int) -> Place:
        """The value at these steps of the front matter; what holds it where there is none."""
        return self.front_matter.place(*steps) if self.front_matter else self.first_place

    @functools.cached_property
    def all_nodes(self) -> tuple[Node, ...]:
        """Every node by its number."""
        return tuple(sorted((inner for node in self.nodes for inner in node.walk()), key=lambda node: node.number))

    def named(self, *names: str) -> Iterator[Node]:
        """The nodes of these kinds, in order."""
        return (node for node in self.all_nodes if node.kind.name in names)

    @functools.cached_property
    def written_hash(self) -> str:
        """A hash of its text, and of where each line stands."""
        text = "\n".join([self.path, *(f"{line.number} {line.text}" for line in self.written.lines)])
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()

    @functools.cached_property
    def restricted_lines(self) -> frozenset[int]:
        """The lines that no learner may read, counted from 1."""
        return frozenset(line for node in self.all_nodes if node.kind.restricted for line in node.lines)

    @functools.cached_property
    def secret_lines(self) -> frozenset[int]:
        """The lines that no file of learners holds in the clear: those, and what they read after an answer."""
        return self.restricted_lines | {line for node in self.all_nodes if node.kind.sealed for line in node.lines}

    def markdown(self, restricted: bool = False) -> str:
        """The text as Markdown is to read it: a reference in the place of each block's head.

        Only where `restricted` is true does it hold a word of model answers and the like. What learners read when they
        have answered is sealed, line by line: other plugins see this text too.
        """
        heads = {node.block.first_line: node for node in self.all_nodes}
        options = {line for node in self.all_nodes for line in range(node.block.first_line + 1, node.block.body_line)}
        hidden = frozenset[int]() if restricted else self.restricted_lines
        later = self.secret_lines - self.restricted_lines
        lines = []
        for number, line in self._body():
            if number in hidden:
                continue
            if number in heads:
                node = heads[number]
                lines.append(f"{'/' * node.block.fence} {REFERENCE} | {node.number}")
            elif number not in options:
                is_text = line.strip() and not _FENCE.match(line)
                lines.append(f"{_SEALED}{sealed('', line)}" if is_text and number in later else line)
        return "\n".join(lines) + "\n"

    def open_lines(self) -> Iterator[tuple[int, str]]:
        """Every line of the text that anybody may read at once, with its number in the manuscript."""
        return ((number, line) for number, line in self._body() if number not in self.secret_lines)

    def learners_lines(self) -> Iterator[tuple[int, str]]:
        """The open lines, and those that a learner reads when an answer is given."""
        return ((number, line) for number, line in self._body() if number not in self.restricted_lines)

    def text_lines(self) -> Iterator[tuple[int, str]]:
        """The lines that a learner reads, without the heads of blocks and their options."""
        heads = {line for node in self.all_nodes for line in range(node.block.first_line, node.block.body_line)}
        return ((number, line) for number, line in self.learners_lines() if number not in heads)

    def text(self, node: Node) -> str:
        """The Markdown inside a node."""
        lines = node.body_lines
        return self.written.text(lines.start, lines.stop - 1).strip()

    def place(self, line: int) -> Place:
        """Where a line of the manuscript stands in the file."""
        return self.written.place(line)

    def _body(self) -> Iterator[tuple[int, str]]:
        first = self.written.body_line
        return ((number, line.text) for number, line in enumerate(self.written.lines[first - 1 :], first))

    @functools.cached_property
    def _words(self) -> tuple[int, ...]:
        """How many words a learner reads in each line of the manuscript; those of options count with their head."""
        counts = [0] * (len(self.written.lines) + 2)
        options = {line for node in self.all_nodes for line in range(node.block.first_line, node.block.body_line)}
        for number, line in self.open_lines():
            counts[number] = 0 if number in options else count_words(_shown(line))
        for node in self.all_nodes:
            if node.block.first_line not in self.secret_lines:
                counts[node.block.first_line] = sum(map(count_words, node.texts()))
        return tuple(counts)

    def words(self, lines: Iterable[int] | None = None) -> int:
        """How many words a learner reads in these lines of the manuscript; in all of them where none are named."""
        if lines is None:
            return sum(self._words)
        return sum(self._words[number] for number in lines)


def unsealed(lines: Iterable[str]) -> list[str]:
    """The lines of a text for Markdown with those that were sealed as they are written."""
    return [opened("", line.removeprefix(_SEALED)) if line.startswith(_SEALED) else line for line in lines]


_FENCE = re.compile(r"^ {0,3}/{3,} *$")


def _shown(line: str) -> str:
    """The part of a line that is read: no attributes, no targets of links."""
    if _FENCE.match(line):
        return ""
    return re.sub(r"\]\([^)]*\)", "]", re.sub(r"\{:[^}]*\}", "", line))


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"\w+(?:['’\-]\w+)*", text))
