"""Notional time against credits."""

from __future__ import annotations

import pytest

from competent.blocks import KINDS
from competent.programme.node import read_nodes
from competent.programme.page import Page
from competent.programme.time import hours, notional_time, reading_minutes
from competent.project import Project
from competent.text.markdown import read_manuscript
from tests.conftest import TinyProject


@pytest.mark.parametrize(("minutes", "words"), [(0, "0 min"), (59, "59 min"), (60, "1 h"), (150, "2 h 30 min")])
def test_minutes_are_said_as_people_say_them(minutes: int, words: str) -> None:
    assert hours(minutes) == words


def test_only_what_a_learner_reads_is_counted() -> None:
    text = "# Two words\n\nThree more words.\n\n//// activity | A title\n    id: us1-a01\n    minutes: 5\n\nDo it.\n\n"
    text += "/// answer | One question\n    key: k\n    kind: table\n    columns: [First, Second]\n///\n\n/// model\nMany secret words.\n///\n////\n"
    written, problems = read_manuscript(text, "x.md", frozenset(KINDS))
    assert problems == []
    page = Page("x.md", written, read_nodes(written, KINDS)[0])
    assert page.words() == 2 + 3 + 2 + 2 + 2 + 2


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (100, 1), (101, 2), (1000, 10)])
def test_a_minute_is_a_hundred_words_and_a_part_of_one_counts(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes


def test_the_time_of_a_section_is_reading_and_activities(project: TinyProject) -> None:
    (section,) = notional_time(project.load().programmes[0]).sections
    assert (section.reading, section.activities, section.tasks, section.total) == (1, 5, 0, 6)


def test_the_real_programmes_meet_their_credits(real: Project) -> None:
    for programme in real.programmes:
        time = notional_time(programme)
        assert time.wanted is not None
        assert abs(time.total - time.wanted) <= 0.05 * time.wanted, programme.id
        assert time.fits


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ("credits: 3", 30 * 60),
        ("credits: 3\nhours: 35\nguided: 20", 35 * 60),
        ("hours: 7", 7 * 60),
        ("credits: unknown", None),
    ],
)
def test_the_hours_of_a_standard_go_before_its_credits(project: TinyProject, facts: str, wanted: int | None) -> None:
    project.replace("unit_standards/us1.yml", "credits: 3", facts)
    time = notional_time(project.load().programmes[0])
    assert time.wanted == wanted
    assert time.fits == (wanted is None)
