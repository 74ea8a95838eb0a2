"""The session plan can be taught from: everything once, in order, with breaks, and never beyond the end of the day."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competent.checks.project import Project
from competent.documents.sessions import CLOSING, LUNCH, TEA, Block, clock, lay_out, session_plan
from competent.programme.models import Sessions
from competent.programme.time import WORKPLACE, notional_time
from tests.building import PROGRAMMES

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
days = st.builds(Sessions, start=st.sampled_from(["07:00", "08:30", "13:00"]), hours=st.sampled_from([3, 4.5, 6.5, 8]))


@given(blocks, days)
def test_all_of_it_is_laid_out_once_and_in_order(given_blocks: list[Block], sessions: Sessions) -> None:
    rows = [row for day in lay_out(given_blocks, sessions) for row in day.rows]
    ids = [row.block.id for row in rows if row.block.id]
    assert list(dict.fromkeys(ids)) == [block.id for block in given_blocks]
    for block in given_blocks:
        assert sum(row.block.minutes for row in rows if row.block.id == block.id) == block.minutes


@given(blocks, days)
def test_a_day_begins_on_time_has_no_gaps_and_ends_in_time(given_blocks: list[Block], sessions: Sessions) -> None:
    start = int(sessions.start[:2]) * 60 + int(sessions.start[3:])
    for day in lay_out(given_blocks, sessions):
        assert day.rows[0].start == start
        assert all(earlier.end == later.start for earlier, later in pairwise(day.rows))
        assert day.rows[-1].block.kind == "closing"
        assert day.rows[-1].end <= start + sessions.hours * 60
        assert all(row.block.minutes > 0 for row in day.rows)


@given(blocks, days)
def test_an_activity_is_done_in_one_piece_where_a_day_can_hold_it(
    given_blocks: list[Block], sessions: Sessions
) -> None:
    room = sessions.hours * 60 - CLOSING - TEA - LUNCH
    rows = [row for day in lay_out(given_blocks, sessions) for row in day.rows]
    for block in given_blocks:
        if block.kind == "activity" and block.minutes <= room:
            assert len([row for row in rows if row.block.id == block.id]) == 1


@given(blocks, days)
def test_a_break_never_stands_at_the_beginning_or_before_the_end_alone(
    given_blocks: list[Block], sessions: Sessions
) -> None:
    for day in lay_out(given_blocks, sessions):
        assert day.rows[0].block.kind not in ("tea", "lunch")
        kinds = [row.block.kind for row in day.rows]
        assert kinds.count("lunch") <= 1
        assert kinds.count("tea") <= 2
        assert all(not {"tea", "lunch"} >= {a, b} for a, b in pairwise(kinds))


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_real_plan_holds_every_activity_once(real: Project, name: str) -> None:
    programme = next(programme for programme in real.programmes if programme.id == name)
    plan = session_plan(programme)
    in_class = [row.block.id for day in plan for row in day.rows if row.block.id]
    at_work = [activity.id for day in plan for activity in day.at_work]
    assert in_class == [a.id for a in programme.activities if a.options.mode != WORKPLACE]
    assert at_work == [a.id for a in programme.activities if a.options.mode == WORKPLACE]


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_real_plan_takes_the_reading_time_of_every_section(real: Project, name: str) -> None:
    programme = next(programme for programme in real.programmes if programme.id == name)
    rows = [row for day in session_plan(programme) for row in day.rows if row.block.kind == "text"]
    for part in notional_time(programme).sections:
        if part.section.teaches:
            assert sum(row.block.minutes for row in rows if row.block.title == part.section.title) == part.reading


@pytest.mark.parametrize("name", PROGRAMMES)
def test_nobody_sits_longer_than_three_hours(real: Project, name: str) -> None:
    programme = next(programme for programme in real.programmes if programme.id == name)
    for day in session_plan(programme):
        since = day.rows[0].start
        for row in day.rows:
            if row.block.kind in ("tea", "lunch"):
                since = row.end
            assert row.end - since <= 180, (day.number, row.times)


def test_the_time_of_day_is_written_with_two_digits() -> None:
    assert (clock(510), clock(845)) == ("08:30", "14:05")
