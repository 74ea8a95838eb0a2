"""The coverage picture: every criterion against where it is taught, practised and assessed, at a glance."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from competent.blocks.html import append, h, listed, with_roles
from competent.blocks.view import View, sheet_uri
from competent.programme.exercises import TYPE_NAMES, Activity, Exercise
from competent.programme.models import Programme, Section
from competent.standards.standard import Standard
from competent.words import N_, Words

TASK = N_("Summative task")


def picture(view: View) -> etree.Element:
    """A table that reads as a picture: filled marks where a criterion is met, and its gaps named."""
    programme, _ = view.programme, view.words
    if programme is None:
        return h("div", {"class": "coverage"})
    table = h("table", {"class": "coverage__table"}, _head(_))
    for standard in programme.standards:
        for group in standard.groups:
            title = f"{_.say(programme.outcome_label(group.id))} {group.outcome.title}"
            body = h("tbody", None, _outcome_row(title))
            append(body, *(_row(view, programme, standard, criterion.id) for criterion in group.criteria))
            append(table, body)
    return h("div", {"class": "coverage"}, _summary(programme, _), _legend(_), with_roles(table))


def _summary(programme: Programme, _: Words) -> etree.Element:
    """The figures that matter first."""
    criteria = list(programme.criteria)
    taught = sum(bool(programme.teaching(criterion)) for criterion in criteria)
    practised = sum(bool(programme.practising(criterion)) for criterion in criteria)
    assessed = sum(bool(programme.assessing(criterion)) for criterion in criteria)
    figures = [
        (taught, _("criteria taught")),
        (practised, _("criteria practised")),
        (assessed, _("criteria assessed")),
    ]
    items = [
        h(
            "li",
            {"class": "figure figure--full" if number == len(criteria) else "figure"},
            h("strong", None, f"{number} ", _("of"), f" {len(criteria)}"),
            f" {words}",
        )
        for number, words in figures
    ]
    activities, tasks = len(programme.activities), len(programme.tasks)
    counts = [
        (activities, _.ngettext("activity", "activities", activities)),
        (tasks, _.ngettext("task", "tasks", tasks)),
    ]
    items += [h("li", {"class": "figure figure--count"}, h("strong", None, str(n)), f" {words}") for n, words in counts]
    return h("ul", {"class": "figures"}, *items)


def _legend(_: Words) -> etree.Element:
    marks = [("taught", N_("Taught in the section")), *TYPE_NAMES.items(), ("task", TASK)]
    return h("ul", {"class": "legend"}, *(h("li", None, _mark(kind), _(name)) for kind, name in marks))


def _mark(kind: str) -> etree.Element:
    """A mark whose shape, not only its colour, tells what it is; words stand beside it."""
    return h("span", {"class": f"mark mark--{kind}", "aria-hidden": "true"})


def _head(_: Words) -> etree.Element:
    heads = (_("Criterion"), _("Taught in"), _("Practised in"), _("Assessed in"))
    return h("thead", None, h("tr", None, *(h("th", {"scope": "col"}, words) for words in heads)))


def _outcome_row(title: str) -> etree.Element:
    return h("tr", {"class": "coverage__outcome"}, h("th", {"scope": "rowgroup", "colspan": "4"}, title))


def _row(view: View, programme: Programme, standard: Standard, criterion_id: str) -> etree.Element:
    """A criterion, and the ways to where it is met; what is met nowhere is marked."""
    criterion, _ = programme.criteria[criterion_id], view.words
    href = view.link(sheet_uri(programme), criterion_id)
    label = h("a", {"href": href}, standard.criterion_label(criterion_id))
    words = h("span", {"class": "coverage__text"}, f" {criterion.text}")
    cells = [
        (_("Taught in"), [_lesson(view, section, criterion_id) for section in programme.teaching(criterion_id)]),
        (_("Practised in"), _exercises(view, programme, criterion_id, "activities")),
        (_("Assessed in"), _exercises(view, programme, criterion_id, "tasks")),
    ]
    row = h("tr", None if any(found for _name, found in cells) else {"class": "coverage__gap"})
    append(row, h("th", {"scope": "row"}, label, words))
    return append(row, *(_cell(name, found, _) for name, found in cells))


def _cell(name: str, links: list[etree.Element], _: Words) -> etree.Element:
    """The name of the column goes with the cell: on a narrow screen they stand one below the other."""
    if links:
        return h("td", {"data-head": name}, listed("ul", {"class": "coverage__links"}, links))
    nothing = h("span", {"class": "visually-hidden"}, _("nowhere"))
    return h("td", {"data-head": name, "class": "coverage__none"}, h("span", {"aria-hidden": "true"}, "–"), nothing)


def _lesson(view: View, section: Section, criterion_id: str) -> etree.Element:
    """The way to the first heading of a section below which the criterion is taught."""
    first = next(iter(view.lessons(section, criterion_id)), None)
    anchor = first.anchor if first else ""
    return h("a", {"href": view.link(section.uri, anchor)}, _mark("taught"), f" {section.title}")


def _exercises(view: View, programme: Programme, criterion_id: str, which: str) -> list[etree.Element]:
    return [
        _exercise(view, section, exercise)
        for section in programme.sections
        for exercise in getattr(section, which)
        if criterion_id in exercise.criteria
    ]


def _exercise(view: View, section: Section, exercise: Exercise) -> etree.Element:
    """A number with the mark of its kind; who hears the page hears what it is and what it is called."""
    _ = view.words
    kind: str = exercise.options.type if isinstance(exercise, Activity) else "task"
    name = TYPE_NAMES[exercise.options.type] if isinstance(exercise, Activity) else TASK
    said = h("span", {"class": "visually-hidden"}, f"{_(exercise.label)}: {exercise.title} ({_(name)})")
    shown = h("span", {"aria-hidden": "true"}, f" {exercise.short_name}")
    return h("a", {"href": view.link(section.uri, exercise.id)}, _mark(kind), shown, said)
