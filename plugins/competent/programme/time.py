"""Notional learning time: what a programme asks of a learner, against the ten hours that a credit stands for."""

from __future__ import annotations

import math
from dataclasses import dataclass

from competent.programme.exercises import MODE_NAMES, Mode
from competent.programme.models import Programme, Section

WORKPLACE: Mode = "workplace"
"""The mode of activities that are done at work, not in class."""
AT_WORK = ("project", "logbook", "observation", "witness-testimony")
"""The methods of tasks that are done on the job."""
WORDS_A_MINUTE = 100
"""How fast an adult reads to learn in a second language."""
TOLERANCE = 0.05
"""How far the total may be from the credits."""


@dataclass(frozen=True)
class SectionTime:
    """The minutes that a section asks for."""

    section: Section
    words: int
    reading: int
    by_mode: dict[Mode, int]
    tasks: int

    @property
    def activities(self) -> int:
        """Minutes of all its activities."""
        return sum(self.by_mode.values())

    @property
    def total(self) -> int:
        """Minutes of everything in it."""
        return self.reading + self.activities + self.tasks


@dataclass(frozen=True)
class ProgrammeTime:
    """The minutes that a programme asks for."""

    sections: tuple[SectionTime, ...]
    wanted: int | None
    """What the hours or the credits of its standards stand for; nothing where they are not known."""

    @property
    def total(self) -> int:
        """Minutes of everything."""
        return sum(part.total for part in self.sections)

    @property
    def at_work(self) -> int:
        """Minutes of work on the job: activities at the workplace, and tasks whose evidence comes from there."""
        activities = sum(part.by_mode[WORKPLACE] for part in self.sections)
        tasks = (task for part in self.sections for task in part.section.tasks)
        return activities + sum(task.options.minutes for task in tasks if task.options.method in AT_WORK)

    @property
    def classroom_percent(self) -> int:
        """The share of class and study: everything that is not work on the job."""
        return round(100 * (self.total - self.at_work) / self.total) if self.total else 0

    @property
    def fits(self) -> bool:
        """Whether the total is near enough to what is wanted."""
        return self.wanted is None or abs(self.total - self.wanted) <= TOLERANCE * self.wanted


def notional_time(programme: Programme) -> ProgrammeTime:
    """The time of every section; front matter and glossary are not counted."""
    known = [standard.notional_hours for standard in programme.standards]
    wanted = 60 * sum(filter(None, known)) if known and all(known) else None
    return ProgrammeTime(tuple(_section_time(section) for section in programme.sections), wanted)


def _section_time(section: Section) -> SectionTime:
    words = section.page.words()
    by_mode = dict.fromkeys(MODE_NAMES, 0)
    for activity in section.activities:
        by_mode[activity.options.mode] += activity.options.minutes
    tasks = sum(task.options.minutes for task in section.tasks)
    return SectionTime(section, words, reading_minutes(words), by_mode, tasks)


def reading_minutes(words: int) -> int:
    """How long the words take to read, in whole minutes."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def hours(minutes: int) -> str:
    """Minutes as people say them: “2 h 30 min”."""
    whole, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{whole} h" if whole else "", f"{rest} min" if rest or not whole else "") if part
    )
