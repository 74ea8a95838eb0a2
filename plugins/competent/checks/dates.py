"""Rules on what the register says of a standard: its dates, its successor, and whether anything uses it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from competent.checks.rule import rule
from competent.project import Project
from competent.standards.load import LoadedStandard
from competent.text.problem import Problem
from competent.words import Words

ENGLISH = Words()
NEAR = datetime.timedelta(days=183)
"""How long before a date people are told of it: half a year, enough to enrol learners or to finish with them."""


@rule("C141", "notice", timed=True)
def enrolment_is_open(project: Project) -> Iterator[Problem]:
    """The last date for enrolment has passed or is near; a notice, since time passes by itself."""
    for loaded in project.standards.by_id.values():
        if loaded.standard.register_facts:
            last = loaded.standard.register_facts.last_enrolment
            hint = "Look at the register: dates are often moved. Store the new date, and when you read it."
            yield from _dated(project, loaded, "last_enrolment", "C141", "enrolment", last, hint)


@rule("C142", "notice", timed=True)
def achievement_is_open(project: Project) -> Iterator[Problem]:
    """The last date for achievement has passed or is near; a notice, since time passes by itself."""
    for loaded in project.standards.by_id.values():
        if loaded.standard.register_facts:
            last = loaded.standard.register_facts.last_achievement
            hint = "Learners must be judged competent before it. Look at the register: dates are often moved."
            yield from _dated(project, loaded, "last_achievement", "C142", "achievement", last, hint)


def _dated(
    project: Project, loaded: LoadedStandard, key: str, code: str, noun: str, last: datetime.date | None, hint: str
) -> Iterator[Problem]:
    if last is None or last - project.today > NEAR:
        return
    left = last - project.today
    verb = "was" if left.days < 0 else "is"
    title = f"{ENGLISH(loaded.standard.name)}: the last date for {noun} {verb} {ENGLISH.date(last)}"
    yield Problem(loaded.source.place("register", key), code, title, hint)


@rule("C143")
def standards_are_not_replaced(project: Project) -> Iterator[Problem]:
    """Another standard has taken the place of this one, by its own word or by that of the other."""
    for loaded in project.standards.by_id.values():
        facts = loaded.standard.register_facts
        if facts and facts.replaced_by:
            hint = "Teach new learners the new standard; keep this one for those who are enrolled."
            title = f"{ENGLISH(loaded.standard.name)} is replaced by {facts.replaced_by}"
            yield Problem(loaded.source.place("register", "replaced_by"), "C143", title, hint)
        for other in project.standards.by_id.values():
            others = other.standard.register_facts
            if others and loaded.standard.number in others.replaces and not (facts and facts.replaced_by):
                hint = f"{other.source.path} says so. Write “replaced_by” here, and teach new learners that standard."
                title = f"{ENGLISH(loaded.standard.name)} is replaced by {other.standard.number}"
                yield Problem(loaded.source.place("id"), "C143", title, hint)


@rule("C144")
def standards_are_used(project: Project) -> Iterator[Problem]:
    """A standard that no programme names is checked and forgotten."""
    used = {standard.id for programme in project.content.programmes for standard in programme.standards}
    for loaded in project.standards.by_id.values():
        if loaded.standard.id not in used:
            hint = "Name it under “standards” in the index of a programme, or delete the file."
            title = f"No programme uses {loaded.standard.id}"
            yield Problem(loaded.source.place("id"), "C144", title, hint)
