"""Activities and answers are made of blocks; their fields have names that never clash."""

from __future__ import annotations

import re

import pytest

from competent.blocks.view import View
from competent.pages.render import to_html
from competent.programme.exercises import read_exercises
from competent.programme.load import BLOCKS
from competent.programme.models import Activity
from competent.text.problem import Problem
from competent.text.scan import scan
from tests.conftest import ACTIVITY

ANSWER = "    key: see\n    kind: lines\n"


def read(text: str) -> tuple[tuple[Activity, ...], list[Problem]]:
    page, problems = scan(text, "x.md", BLOCKS)
    activities, _, found = read_exercises(page)
    return activities, problems + found


def fields(options: str) -> list[str]:
    (activity,), problems = read(ACTIVITY.replace(ANSWER, options))
    assert problems == []
    return [f"{field.name} {field.kind}" for field in activity.fields()]


def test_an_activity_has_what_its_block_says() -> None:
    (activity,), problems = read(ACTIVITY)
    assert problems == []
    assert (activity.id, activity.title, activity.label) == ("us1-a01", "Boil water", "Activity 1")
    assert (activity.options.type, activity.options.mode, activity.options.minutes) == ("knowledge", "individual", 5)
    assert activity.criteria == ("us1-so1-ac1",)
    assert activity.place.line == 1


def test_the_source_for_learners_has_no_word_of_the_model_answer() -> None:
    (activity,), _ = read(ACTIVITY)
    assert activity.model == "The steam of a secret kettle."
    assert "secret" not in activity.source
    assert activity.source.startswith("//// activity | Boil water")
    assert activity.source.endswith("////")


def test_a_model_answer_in_an_answer_is_refused_and_hidden_all_the_same() -> None:
    inner = "//// answer | Q\n    key: q\n    kind: lines\n\n/// model\nA hidden word.\n///\n////\n\n/// model"
    text = ACTIVITY.replace("////", "/////").replace("/// model", inner)
    (activity,), problems = read(text)
    assert [problem.code for problem in problems] == ["C220"]
    assert "hidden" not in activity.source


def test_lines_are_one_field() -> None:
    assert fields(ANSWER) == ["us1-a01-see text"]


def test_a_table_has_a_field_for_every_empty_cell() -> None:
    assert fields("    key: map\n    kind: table\n    columns: [A, B]\n    rows: 2\n") == [
        "us1-a01-map-r1c1 text",
        "us1-a01-map-r1c2 text",
        "us1-a01-map-r2c1 text",
        "us1-a01-map-r2c2 text",
    ]


def test_a_table_with_labels_has_no_field_in_its_first_column() -> None:
    assert fields("    key: map\n    kind: table\n    columns: [A, B]\n    rows: [One, Two]\n") == [
        "us1-a01-map-r1c2 text",
        "us1-a01-map-r2c2 text",
    ]


def test_a_choice_of_one_is_one_field_and_of_several_a_field_each() -> None:
    choice = "    key: pick\n    kind: choice\n    options: [Tea, Milk]\n"
    assert fields(choice) == ["us1-a01-pick radio"]
    assert fields(choice + "    multiple: true\n    correct: [1, 2]\n") == [
        "us1-a01-pick-1 checkbox",
        "us1-a01-pick-2 checkbox",
    ]


def test_a_checklist_has_a_field_for_every_item() -> None:
    assert fields("    key: did\n    kind: checklist\n    items: [One, Two]\n") == [
        "us1-a01-did-1 checkbox",
        "us1-a01-did-2 checkbox",
    ]


@pytest.mark.parametrize(("number", "codes"), [(0, ["C228"]), (1, []), (2, []), (3, ["C228"]), (-1, ["C228"])])
def test_a_right_option_must_be_one_of_the_options(number: int, codes: list[str]) -> None:
    _, problems = read(
        ACTIVITY.replace(ANSWER, f"    key: pick\n    kind: choice\n    options: [A, B]\n    correct: [{number}]\n")
    )
    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize("key", ["did", "did-1", "did-2"])
def test_two_answers_cannot_share_a_key_or_a_field(key: str) -> None:
    first = "    key: did\n    kind: checklist\n    items: [One, Two]\n"
    two = f"{first}///\n\n/// answer | Q\n    key: {key}\n    kind: lines\n"
    _, problems = read(ACTIVITY.replace(ANSWER, two))
    assert [problem.title for problem in problems] == [f"Two answers of one activity have the key “{key}”"]


@pytest.mark.parametrize("kind", ["[lines]", "{a: b}", "5", "~", "yes", "'lines '"])
def test_a_kind_of_any_type_is_refused(kind: str) -> None:
    _, problems = read(ACTIVITY.replace("kind: lines", f"kind: {kind}"))
    assert [problem.code for problem in problems] == ["C227"]


@pytest.mark.parametrize(
    "options",
    [
        ANSWER,
        "    key: map\n    kind: table\n    columns: [A, B]\n    rows: [One, Two]\n",
        "    key: pick\n    kind: choice\n    options: [Tea, Milk]\n",
        "    key: pick\n    kind: choice\n    options: [Tea, Milk]\n    multiple: true\n",
        "    key: did\n    kind: checklist\n    items: [One, Two]\n",
    ],
)
def test_the_page_has_the_fields_that_the_activity_names(options: str) -> None:
    text = ACTIVITY.replace(ANSWER, options)
    (activity,), _ = read(text)
    shown = to_html(activity.source, View("workbook", "us1/x.md"), frozenset())
    assert set(re.findall(r' name="([^"]+)"', shown)) == {field.name for field in activity.fields()}
