"""The index of the site: by programme, by criterion, by type of activity, and by what helps on the job."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable

from competent.blocks.html import append, h, listed
from competent.blocks.process import ProcessBlock
from competent.blocks.teaching import CompareBlock, DialogueBlock, JobAidBlock, MnemonicBlock, ReadingBlock
from competent.blocks.view import View, downloads_uri, sheet_uri
from competent.programme.exercises import TYPE_NAMES
from competent.programme.models import Programme
from competent.words import Label


def index(view: View) -> etree.Element:
    """The four ways in; one that leads to nothing is left out."""
    _ = view.words
    ways = (
        ("by-programme", _("By programme"), _each(view, _sections)),
        ("by-criterion", _("By assessment criterion"), _each(view, _criteria)),
        ("by-activity", _("By type of activity"), _by_type(view)),
        ("by-job-aid", _("By what you need on the job"), _by_resource(view)),
    )
    parts = (part for name, words, found in ways if found for part in (h("h2", {"id": name}, words), *found))
    return append(h("div", {"class": "finder"}), *parts)


def _each(view: View, make: Callable[[View, Programme], etree.Element]) -> list[etree.Element]:
    result: list[etree.Element] = []
    for programme in view.programmes:
        result += [h("h3", None, programme.title), make(view, programme)]
    return result


def _sections(view: View, programme: Programme) -> etree.Element:
    _ = view.words
    links = [(view.link(section.uri), section.title) for section in programme.sections]
    links += [
        (view.link(sheet_uri(programme)), ", ".join(_(standard.name) for standard in programme.standards)),
        (view.link(downloads_uri(programme)), _("Downloads")),
    ]
    return listed("ul", None, (h("a", {"href": href}, title) for href, title in links))


def _criteria(view: View, programme: Programme) -> etree.Element:
    rows = h("ul", {"class": "finder__criteria"})
    for criterion in programme.criteria.values():
        chip = h(
            "a",
            {"class": "chip", "href": view.link(sheet_uri(programme), criterion.id)},
            programme.criterion_label(criterion.id),
        )
        append(rows, h("li", None, chip, h("span", None, f" {criterion.text}")))
    return rows


def _by_type(view: View) -> list[etree.Element]:
    result: list[etree.Element] = []
    for kind, name in TYPE_NAMES.items():
        found = [
            (p, s.uri, e.id, e.title)
            for p in view.programmes
            for s in p.sections
            for e in s.activities
            if e.options.type == kind
        ]
        result += _linked(view, name, found)
    return result


def _by_resource(view: View) -> list[etree.Element]:
    result: list[etree.Element] = []
    for kind in LISTED:
        found = [(p, s.uri, r.id, r.title) for p in view.programmes for s, r in p.resources if r.node.kind is kind]
        result += _linked(view, kind.listed, found)
    return result


def _linked(view: View, name: Label | None, found: list[tuple[Programme, str, str, str]]) -> list[etree.Element]:
    """A heading, and a link to each thing with the number of its standard."""
    if not found or name is None:
        return []
    rows = h("ul", {"class": "finder__columns"})
    for programme, uri, anchor, title in found:
        owners = [s.number for s in programme.standards if anchor.startswith(f"{s.id}-")] or programme.numbers
        append(rows, h("li", None, h("a", {"href": view.link(uri, anchor)}, title), f" ({', '.join(owners)})"))
    return [h("h3", None, view.words(name)), rows]


LISTED = (ProcessBlock, JobAidBlock, MnemonicBlock, CompareBlock, DialogueBlock, ReadingBlock)
"""What helps on the job, in the order in which people look for it."""
