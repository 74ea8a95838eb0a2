"""The rules: one function and one code each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from competent.checks.checked import Checked, Rule
from competent.checks.completeness import PROGRAMME_RULES
from competent.checks.language import sentences_are_short, spelling_is_british
from competent.checks.letters import letters_are_in_the_fonts
from competent.checks.mapping import (
    headings_name_criteria_of_their_section,
    parts_of_standards_are_mapped,
    range_items_exist,
    ranges_are_covered,
)
from competent.checks.pages import (
    headings_follow_their_levels,
    links_lead_somewhere,
    pages_can_be_found,
    readings_have_rights,
)
from competent.checks.people import check_rosters
from competent.checks.quotes import model_answers_stay_hidden, quoted_statements_are_right
from competent.checks.register import (
    achievement_is_open,
    enrolment_is_open,
    standards_are_not_replaced,
    standards_are_used,
)
from competent.programme.load import GENERATED
from competent.standards.load import LoadedStandard
from competent.text.problem import Place, Problem, nearest


def ids_are_unique_in_a_standard(project: Checked) -> Iterator[Problem]:
    """C131: an id is an anchor, a field name and a register key, so it can stand for one thing only."""
    for loaded in project.standards.by_id.values():
        seen: dict[str, Place] = {}
        for name, steps in loaded.standard.ids():
            place = loaded.source.place(*steps)
            if name in seen:
                hint = f"It is already used in line {seen[name].line}; give each its own."
                yield Problem(place, "C131", f"The id “{name}” is used twice", hint)
            seen.setdefault(name, place)


def ids_begin_with_their_standard(project: Checked) -> Iterator[Problem]:
    """C132: an id of one standard can never meet that of another."""
    for loaded in project.standards.by_id.values():
        standard = loaded.standard
        for name, steps in standard.ids():
            if name != standard.id and not name.startswith(f"{standard.id}-"):
                hint = f"Ids of this standard begin with “{standard.id}-”."
                yield Problem(
                    loaded.source.place(*steps), "C132", f"“{name}” does not begin with the standard's id", hint
                )


def pointers_lead_somewhere(project: Checked) -> Iterator[Problem]:
    """C133: embedded knowledge, cross-field outcomes and ranges point at outcomes and criteria that exist."""
    for loaded in project.standards.by_id.values():
        known = {
            "outcomes": [outcome.id for outcome in loaded.standard.outcomes],
            "criteria": [criterion.id for criterion in loaded.standard.criteria],
        }
        for pointer, steps in loaded.standard.pointers():
            for key, names in known.items():
                yield from _unknown(loaded, (*steps, key), getattr(pointer, key), names)


def _unknown(
    loaded: LoadedStandard, steps: tuple[str | int, ...], given: tuple[str, ...], known: list[str]
) -> Iterator[Problem]:
    noun = {"outcomes": "outcome", "criteria": "criterion"}[str(steps[-1])]
    for number, name in enumerate(given):
        if name not in known:
            place = loaded.source.place(*steps, number)
            yield Problem(
                place,
                "C133",
                f"There is no {noun} “{name}”",
                f"In this standard: {', '.join(known)}.",
                nearest(name, known),
            )


def kinds_belong_to_the_framework(project: Checked) -> Iterator[Problem]:
    """C134: an outcome of a kind that its framework does not have would have no heading and no place in the matrix."""
    for loaded in project.standards.by_id.values():
        known = list(loaded.standard.rules.kind_titles)
        for number, outcome in enumerate(loaded.standard.outcomes):
            if outcome.kind not in known:
                place = loaded.source.place("outcomes", number, "kind")
                title = f"A {loaded.standard.framework} has no outcome of the kind “{outcome.kind}”"
                yield Problem(place, "C134", title, f"It has: {', '.join(known)}.", nearest(outcome.kind, known))


def resource_ids_are_unique(project: Checked) -> Iterator[Problem]:
    """C235: ids of processes, readings, job aids and the like are anchors, and the names of cards."""
    for programme in project.content.programmes:
        seen: dict[str, Place] = {exercise.id: exercise.place for exercise in programme.exercises}
        for _, resource in programme.resources:
            if resource.id in seen:
                hint = f"It is already used at {seen[resource.id]}; give each its own."
                yield Problem(resource.place, "C235", f"The id “{resource.id}” is used twice", hint)
            seen.setdefault(resource.id, resource.place)


def generated_blocks_are_empty(project: Checked) -> Iterator[Problem]:
    """C236: a block that is made from the standard takes no title and no options; with one it would not be drawn."""
    for page in project.content.all_pages:
        for block in page.walk():
            if block.name in GENERATED and (block.argument or block.options):
                hint = f"Write it as two lines: /// {block.name}, then ///."
                yield Problem(block.place, "C236", f"“{block.name}” takes no title and no options", hint)


def exercise_ids_are_unique(project: Checked) -> Iterator[Problem]:
    """C230: two activities or tasks with one id would share their fields."""
    seen: dict[str, Place] = {}
    for programme in project.content.programmes:
        for exercise in programme.exercises:
            if exercise.id in seen:
                hint = f"It is already used at {seen[exercise.id]}; ids are never used again."
                yield Problem(exercise.place, "C230", f"The id “{exercise.id}” is used twice", hint)
            seen.setdefault(exercise.id, exercise.place)


def exercise_ids_begin_with_a_standard(project: Checked) -> Iterator[Problem]:
    """C231: the id of an activity or task is that of its standard, then a or t and a number of two digits."""
    for programme in project.content.programmes:
        for noun, letter, exercises in (("an activity", "a", programme.activities), ("a task", "t", programme.tasks)):
            allowed = [f"{standard.id}-{letter}" for standard in programme.standards]
            for exercise in exercises:
                if allowed and not any(re.fullmatch(rf"{start}\d{{2,}}", exercise.id) for start in allowed):
                    hint = f"Write it as {allowed[0]}01, {allowed[0]}02 and so on."
                    yield Problem(exercise.place, "C231", f"“{exercise.id}” is no id for {noun}", hint)


def exercises_name_criteria_that_exist(project: Checked) -> Iterator[Problem]:
    """C232: what an activity practises or a task assesses is part of its programme's standards."""
    for programme in project.content.programmes:
        known = programme.criteria
        for section in programme.sections:
            for block in section.page.walk():
                if block.name not in ("activity", "task") or block.options is None:
                    continue
                given = block.options.value.get("criteria") if isinstance(block.options.value, dict) else None
                for number, name in enumerate(given if isinstance(given, list) else []):
                    if known and isinstance(name, str) and name not in known:
                        place = block.options.place("criteria", number)
                        hint = f"The programme's standards have {len(known)} criteria, from {next(iter(known))} on."
                        yield Problem(place, "C232", f"There is no criterion “{name}”", hint, nearest(name, known))


def pictures_exist(project: Checked) -> Iterator[Problem]:
    """C240: a picture that is not there would leave a hole in page and print."""
    for page in project.content.pages:
        folder = (project.root / page.path).parent
        for image in page.images:
            file = folder / unquote(image.target.partition("#")[0])
            inside = Path(os.path.abspath(file)).is_relative_to(project.root)
            shown = image.target if len(image.target) <= 80 else image.target[:79] + "…"
            if "://" in image.target or image.target.startswith("data:") or not inside:
                hint = "Nothing is fetched from elsewhere: save the picture in the project."
                yield Problem(image.place, "C242", f"“{shown}” is not in the project", hint)
            elif not os.path.isfile(file):  # unlike Path.is_file, no error for a name that is too long
                near = nearest(file.name, sorted(os.listdir(file.parent)) if os.path.isdir(file.parent) else [])
                hint = "Its path is read from the folder of this page."
                yield Problem(image.place, "C240", f"There is no picture “{shown}”", hint, near)


def pictures_have_words(project: Checked) -> Iterator[Problem]:
    """C241: a person who cannot see the picture hears its text (WCAG 2.2, 1.1.1)."""
    for page in project.content.pages:
        for image in page.images:
            if not image.alt.strip():
                hint = "Say between the square brackets what the picture shows."
                yield Problem(image.place, "C241", f"The picture “{image.target}” has no text", hint)


def programmes_are_complete(project: Checked) -> Iterator[Problem]:
    """C251 to C260, C263, C264, C267 and C268: what a whole programme needs."""
    for programme in project.content.programmes:
        for rule in PROGRAMME_RULES:
            yield from rule(programme)


def pages_read_well(project: Checked) -> Iterator[Problem]:
    """C243, C261 and C262, for every page of every programme."""
    for page in project.content.pages:
        yield from letters_are_in_the_fonts(page)
        yield from sentences_are_short(page)
        yield from spelling_is_british(page)


def rosters_are_right(project: Checked) -> Iterator[Problem]:
    """C511 to C515, for the roster of every programme that has one."""
    yield from check_rosters(project.content.programmes, project.rosters)


RULES: tuple[Rule, ...] = (
    ids_are_unique_in_a_standard,
    ids_begin_with_their_standard,
    pointers_lead_somewhere,
    kinds_belong_to_the_framework,
    resource_ids_are_unique,
    generated_blocks_are_empty,
    exercise_ids_are_unique,
    exercise_ids_begin_with_a_standard,
    exercises_name_criteria_that_exist,
    range_items_exist,
    headings_name_criteria_of_their_section,
    pictures_exist,
    pictures_have_words,
    readings_have_rights,
)
WHOLE_RULES: tuple[Rule, ...] = (
    parts_of_standards_are_mapped,
    enrolment_is_open,
    achievement_is_open,
    standards_are_not_replaced,
    standards_are_used,
    programmes_are_complete,
    ranges_are_covered,
    pages_read_well,
    headings_follow_their_levels,
    links_lead_somewhere,
    pages_can_be_found,
    quoted_statements_are_right,
    model_answers_stay_hidden,
    rosters_are_right,
)
"""What can be told only when every file could be read."""


def run_rules(project: Checked, whole: bool) -> list[Problem]:
    """Everything that the rules find; what a `whole` programme lacks can be told only when all its parts were read."""
    return [problem for rule in (*RULES, *(WHOLE_RULES if whole else ())) for problem in rule(project)]
