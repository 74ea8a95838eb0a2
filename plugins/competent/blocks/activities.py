"""The activities of a programme in one table, for whoever leads a class or looks for one of them."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Sequence
from dataclasses import dataclass

from competent.blocks.html import append, h, with_roles
from competent.blocks.view import View, sheet_uri
from competent.programme.exercises import MODE_NAMES, TYPE_NAMES, Activity
from competent.programme.models import Programme, Section
from competent.programme.time import hours
from competent.words import N_, Label

HEADS: Sequence[Label] = (
    N_("No."),
    N_("Activity"),
    N_("Section"),
    N_("Minutes"),
    N_("Mode"),
    N_("Criteria"),
    N_("Type"),
)


@dataclass(frozen=True)
class _Cell:
    """What a cell shows, and what it is sorted by where its words would not do."""

    content: tuple[etree.Element | str, ...]
    order: int | None = None


def table(view: View) -> etree.Element:
    """Number, title, section, minutes, mode, criteria and type of every activity; the sum of the minutes below."""
    programme, _ = view.programme, view.words
    box = h("div", {"class": "activities"})
    if programme is None or not programme.activities:
        return append(box, h("p", None, _("There are no activities yet.")))
    heads = [_(head) for head in HEADS]
    rows = [(section, activity) for section in programme.sections for activity in section.activities]
    body = h("tbody", None, *(_row(view, programme, heads, *row) for row in rows))
    head = h("thead", None, h("tr", None, *(h("th", {"scope": "col"}, words) for words in heads)))
    whole = h("table", {"class": "activities__table", "data-sortable": ""}, head, body)
    return append(box, h("p", {"class": "activities__sum"}, _sum(view, programme)), with_roles(whole))


def _sum(view: View, programme: Programme) -> str:
    """How many there are, and how long they take together."""
    count = len(programme.activities)
    minutes = sum(activity.options.minutes for activity in programme.activities)
    return view.words.ngettext("%(num)d activity", "%(num)d activities", count) + f" · {hours(minutes)}"


def _row(view: View, programme: Programme, heads: Sequence[str], section: Section, activity: Activity) -> etree.Element:
    """The name of each column goes with each cell: on a narrow screen they stand one below the other."""
    place = programme.exercises.index(activity)
    row = h("tr", None)
    for number, (name, cell) in enumerate(zip(heads, _cells(view, programme, section, activity, place), strict=True)):
        given = {"data-head": name, "data-order": None if cell.order is None else str(cell.order)}
        tag = "th" if number == 1 else "td"
        append(row, h(tag, {"scope": "row" if tag == "th" else None, **given}, *cell.content))
    return row


def _cells(view: View, programme: Programme, section: Section, activity: Activity, place: int) -> list[_Cell]:
    _, options = view.words, activity.options
    link = h("a", {"href": view.link(section.uri, activity.id)}, activity.title)
    kind = h("span", {"class": f"mark mark--{options.type}", "aria-hidden": "true"})
    return [
        _Cell((activity.short_name,), place),
        _Cell((link,)),
        _Cell((section.title,), programme.sections.index(section)),
        _Cell((str(options.minutes),), options.minutes),
        _Cell((_(MODE_NAMES[options.mode]),)),
        _Cell((_criteria(view, programme, activity),), _first(programme, activity)),
        _Cell((kind, f" {_(TYPE_NAMES[options.type])}")),
    ]


def _criteria(view: View, programme: Programme, activity: Activity) -> etree.Element:
    """The codes of its criteria, each with the way to it."""
    codes = h("span", {"class": "activities__criteria"})
    for number, name in enumerate(found for found in activity.criteria if found in programme.criteria):
        label = programme.criterion_label(name)
        append(codes, ", " if number else None, h("a", {"href": view.link(sheet_uri(programme), name)}, label))
    return codes


def _first(programme: Programme, activity: Activity) -> int:
    """Where its first criterion stands in the standard."""
    order = list(programme.criteria)
    return min((order.index(name) for name in activity.criteria if name in order), default=len(order))
