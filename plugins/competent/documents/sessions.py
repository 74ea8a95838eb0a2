"""Lay the work in class into days: what is read and done when, with breaks, and what is done at work in between.

Text and activities come in the order of the learner guide. Text takes its reading time, in steps of five minutes, an
activity its minutes; what is done at the workplace takes no time in class and stands below the day after which it is
due. There are as few days as the longest day allows, and they are about equally long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from competent.documents.labels import section_outcomes, spans, spans_of
from competent.documents.making import Making
from competent.pages.fragment import Heading
from competent.programme.exercises import MODE_NAMES, Activity
from competent.programme.models import Resource, Section
from competent.programme.plan import Sessions
from competent.programme.time import WORKPLACE, notional_time
from competent.words import N_, Said

OPENING = 30
"""Minutes for welcome, expectations and paperwork on the first day."""
CLOSING = 15
"""Minutes at the end of each day to look back and to sign the attendance register."""
TEA, LUNCH = 15, 45
"""Minutes."""
SITTING = 105
"""Minutes after which people need tea."""
LONGEST_SITTING = 140
LONGEST_PIECE = 120
"""Minutes of a piece of what cannot be done without a break."""
SHORTEST_PART = 15
"""Minutes; what is cut at the end of a day leaves no smaller part behind."""
AFTER_LUNCH = 45
"""Minutes of work for which it is worth staying after lunch."""
STEP = 5
"""Minutes; text takes whole steps."""
LUNCH_FROM, LUNCH_UNTIL = 11 * 60 + 30, 13 * 60
"""Minutes from midnight: a day that begins after noon has no lunch."""

RESOURCE_WORDS = {"process": N_("Card"), "job-aid": N_("Job aid"), "reading": N_("Reading")}
"""What is at hand while a text is read, by the kind of its block."""

BlockKind = Literal["opening", "text", "activity", "tea", "lunch", "closing"]


@dataclass(frozen=True)
class Block:
    """Something that takes time in class."""

    kind: BlockKind
    title: Said
    minutes: int
    detail: Said = ""
    """With whom an activity is done; which headings a text has."""
    criteria: tuple[str, ...] = ()
    """Labels of criteria; of outcomes where a text names no criteria."""
    resources: tuple[Said, ...] = ()
    aids: tuple[Said, ...] = ()
    """Cards, job aids and readings that a text holds."""
    id: str = ""
    """The id of an activity."""

    @property
    def may_be_cut(self) -> bool:
        """Whether it may go on the next day: text may, an activity is done in one piece."""
        return self.kind == "text"

    @property
    def is_break(self) -> bool:
        """Whether people rest."""
        return self.kind in ("tea", "lunch")


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


@dataclass(frozen=True)
class Day:
    """A day in class."""

    number: int
    rows: tuple[Row, ...]
    at_work: tuple[Activity, ...] = ()
    """What is done at the workplace before the next day."""

    @property
    def times(self) -> str:
        """From the first minute to the last, such as 08:30–14:45."""
        return f"{clock(self.rows[0].start)}–{clock(self.rows[-1].end)}"

    @property
    def aids(self) -> tuple[Said, ...]:
        """Cards, job aids and readings of the day, each once."""
        return tuple(dict.fromkeys(aid for row in self.rows for aid in row.block.aids))

    @property
    def after_lunch(self) -> int:
        """Minutes of work after lunch, or all of them on a day without one."""
        lunch = max((number for number, row in enumerate(self.rows) if row.block.kind == "lunch"), default=-1)
        return sum(row.block.minutes for row in self.rows[lunch + 1 : -1] if not row.block.is_break)


def clock(minutes: int) -> str:
    """The time of day, such as 08:30."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def at_work_minutes(activities: Sequence[Activity]) -> int:
    """Minutes of work between two days."""
    return sum(activity.options.minutes for activity in activities)


def session_plan(making: Making) -> list[Day]:
    """The days of a programme."""
    opening = Block(
        "opening",
        N_("Welcome, expectations and paperwork"),
        OPENING,
        detail=N_("Names, house rules, expectations, pre-assessment, assessment contract"),
        resources=(N_("Portfolio of evidence"), N_("Attendance register")),
    )
    return lay_out([opening, *_blocks(making)], making.programme.plan.sessions)


# What there is to do


def _blocks(making: Making) -> Iterator[Block | Activity]:
    """Text and activities in the order of the guide; activities at the workplace as they are."""
    programme = making.programme
    reading = {part.section.id: part.reading for part in notional_time(programme).sections}
    owed = 0.0
    for number, section in enumerate((s for s in programme.sections if s.teaches), 1):
        text = _Text(making, section, number, reading[section.id], owed)
        for activity in section.activities:
            if activity.options.mode == WORKPLACE:
                yield activity
                continue
            yield from text.until(activity.node.block.first_line - 1)
            yield _activity(making, activity)
        yield from text.until(len(section.page.written.lines), last=True)
        owed = text.owed


@dataclass
class _Text:
    """The text of a section, read from activity to activity."""

    making: Making
    section: Section
    number: int
    reading: int
    owed: float
    """Minutes of reading that no block has been given yet; what was rounded up makes it negative."""
    first: int = 0
    """The first line that is in no block yet."""
    counted: int = 0
    """The last line whose minutes are counted."""

    def until(self, line: int, last: bool = False) -> Iterator[Block]:
        """A block of the text up to the line; less than a step is read with the next."""
        page = self.section.page
        self.first = self.first or page.written.body_line
        words = page.words(range(self.counted + 1, line + 1))
        self.owed += self.reading * words / max(1, page.words())
        self.counted = max(self.counted, line)
        minutes = STEP * round(self.owed / STEP)
        if last and self._headings(self.first, line):
            minutes = max(STEP, minutes)
        if minutes > 0:
            yield self._block(minutes, line)
            self.owed -= minutes
            self.first = line + 1

    def _headings(self, first: int, last: int) -> list[Heading]:
        lines = self.section.page.written.lines
        written = {line.number for line in lines[first - 1 if first else 0 : last]}
        headings = (h for h in self.making.seen(self.section).headings if h.place and h.level in (2, 3))
        return [h for h in headings if h.place and h.place.line in written]

    def _block(self, minutes: int, last: int) -> Block:
        inside, before = self._headings(self.first, last), self._headings(0, self.first - 1)
        aids = [r for r in self.section.resources if self._inside(r, last) and r.kind in RESOURCE_WORDS]
        return Block(
            "text",
            self.section.title,
            minutes,
            detail=_words_for(inside, before),
            criteria=self._criteria(inside or [heading for heading in before if heading.criteria][-1:]),
            resources=(N_("Learner guide, section %(number)s", number=self.number),),
            aids=tuple(N_("%(kind)s: %(title)s", kind=RESOURCE_WORDS[aid.kind], title=aid.title) for aid in aids),
        )

    def _inside(self, resource: Resource, last: int) -> bool:
        return self.first <= resource.node.block.first_line <= last

    def _criteria(self, headings: Sequence[Heading]) -> tuple[str, ...]:
        """Those that headings name; the outcomes of the section where they name none."""
        named = dict.fromkeys(name for heading in headings for name in heading.criteria)
        programme, words = self.making.programme, self.making.words
        return tuple(spans(programme, named, words)) or section_outcomes(programme, self.section, words)


def _words_for(inside: Sequence[Heading], before: Sequence[Heading]) -> Said:
    """What a text is about: its headings, or the heading that it goes on from."""
    if inside:
        return "; ".join(heading.text for heading in _main(inside))
    if before:
        return N_("%(heading)s, continued", heading=_main(before)[-1].text)
    return N_("The beginning of the section")


def _main(headings: Sequence[Heading]) -> Sequence[Heading]:
    """The headings of level two, or all where there is none."""
    return [heading for heading in headings if heading.level == 2] or headings


def _activity(making: Making, activity: Activity) -> Block:
    label = making.words(activity.label)
    return Block(
        "activity",
        N_("%(label)s: %(title)s", label=activity.label, title=activity.title),
        activity.options.minutes,
        detail=MODE_NAMES[activity.options.mode],
        criteria=tuple(spans_of(making, activity)),
        resources=(N_("Workbook, %(activity)s", activity=label[:1].lower() + label[1:]),),
        id=activity.id,
    )


# When it is done


def lay_out(blocks: Iterable[Block | Activity], sessions: Sessions) -> list[Day]:
    """Blocks into days, in order; activities at the workplace go below the day that they come after.

    The days are as few as the hours of the sessions allow, and then as equally long as can be.
    """
    start, longest = _minute(sessions.start), round(sessions.hours * 60)
    cut = [piece for block in blocks for piece in _pieces(block, longest)]
    least = CLOSING + max([OPENING, *(b.minutes for b in cut if isinstance(b, Block) and not b.may_be_cut)])
    plans = [_filled(cut, start, length, longest) for length in (longest, *range(least + -least % 15, longest, 15))]
    return min((plan for plan in plans if len(plan) == len(plans[0])), key=_unevenness)


def _unevenness(days: Sequence[Day]) -> tuple[int, int]:
    """How many lunches are hardly worth it, and how much longer the longest day is than the shortest."""
    lengths = [day.rows[-1].end - day.rows[0].start for day in days]
    return sum(day.after_lunch < AFTER_LUNCH for day in days), max(lengths) - min(lengths)


def _minute(time: str) -> int:
    hour, minute = time.split(":")
    return 60 * int(hour) + int(minute)


def _pieces(block: Block | Activity, length: int) -> Iterator[Block | Activity]:
    """The block itself; in pieces an activity that is longer than a day, and a text that is longer than a sitting."""
    whole = max(length - CLOSING - TEA - LUNCH, min(length - CLOSING, SITTING))
    piece = min(LONGEST_PIECE, whole)
    if isinstance(block, Activity) or block.minutes <= (piece if block.may_be_cut else whole):
        yield block
        return
    number = -(-block.minutes // piece)
    for part in range(1, number + 1):
        minutes = block.minutes * part // number - block.minutes * (part - 1) // number
        detail = N_("%(detail)s, part %(part)s of %(parts)s", detail=block.detail, part=part, parts=number)
        yield replace(block, minutes=minutes, detail=detail)


def _filled(blocks: Iterable[Block | Activity], start: int, length: int, longest: int) -> list[Day]:
    """The days with this length; lunch stands where it would in the longest day."""
    middle = min(LUNCH_UNTIL, max(LUNCH_FROM, start + longest // 2))
    given = list(blocks)
    layout = _Layout(start, start + length, middle, sum(b.minutes for b in given if isinstance(b, Block)))
    for block in given:
        if isinstance(block, Block):
            layout.place(block)
        else:
            layout.at_work.append(block)
    layout.close()
    return layout.days


class _Layout:
    """A day that is being filled, and those that are full. Minutes are counted from midnight."""

    def __init__(self, start: int, end: int, middle: int, left: int):
        self.start, self.end, self.middle = start, end, middle
        self.left = left
        """Minutes of work that are to be placed yet."""
        self.days: list[Day] = []
        self.open_day()

    def open_day(self) -> None:
        self.rows: list[Row] = []
        self.at_work: list[Activity] = []
        self.now, self.sat_down = self.start, self.start
        self.had_lunch = self.start >= LUNCH_UNTIL - LUNCH

    def close(self) -> None:
        """End the day with a look back."""
        words = N_("What was learnt, what is open; everybody signs the register")
        self.add(Block("closing", N_("Looking back"), CLOSING, detail=words, resources=(N_("Attendance register"),)))
        self.days.append(Day(len(self.days) + 1, tuple(self.rows), tuple(self.at_work)))

    @property
    def room(self) -> int:
        return self.end - CLOSING - self.now

    def place(self, block: Block) -> None:
        """Put a block into the day, after a break where one is due; what does not fit goes on the next day."""
        rest = self.rest_before(block)
        part = _part(block, self.room - (rest.minutes if rest else 0))
        if rest and not part and not self.must_rest(block):
            rest, part = None, _part(block, self.room)
        if part and rest:
            self.add(rest)
        if part:
            self.add(replace(block, minutes=part))
            self.left -= part
        if part < block.minutes:
            self.close()
            self.open_day()
            detail = N_("%(heading)s, continued", heading=block.detail) if part else block.detail
            self.place(replace(block, minutes=block.minutes - part, detail=detail))

    def add(self, block: Block) -> None:
        self.rows.append(Row(block, self.now))
        self.now += block.minutes
        if block.is_break:
            self.sat_down = self.now
            self.had_lunch = self.had_lunch or block.kind == "lunch"

    def must_rest(self, block: Block) -> bool:
        """Whether people would sit too long without a break."""
        return self.now + block.minutes - self.sat_down > LONGEST_SITTING

    def rest_before(self, block: Block) -> Block | None:
        """The break that is due before a block: lunch around the middle of the day, tea when people have sat long."""
        sat = self.now - self.sat_down
        if not sat:
            return None
        weary = sat >= SITTING or (sat >= LONGEST_SITTING // 2 and self.must_rest(block))
        hungry = self.now >= self.middle - (2 * SHORTEST_PART if weary else SHORTEST_PART)
        if hungry and not self.had_lunch and min(self.room - LUNCH, self.left) >= AFTER_LUNCH:
            return Block("lunch", N_("Lunch"), LUNCH)
        return Block("tea", N_("Tea"), TEA) if weary and self.left >= SHORTEST_PART else None


def _part(block: Block, room: int) -> int:
    """How many minutes of a block fit: all of it, of text at least a part that is worth beginning, or nothing."""
    if block.minutes <= room:
        return block.minutes
    part = min(room, block.minutes - SHORTEST_PART) // STEP * STEP
    return part if block.may_be_cut and part >= SHORTEST_PART else 0
