"""Build HTML as a tree: text put into it is text, never markup."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Mapping

from markdown.util import AtomicString

Node = etree.Element | str | None


def h(tag: str, attributes: Mapping[str, str | None] | None = None, *children: Node) -> etree.Element:
    """An element. Attributes that are None are left out; strings are text that Markdown leaves alone."""
    element = etree.Element(tag, {k: v for k, v in (attributes or {}).items() if v is not None})
    append(element, *children)
    return element


def append(element: etree.Element, *children: Node) -> etree.Element:
    """Add children to an element."""
    for child in children:
        if child is None:
            continue
        if isinstance(child, str):
            _add_text(element, child)
        else:
            element.append(child)
    return element


def _add_text(element: etree.Element, text: str) -> None:
    if len(element):
        element[-1].tail = AtomicString((element[-1].tail or "") + text)
    else:
        element.text = AtomicString((element.text or "") + text)
