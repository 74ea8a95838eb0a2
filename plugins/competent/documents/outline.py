"""What the template of the programme outline needs: hours and their split, sections, methods and materials."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_date

from competent.documents.kinds import cards_of, kinds_for
from competent.programme.models import MODE_NAMES, Programme, Task
from competent.programme.time import MINUTES_A_CREDIT, ProgrammeTime, SectionTime, hours, notional_time
from competent.project import Project
from competent.standards.models import Standard
from competent.words import _, locale_of, spoken


@dataclass(frozen=True)
class Share:
    """A part of the hours."""

    name: str
    time: str
    percent: int


@dataclass(frozen=True)
class OutlineSection:
    """A section with what it serves."""

    title: str
    outcomes: str
    activities: int
    time: str


@dataclass(frozen=True)
class OutlineTask:
    """A task with how it is assessed."""

    label: str
    title: str
    method: str
    outcomes: str
    time: str


@dataclass(frozen=True)
class Material:
    """A document that belongs to the programme."""

    title: str
    about: str
    for_learners: bool


def parts(project: Project, programme: Programme) -> dict[str, object]:
    """What the template is given beyond what every document has."""
    time = notional_time(programme)
    planned = programme.plan.classroom
    credits_ = sum(standard.credits for standard in programme.standards)
    return {
        "credits": credits_,
        "notional": hours(MINUTES_A_CREDIT * credits_),
        "shares": shares(time),
        "total": hours(time.total),
        "classroom": time.classroom_percent if planned is None else planned,
        "outline_sections": [_section(programme, part) for part in time.sections if part.section.teaches],
        "tasks": [_task(programme, task) for task in programme.tasks],
        "modes": [_(MODE_NAMES[mode]) for mode in MODE_NAMES if any(part.by_mode[mode] for part in time.sections)],
        "register_read": {standard.id: register_read(standard) for standard in programme.standards},
        "materials": materials(programme),
    }


def register_read(standard: Standard) -> str:
    """The month or day in which the register was read, written out; nothing where it was not."""
    if standard.register_facts is None:
        return ""
    year, month, *day = map(int, standard.register_facts.retrieved.split("-"))
    pattern = "long" if day else "MMMM y"
    return str(format_date(datetime.date(year, month, *day or [1]), pattern, locale_of(spoken())))


def shares(time: ProgrammeTime) -> list[Share]:
    """How the hours divide; the percentages add up to 100."""
    activities = sum(part.activities for part in time.sections)
    at_work = sum(part.by_mode["workplace"] for part in time.sections)
    named = {
        _("Reading"): sum(part.reading for part in time.sections),
        _("Activities in class"): activities - at_work,
        _("Activities at the workplace"): at_work,
        _("Summative tasks"): sum(part.tasks for part in time.sections),
    }
    percents = whole_percents(list(named.values()))
    return [Share(name, hours(named[name]), percent) for name, percent in zip(named, percents, strict=True)]


def whole_percents(numbers: Sequence[int]) -> list[int]:
    """The share of each number in percent, rounded so that they add up to 100; all 0 where there is nothing."""
    total, given, result = sum(numbers), 0, list[int]()
    for upto in (sum(numbers[: place + 1]) for place in range(len(numbers))):
        result.append((round(100 * upto / total) if total else 0) - given)
        given += result[-1]
    return result


def _outcomes(programme: Programme, ids: Sequence[str]) -> str:
    outcomes = [programme.outcomes[name] for name in dict.fromkeys(ids) if name in programme.outcomes]
    return ", ".join(programme.standard_of(outcome.id).outcome_label(outcome) for outcome in outcomes)


def _section(programme: Programme, part: SectionTime) -> OutlineSection:
    section = part.section
    return OutlineSection(
        section.title, _outcomes(programme, section.outcomes), len(section.activities), hours(part.total)
    )


def _task(programme: Programme, task: Task) -> OutlineTask:
    served = [programme.outcome_of(criterion).id for criterion in task.criteria]
    return OutlineTask(
        task.label, task.title, task.method_name, _outcomes(programme, served), hours(task.options.minutes)
    )


def materials(programme: Programme) -> list[Material]:
    """Every document that the programme has, with whom it is for."""
    found = [Material(kind.title_for(programme), _(kind.about), not kind.restricted) for kind in kinds_for(programme)]
    cards = [process.title for _section_, process in cards_of(programme)]
    if cards:
        found.append(Material(_("Cards for the workplace"), "; ".join(cards), for_learners=True))
    return found
