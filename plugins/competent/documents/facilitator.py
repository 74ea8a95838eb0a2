"""What the template of the facilitator guide needs: session plan, attendance register and the work of groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from competent.documents.labels import outcome_labels, served, spans_of
from competent.documents.making import Making
from competent.documents.sessions import Day, at_work_minutes, session_plan
from competent.pages.paper import page_anchor
from competent.programme.exercises import MODE_NAMES, Activity, Exercise, Mode
from competent.programme.models import Section
from competent.programme.time import hours
from competent.words import N_, Label, Said

SIZES: dict[Mode, Said] = {"pair": "2", "group": N_("3 to 5"), "role-play": N_("2 to 4")}
"""How many people work together, by the modes in which learners work with each other."""
BLANK_ROWS = 28
"""Rows of an attendance register for people whose names are not known yet."""
DAYS_A_SHEET = 8
"""Days that stand side by side on a sheet of the register."""
NAMES_A_SHEET = 14
"""Names that stand below each other on a sheet of the register."""
ROOM_FOR_ROWS = 132.0
"""Millimetres of a sheet of the register, on A4 or Letter, for the rows below its head."""
TALLEST_ROW = 10.0
"""Millimetres."""


@dataclass(frozen=True)
class Entry:
    """A line of the contents, and those below it."""

    anchor: str
    title: Said
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Work:
    """An activity or a task that takes no time in class."""

    title: Said
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
    mode: Label
    size: Said
    criteria: str

    @property
    def answers(self) -> int:
        """How many answers each person writes in the own workbook."""
        return len(self.activity.answers)


def parts(making: Making) -> dict[str, object]:
    """What the template is given beyond what every document has."""
    programme = making.programme
    days = session_plan(making)
    return {
        "entries": contents(making, days),
        "days": [_planned(making, day) for day in days],
        "tasks": [
            _work(task, outcome_labels(programme, served(programme, task.criteria), making.words))
            for task in programme.tasks
        ],
        "tasks_time": hours(sum(task.options.minutes for task in programme.tasks)),
        "register": register(making, len(days)),
        "group_work": group_work(making),
    }


def contents(making: Making, days: Sequence[Day]) -> list[Entry]:
    """The chapters, with the days of the plan and the sections and activities of the last."""
    plan = tuple(Entry(f"day-{day.number}", N_("Day %(number)s", number=day.number)) for day in days)
    sections = tuple(
        Entry(page_anchor(section.uri), section.title, _activity_entries(section))
        for section in making.programme.sections
        if section.activities
    )
    return [
        Entry("about", N_("About this guide")),
        Entry("sessions", N_("Session plan"), plan),
        Entry("attendance", N_("Attendance register")),
        Entry("group-work", N_("Leading groups")),
        Entry("answers", N_("Activities with model answers"), sections),
    ]


def _titled(exercise: Exercise) -> Label:
    return N_("%(label)s: %(title)s", label=exercise.label, title=exercise.title)


def _activity_entries(section: Section) -> tuple[Entry, ...]:
    return tuple(Entry(activity.id, _titled(activity)) for activity in section.activities)


def _planned(making: Making, day: Day) -> PlannedDay:
    work = tuple(_work(a, spans_of(making, a)) for a in day.at_work)
    return PlannedDay(day, work, hours(at_work_minutes(day.at_work)))


def _work(exercise: Exercise, serves: Sequence[str]) -> Work:
    return Work(_titled(exercise), ", ".join(serves), hours(exercise.options.minutes))


def register(making: Making, days: int) -> list[RegisterSheet]:
    """The sheets of the attendance register, with the names of the roster or with empty rows."""
    roster = making.project.rosters.get(making.programme.id)
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


def group_work(making: Making) -> list[GroupWork]:
    """Every activity that is done in pairs, in groups or as a role-play."""
    return [
        GroupWork(
            activity,
            section,
            MODE_NAMES[activity.options.mode],
            SIZES[activity.options.mode],
            ", ".join(spans_of(making, activity)),
        )
        for section in making.programme.sections
        for activity in section.activities
        if activity.options.mode in SIZES
    ]
