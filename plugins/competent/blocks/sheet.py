"""Show a standard: the whole sheet, and the opener of a section with only what belongs to it."""

from __future__ import annotations

import datetime
import itertools
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator, Sequence

from competent.blocks.html import append, h, prose
from competent.blocks.view import View, question_anchor, sheet_uri
from competent.programme.exercises import Exercise
from competent.programme.models import Programme, Section
from competent.programme.time import hours
from competent.standards.standard import Standard
from competent.standards.statements import Criterion, CrossField, Outcome, Pointer, Register
from competent.text.values import Prose
from competent.words import N_, Label, Said, Words


def opener(view: View) -> etree.Element:
    """What the section being shown works towards; empty on a page that is no section."""
    _ = view.words
    box = h("aside", {"class": "opener", "aria-label": _("What this section works towards")})
    programme, section = view.programme, view.section
    if programme is None or section is None:
        return box
    append(box, h("p", {"class": "opener__title"}, _("What this section works towards")))
    for outcome_id in section.outcomes:
        if outcome_id in programme.outcomes:
            append(box, *_outcome_in_opener(view, programme, section, programme.outcomes[outcome_id]))
    ranges = programme.range_for(section.criteria)
    knowledge = programme.knowledge_for(section.criteria)
    append(box, *_list_with_title(_("Range"), [r.text for r in ranges]))
    append(box, *_list_with_title(_("Essential embedded knowledge"), [k.text for k in knowledge]))
    return box


def _outcome_in_opener(view: View, programme: Programme, section: Section, outcome: Outcome) -> list[etree.Element]:
    """An outcome and those inside it, as far as the section serves their criteria."""
    _ = view.words
    label = h("strong", None, _.say(programme.outcome_label(outcome.id)))
    parts = [h("p", {"class": "opener__outcome"}, label, f" {outcome.title}")]
    parts += _more(outcome, _)
    rows, standard = h("ul", {"class": "opener__criteria"}), programme.standard_of(outcome.id)
    for criterion in outcome.criteria:
        if criterion.id in section.criteria:
            href = view.link(sheet_uri(programme), criterion.id)
            chip = h("a", {"class": "chip", "href": href}, standard.criterion_label(criterion.id))
            text = h("span", None, f" {criterion.text}", _range(criterion, _), *_more(criterion, _))
            append(rows, h("li", None, chip, text))
    parts += [rows] if len(rows) or not outcome.outcomes else []
    for inner in outcome.outcomes:
        if any(criterion.id in section.criteria for criterion in inner.every_criterion):
            parts += _outcome_in_opener(view, programme, section, inner)
    return parts


def _range(part: Criterion | Outcome, _: Words) -> etree.Element | None:
    if part.range is None:
        return None
    return prose("span", {"class": "range"}, part.range, h("strong", None, _("Range:"), " "))


def _more(part: Criterion | Outcome, _: Words) -> list[etree.Element]:
    """What else the standard says of an outcome or a criterion, a line each; its figures share one."""
    found: list[tuple[Label, Prose]] = [(N_("Given:"), text) for text in part.given]
    found += [(N_("Note:"), text) for text in part.notes]
    found += [(N_("Supporting evidence:"), text) for text in part.supporting_evidence]
    lines = [prose("span", {"class": "range"}, text, h("strong", None, _(name), " ")) for name, text in found]
    figures = [(h("strong", None, _(name), " "), _.say(said)) for name, said in _figures(part)]
    apart = [piece for figure in figures for piece in (" · ", *figure)][1:]
    return [*lines, h("span", {"class": "range"}, *apart)] if figures else lines


def _figures(part: Criterion | Outcome) -> Iterator[tuple[Label, Said]]:
    """Weight, level, credits, grade, how much evidence is enough, and whether it may be simulated."""
    if part.weight is not None:
        yield N_("Weight:"), N_("%(weight)s percent", weight=f"{part.weight:g}")
    if part.level is not None:
        yield N_("Level:"), str(part.level)
    if part.credits is not None:
        yield N_("Credits:"), str(part.credits)
    if isinstance(part, Criterion) and part.grade:
        yield N_("Grade:"), part.grade
    if part.sufficiency and (said := part.sufficiency.said()):
        yield N_("Enough:"), said
    if part.simulation == "not-allowed":
        yield N_("Simulation:"), N_("not allowed")


def _list_with_title(title: str, texts: list[Prose]) -> list[etree.Element]:
    if not texts:
        return []
    rows = h("ul", {"class": "opener__list"}, *(prose("li", None, text) for text in texts))
    return [h("p", {"class": "opener__label"}, title), rows]


def standard_sheets(view: View) -> etree.Element:
    """The sheets of every standard of the programme being shown."""
    standards = view.programme.standards if view.programme else ()
    return h("div", {"class": "sheets"}, *(_sheet(view, standard) for standard in standards))


def _sheet(view: View, standard: Standard) -> etree.Element:
    _ = view.words
    parts = h("div", {"class": "sheet"}, _facts(standard, _, in_pairs=view.medium == "guide"))
    append(parts, *_paragraphs(standard, _("Purpose"), standard.purpose))
    append(parts, *_bullets(standard, _("Learning assumed to be in place"), standard.assumed_learning))
    append(parts, *_bullets(standard, _("Range"), (statement.text for statement in standard.range)))
    append(parts, *_outcomes(view, standard))
    append(parts, *_embedded(view, standard), *_cross_field(view, standard))
    append(parts, *_bullets(standard, _("Key words and phrases"), standard.key_words))
    append(parts, *_bullets(standard, _("You should note"), standard.notes))
    if standard.cross_references:
        text = _("Evidence may also count towards units %(units)s.") % {"units": ", ".join(standard.cross_references)}
        append(parts, _heading(standard, _("Cross-referenced units")), h("p", None, text))
    append(parts, *_paragraphs(standard, _("Accreditation and moderation"), standard.accreditation))
    append(parts, h("p", {"class": "sheet__source"}, standard.source) if standard.source else None)
    return _below_its_name(standard, parts, _) if view.programme and view.programme.has_several else parts


def _below_its_name(standard: Standard, sheet: etree.Element, _: Words) -> etree.Element:
    """The sheet of one standard of several: its headings and codes stand below one that says whose they are."""
    for heading in [element for element in sheet.iter() if element.tag in LOWER]:
        heading.tag = LOWER[heading.tag]
    sheet.insert(0, h("h2", {"id": f"{standard.id}-sheet-name"}, f"{_(standard.name)}: {standard.title}"))
    return sheet


LOWER = {f"h{level}": f"h{min(level + 1, 6)}" for level in range(2, 7)}
"""By a heading, the one a level below."""


def _heading(standard: Standard, text: str) -> etree.Element:
    slug = "".join(c if c.isalnum() else "-" for c in text.lower())
    return h("h2", {"id": f"{standard.id}-sheet-{slug}"}, text)


def _facts(standard: Standard, _: Words, *, in_pairs: bool) -> etree.Element:
    """What the register says of a standard; in pairs two in a row, below the title."""
    words = standard.rules.words
    rows = [(_("Title"), standard.title), (_.say(words.standard), standard.number)]
    rows += [(_.say(words.level), str(standard.level))] if standard.level is not None else []
    rows += [(_("Credits"), str(standard.credits))] if standard.credits else []
    rows += [(_.say(words.hours), hours(60 * standard.hours))] if standard.hours else []
    rows += [(_.say(words.guided), hours(60 * standard.guided))] if standard.guided else []
    if standard.no_simulation:
        rows.append((_("Simulation"), _("Not allowed for performance evidence")))
    if standard.register_facts:
        rows += _register_rows(standard.register_facts, _)
    if in_pairs:
        return h("table", {"class": "facts facts--pairs"}, h("tbody", None, *_in_pairs(rows)))
    return h("table", {"class": "facts"}, h("tbody", None, *(h("tr", None, *_fact(row)) for row in rows)))


def _fact(row: tuple[str, str], columns: int = 1) -> tuple[etree.Element, etree.Element]:
    wide = str(columns) if columns > 1 else None
    return h("th", {"scope": "row"}, row[0]), h("td", {"colspan": wide}, row[1])


def _in_pairs(rows: Sequence[tuple[str, str]]) -> Iterator[etree.Element]:
    """The first over both columns, and so the last where it is left over."""
    yield h("tr", None, *_fact(rows[0], 3))
    for one, other in itertools.zip_longest(rows[1::2], rows[2::2]):
        yield h("tr", None, *_fact(one), *_fact(other)) if other else h("tr", None, *_fact(one, 3))


def _register_rows(register: Register, _: Words) -> list[tuple[str, str]]:
    """What is known; what is not is said nowhere."""

    def date(day: datetime.date | None) -> str | None:
        return _.date(day) if day else None

    rows = [
        (_("Field"), register.field),
        (_("Subfield"), register.subfield),
        (_("Originator"), register.originator),
        (_("Registration status"), register.status),
        (_("Registered from"), date(register.registration_start)),
        (_("Registered until"), date(register.registration_end)),
        (_("Last date for enrolment"), date(register.last_enrolment)),
        (_("Last date for achievement"), date(register.last_achievement)),
        (_("Decision"), register.decision),
        (_("Replaces"), ", ".join(register.replaces)),
        *register.facts.items(),
        (_("Read from the register"), register.retrieved),
    ]
    return [(name, value) for name, value in rows if value]


def _paragraphs(standard: Standard, title: str, texts: Iterable[Prose]) -> list[etree.Element]:
    rows = [prose("p", None, text) for text in texts]
    return [_heading(standard, title), *rows] if rows else []


def _bullets(standard: Standard, title: str, texts: Iterable[Prose]) -> list[etree.Element]:
    rows = [prose("li", None, text) for text in texts]
    return [_heading(standard, title), h("ul", None, *rows)] if rows else []


def _outcomes(view: View, standard: Standard) -> list[etree.Element]:
    """Outcomes under the heading of their kind, which is written once for each run of one kind."""
    result: list[etree.Element] = []
    previous: Said = ""
    for outcome in standard.outcomes:
        kind = standard.kind_title(outcome)
        if kind != previous:
            result.append(_heading(standard, view.words.say(kind)))
        previous = kind
        result += _outcome(view, standard, outcome, 3)
    return result


def _outcome(view: View, standard: Standard, outcome: Outcome, level: int) -> list[etree.Element]:
    title = f"{outcome.code}: {outcome.title}" if outcome.code else outcome.title
    lead = h("p", {"class": "sheet__lead"}, outcome.lead) if outcome.lead else None
    rows = [_criterion(view, standard, criterion) for criterion in outcome.criteria]
    parts: list[etree.Element | None] = [h(f"h{min(level, 6)}", {"id": outcome.id}, title), _range(outcome, view.words)]
    parts += [*_more(outcome, view.words), lead, h("ul", {"class": "criteria"}, *rows) if rows else None]
    for inner in outcome.outcomes:
        parts += _outcome(view, standard, inner, level + 1)
    return [part for part in parts if part is not None]


def _criterion(view: View, standard: Standard, criterion: Criterion) -> etree.Element:
    """A criterion, with the way to where it is taught and practised."""
    _ = view.words
    code, own = standard.criterion_label(criterion.id), {"class": "criterion__label", "href": f"#{criterion.id}"}
    label = h("span", {"class": own["class"]}, code) if view.paper else h("a", own, code)
    more = [_range(criterion, _), *_more(criterion, _)]
    inside = criterion.range is None or isinstance(criterion.range, str)
    text = h("p", {"class": "criterion__text"}, criterion.text, *(more if inside else ()))
    box = h("div", None, text, *(() if inside else more), _where(view, criterion.id))
    return h("li", {"class": "criterion", "id": criterion.id}, label, box)


def _where(view: View, criterion_id: str) -> etree.Element | None:
    programme = view.programme
    if programme is None or view.medium != "web":
        return None
    _ = view.words
    taught = [_lessons(view, section, criterion_id) for section in programme.teaching(criterion_id)]
    practised = _exercise_links(view, programme, criterion_id, "activities")
    assessed = _exercise_links(view, programme, criterion_id, "tasks")
    where = h("p", {"class": "criterion__where"})
    _links(where, _("Taught in"), taught)
    _links(where, _("Practised in"), practised)
    _links(where, _("Assessed in"), assessed)
    return where if len(where) else None


def _lessons(view: View, section: Section, criterion_id: str) -> etree.Element:
    """A section, and the headings in it below which the criterion is taught."""
    links = [
        h("a", {"href": view.link(found.uri, found.anchor)}, found.title)
        for found in view.lessons(section, criterion_id)
    ]
    return _with_parts(h("a", {"href": view.link(section.uri)}, section.title), links)


def _with_parts(link: etree.Element, parts: list[etree.Element]) -> etree.Element:
    """A way to a page, with the ways to its parts in brackets."""
    if not parts:
        return link
    whole = h("span", None, link, " (")
    for number, part in enumerate(parts):
        append(whole, ", " if number else None, part)
    return append(whole, ")")


def _exercise(view: View, section: Section, exercise: Exercise, criterion_id: str) -> etree.Element:
    """An activity or a task, and the questions in it that are about the criterion."""
    link = h("a", {"href": view.link(section.uri, exercise.id), "title": exercise.title}, view.words(exercise.label))
    questions = [
        h("a", {"href": view.link(section.uri, question_anchor(exercise.id, answer))}, _short(answer.title))
        for answer in exercise.answers
        if criterion_id in answer.kind.criteria
    ]
    return _with_parts(link, questions)


def _short(question: str) -> str:
    """The first words of a question, which are enough to know it again."""
    words = question.split()
    return question if len(words) <= 7 else " ".join(words[:6]).rstrip(".,:;") + " …"


def _exercise_links(view: View, programme: Programme, criterion_id: str, which: str) -> list[etree.Element]:
    return [
        _exercise(view, s, e, criterion_id)
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


def _embedded(view: View, standard: Standard) -> list[etree.Element]:
    items, _ = standard.embedded_knowledge, view.words
    if not items:
        return []
    rows = [append(prose("li", {"id": item.id}, item.text), *_served(view, standard, item)) for item in items]
    return [_heading(standard, _("Essential embedded knowledge")), h("ol", None, *rows)]


def _served(view: View, standard: Standard, pointer: Pointer) -> list[etree.Element | str]:
    """The criteria that it belongs to: they lead to where it is taught."""
    return _apart(_pointer_links(view, standard, pointer)) if view.medium == "web" else []


def _apart(links: Iterable[etree.Element]) -> list[etree.Element | str]:
    """With a space before each: from the words, and from each other."""
    return [piece for link in links for piece in (" ", link)]


def _cross_field(view: View, standard: Standard) -> list[etree.Element]:
    if not standard.cross_field:
        return []
    _ = view.words
    rows = [_cross_field_row(view, standard, item) for item in standard.cross_field]
    asked = any(item.text for item in standard.cross_field)
    shown = any(item.says_where for item in standard.cross_field)
    heads = [_("Outcome"), _("What it asks") if asked or not shown else _("Where it is shown")]
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
        append(cell, *_apart(_pointer_links(view, standard, item))),
    )


def _pointer_links(view: View, standard: Standard, pointer: Pointer) -> list[etree.Element]:
    """Links to the criteria, or where none are named to the outcomes, that a part points at."""
    outcomes = {outcome.id: view.words.say(standard.outcome_label(outcome)) for outcome in standard.every_outcome}
    criteria = {criterion.id: standard.criterion_label(criterion.id) for criterion in standard.criteria}
    named = [(i, criteria[i]) for i in pointer.criteria if i in criteria] or [
        (i, outcomes[i]) for i in pointer.named_outcomes if i in outcomes
    ]
    uri = sheet_uri(view.programme) if view.programme else view.uri
    return [h("a", {"class": "chip", "href": view.link(uri, anchor)}, label) for anchor, label in named]
