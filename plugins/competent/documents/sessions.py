"""Lay the work in class into days: what is read and done when, with breaks, and what is done at work in between.

Text and activities come in the order of the learner guide. Text takes its reading time, an activity its minutes; what
is done at the workplace takes no time in class and stands below the day after which it is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from competent.documents.alignment import plain
from competent.programme.models import MODE_NAMES, Activity, Programme, Section, Sessions
from competent.programme.time import WORKPLACE, notional_time, words_of_lines
from competent.words import N_, _

OPENING = 30
"""Minutes for welcome, expectations and paperwork on the first day."""
CLOSING = 15
"""Minutes at the end of each day to look back and to sign the attendance register."""
TEA, LUNCH = 15, 45
"""Minutes."""
SITTING = 105
"""Minutes after which people need tea."""
LONGEST_SITTING = 150
SHORTEST_PART = 15
"""Minutes; what is cut at the end of a day leaves no smaller part behind."""
SHORTEST_TEXT = 5
"""Minutes; less text than this is read with the next."""

RESOURCE_WORDS = {"process": N_("Card"), "job-aid": N_("Job aid"), "reading": N_("Reading")}
"""What is at hand while a text is read, by the kind of its block."""

BlockKind = Literal["opening", "text", "activity", "tea", "lunch", "closing"]


@dataclass(frozen=True)
class Block:
    """Something that takes time in class."""

    kind: BlockKind
    title: str
    minutes: int
    detail: str = ""
    """With whom an activity is done; which headings a text has."""
    criteria: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    id: str = ""
    """The id of an activity."""

    @property
    def may_be_cut(self) -> bool:
        """Whether it may go on the next day: text may, an activity is done in one piece."""
        return self.kind == "text"


@dataclass(frozen=True)
class Row:
    """A block at its time; minutes are counted from midnight."""

    block: Block
    start: int

    @property
    def end(self) -> int:
        """When it is over."""
        return self.start + self.block.minutes

    @property
    def times(self) -> str:
        """From when to when, such as 08:30–09:00."""
        return f"{clock(self.start)}–{clock(self.end)}"


@dataclass
class Day:
    """A day in class."""

    number: int
    rows: list[Row] = field(default_factory=list)
    at_work: list[Activity] = field(default_factory=list)
    """What is done at the workplace before the next day."""


def clock(minutes: int) -> str:
    """The time of day, such as 08:30."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def session_plan(programme: Programme) -> list[Day]:
    """The days of a programme."""
    opening = Block(
        "opening",
        _("Welcome, expectations and paperwork"),
        OPENING,
        detail=_("Names, house rules, expectations, pre-assessment, assessment contract"),
        resources=(_("Portfolio of evidence"), _("Attendance register")),
    )
    return lay_out([opening, *_blocks(programme)], programme.plan.sessions)


def _blocks(programme: Programme) -> Iterator[Block | Activity]:
    """Text and activities in the order of the guide; activities at the workplace as they are."""
    reading = {part.section.id: part.reading for part in notional_time(programme).sections}
    for number, section in enumerate((s for s in programme.sections if s.teaches), 1):
        yield from _section_blocks(programme, section, number, reading[section.id])


def _section_blocks(programme: Programme, section: Section, number: int, reading: int) -> Iterator[Block | Activity]:
    first, spent, carried = section.page.body_line, 0, 0.0
    total = max(1, words_of_lines(section.page.open_lines[first - 1 :]))
    counted = first
    for activity in (*section.activities, None):
        if activity and activity.options.mode == WORKPLACE:
            yield activity
            continue
        last = activity.place.line - 1 if activity else len(section.page.lines)
        carried += reading * words_of_lines(section.page.open_lines[counted - 1 : last]) / total
        counted, minutes = last + 1, round(carried) if activity else reading - spent
        if minutes >= SHORTEST_TEXT or (activity is None and minutes > 0):
            yield _text(programme, section, number, minutes, (first, last))
            spent, carried, first = spent + minutes, carried - minutes, last + 1
        if activity:
            yield _activity(programme, activity)


def _text(programme: Programme, section: Section, number: int, minutes: int, lines: tuple[int, int]) -> Block:
    inside = [h for h in section.page.headings if lines[0] <= h.place.line <= lines[1] and h.level == 2]
    named = dict.fromkeys(name for heading in inside for name in heading.criteria)
    aids = [r for r in section.resources if lines[0] <= r.place.line <= lines[1] and r.kind in RESOURCE_WORDS]
    return Block(
        "text",
        section.title,
        minutes,
        detail="; ".join(plain(heading.text) for heading in inside) or _("The section, continued"),
        criteria=tuple(programme.criterion_label(name) for name in named),
        resources=(
            _("Learner guide, section %(number)s") % {"number": number},
            *(f"{_(RESOURCE_WORDS[aid.kind])}: {aid.title}" for aid in aids),
        ),
    )


def _activity(programme: Programme, activity: Activity) -> Block:
    return Block(
        "activity",
        f"{activity.label}: {activity.title}",
        activity.options.minutes,
        detail=_(MODE_NAMES[activity.options.mode]),
        criteria=tuple(programme.criterion_label(name) for name in activity.criteria),
        resources=(_("Workbook, %(activity)s") % {"activity": activity.label.lower()},),
        id=activity.id,
    )


def lay_out(blocks: Iterable[Block | Activity], sessions: Sessions) -> list[Day]:
    """Blocks into days, in order; activities at the workplace go below the day that they come after."""
    hour, minute = sessions.start.split(":")
    layout = _Layout(60 * int(hour) + int(minute), round(sessions.hours * 60))
    for block in blocks:
        if isinstance(block, Block):
            layout.place(block)
        else:
            layout.day.at_work.append(block)
    layout.close()
    return layout.days


class _Layout:
    """A day that is being filled."""

    def __init__(self, start: int, length: int):
        self.start, self.end = start, start + length
        self.days: list[Day] = []
        self.open_day()

    def open_day(self) -> None:
        self.day = Day(len(self.days) + 1)
        self.days.append(self.day)
        self.now, self.since_break = self.start, self.start
        self.had: set[str] = set()
        """The breaks that the day has had."""

    def place(self, block: Block) -> None:
        """Put a block into the day, or what does not fit of it into the next."""
        self.take_break(block)
        room = self.end - CLOSING - self.now
        if block.minutes <= room:
            self.add(block)
            return
        whole_day = self.end - self.start - CLOSING - TEA - LUNCH
        if (block.may_be_cut or block.minutes > whole_day) and room >= SHORTEST_PART:
            part = min(room, block.minutes - SHORTEST_PART) if block.minutes - room < SHORTEST_PART else room
            if part >= SHORTEST_PART:
                self.add(replace(block, minutes=part))
                block = replace(block, minutes=block.minutes - part, detail=_("continued"))
        self.close()
        self.open_day()
        self.place(block)

    def take_break(self, block: Block) -> None:
        """Lunch around the middle of the day, tea before people have sat too long."""
        if self.now == self.start:
            return
        sat, middle = self.now - self.since_break, (self.start + self.end) // 2
        room = self.end - CLOSING - self.now
        if "lunch" not in self.had and self.now >= middle - 20 and room >= LUNCH + SHORTEST_PART:
            self.rest(Block("lunch", _("Lunch"), LUNCH), "lunch")
            return
        name = "afternoon tea" if "lunch" in self.had else "morning tea"
        long = sat >= SITTING or (sat >= LONGEST_SITTING // 2 and sat + block.minutes > LONGEST_SITTING)
        if name not in self.had and long and room >= TEA + SHORTEST_PART:
            self.rest(Block("tea", _("Tea"), TEA), name)

    def rest(self, block: Block, name: str) -> None:
        self.add(block)
        self.had.add(name)
        self.since_break = self.now

    def add(self, block: Block) -> None:
        self.day.rows.append(Row(block, self.now))
        self.now += block.minutes

    def close(self) -> None:
        """End the day with a look back."""
        words = _("What was learnt, what is open; everybody signs the register")
        self.add(Block("closing", _("Looking back"), CLOSING, detail=words, resources=(_("Attendance register"),)))


def at_work_minutes(activities: Sequence[Activity]) -> int:
    """Minutes of work between two days."""
    return sum(activity.options.minutes for activity in activities)
