"""Build HTML as a tree: text put into it is text, never markup."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable, Mapping

from markdown.util import AtomicString

from competent.text.values import Prose

Child = etree.Element | str | None


def h(tag: str, attributes: Mapping[str, str | None] | None = None, *children: Child) -> etree.Element:
    """An element. Attributes that are None are left out; strings are text that Markdown leaves alone."""
    element = etree.Element(tag, {k: v for k, v in (attributes or {}).items() if v is not None})
    append(element, *children)
    return element


def append(element: etree.Element, *children: Child) -> etree.Element:
    """Add children to an element."""
    for child in children:
        if child is None:
            continue
        if isinstance(child, str):
            _add_text(element, child)
        else:
            element.append(child)
    return element


def listed(tag: str, attributes: Mapping[str, str | None] | None, items: Iterable[Child]) -> etree.Element:
    """A list with an entry for each item."""
    return h(tag, attributes, *(h("li", None, item) for item in items))


ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


def with_roles(table: etree.Element) -> etree.Element:
    """A table that stays one for those who hear it, though a narrow screen shows its cells one below the other."""
    for element in table.iter():
        if element.tag == "th":
            element.set("role", "columnheader" if element.get("scope") == "col" else "rowheader")
        elif element.tag in ROLES:
            element.set("role", ROLES[element.tag])
    return table


def prose(tag: str, attributes: Mapping[str, str | None] | None, text: Prose, *before: Child) -> etree.Element:
    """An author's text in an element; with its list below it where it has one, in a box."""
    if isinstance(text, str):
        return h(tag, attributes, *before, text)
    lead = h("p", None, *before, text.text) if tag in ("p", "li", "td") else h("span", None, *before, text.text)
    return h("div" if tag == "p" else tag, attributes, lead, h("ul", None, *(prose("li", None, t) for t in text.items)))


def _add_text(element: etree.Element, text: str) -> None:
    if len(element):
        element[-1].tail = AtomicString((element[-1].tail or "") + text)
    else:
        element.text = AtomicString((element.text or "") + text)
