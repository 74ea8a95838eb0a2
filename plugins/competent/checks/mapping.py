"""Rules on what a standard holds beside its criteria: ranges, embedded knowledge and cross-field outcomes."""

from __future__ import annotations

from collections.abc import Iterator

from competent.checks.rule import programme_rule, rule
from competent.programme.models import Programme
from competent.project import Project
from competent.standards.statements import EmbeddedKnowledge
from competent.text.problem import Problem, nearest
from competent.words import Words


@rule("C136", "notice")
def knowledge_says_where_it_belongs(project: Project) -> Iterator[Problem]:
    """Embedded knowledge without a word of where it belongs is shown in every section; a register says no more."""
    for loaded in project.standards.by_id.values():
        for pointer, steps in loaded.standard.pointers():
            if isinstance(pointer, EmbeddedKnowledge) and not pointer.says_where:
                title = "This item of knowledge belongs to no outcome and no criterion"
                hint = "Add “outcomes: [...]” or “criteria: [...]”; if it is of the whole standard, “outcomes: all”."
                yield Problem(loaded.source.place(*steps), "C136", title, hint)


@rule("C239", "error", whole=False)
def range_items_exist(project: Project) -> Iterator[Problem]:
    """What an activity or a task says it covers stands in the range of a standard of its programme."""
    for programme in project.programmes:
        known = [item.id for standard in programme.standards for item in standard.range_items]
        for exercise in programme.exercises:
            for number, name in enumerate(exercise.options.range):
                if name not in known and programme.standards:
                    place = exercise.node.option_place("range", number)
                    hint = f"Items of the range: {', '.join(known) or 'none'}."
                    yield Problem(place, "C239", f"There is no item “{name}” in a range", hint, nearest(name, known))


@rule("C238", "error", whole=False)
def headings_name_criteria_of_their_section(project: Project) -> Iterator[Problem]:
    """A heading can name only criteria that its section teaches."""
    for programme in project.programmes:
        for section in programme.sections if programme.standards else ():
            for heading in project.pages.seen(section.uri).headings:
                for name in heading.criteria:
                    if name not in section.criteria:
                        title = f"“{heading.text}” names {name}, which its section does not teach"
                        hint = f"The section teaches: {', '.join(section.criteria) or 'none'}."
                        place = heading.place or section.page.first_place
                        yield Problem(place, "C238", title, hint, nearest(name, section.criteria))


@rule("C265")
def ranges_are_covered(project: Project) -> Iterator[Problem]:
    """Every item of a range is practised in an activity and assessed in a task of each programme."""
    for programme in project.programmes:
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


@programme_rule("C268")
def criteria_have_headings(programme: Programme, project: Project) -> Iterator[Problem]:
    """Where headings of a section name criteria, each criterion that it teaches has one."""
    for section in (section for section in programme.sections if section.teaches):
        named = {name for heading in project.pages.seen(section.uri).headings for name in heading.criteria}
        for number, criterion in enumerate(section.criteria):
            if named and criterion not in named:
                label = Words().say(programme.criterion_label(criterion))
                title = f"No heading of “{section.title}” teaches {label}"
                hint = f'Add data-criteria="{criterion}" to a heading, or take it out of the section\'s criteria.'
                yield Problem(section.page.front_place("criteria", number), "C268", title, hint)
