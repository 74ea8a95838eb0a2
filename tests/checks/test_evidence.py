"""What a moderator sends a pack back for: evidence, questions, ranges and the places they are taught."""

from __future__ import annotations

import pytest

from competent.programme.exercises import METHOD_NAMES
from tests.checks.cases import WholeProject

TASKS, GUESTS, WATER = "content/us1/tasks.md", "content/unit2/guests.md", "content/us1/water.md"


@pytest.mark.parametrize("mode", ["pair", "group"])
def test_one_task_alone_is_enough_beside_those_in_groups(mode: str, whole: WholeProject) -> None:
    whole.replace(TASKS, "    mode: individual\n", f"    mode: {mode}\n")
    assert whole.found() == [f"{TASKS}:37 C257"]  # AC2 of SO1 and AC1 of SO2 have the questionnaire
    whole.replace(
        TASKS, "criteria: [us1-so1-ac2, us1-so2-ac1]\n", "criteria: [us1-so1-ac1, us1-so1-ac2, us1-so2-ac1]\n"
    )
    assert f"{TASKS}:37 C257" not in whole.found()


@pytest.mark.parametrize("method", METHOD_NAMES)
def test_what_is_done_is_shown_by_doing(method: str, whole: WholeProject) -> None:
    whole.replace(GUESTS, "    method: observation\n", f"    method: {method}\n")
    codes = {line.split()[-1] for line in whole.found()} - {"C263", "C264"}
    assert codes == ({"C258"} if method in ("questionnaire", "professional-discussion") else set())


def test_a_criterion_of_knowledge_may_be_asked_about_only(whole: WholeProject) -> None:
    whole.replace(
        TASKS,
        "[us1-so1-ac1, us1-so1-ac2, us1-so2-ac1]\n    minutes: 300",
        "[us1-so1-ac1, us1-so2-ac1]\n    minutes: 300",
    )
    assert whole.found() == []
    whole.replace("unit_standards/us1.yml", "        kind: knowledge\n", "")
    assert whole.found() == [f"{TASKS}:7 C258"]


def test_a_simulated_task_may_assess_knowledge_where_performance_must_be_real(whole: WholeProject) -> None:
    whole.replace(GUESTS, "    method: questionnaire\n", "    method: questionnaire\n    simulation: true\n")
    assert whole.found() == []


def test_simulation_is_allowed_where_the_standard_says_nothing(whole: WholeProject) -> None:
    whole.replace(TASKS, "    mode: individual\n", "    mode: role-play\n    simulation: true\n")
    assert whole.found() == []


def test_a_question_that_earns_nothing_needs_no_criterion_beside_those_that_do(whole: WholeProject) -> None:
    question = "/// answer | What tea do you like?\n    key: like\n    kind: lines\n///\n\n"
    whole.replace(TASKS, "/// answer | Who is served first?", f"{question}/// answer | Who is served first?")
    assert whole.found() == []


def test_a_question_may_be_about_several_criteria(whole: WholeProject) -> None:
    whole.replace(
        TASKS, "    marks: 3\n    criteria: [us1-so1-ac2]\n", "    marks: 3\n    criteria: [us1-so1-ac2, us1-so2-ac1]\n"
    )
    assert whole.found() == []


def test_a_question_without_criteria_is_told_once_and_not_a_second_time_by_its_task(whole: WholeProject) -> None:
    whole.replace(TASKS, "    marks: 3\n    criteria: [us1-so1-ac2]\n", "    marks: 3\n")
    assert whole.found() == [f"{TASKS}:16 C263"]


def test_a_range_must_be_covered_in_each_programme_of_its_standard(whole: WholeProject) -> None:
    whole.replace("content/unit2/index.md", "standards: [unit2]", "standards: [unit2, us1]")
    ranges = [line for line in whole.found() if line.endswith("C265")]
    assert [line.split(":")[0] for line in ranges] == ["unit_standards/us1.yml"] * 4


def test_headings_need_no_criteria_where_none_of_their_section_has_any(whole: WholeProject) -> None:
    whole.replace(WATER, ' {: data-criteria="us1-so1-ac1" }', "")
    assert whole.found() == [f"{WATER}:4 C268"]
    whole.replace(WATER, ' {: data-criteria="us1-so1-ac2" }', "")
    assert whole.found() == []


def test_two_standards_that_share_ids_do_not_end_the_check(whole: WholeProject) -> None:
    whole.replace("unit_standards/unit2.yml", "  - id: unit2-2\n", "  - id: us1-so2\n")
    whole.replace("unit_standards/unit2.yml", "id: unit2-2-1", "id: us1-so2-ac1")
    whole.replace(GUESTS, "outcomes: [unit2-1, unit2-2]", "outcomes: [unit2-1, us1-so2]")
    text = (whole.root / GUESTS).read_text("utf-8")
    whole.write(GUESTS, text.replace("unit2-2-1", "us1-so2-ac1"))
    whole.replace("content/unit2/index.md", "standards: [unit2]", "standards: [us1, unit2]")
    assert "unit_standards/unit2.yml:22 C132" in whole.found()
