"""Draw an answer as form fields: the same HTML serves the page and the printed workbook."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable
from typing import Any

from competent.blocks.html import append, h
from competent.programme.models import ANSWER_KINDS, Checklist, Choice, Lines, Table, exercise_label
from competent.words import _, ngettext


def render(title: str, options: dict[str, Any], activity_id: str) -> etree.Element:
    """The fields of an answer. The options have been checked."""
    kind = ANSWER_KINDS[options["kind"]].model_validate(options)
    return _RENDERERS[kind.kind](title, kind, activity_id)


def described(title: str, options: dict[str, Any]) -> etree.Element:
    """What is asked, without fields; right options are marked. For facilitators and assessors only."""
    kind = ANSWER_KINDS[options["kind"]].model_validate(options)
    box = h(
        "div", {"class": "answer answer--described"}, h("p", {"class": "answer__label"}, *_title(title, kind.marks))
    )
    if isinstance(kind, Table):
        append(box, h("p", {"class": "answer__hint"}, _("A table:"), f" {'; '.join(kind.columns)}."))
    elif isinstance(kind, Choice):
        rows = [
            h("li", None, o, h("strong", None, " (", _("right"), ")") if n in kind.correct else None)
            for n, o in enumerate(kind.options, 1)
        ]
        append(box, h("ul", None, *rows))
    elif isinstance(kind, Checklist):
        append(box, h("ul", None, *(h("li", None, item) for item in kind.items)))
    return box


def _title(title: str, marks: int | None) -> list[etree.Element | str | None]:
    """The question and what it earns."""
    if not marks:
        return [title]
    earned = ngettext("%(num)d mark", "%(num)d marks", marks)
    return [title, h("span", {"class": "answer__hint"}, f" ({earned})")]


def _lines(title: str, kind: Lines, activity_id: str) -> etree.Element:
    (field,) = kind.fields(activity_id, title)
    label = h("label", {"for": field.name, "class": "answer__label"}, *_title(title, kind.marks))
    box = h(
        "textarea",
        {**_names(field.name, title, activity_id), "rows": str(kind.lines), "style": f"--lines: {kind.lines}"},
    )
    return h("div", {"class": "answer answer--lines"}, label, box)


def _table(title: str, kind: Table, activity_id: str) -> etree.Element:
    heads = [h("th", {"scope": "col"}, column) for column in kind.columns]
    body = h("tbody")
    names = {field.name: field.label for field in kind.fields(activity_id, title)}
    for r, label in enumerate(kind.labels, 1):
        row = h("tr", None, h("td", {"class": "answer__row"}, label) if label else None)
        for c in range(kind.first_free, len(kind.columns) + 1):
            name = kind.field_name(activity_id, r, c)
            append(row, h("td", None, h("textarea", {**_names(name, names[name], activity_id), "rows": "2"})))
        append(body, row)
    table = h(
        "table",
        {"class": f"answer__table answer__table--{len(kind.columns)}"},
        h("thead", None, h("tr", None, *heads)),
        body,
    )
    scroll = h("div", {"class": "answer__scroll", "tabindex": "0", "role": "group", "aria-label": title}, table)
    return h(
        "div", {"class": "answer answer--table"}, h("p", {"class": "answer__label"}, *_title(title, kind.marks)), scroll
    )


def _choice(title: str, kind: Choice, activity_id: str) -> etree.Element:
    """Radio buttons share a name; tick boxes have one each."""
    group = f"{activity_id}-{kind.key}"
    rows = []
    for number, option in enumerate(kind.options, 1):
        name = f"{group}-{number}" if kind.multiple else group
        rows.append(
            _tick(
                "checkbox" if kind.multiple else "radio",
                name,
                f"{group}-{number}",
                str(number),
                option,
                title,
                activity_id,
            )
        )
    hint = h("span", {"class": "answer__hint"}, " ", _("Tick all that apply.") if kind.multiple else _("Choose one."))
    return _fieldset("choice", title, kind.marks, rows, hint)


def _checklist(title: str, kind: Checklist, activity_id: str) -> etree.Element:
    rows = []
    for number, item in enumerate(kind.items, 1):
        name = f"{activity_id}-{kind.key}-{number}"
        rows.append(_tick("checkbox", name, name, "yes", item, title, activity_id))
    return _fieldset("checklist", title, kind.marks, rows)


def _fieldset(
    kind: str, title: str, marks: int | None, rows: list[etree.Element], hint: etree.Element | None = None
) -> etree.Element:
    legend = h("legend", {"class": "answer__label"}, *_title(title, marks), hint)
    return h("fieldset", {"class": f"answer answer--{kind}"}, legend, h("ul", {"class": "answer__ticks"}, *rows))


def _tick(kind: str, name: str, id_: str, value: str, text: str, title: str, activity_id: str) -> etree.Element:
    names = {
        "type": kind,
        "name": name,
        "id": id_,
        "value": value,
        "title": f"{exercise_label(activity_id)}, {title}: {text}",
    }
    return h("li", None, h("input", names), h("label", {"for": id_}, text))


def _names(name: str, label: str, activity_id: str) -> dict[str, str | None]:
    words = f"{exercise_label(activity_id)}: {label}"
    return {"id": name, "name": name, "title": words, "aria-label": words}


_RENDERERS: dict[str, Callable[..., etree.Element]] = {
    "lines": _lines,
    "table": _table,
    "choice": _choice,
    "checklist": _checklist,
}
