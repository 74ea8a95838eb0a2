"""Notional time against credits."""

from __future__ import annotations

import pytest

from competent.programme.load import BLOCKS
from competent.programme.time import hours, learner_words, notional_time
from competent.project import Project
from competent.text.scan import scan
from tests.conftest import TinyProject


@pytest.mark.parametrize(("minutes", "words"), [(0, "0 min"), (59, "59 min"), (60, "1 h"), (150, "2 h 30 min")])
def test_minutes_are_said_as_people_say_them(minutes: int, words: str) -> None:
    assert hours(minutes) == words


def test_only_what_a_learner_reads_is_counted() -> None:
    text = "# Two words\n\nThree more words.\n\n//// activity | A title\n    id: us1-a01\n    minutes: 5\n\nDo it.\n\n"
    text += "/// answer | One question\n    key: k\n    kind: table\n    columns: [First, Second]\n///\n\n/// model\nMany secret words.\n///\n////\n"
    page, problems = scan(text, "x.md", BLOCKS)
    assert problems == []
    assert learner_words(page) == 2 + 3 + 2 + 2 + 2 + 2


def test_the_time_of_a_section_is_reading_and_activities(project: TinyProject) -> None:
    (section,) = notional_time(project.load().programmes[0]).sections
    assert (section.reading, section.activities, section.tasks, section.total) == (1, 5, 0, 6)


def test_the_real_programmes_meet_their_credits(real: Project) -> None:
    for programme in real.programmes:
        time = notional_time(programme)
        assert abs(time.total - time.wanted) <= 0.05 * time.wanted, programme.id
