"""What the template of the programme outline needs: hours and their split, sections, methods and materials."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from competent.documents.labels import outcome_labels, section_outcomes, served
from competent.documents.making import Making
from competent.programme.documents import Kind, card_path, cards_of, document_path, kinds_for
from competent.programme.exercises import MODE_NAMES, Task
from competent.programme.models import Programme
from competent.programme.time import (
    WORKPLACE,
    ProgrammeTime,
    SectionTime,
    hours,
    notional_time,
)
from competent.standards.standard import Standard
from competent.words import N_, Label, Said, Words


@dataclass(frozen=True)
class Share:
    """A part of the hours."""

    name: Label
    time: str
    percent: int


@dataclass(frozen=True)
class OutlineSection:
    """A section with what it serves."""

    title: str
    outcomes: tuple[str, ...]
    activities: int
    time: str


@dataclass(frozen=True)
class OutlineTask:
    """A task with how it is assessed."""

    label: Label
    title: str
    method: Label
    outcomes: tuple[str, ...]
    time: str


@dataclass(frozen=True)
class Material:
    """A document that belongs to the programme."""

    title: Said
    about: Said
    for_learners: bool
    sides: int = 0
    """How many it has; 0 where it is not printed yet."""
    own: bool = False
    """Whether it is the outline itself, which knows its sides when it is printed."""


def parts(making: Making) -> dict[str, object]:
    """What the template is given beyond what every document has."""
    programme, _ = making.programme, making.words
    time = notional_time(programme)
    found = materials(making)
    planned = programme.plan.classroom
    credits_ = [standard.credits for standard in programme.standards]
    guided = sum(filter(None, (standard.guided for standard in programme.standards)))
    return {
        "credits": sum(filter(None, credits_)) if all(credits_) else None,
        "hours_a_credit": hours_a_credit(programme),
        "notional": hours(time.wanted) if time.wanted else "",
        "levels": list(dict.fromkeys(str(s.level) for s in programme.standards if s.level is not None)),
        "guided": hours(60 * guided) if guided else "",
        "top_outcomes": [(standard, outcome) for standard in programme.standards for outcome in standard.outcomes],
        "no_simulation": any(standard.no_simulation for standard in programme.standards),
        "shares": shares(time),
        "total": hours(time.total),
        "classroom": time.classroom_percent if planned is None else planned,
        "outline_sections": [_section(making, part) for part in time.sections if part.section.teaches],
        "tasks": [_task(making, task) for task in programme.tasks],
        "modes": [_(name) for mode, name in MODE_NAMES.items() if any(part.by_mode[mode] for part in time.sections)],
        "register_read": {standard.id: register_read(standard, _) for standard in programme.standards},
        "materials": found,
        "sides_a_learner": sum(material.sides for material in found if material.for_learners),
    }


def hours_a_credit(programme: Programme) -> int | None:
    """How many hours each credit stands for, where the hours follow from credits and from nothing else."""
    factors = {s.rules.hours_a_credit if s.credits and not s.hours else None for s in programme.standards}
    return factors.pop() if len(factors) == 1 else None


def register_read(standard: Standard, _: Words) -> str:
    """The month or day in which the register was read, written out; nothing where it was not."""
    if standard.register_facts is None or standard.register_facts.retrieved is None:
        return ""
    year, month, *day = map(int, standard.register_facts.retrieved.split("-"))
    read = datetime.date(year, month, *day or [1])
    return _.date(read) if day else _.month(read)


def shares(time: ProgrammeTime) -> list[Share]:
    """How the hours divide; the percentages add up to 100."""
    activities = sum(part.activities for part in time.sections)
    at_work = sum(part.by_mode[WORKPLACE] for part in time.sections)
    named: list[tuple[Label, int]] = [
        (N_("Reading"), sum(part.reading for part in time.sections)),
        (N_("Activities in class"), activities - at_work),
        (N_("Activities at the workplace"), at_work),
        (N_("Summative tasks"), sum(part.tasks for part in time.sections)),
    ]
    percents = whole_percents([minutes for _name, minutes in named])
    return [Share(name, hours(minutes), percent) for (name, minutes), percent in zip(named, percents, strict=True)]


def whole_percents(numbers: Sequence[int]) -> list[int]:
    """The share of each number in percent, rounded so that they add up to 100; all 0 where there is nothing."""
    total, given, result = sum(numbers), 0, list[int]()
    for upto in (sum(numbers[: place + 1]) for place in range(len(numbers))):
        result.append((round(100 * upto / total) if total else 0) - given)
        given += result[-1]
    return result


def _section(making: Making, part: SectionTime) -> OutlineSection:
    section = part.section
    outcomes = section_outcomes(making.programme, section, making.words)
    return OutlineSection(section.title, outcomes, len(section.activities), hours(part.total))


def _task(making: Making, task: Task) -> OutlineTask:
    programme = making.programme
    outcomes = outcome_labels(programme, served(programme, task.criteria), making.words)
    return OutlineTask(task.label, task.title, task.method_name, outcomes, hours(task.options.minutes))


def materials(making: Making) -> list[Material]:
    """Every document that the programme has, with whom it is for and how many sides it has."""
    programme = making.programme
    found = [_material(making, kind) for kind in kinds_for(programme)]
    cards = [process for _section_, process in cards_of(programme)]
    if cards:
        sides = sum(making.shelf.sides.get(card_path(programme, process), 0) for process in cards)
        titles = "; ".join(process.title for process in cards)
        found.append(Material(N_("Cards for the workplace"), titles, for_learners=True, sides=sides))
    return found


def _material(making: Making, kind: Kind) -> Material:
    programme = making.programme
    sides = making.shelf.sides.get(document_path(programme, kind), 0)
    own = kind.counts_sides
    return Material(kind.title_for(programme), kind.about, not kind.restricted, 0 if own else sides, own)
