"""Activities and answers are made of blocks; their fields have names that never clash."""

from __future__ import annotations

import re

import pytest

from competent.blocks import KINDS
from competent.blocks.view import View
from competent.config import Dialect
from competent.pages.dialect import for_programmes
from competent.pages.parse import parse, serialized
from competent.programme.exercises import Activity, OralQuestion, Task, label_of_id, read_exercises, read_oral_questions
from competent.programme.node import read_nodes
from competent.programme.page import Page
from competent.text.markdown import read_manuscript
from competent.text.problem import Problem
from competent.words import Words
from tests.conftest import ACTIVITY, TinyProject

ANSWER = "    key: see\n    kind: lines\n"
DIALECT = for_programmes(Dialect())


def page_of(text: str) -> tuple[Page, list[Problem]]:
    written, problems = read_manuscript(text, "x.md", frozenset(KINDS))
    nodes, found = read_nodes(written, KINDS)
    return Page("us1/x.md", written, nodes), [*problems, *found]


def read(text: str) -> tuple[tuple[Activity, ...], list[Problem]]:
    page, problems = page_of(text)
    activities, _, found = read_exercises(page)
    return activities, problems + found


def shown(text: str) -> tuple[str, View]:
    """The page of a workbook, and the view in which its fields are recorded."""
    view = View("workbook", "us1/x.md")
    fragment = parse(page_of(text)[0], DIALECT).draw(view)
    return serialized(fragment.md, fragment.root), view


def fields(options: str) -> list[str]:
    text = ACTIVITY.replace(ANSWER, options)
    assert read(text)[1] == []
    return [f"{field.name} {field.kind}" for field in shown(text)[1].form]


def test_an_activity_has_what_its_block_says() -> None:
    (activity,), problems = read(ACTIVITY)
    assert problems == []
    assert (activity.id, activity.title, Words()(activity.label)) == ("us1-a01", "Boil water", "Activity 1")
    assert isinstance(activity, Activity)
    assert (activity.options.type, activity.options.mode, activity.options.minutes) == ("knowledge", "individual", 5)
    assert activity.criteria == ("us1-so1-ac1",)
    assert activity.place.line == 1


def test_the_text_for_learners_has_no_word_of_the_model_answer() -> None:
    (activity,), _ = read(ACTIVITY)
    assert activity.model == "The steam of a secret kettle."
    page, _ = page_of(ACTIVITY)
    assert "secret" not in page.markdown()
    assert "secret" not in shown(ACTIVITY)[0]
    assert "Look at the kettle." in shown(ACTIVITY)[0]


def test_a_model_answer_in_an_answer_is_refused_and_hidden_all_the_same() -> None:
    inner = "//// answer | Q\n    key: q\n    kind: lines\n\n/// model\nA hidden word.\n///\n////\n\n/// model"
    text = ACTIVITY.replace("////", "/////").replace("/// model", inner)
    _, problems = read(text)
    assert [problem.code for problem in problems] == ["C220"]
    assert "hidden" not in page_of(text)[0].markdown()
    assert "hidden" not in shown(text)[0]


def test_lines_are_one_field() -> None:
    assert fields(ANSWER) == ["us1-a01-see lines"]


def test_a_table_has_a_field_for_every_empty_cell_named_by_its_column() -> None:
    assert fields("    key: map\n    kind: table\n    columns: [What I saw, B]\n    rows: 2\n") == [
        "us1-a01-map-r1-what-i-saw lines",
        "us1-a01-map-r1-b lines",
        "us1-a01-map-r2-what-i-saw lines",
        "us1-a01-map-r2-b lines",
    ]


def test_a_table_with_labels_has_no_field_in_its_first_column() -> None:
    assert fields("    key: map\n    kind: table\n    columns: [A, B]\n    rows: [One, Two]\n") == [
        "us1-a01-map-one-b lines",
        "us1-a01-map-two-b lines",
    ]


def test_a_choice_of_one_is_one_field_and_of_several_a_field_each() -> None:
    choice = "    key: pick\n    kind: choice\n    options: [Tea, Milk]\n"
    assert fields(choice) == ["us1-a01-pick choice"]
    assert fields(choice + "    multiple: true\n    correct: [1, milk]\n") == [
        "us1-a01-pick-tea tick",
        "us1-a01-pick-milk tick",
    ]


def test_a_checklist_has_a_field_for_every_item() -> None:
    assert fields("    key: did\n    kind: checklist\n    items: [One, Two]\n") == [
        "us1-a01-did-one tick",
        "us1-a01-did-two tick",
    ]


def test_where_an_item_stands_plays_no_part_in_the_name_of_its_field() -> None:
    items = "    key: did\n    kind: checklist\n    items: [{}]\n"
    before, after = fields(items.format("One, Two")), fields(items.format("Zero, Two, One"))
    assert set(before) < set(after)
    assert fields(items.format("{key: one, text: The first}, Two")) == before


@pytest.mark.parametrize("items", ["[Tea, tea]", "[Tea, Téa!]", "[{key: a, text: Tea}, {key: a, text: Milk}]"])
def test_two_items_of_one_key_are_a_problem(items: str) -> None:
    _, (problem,) = read(ACTIVITY.replace(ANSWER, f"    key: did\n    kind: checklist\n    items: {items}\n"))
    assert (problem.code, "have the key" in problem.title) == ("C127", True)


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("0", ["C228"]),
        ("1", []),
        ("2", []),
        ("3", ["C228"]),
        ("-1", ["C228"]),
        ("tea", []),
        ("milk", []),
        ("coffee", ["C228"]),
    ],
)
def test_a_right_option_must_be_one_of_the_options(number: str, codes: list[str]) -> None:
    options = f"    key: pick\n    kind: choice\n    options: [Tea, Milk]\n    correct: [{number}]\n"
    _, problems = read(ACTIVITY.replace(ANSWER, options))
    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize("key", ["did", "did-one", "did-two"])
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
def test_the_fields_of_the_page_are_those_that_are_recorded_and_that_the_answer_names(options: str) -> None:
    text = ACTIVITY.replace(ANSWER, options)
    (activity,), _ = read(text)
    html, view = shown(text)
    names = {field.name for field in view.form}
    assert set(re.findall(r' name="([^"]+)"', html)) == names
    (answer,) = activity.answers
    assert names <= {f"{activity.id}-{name}" for name in answer.names()}


def test_a_model_answer_may_belong_to_one_question() -> None:
    (activity,), problems = read(ACTIVITY.replace("/// model", "/// model | see\nOnly steam.\n///\n\n/// model"))
    assert problems == []
    assert [answer.model for answer in activity.answers] == ["Only steam."]
    _, (problem,) = read(ACTIVITY.replace("/// model", "/// model | sea\nOnly steam.\n///\n\n/// model"))
    assert (problem.code, problem.suggestion) == ("C237", "see")


def questions(text: str) -> tuple[tuple[OralQuestion, ...], list[Problem]]:
    page, problems = page_of(text)
    found, wrong = read_oral_questions(page)
    return found, [*problems, *wrong]


def test_an_oral_question_has_a_key_of_its_words_wherever_it_stands() -> None:
    oral = "/// oral | Why does it boil?\n    criteria: [us1-so1-ac1]\n\nHeat.\n///\n"
    (one,), problems = questions(oral)
    assert (one.key, one.answer, one.criteria, problems) == ("why-does-it-boil", "Heat.", ("us1-so1-ac1",), [])
    (_, two), _ = questions(oral.replace("Why", "When") + "\n" + oral)
    assert two.key == one.key


def test_the_label_of_an_exercise_is_the_number_in_its_id() -> None:
    labels = [Words()(label_of_id(name)) for name in ("us118028-a07", "us1-t10", "tea")]
    assert labels == ["Activity 7", "Task 10", "Activity"]


def test_activities_of_a_programme_of_two_standards_say_the_number_of_theirs(project: TinyProject) -> None:
    other = (project.root / "unit_standards/us1.yml").read_text("utf-8").replace("us1", "us2")
    project.write("unit_standards/us2.yml", other)
    project.replace("content/us1/index.md", "[us1]", "[us1, us2]")
    second = ACTIVITY.replace("us1-", "us2-")
    third = ACTIVITY.replace("us1-a01", "us1-a02")
    project.write(
        "content/us1/boil.md",
        f"---\ntitle: Boil\noutcomes: [us1-so1, us2-so1]\n---\n# Boil\n\n{ACTIVITY}\n{second}\n{third}",
    )
    (programme,) = project.load().programmes
    assert [Words()(activity.label) for activity in programme.activities] == [
        "Activity 1 (1)",
        "Activity 1 (2)",
        "Activity 2 (1)",
    ]


def test_two_activities_of_one_id_are_told_so_though_their_fields_differ(project: TinyProject) -> None:
    choice = ACTIVITY.replace("kind: lines", "kind: choice\n    options: [Tea, Milk]")
    project.write("content/us1/boil.md", f"---\ntitle: Boil\noutcomes: [us1-so1]\n---\n# Boil\n\n{ACTIVITY}\n{choice}")
    assert [problem.code for problem in project.errors()] == ["C230"]


def test_a_task_is_read_beside_activities() -> None:
    task = ACTIVITY.replace("activity | Boil", "task | Boil").replace("us1-a01", "us1-t01")
    task = task.replace(
        "    type: knowledge\n    mode: individual\n", "    method: observation\n    evidence: [A photo]\n"
    )
    page, problems = page_of(f"{ACTIVITY}\n{task}")
    activities, tasks, found = read_exercises(page)
    assert [*problems, *found] == []
    assert [type(exercise) for exercise in (*activities, *tasks)] == [Activity, Task]
    assert (Words()(tasks[0].label), Words()(tasks[0].method_name)) == ("Task 1", "Observation")
