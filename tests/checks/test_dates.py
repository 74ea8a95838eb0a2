"""Dates pass by themselves, so they never end a build; what somebody has to do something about does."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from competent.adapters import load_project
from competent.checks.rule import RULES
from tests.building import project_copy
from tests.checks.cases import WholeProject

US1 = "unit_standards/us1.yml"
ENROLMENT, ACHIEVEMENT = datetime.date(2029, 6, 30), datetime.date(2032, 6, 30)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project_copy("whole", tmp_path_factory.mktemp("whole"))


@given(today=st.dates())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=25)
def test_no_date_ever_makes_an_error_or_a_warning(root: Path, today: datetime.date) -> None:
    problems = load_project(root / "mkdocs.yml", today).problems
    assert {problem.severity for problem in problems} <= {"notice"}
    assert {problem.code for problem in problems} <= {code for code, rule in RULES.items() if rule.timed}


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (ENROLMENT - datetime.timedelta(days=184), []),
        (ENROLMENT - datetime.timedelta(days=183), ["C141"]),
        (ENROLMENT, ["C141"]),
        (ENROLMENT + datetime.timedelta(days=1), ["C141"]),
        (ACHIEVEMENT - datetime.timedelta(days=184), ["C141"]),
        (ACHIEVEMENT - datetime.timedelta(days=183), ["C141", "C142"]),
        (datetime.date.max, ["C141", "C142"]),
        (datetime.date.min, []),
    ],
)
def test_half_a_year_before_a_date_people_are_told(today: datetime.date, codes: list[str], whole: WholeProject) -> None:
    assert [line.split()[-1] for line in whole.found(today)] == codes


def test_the_last_day_is_not_over(whole: WholeProject) -> None:
    def title(today: datetime.date) -> str:
        return load_project(whole.root / "mkdocs.yml", today).problems[0].title

    assert title(ENROLMENT) == "Unit standard 1: the last date for enrolment is 30 June 2029"
    assert title(ENROLMENT + datetime.timedelta(days=1)).endswith("was 30 June 2029")


def test_the_settings_may_hold_a_date_and_the_command_goes_before_it(whole: WholeProject) -> None:
    whole.replace("mkdocs.yml", "      provider:", "      check_date: 2030-01-01\n      provider:")
    codes = [problem.code for problem in load_project(whole.root / "mkdocs.yml").problems]
    assert codes == ["C141"]
    assert whole.found() == []


def test_a_standard_without_facts_of_the_register_has_no_dates(whole: WholeProject) -> None:
    text = (whole.root / US1).read_text("utf-8")
    start, end = text.index("register:"), text.index("source:")
    whole.write(US1, text[:start] + text[end:])
    assert whole.found(datetime.date.max) == []


def test_a_successor_is_told_once_where_both_standards_name_it(whole: WholeProject) -> None:
    facts = (whole.root / US1).read_text("utf-8").split("register:")[1].split("source:")[0]
    second = facts.replace('number: "1"', 'number: "2"\n  replaces: ["1"]')
    whole.replace("unit_standards/unit2.yml", "source:", f"register:{second}source:")
    assert whole.found() == [f"{US1}:2 C143"]
    whole.replace(US1, "  retrieved:", '  replaced_by: "2"\n  retrieved:')
    assert whole.found() == [f"{US1}:18 C143"]


def test_problems_are_english_whatever_the_language_of_the_content(whole: WholeProject) -> None:
    whole.replace("mkdocs.yml", "      provider:", "      language: af-ZA\n      provider:")
    problems = load_project(whole.root / "mkdocs.yml", ENROLMENT).problems
    assert [problem.title for problem in problems] == [
        "Unit standard 1: the last date for enrolment is 30 June 2029",
    ]
