"""Chips: the codes of criteria, each with the way to it, wherever something is taught, practised or assessed."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable

from competent.blocks.html import append, h
from competent.blocks.view import View, sheet_uri
from competent.standards.standard import Standard

HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def criterion_chips(view: View, criteria: Iterable[str], below: Standard | None) -> etree.Element:
    """A link to each criterion, with its short name; `below` is the standard that the heading above names."""
    _ = view.words
    chips = h("ul", {"class": "chips", "aria-label": _("Assessment criteria")})
    for criterion_id in criteria:
        programme = view.programme_of(criterion_id)
        if programme is None or view.medium not in ("web", "guide"):
            words = programme.criterion_label(criterion_id, below) if programme else criterion_id
            chip = h("span", {"class": "chip"}, words)
        else:
            href = view.link(sheet_uri(programme), criterion_id)
            said = programme.criteria[criterion_id].text if view.medium == "web" else None
            given = {"class": "chip", "href": href, "title": said}
            chip = h("a", given, programme.criterion_label(criterion_id, below))
        append(chips, h("li", None, chip))
    return chips


def chips_at_headings(root: etree.Element, view: View) -> None:
    """Below each heading whose author says which criteria it teaches, these criteria."""
    for parent in list(root.iter()):
        for number, child in reversed(list(enumerate(parent))):
            if child.tag in HEADINGS and (criteria := child.get("data-criteria", "").split()):
                chips = criterion_chips(view, criteria, None)
                chips.set("class", "chips chips--taught")
                chips.tail, child.tail = child.tail, None
                parent.insert(number + 1, chips)
