"""Rules on what a standard holds beside its criteria: ranges, embedded knowledge and cross-field outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from competent.checks.checked import Checked
from competent.checks.places import option_place, section_place
from competent.programme.models import Programme
from competent.text.problem import Problem, nearest

NOUNS = {
    "range": "statement of the range",
    "embedded_knowledge": "item of knowledge",
    "cross_field": "cross-field outcome",
}


def parts_of_standards_are_mapped(project: Checked) -> Iterator[Problem]:
    """C136: embedded knowledge, cross-field outcomes and ranges say which outcomes or criteria they belong to."""
    for loaded in project.standards.by_id.values():
        for pointer, steps in loaded.standard.pointers():
            if not pointer.outcomes and not pointer.criteria:
                title = f"This {NOUNS[str(steps[0])]} belongs to no outcome and no criterion"
                hint = "Add “outcomes: [...]” or “criteria: [...]”, so that it has a place in the alignment matrix."
                yield Problem(loaded.source.place(*steps), "C136", title, hint)


def range_items_exist(project: Checked) -> Iterator[Problem]:
    """C239: what an activity or a task says it covers stands in the range of a standard of its programme."""
    for programme in project.content.programmes:
        known = [item.id for standard in programme.standards for item in standard.range_items]
        for exercise in programme.exercises:
            for number, name in enumerate(exercise.options.range):
                if name not in known:
                    place = option_place(programme, exercise, "range", number)
                    hint = f"Items of the range: {', '.join(known) or 'none'}."
                    yield Problem(place, "C239", f"There is no item “{name}” in a range", hint, nearest(name, known))


def headings_name_criteria_of_their_section(project: Checked) -> Iterator[Problem]:
    """C238: a heading can name only criteria that its section teaches."""
    for programme in project.content.programmes:
        for section in programme.sections:
            for heading in section.page.headings:
                for name in heading.criteria:
                    if name not in section.criteria:
                        title = f"“{heading.text}” names {name}, which its section does not teach"
                        hint = f"The section teaches: {', '.join(section.criteria) or 'none'}."
                        yield Problem(heading.place, "C238", title, hint, nearest(name, section.criteria))


def ranges_are_covered(project: Checked) -> Iterator[Problem]:
    """C265: every item of a range is practised in an activity and assessed in a task of each programme."""
    for programme in project.content.programmes:
        practised = {name for activity in programme.activities for name in activity.options.range}
        assessed = {name for task in programme.tasks for name in task.options.range}
        for standard in programme.standards:
            loaded = project.standards.by_id[standard.id]
            places = {name: loaded.source.place(*steps) for name, steps in standard.ids()}
            for item in standard.range_items:
                pairs = (("activity", practised), ("task", assessed))
                missing = [noun for noun, found in pairs if item.id not in found]
                if missing:
                    title = f"No {' and no '.join(missing)} of {programme.id} covers “{item.text}”"
                    hint = f"Name {item.id} under “range” of one that does."
                    yield Problem(places[item.id], "C265", title, hint)


def criteria_have_headings(programme: Programme) -> Iterator[Problem]:
    """C268: where headings of a section name criteria, each criterion that it teaches has one."""
    for section in (section for section in programme.sections if section.teaches):
        named = {name for heading in section.page.headings for name in heading.criteria}
        for number, criterion in enumerate(section.criteria):
            if named and criterion not in named:
                title = f"No heading of “{section.title}” teaches {programme.criterion_label(criterion)}"
                hint = f'Add data-criteria="{criterion}" to a heading, or take it out of the section\'s criteria.'
                yield Problem(section_place(section, "criteria", number), "C268", title, hint)


MAPPING_RULES: tuple[Callable[[Programme], Iterator[Problem]], ...] = (criteria_have_headings,)
