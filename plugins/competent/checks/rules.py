"""Rules on ids and pointers, and the run of all rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from competent.checks.rule import rule
from competent.programme.exercises import Exercise
from competent.programme.models import Programme
from competent.project import Project
from competent.standards.load import LoadedStandard, unknown_kinds
from competent.text.problem import Place, Problem, nearest


@rule("C131", "error", whole=False, never_off=True)
def ids_are_unique_in_a_standard(project: Project) -> Iterator[Problem]:
    """An id is an anchor, a field name and a register key, so it can stand for one thing only."""
    seen: dict[str, Place] = {}
    for loaded in project.standards.by_id.values():
        for name, steps in loaded.standard.ids():
            place = loaded.source.place(*steps)
            if name in seen:
                where = f"in line {seen[name].line}" if seen[name].path == place.path else f"at {seen[name]}"
                hint = f"It is already used {where}; give each its own."
                yield Problem(place, "C131", f"The id “{name}” is used twice", hint)
            seen.setdefault(name, place)


def _of_standards(project: Project) -> dict[str, Place]:
    """Where the standards use each of their ids."""
    standards = project.standards.by_id.values()
    return {name: one.source.place(*steps) for one in standards for name, steps in one.standard.ids()}


def _of_answers(exercise: Exercise) -> Iterator[tuple[str, Place]]:
    """The names by which the answers of an exercise are kept, and where each answer begins."""
    return ((f"{exercise.id}-{name}", answer.place) for answer in exercise.answers for name in answer.names())


@rule("C132", "error", whole=False, never_off=True)
def ids_begin_with_their_standard(project: Project) -> Iterator[Problem]:
    """An id of one standard can never meet that of another."""
    for loaded in project.standards.by_id.values():
        standard = loaded.standard
        for name, steps in standard.ids():
            if name != standard.id and not name.startswith(f"{standard.id}-"):
                hint = f"Ids of this standard begin with “{standard.id}-”."
                title = f"“{name}” does not begin with the standard's id"
                yield Problem(loaded.source.place(*steps), "C132", title, hint)


@rule("C133", "error", whole=False)
def pointers_lead_somewhere(project: Project) -> Iterator[Problem]:
    """Embedded knowledge, cross-field outcomes and ranges point at outcomes and criteria that exist."""
    for loaded in project.standards.by_id.values():
        known = {
            "outcomes": [outcome.id for outcome in loaded.standard.every_outcome],
            "criteria": [criterion.id for criterion in loaded.standard.criteria],
        }
        for pointer, steps in loaded.standard.pointers():
            given = {"outcomes": pointer.named_outcomes, "criteria": pointer.criteria}
            for key, names in known.items():
                yield from _unknown(loaded, (*steps, key), given[key], names)


def _unknown(
    loaded: LoadedStandard, steps: tuple[str | int, ...], given: tuple[str, ...], known: list[str]
) -> Iterator[Problem]:
    noun = {"outcomes": "outcome", "criteria": "criterion"}[str(steps[-1])]
    for number, name in enumerate(given):
        if name not in known:
            place = loaded.source.place(*steps, number)
            hint = f"In this standard: {', '.join(known)}."
            yield Problem(place, "C133", f"There is no {noun} “{name}”", hint, nearest(name, known))


@rule("C134", "error", whole=False)
def kinds_belong_to_the_framework(project: Project) -> Iterator[Problem]:
    """An outcome of a kind that its framework does not have would have no heading and no place in the matrix."""
    for loaded in project.standards.by_id.values():
        yield from unknown_kinds(loaded.source, loaded.standard.rules)


@rule("C235", "error", whole=False)
def resource_ids_are_unique(project: Project) -> Iterator[Problem]:
    """Ids of processes, readings, job aids and the like are anchors, and the names of cards."""
    for programme in project.programmes:
        seen = _of_standards(project)
        for exercise in programme.exercises:
            seen |= {exercise.id: exercise.place, **dict(_of_answers(exercise))}
        for _, resource in programme.resources:
            if resource.id in seen:
                hint = f"It is already used at {seen[resource.id]}; give each its own."
                yield Problem(resource.place, "C235", f"The id “{resource.id}” is used twice", hint)
            seen.setdefault(resource.id, resource.place)


@rule("C236", "error", whole=False)
def generated_blocks_are_empty(project: Project) -> Iterator[Problem]:
    """A block that is made from the standard takes no title and no options; with one it would not be drawn."""
    for page in project.content.pages.values():
        for node in page.all_nodes:
            if node.kind.title == "none" and (node.title or node.source):
                name = node.kind.name
                hint = f"Write it as two lines: /// {name}, then ///."
                yield Problem(node.place, "C236", f"“{name}” takes no title and no options", hint)


@rule("C230", "error", whole=False, never_off=True)
def exercise_ids_are_unique(project: Project) -> Iterator[Problem]:
    """Two activities or tasks with one id would share their fields; a section that programmes share is the same one.

    What learners answered and what assessors judged is kept by id too, so none may be that of a criterion.
    """
    of_standards = _of_standards(project)
    seen: dict[str, tuple[Place, Programme]] = {}
    taken = {exercise.id for programme in project.programmes for exercise in programme.exercises}
    for programme in project.programmes:
        for exercise in programme.exercises:
            place, other = seen.setdefault(exercise.id, (exercise.place, programme))
            if place != exercise.place:
                hint = (
                    f"It is already used at {place}. {_free(exercise.id, taken)} is free; delete what is only a copy."
                )
                if other is not programme:
                    hint = f"It is already used at {place}. To share a section, name that one file in both indexes."
                yield Problem(exercise.place, "C230", f"The id “{exercise.id}” is used twice", hint)
            elif other is programme:
                yield from _of_a_standard(exercise, of_standards)


def _of_a_standard(exercise: Exercise, taken: Mapping[str, Place]) -> Iterator[Problem]:
    """Names of an exercise and its answers that a standard has for something else."""
    if exercise.id in taken:
        hint = f"The standard uses it at {taken[exercise.id]}; give the newer one another."
        yield Problem(exercise.place, "C230", f"The id “{exercise.id}” is used twice", hint)
    for name, place in _of_answers(exercise):
        if name in taken:
            hint = f"The standard uses it at {taken[name]}; give the answer another key."
            yield Problem(
                place, "C230", f"The answer would be kept as “{name}”, which is the id of something else", hint
            )


def _free(name: str, taken: set[str]) -> str:
    """The next id after those that begin alike."""
    start = name.rstrip("0123456789")
    numbers = [int(rest) for one in taken if (rest := one.removeprefix(start)).isdigit() and one != rest]
    return f"{start}{max(numbers, default=0) + 1:02d}"


@rule("C231", "error", whole=False)
def exercise_ids_begin_with_a_standard(project: Project) -> Iterator[Problem]:
    """The id of an activity or task is that of its standard, then a or t and a number of two digits."""
    for programme in project.programmes:
        for noun, letter, exercises in (("an activity", "a", programme.activities), ("a task", "t", programme.tasks)):
            allowed = [f"{standard.id}-{letter}" for standard in programme.standards]
            for exercise in exercises:
                if allowed and not any(re.fullmatch(rf"{re.escape(start)}\d{{2,}}", exercise.id) for start in allowed):
                    hint = f"Write it as {allowed[0]}01, {allowed[0]}02 and so on."
                    yield Problem(exercise.place, "C231", f"“{exercise.id}” is no id for {noun}", hint)


def _standards_not_read(programme: Programme) -> list[str]:
    """The standards that its index names and that could not be read, which is told already."""
    front = programme.index.front_matter
    named = front.value.get("standards") if front and isinstance(front.value, dict) else None
    read = {standard.id for standard in programme.standards}
    return [name for name in named if name not in read] if isinstance(named, list) else []


@rule("C232", "error", whole=False)
def exercises_name_criteria_that_exist(project: Project) -> Iterator[Problem]:
    """What an activity practises or a task assesses is part of its programme's standards."""
    for programme in project.programmes:
        missing = tuple(f"{name}-" for name in _standards_not_read(programme))
        for exercise in programme.exercises:
            for number, name in enumerate(exercise.criteria):
                if programme.criteria and name not in programme.criteria and not name.startswith(missing):
                    place = exercise.node.option_place("criteria", number)
                    known = programme.criteria
                    number_of = f"{len(known)} {'criterion' if len(known) == 1 else 'criteria'}"
                    hint = f"The programme's standards have {number_of}, from {next(iter(known))} on."
                    yield Problem(place, "C232", f"There is no criterion “{name}”", hint, nearest(name, known))
