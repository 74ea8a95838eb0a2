"""What the template of the facilitator guide needs: session plan, attendance register and the work of groups."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from competent.blocks.view import page_anchor, section_uri
from competent.documents.sessions import Day, at_work_minutes, session_plan, spans
from competent.programme.models import MODE_NAMES, Activity, Exercise, Programme, Section
from competent.programme.time import hours
from competent.project import Project
from competent.words import N_, _

SIZES = {"pair": "2", "group": N_("3 to 5"), "role-play": N_("2 to 4")}
"""How many people work together, by the modes in which learners work with each other."""
BLANK_ROWS = 20
"""Rows of an attendance register for people whose names are not known yet."""
DAYS_A_SHEET = 8
"""Days that stand side by side on a sheet of the register."""
NAMES_A_SHEET = 20
"""Names that stand below each other on a sheet of the register."""
ROOM_FOR_ROWS = 134.0
"""Millimetres of a sheet of the register, on A4 or Letter, for the rows below its head."""
TALLEST_ROW = 10.0
"""Millimetres."""


@dataclass(frozen=True)
class Entry:
    """A line of the contents, and those below it."""

    anchor: str
    title: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Work:
    """An activity or a task that takes no time in class."""

    title: str
    serves: str
    """Labels of criteria, or of outcomes."""
    time: str


@dataclass(frozen=True)
class PlannedDay:
    """A day in class, and what is done before the next."""

    day: Day
    work: tuple[Work, ...]
    time: str
    """How long the work until the next day takes."""


@dataclass(frozen=True)
class RegisterSheet:
    """A sheet of the attendance register: so many days, and a row for each name."""

    days: tuple[int, ...]
    first: int
    """The number of the first name, from 1."""
    names: tuple[str, ...]
    """Empty where a name is to be written."""

    @property
    def row_height(self) -> float:
        """Millimetres: few names get more room for initials in ink."""
        return round(min(TALLEST_ROW, ROOM_FOR_ROWS / (len(self.names) + 1)), 1)


@dataclass(frozen=True)
class GroupWork:
    """An activity that learners do with each other."""

    activity: Activity
    section: Section
    mode: str
    size: str
    criteria: str

    @property
    def answers(self) -> int:
        """How many answers each person writes in the own workbook."""
        return len(self.activity.answers)


def parts(project: Project, programme: Programme) -> dict[str, object]:
    """What the template is given beyond what every document has."""
    days = session_plan(programme)
    return {
        "entries": contents(programme, days),
        "days": [_planned(programme, day) for day in days],
        "tasks": _work(programme.tasks, functools.partial(_outcomes, programme)),
        "tasks_time": hours(sum(task.options.minutes for task in programme.tasks)),
        "register": register(project, programme, len(days)),
        "group_work": group_work(programme),
    }


def contents(programme: Programme, days: Sequence[Day]) -> list[Entry]:
    """The chapters, with the days of the plan and the sections and activities of the last."""
    plan = tuple(Entry(f"day-{day.number}", _("Day %(number)s") % {"number": day.number}) for day in days)
    return [
        Entry("about", _("About this guide")),
        Entry("sessions", _("Session plan"), plan),
        Entry("attendance", _("Attendance register")),
        Entry("group-work", _("Leading groups")),
        Entry("answers", _("Activities with model answers"), tuple(_section_entries(programme))),
    ]


def _section_entries(programme: Programme) -> list[Entry]:
    return [
        Entry(page_anchor(section_uri(programme, section)), section.title, _activity_entries(section))
        for section in programme.sections
        if section.activities
    ]


def _activity_entries(section: Section) -> tuple[Entry, ...]:
    return tuple(Entry(activity.id, f"{activity.label}: {activity.title}") for activity in section.activities)


def _planned(programme: Programme, day: Day) -> PlannedDay:
    work = _work(day.at_work, functools.partial(_criteria, programme))
    return PlannedDay(day, work, hours(at_work_minutes(day.at_work)))


def _work(exercises: Sequence[Exercise], serves: Callable[[Exercise], str]) -> tuple[Work, ...]:
    return tuple(
        Work(f"{exercise.label}: {exercise.title}", serves(exercise), hours(exercise.options.minutes))
        for exercise in exercises
    )


def _outcomes(programme: Programme, exercise: Exercise) -> str:
    """The outcomes of its criteria, each once."""
    found = {outcome.id: outcome for outcome in map(programme.outcome_of, exercise.criteria)}
    return ", ".join(programme.standard_of(outcome.id).outcome_label(outcome) for outcome in found.values())


def _criteria(programme: Programme, exercise: Exercise) -> str:
    return ", ".join(spans(programme, exercise.criteria))


def register(project: Project, programme: Programme, days: int) -> list[RegisterSheet]:
    """The sheets of the attendance register, with the names of the roster or with empty rows."""
    roster = project.rosters.get(programme.id)
    names = [learner.name for learner in roster.learners] if roster else [""] * BLANK_ROWS
    return [
        RegisterSheet(tuple(range(day + 1, last_day + 1)), name + 1, tuple(names[name:last_name]))
        for day, last_day in _evenly(days, DAYS_A_SHEET)
        for name, last_name in _evenly(len(names), NAMES_A_SHEET)
    ]


def _evenly(total: int, most: int) -> list[tuple[int, int]]:
    """Where each part begins and ends when `total` things go into parts of at most `most`, all about equally large."""
    number = max(1, -(-total // most))
    return [(total * part // number, total * (part + 1) // number) for part in range(number)]


def group_work(programme: Programme) -> list[GroupWork]:
    """Every activity that is done in pairs, in groups or as a role-play."""
    return [
        GroupWork(
            activity,
            section,
            _(MODE_NAMES[activity.options.mode]),
            _(SIZES[activity.options.mode]),
            _criteria(programme, activity),
        )
        for section in programme.sections
        for activity in section.activities
        if activity.options.mode in SIZES
    ]
