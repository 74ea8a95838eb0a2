"""Make texts, and texts with lists below them, of the lines of a part of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from competent.exchange.head import NOTHING
from competent.exchange.lines import NUMBERED, Line
from competent.text.values import folded

Prose = Any
"""A text, or keys for a text and its list, as YAML has them."""


@dataclass
class Node:
    """A paragraph or an item, with the items below it."""

    text: str
    gap: bool = True
    in_list: bool = False
    items: list[Node] = field(default_factory=list)


def says_nothing(lines: Sequence[Line]) -> bool:
    """Whether a part of a page says only that it says nothing."""
    return all(line.text.upper().strip(".") in NOTHING for line in lines)


def tree(lines: Sequence[Line]) -> list[Node]:
    """The paragraphs of a part, with their lists."""
    top: list[Node] = []
    open_: list[Node] = []
    for line in lines:
        node = Node(line.text, line.gap, bool(line.depth))
        if not line.depth:
            open_ = [node]
            top.append(node)
            continue
        lead = bool(top) and not top[-1].in_list and not (line.gap and _ends(top[-1].text))
        depth = min(line.depth, len(open_)) if lead or (open_ and open_[0].in_list) else 0
        if open_ and open_[0].in_list:
            depth = min(line.depth - 1, len(open_))
        holder = open_[:depth]
        (holder[-1].items if holder else top).append(node)
        open_ = [*holder, node]
    return _unnumbered(_below_colons(top))


def _ends(text: str) -> bool:
    return text.endswith((".", "!", "?"))


def _below_colons(nodes: Sequence[Node]) -> list[Node]:
    """Lines that follow a colon without a break are its list, whose signs a copy has lost; one alone goes on in it."""
    result: list[Node] = []
    lead: Node | None = None
    for node in nodes:
        if lead and not node.gap and not node.in_list and not node.items:
            lead.items.append(node)
            continue
        result.append(node)
        lead = node if node.text.endswith(":") and not node.items and not node.in_list else None
    for node in result:
        if len(node.items) == 1 and not node.items[0].items and not node.items[0].in_list:
            node.text, node.items = f"{node.text} {node.items[0].text}", []
    return result


def _unnumbered(nodes: list[Node]) -> list[Node]:
    """Items without their numbers, where these only count them; a number that is told apart by more is kept."""
    for node in nodes:
        node.items = _unnumbered(node.items)
    found = [NUMBERED.match(node.text) for node in nodes if node.in_list]
    said = [match[1] for match in found if match]
    if len(said) > 1 and len(said) == len(nodes) and any(said == count[: len(said)] for count in COUNTS):
        for node, match in zip(nodes, found, strict=True):
            node.text = node.text[match.end() :] if match else node.text
    return nodes


COUNTS = (
    [str(number) for number in range(1, 100)],
    [chr(number) for number in range(ord("a"), ord("z") + 1)],
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"],
)
"""The ways to count the items of a list."""


def distinct(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes, each once: what stands twice in a list is a slip of the page."""
    seen: set[str] = set()
    for node in nodes:
        name = folded(repr(prose(node)))
        if name not in seen:
            seen.add(name)
            yield node


def prose(node: Node) -> Prose:
    """A paragraph or an item as YAML has it."""
    if not node.items:
        return node.text
    return {"text": node.text, "items": [prose(item) for item in distinct(node.items)]}


def all_prose(lines: Sequence[Line]) -> list[Prose]:
    """The paragraphs of a part as YAML has them; none where it says nothing."""
    return [] if says_nothing(lines) else [prose(node) for node in distinct(tree(lines))]


def one_prose(lines: Sequence[Line]) -> Prose | None:
    """A part that the model holds as one text: paragraphs that follow the first one become its list."""
    nodes = [] if says_nothing(lines) else list(distinct(tree(lines)))
    if not nodes:
        return None
    first, rest = nodes[0], nodes[1:]
    if first.in_list and not any(node.items for node in nodes):
        return _said(nodes)
    if first.items or any(node.items for node in rest) or any(node.in_list for node in rest):
        return prose(Node(first.text, items=[*first.items, *rest]))
    return " ".join(node.text for node in nodes)


def sentence(lines: Sequence[Line]) -> str:
    """A part that the model holds as a sentence: a list is said in one line, its items parted by semicolons."""
    return "" if says_nothing(lines) else _said(tree(lines))


def _said(nodes: Sequence[Node]) -> str:
    said: list[str] = []
    for node in nodes:
        if said:
            said.append(" " if said[-1].endswith((".", ":", ";", ",", "!", "?")) else "; ")
        said.append(f"{node.text} {_said(node.items)}" if node.items else node.text)
    return "".join(said)
