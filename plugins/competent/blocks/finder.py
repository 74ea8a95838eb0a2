"""The index of the site: by programme, by criterion, by type of activity, and by what helps on the job."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable

from competent.blocks.html import append, h
from competent.blocks.view import View, section_uri, sheet_uri
from competent.programme.models import TYPE_NAMES, Activity, Programme
from competent.words import N_, _

RESOURCE_NAMES = {
    "process": N_("Step by step"),
    "job-aid": N_("Job aids"),
    "mnemonic": N_("Words to remember by"),
    "compare": N_("Side by side"),
    "dialogue": N_("Dialogues"),
    "reading": N_("Readings"),
}


def index(view: View) -> etree.Element:
    """All four ways in."""
    box = h("div", {"class": "finder"})
    append(box, h("h2", {"id": "by-programme"}, _("By programme")), *_each(view, _sections))
    append(box, h("h2", {"id": "by-criterion"}, _("By assessment criterion")), *_each(view, _criteria))
    append(box, h("h2", {"id": "by-activity"}, _("By type of activity")), *_by_type(view))
    return append(box, h("h2", {"id": "by-job-aid"}, _("By what you need on the job")), *_by_resource(view))


def _each(view: View, make: Callable[[View, Programme], etree.Element]) -> list[etree.Element]:
    result: list[etree.Element] = []
    for programme in view.programmes:
        result += [h("h3", None, programme.title), make(view, programme)]
    return result


def _sections(view: View, programme: Programme) -> etree.Element:
    links = [(view.link(section_uri(programme, section)), section.title) for section in programme.sections]
    links += [
        (view.link(sheet_uri(programme)), programme.standards[0].name),
        (view.link(f"{programme.folder}/downloads.md"), _("Downloads")),
    ]
    return h("ul", None, *(h("li", None, h("a", {"href": href}, title)) for href, title in links))


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
            (p, s.id, e) for p in view.programmes for s in p.sections for e in s.activities if e.options.type == kind
        ]
        if found:
            rows = [
                h("li", None, _exercise_link(view, p, section, e), f" ({p.standards[0].number})")
                for p, section, e in found
            ]
            result += [h("h3", None, _(name)), h("ul", {"class": "finder__columns"}, *rows)]
    return result


def _exercise_link(view: View, programme: Programme, section: str, activity: Activity) -> etree.Element:
    return h("a", {"href": view.link(f"{programme.folder}/{section}.md", activity.id)}, activity.title)


def _by_resource(view: View) -> list[etree.Element]:
    result: list[etree.Element] = []
    for kind, name in RESOURCE_NAMES.items():
        found = [(p, s, r) for p in view.programmes for s, r in p.resources if r.kind == kind]
        if found:
            rows = [
                h(
                    "li",
                    None,
                    h("a", {"href": view.link(section_uri(p, s), r.id)}, r.title),
                    f" ({p.standards[0].number})",
                )
                for p, s, r in found
            ]
            result += [h("h3", None, _(name)), h("ul", {"class": "finder__columns"}, *rows)]
    return result
