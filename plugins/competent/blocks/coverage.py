"""The coverage picture: every criterion against where it is taught, practised and assessed, at a glance."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from competent.blocks.html import append, h
from competent.blocks.view import View, sheet_uri
from competent.programme.exercises import TYPE_NAMES, Activity, Exercise
from competent.programme.models import Programme, Section
from competent.standards.standard import Standard
from competent.words import N_, Words


def picture(view: View) -> etree.Element:
    """A table that reads as a picture: filled marks where a criterion is met, and its gaps named."""
    programme, _ = view.programme, view.words
    if programme is None:
        return h("div", {"class": "coverage"})
    table = h("table", {"class": "coverage__table"}, _head(view, programme))
    for standard in programme.standards:
        for group in standard.groups:
            title = f"{_.say(programme.outcome_label(group.id))} {group.outcome.title}"
            body = h("tbody", None, _outcome_row(programme, title))
            append(body, *(_row(view, programme, standard, criterion.id) for criterion in group.criteria))
            append(table, body)
    scroll = h(
        "div",
        {"class": "coverage__scroll", "tabindex": "0", "role": "group", "aria-label": _("Coverage picture")},
        table,
    )
    return h("div", {"class": "coverage"}, _summary(programme, _), _legend(_), scroll)


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
    marks = [("taught", N_("Taught in the section")), *TYPE_NAMES.items(), ("task", N_("Summative task"))]
    return h("ul", {"class": "legend"}, *(h("li", None, _mark(kind, ""), _(name)) for kind, name in marks))


def _mark(kind: str, words: str) -> etree.Element:
    """A mark whose shape, not only its colour, tells what it is; the words are for those who do not see it."""
    hidden = h("span", {"class": "visually-hidden"}, words) if words else None
    return h("span", {"class": f"mark mark--{kind}"}, hidden)


def _columns(programme: Programme) -> list[tuple[Section, Exercise | None]]:
    """For each section one column for its text and one for each activity and task."""
    return [column for section in programme.sections for column in _columns_of(section)]


def _columns_of(section: Section) -> list[tuple[Section, Exercise | None]]:
    text: list[Exercise | None] = [None] if section.teaches else []
    return [(section, exercise) for exercise in (*text, *section.activities, *section.tasks)]


def _head(view: View, programme: Programme) -> etree.Element:
    groups = h("tr", None, h("td", {"rowspan": "2"}))
    heads = h("tr", None)
    for section in programme.sections:
        columns = _columns_of(section)
        link = h("a", {"href": view.link(section.uri)}, section.title)
        append(groups, h("th", {"scope": "colgroup", "colspan": str(len(columns))}, link))
        append(heads, *(_column_head(view, section, exercise) for _section, exercise in columns))
    return h("thead", None, groups, heads)


def _column_head(view: View, section: Section, exercise: Exercise | None) -> etree.Element:
    _ = view.words
    if exercise is None:
        return h("th", {"scope": "col"}, _("Text"))
    label = _(exercise.label)
    names = {
        "href": view.link(section.uri, exercise.id),
        "title": f"{label}: {exercise.title}",
        "aria-label": label,
    }
    return h("th", {"scope": "col"}, h("a", names, str(exercise.number)))


def _outcome_row(programme: Programme, title: str) -> etree.Element:
    width = str(1 + len(_columns(programme)))
    return h(
        "tr", {"class": "coverage__outcome"}, h("th", {"scope": "rowgroup", "colspan": width}, h("span", None, title))
    )


def _row(view: View, programme: Programme, standard: Standard, criterion_id: str) -> etree.Element:
    criterion = programme.criteria[criterion_id]
    href = view.link(sheet_uri(programme), criterion_id)
    label = h("a", {"href": href, "title": criterion.text}, standard.criterion_label(criterion_id))
    row = h("tr", None, h("th", {"scope": "row"}, label))
    empty = True
    for section, exercise in _columns(programme):
        mark = _cell(criterion_id, section, exercise, view.words)
        empty = empty and mark is None
        append(row, h("td", None, mark))
    if empty:
        row.set("class", "coverage__gap")
    return row


def _cell(criterion_id: str, section: Section, exercise: Exercise | None, _: Words) -> etree.Element | None:
    if exercise is None:
        return _mark("taught", _("taught")) if criterion_id in section.criteria else None
    if criterion_id not in exercise.criteria:
        return None
    return (
        _mark(exercise.options.type, _("practised")) if isinstance(exercise, Activity) else _mark("task", _("assessed"))
    )
