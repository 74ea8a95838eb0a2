"""Draw the blocks of a page: each kind makes elements of its node and of what Markdown made of the text inside."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, TypeVar

from competent.blocks.html import h
from competent.blocks.view import View
from competent.programme.node import Kind, Node
from competent.programme.page import Page
from competent.text.values import Part
from competent.words import Label, Said

MARK = "data-competent-node"
"""The attribute by which the element that stands for a node holds the node's number."""
OptionsType = TypeVar("OptionsType", bound=Part)


class DrawnKind(Kind):
    """A kind of block that can be drawn."""

    listed: ClassVar[Label | None] = None
    """What the page Find calls the list of these, where it has one."""

    @classmethod
    @abstractmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """The element of a node for a view, or nothing where the view does not show it.

        `body` holds what Markdown made of the text inside; blocks in it are not drawn yet.
        """


class Drawing:
    """A page that is being drawn for a view."""

    def __init__(self, view: View, page: Page):
        self.view, self.page = view, page

    def draw(self, root: etree.Element) -> None:
        """Put what is drawn in the place of every element that stands for a node."""
        for child in list(root):
            if MARK in child.attrib:
                self._replace(root, child)
            else:
                self.draw(child)

    def inside(self, body: etree.Element) -> list[etree.Element]:
        """What stands in a block, drawn."""
        self.draw(body)
        return list(body)

    def nodes_in(self, body: etree.Element) -> Iterator[tuple[Node, etree.Element]]:
        """The blocks that stand in a block, not drawn, each with its own body."""
        for child in body:
            if (node := self._node(child)) is not None:
                yield node, child

    def words(self, node: Node) -> int:
        """How many words a learner reads in a block, without its head."""
        return self.page.words(node.body_lines)

    def level_below(self, place: etree.Element, parent: etree.Element) -> int:
        """The level of a heading at this place: below those of level two that stand before it."""
        before = list(parent)[: list(parent).index(place)]
        return 3 if any(sibling.tag == "h2" for sibling in before) else 2

    def _node(self, element: etree.Element) -> Node | None:
        number = element.get(MARK, "")
        nodes = self.page.all_nodes
        return nodes[int(number)] if number.isdigit() and int(number) < len(nodes) else None

    def _replace(self, parent: etree.Element, place: etree.Element) -> None:
        node = self._node(place)
        number = list(parent).index(place)
        drawn = None
        if node is not None and not node.is_whole:  # told already; what stands in it is seen
            drawn = h("div", None, *self.inside(place))
        elif node is not None and issubclass(node.kind, DrawnKind):
            self.level = self.level_below(place, parent)
            drawn = node.kind.draw(self, node, place)
        parent.remove(place)
        if drawn is not None:
            drawn.tail = place.tail
            parent.insert(number, drawn)
        elif place.tail and place.tail.strip():
            before = parent[number - 1] if number else None
            if before is None:
                parent.text = (parent.text or "") + place.tail
            else:
                before.tail = (before.tail or "") + place.tail

    level = 2
    """The level of the heading of the block that is being drawn."""
    exercise: tuple[str, Said] = ("", "")
    """The id and the label of the activity or task whose answers are being drawn."""


def options(node: Node, model: type[OptionsType]) -> OptionsType:
    """The options of a node as its kind has them."""
    if not isinstance(node.options, model):
        raise TypeError(f"{node.place}: the block “{node.kind.name}” has no options")  # such a project is not built
    return node.options
