"""A block of a page, validated: the one object that is checked, counted and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from competent.text.manuscript import Block, Manuscript
from competent.text.problem import Place, Problem
from competent.text.source import Source
from competent.text.validate import validate
from competent.text.values import Part, required, texts_read

TitleRule = Literal["needed", "optional", "none"]


class Kind:
    """A kind of block. Its class in `blocks/` is the one place that says what it takes, holds and looks like."""

    name: ClassVar[str]
    """What an author writes after the slashes."""
    title: ClassVar[TitleRule] = "needed"
    """Whether something must stand after the bar. With “none” it has no options either: it is made of the standard."""
    Options: ClassVar[type[Part] | None] = None
    """The options, or nothing where the block takes none."""
    restricted: ClassVar[bool] = False
    """Whether only facilitators, assessors and moderators may read it: it never enters what learners get."""
    sealed: ClassVar[bool] = False
    """Whether learners read it only when they have answered: no file of theirs holds it in the clear."""
    of_sections: ClassVar[bool] = False
    """Whether it stands in sections of a programme only, whose secrets are kept from learners."""
    parents: ClassVar[tuple[str, ...]] = ()
    """The blocks that it must stand in; nothing where it may stand by itself."""
    holds: ClassVar[tuple[str, ...] | None] = None
    """The blocks that may stand in it; None where any may that needs no other parent."""

    @classmethod
    def read(cls, block: Block) -> tuple[Part | None, list[Problem]]:
        """The options of a block, or all that is wrong with them."""
        if cls.Options is None:
            return None, []
        if block.unread:
            return None, []  # told already
        if block.options is None:
            needed = required(cls.Options)
            if not needed:
                return cls.Options(), []
            return None, [no_options(block, ", ".join(needed))]
        return validate(cls.Options, block.options)

    @classmethod
    def without_title(cls, block: Block) -> Problem:
        """C221, or what else to say where the title is missing."""
        hint = f"Write it as: {cls.name} | Title."
        return Problem(block.place, "C221", f"The {cls.name} has no title", hint)

    @classmethod
    def misplaced(cls, block: Block) -> Problem:
        """C220, where the block stands outside of those that it belongs into."""
        hint = f"Put it inside the block of its {cls.parents[0]}, which needs one more slash than this."
        article = "an" if cls.parents[0][0] in "aeiou" else "a"
        return Problem(block.place, "C220", f"“{cls.name}” stands outside {article} {cls.parents[0]}", hint)

    @classmethod
    def wrong_child(cls, child: Block) -> Problem:
        """C234, where a block stands inside this one that cannot."""
        return Problem(child.place, "C234", f"“{child.name}” cannot stand inside “{cls.name}”", "Move it out.")

    @classmethod
    def wrong_children(cls, block: Block) -> Iterable[Problem]:
        """What is wrong with the blocks inside as a whole."""
        return ()


Kinds = Mapping[str, type[Kind]]
"""The registry: every kind of block by its name."""


def no_options(block: Block, needed: str) -> Problem:
    """C222: a block whose options are missing."""
    hint = f"Indent them by four spaces directly under the fence: {needed}."
    return Problem(block.place, "C222", f"The {block.name} has no options", hint)


@dataclass(frozen=True, eq=False)
class Node:
    """A block that has been read."""

    kind: type[Kind]
    number: int
    """Its number in the page, from 0, outer blocks before inner ones: how the text for Markdown names it."""
    title: str
    options: Part | None
    """As its kind has them; None where it takes none, or where they are wrong."""
    block: Block = field(repr=False)
    children: tuple[Node, ...] = ()
    example: bool = False
    """Whether it shows live how a block is written: it belongs to no programme."""

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.block.place

    @property
    def is_whole(self) -> bool:
        """Whether its options are right, or it takes none."""
        return self.kind.Options is None or self.options is not None

    @property
    def source(self) -> Source | None:
        """Where its options stand."""
        return self.block.options

    def option_place(self, *steps: str | int) -> Place:
        """Where the value at these steps of its options stands; where there is none, what holds it."""
        return self.source.place(*steps) if self.source else self.place

    @property
    def lines(self) -> range:
        """Its lines in the manuscript, fences included."""
        return range(self.block.first_line, self.block.end_line + 1)

    @property
    def body_lines(self) -> range:
        """The lines between options and end."""
        return range(self.block.body_line, self.block.end_line)

    def walk(self) -> Iterator[Node]:
        """This node and all inside it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def texts(self) -> Iterator[str]:
        """The words that a learner reads of its title and options."""
        yield self.title
        yield from texts_read(self.options)


def read_nodes(written: Manuscript, kinds: Kinds) -> tuple[tuple[Node, ...], list[Problem]]:
    """The blocks of a page as nodes, and all that is wrong with them. Blocks of other extensions are none of ours."""
    reader = _Reader(written, kinds)
    nodes = reader.nodes(written.blocks, None)
    return nodes, reader.problems


class _Reader:
    """Goes through the blocks of a page once."""

    def __init__(self, written: Manuscript, kinds: Kinds):
        self.written, self.kinds = written, kinds
        self.problems: list[Problem] = []
        self.count = 0

    def nodes(self, blocks: Iterable[Block], parent: type[Kind] | None) -> tuple[Node, ...]:
        found: list[Node] = []
        for block in blocks:
            kind = self.kinds.get(block.name)
            if kind is None:  # unknown, or of another extension: what stands in it stands here
                found += self.nodes(block.children, parent)
            else:
                found.append(self.node(kind, block, parent))
        return tuple(found)

    def node(self, kind: type[Kind], block: Block, parent: type[Kind] | None) -> Node:
        number, self.count = self.count, self.count + 1
        example = self.written.lines[block.first_line - 1].example
        if kind.title == "needed" and not block.argument:
            self.problems.append(kind.without_title(block))
        options, problems = kind.read(block)
        self.problems += [*problems, *self.in_place(kind, block, parent), *kind.wrong_children(block)]
        children = self.nodes(block.children, kind)
        return Node(kind, number, block.argument, options, block, children, example)

    def in_place(self, kind: type[Kind], block: Block, parent: type[Kind] | None) -> Iterator[Problem]:
        """Whether the block may stand where it stands."""
        if parent is not None and parent.holds is not None and kind.name not in parent.holds:
            yield parent.wrong_child(block)
        elif kind.parents and (parent is None or parent.name not in kind.parents):
            yield kind.misplaced(block)
