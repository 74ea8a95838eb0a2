"""The session plan can be taught from: everything once, in order, with breaks, and never beyond the end of the day."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competent.documents.compose import Composer
from competent.documents.labels import spans
from competent.documents.making import Making
from competent.documents.sessions import (
    AFTER_LUNCH,
    CLOSING,
    LONGEST_SITTING,
    LUNCH,
    SHORTEST_PART,
    STEP,
    TEA,
    Block,
    Day,
    clock,
    lay_out,
    session_plan,
)
from competent.programme.models import Programme
from competent.programme.plan import Sessions
from competent.programme.time import WORKPLACE, notional_time
from competent.project import Project
from competent.words import Words
from tests.building import PROGRAMMES
from tests.documents.composing import programme_of, said

BREAKS = ("tea", "lunch")
blocks = st.lists(
    st.builds(
        Block,
        kind=st.sampled_from(["text", "activity"]),
        title=st.text("abc", min_size=1, max_size=4),
        minutes=st.integers(1, 400),
        id=st.uuids().map(str),
    ),
    max_size=25,
)
lengths = st.builds(
    Sessions, start=st.sampled_from(["07:00", "08:30", "13:00"]), hours=st.sampled_from([1, 3, 4.5, 6.5, 8, 12])
)


def starts(sessions: Sessions) -> int:
    hour, minute = sessions.start.split(":")
    return 60 * int(hour) + int(minute)


def whole_day(sessions: Sessions) -> int:
    """Minutes of an activity that a day can hold in one piece."""
    return round(sessions.hours * 60) - CLOSING - TEA - LUNCH


@given(blocks, lengths)
def test_all_of_it_is_laid_out_once_and_in_order(given_blocks: list[Block], sessions: Sessions) -> None:
    rows = [row for day in lay_out(given_blocks, sessions) for row in day.rows]
    ids = [row.block.id for row in rows if row.block.id]
    assert list(dict.fromkeys(ids)) == [block.id for block in given_blocks]
    for block in given_blocks:
        assert sum(row.block.minutes for row in rows if row.block.id == block.id) == block.minutes


@given(blocks, lengths)
def test_a_day_begins_on_time_has_no_gaps_and_ends_in_time(given_blocks: list[Block], sessions: Sessions) -> None:
    plan = lay_out(given_blocks, sessions)
    assert [day.number for day in plan] == list(range(1, len(plan) + 1))
    for day in plan:
        assert day.rows[0].start == starts(sessions)
        assert all(earlier.end == later.start for earlier, later in pairwise(day.rows))
        assert [row.block.kind for row in day.rows].index("closing") == len(day.rows) - 1
        assert day.rows[-1].end <= starts(sessions) + sessions.hours * 60
        assert all(row.block.minutes > 0 for row in day.rows)


@given(blocks, lengths)
def test_an_activity_is_done_in_one_piece_where_a_day_can_hold_it(
    given_blocks: list[Block], sessions: Sessions
) -> None:
    rows = [row for day in lay_out(given_blocks, sessions) for row in day.rows]
    for block in given_blocks:
        if block.kind == "activity" and block.minutes <= whole_day(sessions):
            assert len([row for row in rows if row.block.id == block.id]) == 1


@given(blocks, lengths)
def test_a_text_that_is_cut_has_no_part_that_is_not_worth_it(given_blocks: list[Block], sessions: Sessions) -> None:
    rows = [row for day in lay_out(given_blocks, sessions) for row in day.rows if row.block.kind == "text"]
    for block in given_blocks:
        found = [row.block.minutes for row in rows if row.block.id == block.id]
        assert len(found) == 1 or all(minutes >= SHORTEST_PART for minutes in found) or block.kind != "text"


@given(blocks, lengths)
def test_a_break_is_followed_by_work(given_blocks: list[Block], sessions: Sessions) -> None:
    for day in lay_out(given_blocks, sessions):
        kinds = [row.block.kind for row in day.rows]
        assert kinds[0] not in BREAKS
        assert kinds.count("lunch") <= 1
        assert all(later not in (*BREAKS, "closing") for earlier, later in pairwise(kinds) if earlier in BREAKS)


def sittings(day: Day) -> list[list[int]]:
    """Minutes of the work between breaks."""
    found: list[list[int]] = [[]]
    for row in day.rows[:-1]:
        if row.block.kind in BREAKS:
            found.append([])
        else:
            found[-1].append(row.block.minutes)
    return found


@given(blocks, lengths)
def test_people_have_a_break_before_they_have_sat_too_long(given_blocks: list[Block], sessions: Sessions) -> None:
    """For the last few minutes of all nobody comes back from tea, and what follows half an hour is not put off."""
    plan = lay_out(given_blocks, sessions)
    left = sum(block.minutes for block in given_blocks)
    for sitting in (sitting for day in plan for sitting in sittings(day)):
        sat = 0
        for minutes in sitting:
            short = sat + minutes <= LONGEST_SITTING
            assert short or sat < LONGEST_SITTING // 2 or left < SHORTEST_PART, sitting
            sat, left = sat + minutes, left - minutes


@given(blocks, lengths)
def test_there_is_no_day_without_work(given_blocks: list[Block], sessions: Sessions) -> None:
    plan = lay_out(given_blocks, sessions)
    assert all(len(day.rows) > 1 for day in plan) or not given_blocks


@pytest.fixture(params=PROGRAMMES)
def programme(real: Project, request: pytest.FixtureRequest) -> Programme:
    return programme_of(real, request.param)


@pytest.fixture
def making(real: Project, programme: Programme) -> Making:
    return Composer(real, programme).making()


@pytest.fixture
def plan(making: Making) -> list[Day]:
    return session_plan(making)


def test_a_real_plan_holds_every_activity_once(programme: Programme, plan: list[Day]) -> None:
    in_class = [row.block.id for day in plan for row in day.rows if row.block.id]
    at_work = [activity.id for day in plan for activity in day.at_work]
    assert in_class == [a.id for a in programme.activities if a.options.mode != WORKPLACE]
    assert at_work == [a.id for a in programme.activities if a.options.mode == WORKPLACE]


def test_a_real_plan_takes_the_reading_time_to_the_next_five_minutes(programme: Programme, plan: list[Day]) -> None:
    rows = [row for day in plan for row in day.rows if row.block.kind == "text"]
    teaching = [part for part in notional_time(programme).sections if part.section.teaches]
    for part in teaching:
        planned = sum(row.block.minutes for row in rows if row.block.title == part.section.title)
        assert abs(planned - part.reading) <= 2 * STEP
    assert abs(sum(row.block.minutes for row in rows) - sum(part.reading for part in teaching)) <= STEP
    assert all(row.block.minutes % STEP == 0 for row in rows)


def test_every_row_of_a_real_plan_says_what_it_is_about_and_what_it_needs(plan: list[Day]) -> None:
    for day in plan:
        for row in day.rows:
            if row.block.kind in ("text", "activity"):
                assert row.block.detail, row
                assert row.block.criteria, row
                assert row.block.resources, row


def test_every_heading_and_every_aid_of_a_real_programme_has_a_place_in_its_plan(
    real: Project, programme: Programme, plan: list[Day]
) -> None:
    rows = [row.block for day in plan for row in day.rows]
    details = " ".join(said(block.detail) for block in rows)
    aids = " ".join(said(aid) for block in rows for aid in block.aids)
    sections = [section for section in programme.sections if section.teaches]
    headings = [h for section in sections for h in real.pages.seen(section.uri).headings if h.level == 2 and h.place]
    assert len(headings) > 10
    assert [heading.text for heading in headings if heading.text not in details] == []
    named = [r.title for s in sections for r in s.resources if r.kind in ("process", "job-aid", "reading")]
    assert [title for title in named if title not in aids] == []


def test_a_real_day_has_tea_and_lunch_and_no_long_sitting(plan: list[Day]) -> None:
    for day in plan:
        kinds = [row.block.kind for row in day.rows]
        length = day.rows[-1].end - day.rows[0].start
        assert ("tea" in kinds) == (length > LONGEST_SITTING + CLOSING + TEA), day.number
        assert ("lunch" in kinds) == (length > 240), day.number
        assert all(sum(sitting) <= LONGEST_SITTING for sitting in sittings(day)), day.number
        lunch = next((row for row in day.rows if row.block.kind == "lunch"), None)
        assert lunch is None or 11 * 60 <= lunch.start <= 13 * 60
        assert day.after_lunch >= AFTER_LUNCH


def test_the_first_day_opens_with_paperwork_and_every_day_closes_with_the_register(plan: list[Day]) -> None:
    assert [day.rows[0].block.kind == "opening" for day in plan] == [True] + [False] * (len(plan) - 1)
    assert "pre-assessment" in said(plan[0].rows[0].block.detail)
    assert all("register" in said(day.rows[-1].block.detail) for day in plan)


def test_what_is_longer_than_a_day_is_done_in_numbered_pieces() -> None:
    plan = lay_out([Block("activity", "Project", 500, detail="In a group", id="x")], Sessions())
    pieces = [row.block for day in plan for row in day.rows if row.block.id]
    assert [piece.minutes for piece in pieces] == [100] * 5
    assert [said(piece.detail) for piece in pieces] == [f"In a group, part {n} of 5" for n in range(1, 6)]


def test_two_days_are_about_equally_long() -> None:
    work = [Block("activity", str(number), 45, id=str(number)) for number in range(8)]
    first, second = lay_out(work, Sessions())
    assert abs(first.rows[-1].end - second.rows[-1].end) <= 45


def test_nothing_to_do_makes_one_day() -> None:
    (day,) = lay_out([], Sessions())
    assert [row.block.kind for row in day.rows] == ["closing"]


def test_the_time_of_day_is_written_with_two_digits() -> None:
    assert (clock(510), clock(845)) == ("08:30", "14:05")


def test_criteria_in_a_row_are_named_by_the_first_and_the_last_of_their_outcome(real: Project) -> None:
    unit = programme_of(real, "unit220")
    row = ("unit220-1c", "unit220-1d", "unit220-1-1", "unit220-1-2", "unit220-1-3", "unit220-1-7", "unit220-1-6")
    assert [label.replace("\u00a0", " ") for label in spans(unit, row, Words())] == [
        "1 (c)",
        "1 (d)",
        "220.1.1 to 220.1.3",
        "220.1.6",
        "220.1.7",
    ]
