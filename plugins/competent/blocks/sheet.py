"""Show a standard: the whole sheet, and the opener of a section with only what belongs to it."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable

from competent.blocks.html import append, h
from competent.blocks.view import View, section_uri, sheet_uri
from competent.programme.models import Programme, Section
from competent.standards.models import Criterion, CrossField, Outcome, Pointer, Register, Standard
from competent.words import _, date_words


def opener(view: View) -> etree.Element:
    """What the section being shown works towards; empty on a page that is no section."""
    box = h("aside", {"class": "opener", "aria-label": _("What this section works towards")})
    programme, section = view.programme, view.section
    if programme is None or section is None:
        return box
    append(box, h("p", {"class": "opener__title"}, _("What this section works towards")))
    for outcome_id in section.outcomes:
        if outcome_id in programme.outcomes:
            append(box, *_outcome_in_opener(view, programme, section, programme.outcomes[outcome_id]))
    ranges = programme.range_for(section.outcomes)
    knowledge = programme.knowledge_for(section.outcomes, section.criteria)
    append(box, *_list_with_title(_("Range"), [r.text for r in ranges]))
    append(box, *_list_with_title(_("Essential embedded knowledge"), [k.text for k in knowledge]))
    return box


def _outcome_in_opener(view: View, programme: Programme, section: Section, outcome: Outcome) -> list[etree.Element]:
    standard = programme.standard_of(outcome.id)
    title = h(
        "p", {"class": "opener__outcome"}, h("strong", None, standard.outcome_label(outcome)), f" {outcome.title}"
    )
    rows = h("ul", {"class": "opener__criteria"})
    for criterion in outcome.criteria:
        if criterion.id in section.criteria:
            href = view.link(sheet_uri(programme), criterion.id)
            chip = h("a", {"class": "chip", "href": href}, standard.criterion_label(criterion.id))
            append(rows, h("li", None, chip, h("span", None, f" {criterion.text}", _range(criterion))))
    return [title, rows]


def _range(criterion: Criterion) -> etree.Element | None:
    if criterion.range is None:
        return None
    return h("span", {"class": "range"}, h("strong", None, _("Range:"), " "), criterion.range)


def _list_with_title(title: str, texts: list[str]) -> list[etree.Element]:
    if not texts:
        return []
    return [
        h("p", {"class": "opener__label"}, title),
        h("ul", {"class": "opener__list"}, *(h("li", None, t) for t in texts)),
    ]


def standard_sheets(view: View) -> etree.Element:
    """The sheets of every standard of the programme being shown."""
    standards = view.programme.standards if view.programme else ()
    return h("div", {"class": "sheets"}, *(_sheet(view, standard) for standard in standards))


def _sheet(view: View, standard: Standard) -> etree.Element:
    parts = h("div", {"class": "sheet"}, _facts(standard))
    append(parts, *_paragraphs(standard, _("Purpose"), standard.purpose))
    append(parts, *_bullets(standard, _("Learning assumed to be in place"), standard.assumed_learning))
    append(parts, *_bullets(standard, _("Range"), [statement.text for statement in standard.range]))
    append(parts, *_outcomes(view, standard))
    append(parts, *_embedded(standard), *_cross_field(view, standard))
    append(parts, *_bullets(standard, _("Key words and phrases"), standard.key_words))
    append(parts, *_bullets(standard, _("You should note"), standard.notes))
    if standard.cross_references:
        text = _("Evidence may also count towards units %(units)s.") % {"units": ", ".join(standard.cross_references)}
        append(parts, _heading(standard, _("Cross-referenced units")), h("p", None, text))
    append(parts, *_paragraphs(standard, _("Accreditation and moderation"), standard.accreditation))
    return append(parts, h("p", {"class": "sheet__source"}, standard.source))


def _heading(standard: Standard, text: str) -> etree.Element:
    slug = "".join(c if c.isalnum() else "-" for c in text.lower())
    return h("h2", {"id": f"{standard.id}-sheet-{slug}"}, text)


def _facts(standard: Standard) -> etree.Element:
    rows = [(_("Title"), standard.title), (_(standard.rules.noun), standard.number)]
    rows += [(_(standard.rules.level_word), str(standard.level)), (_("Credits"), str(standard.credits))]
    if standard.simulation == "not-allowed":
        rows.append((_("Simulation"), _("Not allowed for performance evidence")))
    if standard.register_facts:
        rows += _register_rows(standard.register_facts)
    body = h(
        "tbody", None, *(h("tr", None, h("th", {"scope": "row"}, name), h("td", None, value)) for name, value in rows)
    )
    return h("table", {"class": "facts"}, body)


def _register_rows(register: Register) -> list[tuple[str, str]]:
    rows = [
        (_("Field"), register.field),
        (_("Subfield"), register.subfield),
        (_("Originator"), register.originator),
        (_("Registration status"), register.status),
        (_("Registered from"), date_words(register.registration_start)),
        (_("Registered until"), date_words(register.registration_end)),
        (_("Last date for enrolment"), date_words(register.last_enrolment)),
        (_("Last date for achievement"), date_words(register.last_achievement)),
    ]
    if register.decision:
        rows.append((_("Decision"), register.decision))
    if register.replaces:
        rows.append((_("Replaces"), ", ".join(register.replaces)))
    return [*rows, (_("Read from the register"), register.retrieved)]


def _paragraphs(standard: Standard, title: str, texts: Iterable[str]) -> list[etree.Element]:
    rows = [h("p", None, text) for text in texts]
    return [_heading(standard, title), *rows] if rows else []


def _bullets(standard: Standard, title: str, texts: Iterable[str]) -> list[etree.Element]:
    rows = [h("li", None, text) for text in texts]
    return [_heading(standard, title), h("ul", None, *rows)] if rows else []


def _outcomes(view: View, standard: Standard) -> list[etree.Element]:
    """Outcomes under the heading of their kind, which is written once for each run of one kind."""
    result: list[etree.Element] = []
    previous = ""
    for outcome in standard.outcomes:
        heading = _(standard.rules.kind_titles.get(outcome.kind, "Outcomes"))
        if heading != previous:
            result.append(_heading(standard, heading))
        previous = heading
        result += _outcome(view, standard, outcome, heading)
    return result


def _outcome(view: View, standard: Standard, outcome: Outcome, heading: str) -> list[etree.Element]:
    label = standard.outcome_label(outcome)
    title = outcome.title if label == heading else f"{label}: {outcome.title}"
    lead = h("p", {"class": "sheet__lead"}, outcome.lead) if outcome.lead else None
    rows = [_criterion(view, standard, criterion) for criterion in outcome.criteria]
    parts = [h("h3", {"id": outcome.id}, title), lead, h("ul", {"class": "criteria"}, *rows)]
    return [part for part in parts if part is not None]


def _criterion(view: View, standard: Standard, criterion: Criterion) -> etree.Element:
    """A criterion, with the way to where it is taught and practised."""
    label = h("span", {"class": "criterion__label"}, standard.criterion_label(criterion.id))
    text = h("p", {"class": "criterion__text"}, criterion.text, _range(criterion))
    return h("li", {"class": "criterion", "id": criterion.id}, label, h("div", None, text, _where(view, criterion.id)))


def _where(view: View, criterion_id: str) -> etree.Element | None:
    programme = view.programme
    if programme is None or view.medium != "web":
        return None
    taught = [h("a", {"href": view.link(section_uri(programme, s))}, s.title) for s in programme.teaching(criterion_id)]
    practised = _exercise_links(view, programme, criterion_id, "activities")
    assessed = _exercise_links(view, programme, criterion_id, "tasks")
    where = h("p", {"class": "criterion__where"})
    _links(where, _("Taught in"), taught)
    _links(where, _("Practised in"), practised)
    _links(where, _("Assessed in"), assessed)
    return where if len(where) else None


def _exercise_links(view: View, programme: Programme, criterion_id: str, which: str) -> list[etree.Element]:
    return [
        h("a", {"href": view.link(section_uri(programme, s), e.id), "title": e.title}, e.label)
        for s in programme.sections
        for e in getattr(s, which)
        if criterion_id in e.criteria
    ]


def _links(where: etree.Element, lead: str, links: list[etree.Element]) -> None:
    if not links:
        return
    line = h("span", None, h("span", {"class": "criterion__lead"}, lead, " "))
    for number, link in enumerate(links):
        append(line, ", " if number else None, link)
    append(where, line, " ")


def _embedded(standard: Standard) -> list[etree.Element]:
    if not standard.embedded_knowledge:
        return []
    rows = [h("li", {"id": item.id}, item.text) for item in standard.embedded_knowledge]
    return [_heading(standard, _("Essential embedded knowledge")), h("ol", None, *rows)]


def _cross_field(view: View, standard: Standard) -> list[etree.Element]:
    if not standard.cross_field:
        return []
    rows = [_cross_field_row(view, standard, item) for item in standard.cross_field]
    asked = any(item.text for item in standard.cross_field)
    heads = [_("Outcome"), _("What it asks") if asked else _("Where it is shown")]
    table = h(
        "table",
        {"class": "cross-field"},
        h("thead", None, h("tr", None, *(h("th", {"scope": "col"}, head) for head in heads))),
        h("tbody", None, *rows),
    )
    return [_heading(standard, _("Critical cross-field outcomes")), table]


def _cross_field_row(view: View, standard: Standard, item: CrossField) -> etree.Element:
    cell = h("td", None, item.text)
    return h(
        "tr",
        {"id": item.id},
        h("td", {"class": "cross-field__title"}, item.title),
        append(cell, *_pointer_links(view, standard, item)),
    )


def _pointer_links(view: View, standard: Standard, pointer: Pointer) -> list[etree.Element]:
    """Links to the criteria, or where none are named to the outcomes, that a part points at."""
    outcomes = {outcome.id: standard.outcome_label(outcome) for outcome in standard.outcomes}
    criteria = {criterion.id: standard.criterion_label(criterion.id) for criterion in standard.criteria}
    named = [(i, criteria[i]) for i in pointer.criteria if i in criteria] or [
        (i, outcomes[i]) for i in pointer.outcomes if i in outcomes
    ]
    uri = sheet_uri(view.programme) if view.programme else view.uri
    return [h("a", {"class": "chip", "href": view.link(uri, anchor)}, label) for anchor, label in named]
