"""Columns of a table to fill in are as wide as what goes into them, and rows as high."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from competent.blocks.columns import LABELS, ROOM, beside, row_lines, widths
from competent.programme.answers import Table
from competent.project import Project

SHORT = ("initials", "date", "number", "score", "gap", "percentage", "marks", "minutes")
"""First words of headings, in English, of columns for something short; with a second word at most."""
NARROW = 30.0
"""Millimetres: a date with its month written out takes this much at most."""


def table(**options: object) -> Table:
    return Table.model_validate({"key": "t", "kind": "table", **options})


def millimetres(found: Table) -> list[float]:
    return [share * ROOM / 100 for share in widths(found)]


def test_a_column_for_initials_or_a_date_is_narrow_and_sentences_get_the_rest() -> None:
    date, what, initials = millimetres(table(columns=["Date", "What I did", "Initials"]))
    assert 14 <= initials <= 24
    assert 24 <= date <= 29.5  # “17 September 2026”
    assert what > 120


def test_labels_of_rows_leave_the_room_to_who_answers() -> None:
    labels = ["Who may decide what, up to how many rand, and in which case a supervisor is asked?"]
    first, *_ = millimetres(table(columns=["Question", "Answer"], rows=labels))
    assert first <= LABELS[1]


def test_rows_of_dates_and_numbers_are_one_line_high_others_two_or_what_their_author_says() -> None:
    assert row_lines(table(columns=["Date", "Score"])) == 1
    assert row_lines(table(columns=["Date", "What I did"])) == 2
    assert row_lines(table(columns=["Date", "What I did"], lines=3)) == 3


def test_an_author_may_say_how_wide_columns_are_and_two_may_be_equally_wide() -> None:
    assert widths(table(columns=["One", "Two", "Three"], widths=[1, 2, 1])) == [25.0, 50.0, 25.0]


@pytest.mark.parametrize(
    ("texts", "columns"),
    [
        (["Line 1", "Line 2", "Line 3", "Line 4"], 4),
        (["Line 1", "Line 2", "Line 3", "Line 4", "Line 5", "Line 6"], 3),
        (["The uniform", "The thought", "The customer's mood"], 3),
        (["The uniform", "The thought", "The customer's mood", "The price"], 2),
        (["It covers only one Monday morning", "It uses percentages"], 2),
        (["My map starts before the customer reaches the shelf and ends after the sale"], 1),
    ],
)
def test_things_to_tick_stand_beside_each_other_where_each_fits_on_a_line_and_a_line_is_saved(
    texts: list[str], columns: int
) -> None:
    assert beside(texts) == columns


def tables_of(project: Project) -> Iterator[tuple[str, Table]]:
    for programme in project.programmes:
        for exercise in [*programme.activities, *programme.tasks]:
            for answer in exercise.answers:
                if isinstance(answer.kind, Table):
                    yield f"{exercise.id} {answer.key}", answer.kind


def test_no_table_of_the_real_programmes_gives_room_to_what_is_short(real: Project) -> None:
    wide = [
        f"{name}: {column.text} {width:.0f} mm"
        for name, found in tables_of(real)
        if any(width > 2 * NARROW for width in millimetres(found))
        for column, width in zip(found.columns, millimetres(found), strict=True)
        if len(column.text.split()) <= 2 and column.text.lower().startswith(SHORT) and width > NARROW
    ]
    assert wide == []


def test_no_labels_of_the_real_programmes_take_the_room_of_answers(real: Project) -> None:
    """More than 40 mm only where rows are one line high: then there is more room than the answers need."""
    wide = [
        f"{name}: {millimetres(found)[0]:.0f} mm"
        for name, found in tables_of(real)
        if not isinstance(found.rows, int) and millimetres(found)[0] > 40 and row_lines(found) > 1
    ]
    assert wide == []


def test_empty_rows_do_not_fill_the_workbooks_of_the_real_programmes(real: Project) -> None:
    """They were 25 pages of 76."""
    for programme in real.programmes:
        kinds = [answer.kind for activity in programme.activities for answer in activity.answers]
        empty = [kind for kind in kinds if isinstance(kind, Table) and isinstance(kind.rows, int)]
        pages = sum(len(kind.labels) * row_lines(kind) * 8.6 for kind in empty) / 268
        assert pages < 15, programme.id
