"""What the template of the facilitator guide needs: session plan, attendance register and the work of groups."""

from __future__ import annotations

from dataclasses import dataclass

from competent.checks.project import Project
from competent.documents.sessions import Day, at_work_minutes, session_plan
from competent.programme.models import MODE_NAMES, Activity, Programme, Section
from competent.programme.time import hours
from competent.words import _

TOGETHER = ("pair", "group", "role-play")
"""The modes in which learners work with each other."""
BLANK_ROWS = 20
"""Rows of an attendance register for people whose names are not known yet."""
DAYS_A_SHEET = 10
"""Days that stand side by side on a sheet of the register."""


@dataclass(frozen=True)
class RegisterSheet:
    """A sheet of the attendance register: so many days, and a row for each name."""

    days: tuple[int, ...]
    names: tuple[str, ...]
    """Empty where a name is to be written."""


@dataclass(frozen=True)
class GroupWork:
    """An activity that learners do with each other."""

    activity: Activity
    section: Section
    mode: str
    criteria: str


def parts(project: Project, programme: Programme) -> dict[str, object]:
    """What the template is given beyond what every document has."""
    days = session_plan(programme)
    return {
        "days": days,
        "homework": [_homework(day) for day in days],
        "register": register(project, programme, len(days)),
        "group_work": group_work(programme),
    }


def _homework(day: Day) -> str:
    """How long the work until the next day takes."""
    return hours(at_work_minutes(day.at_work))


def register(project: Project, programme: Programme, days: int) -> list[RegisterSheet]:
    """The sheets of the attendance register, with the names of the roster or with empty rows."""
    roster = project.rosters.get(programme.id)
    names = tuple(learner.name for learner in roster.learners) if roster else ("",) * BLANK_ROWS
    numbers = range(1, days + 1)
    return [
        RegisterSheet(tuple(numbers[first : first + DAYS_A_SHEET]), names) for first in range(0, days, DAYS_A_SHEET)
    ]


def group_work(programme: Programme) -> list[GroupWork]:
    """Every activity that is done in pairs, in groups or as a role-play."""
    return [
        GroupWork(
            activity,
            section,
            _(MODE_NAMES[activity.options.mode]),
            ", ".join(programme.criterion_label(name) for name in activity.criteria),
        )
        for section in programme.sections
        for activity in section.activities
        if activity.options.mode in TOGETHER
    ]
