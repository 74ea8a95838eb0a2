"""How grave a finding is, and what a project may say about it."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competent.checks.levels import graded
from competent.checks.rule import RULES
from competent.settings import CheckLevel
from competent.text.problem import Place, Problem
from tests.checks.cases import WholeProject

LEVEL = st.sampled_from(get_args(CheckLevel))
CODE = st.sampled_from(sorted(set(RULES) - {"C403"}))


def problem(code: str) -> Problem:
    return Problem(Place("a.md"), code, "Wrong")


@given(st.dictionaries(CODE, LEVEL), CODE)
def test_a_check_has_the_level_of_the_settings_unless_it_may_not(settings: dict[str, CheckLevel], code: str) -> None:
    found = [one.severity for one in graded([problem(code)], settings)]
    rule = RULES[code]
    wanted = settings.get(code, rule.level)
    if rule.timed:
        assert found in ([], ["notice"])
    elif rule.never_off and wanted == "off":
        assert found == [rule.level]
    else:
        assert found == ([] if wanted == "off" else [wanted])


@given(st.dictionaries(CODE, LEVEL))
def test_what_keeps_a_file_from_being_read_is_always_an_error(settings: dict[str, CheckLevel]) -> None:
    assert graded([problem("C108")], settings) == [problem("C108")]


@pytest.mark.parametrize("level", get_args(CheckLevel))
def test_that_a_level_is_set_wrongly_is_always_told(level: str, whole: WholeProject) -> None:
    whole.replace("mkdocs.yml", "      provider:", f"      checks: {{C403: {level}, C999: error}}\n      provider:")
    assert whole.found() == ["mkdocs.yml:9 C403"] * 2
    assert {problem.severity for problem in whole.load().problems} == {"error"}


@pytest.mark.parametrize("off", ["off", '"off"', "Off", "false"])
def test_off_may_be_written_with_and_without_quotes(off: str, whole: WholeProject) -> None:
    whole.replace("content/us1/serving.md", "colour", "color")
    assert whole.found() == ["content/us1/serving.md:7 C262"]
    whole.replace("mkdocs.yml", "      provider:", f"      checks: {{C262: {off}}}\n      provider:")
    assert whole.found() == []


def test_settings_that_are_wrong_hide_nothing_that_other_checks_find(whole: WholeProject) -> None:
    whole.replace("content/us1/serving.md", "colour", "color")
    whole.replace("mkdocs.yml", "      provider:", "      checks: {C999: off}\n      provider:")
    assert whole.found() == ["content/us1/serving.md:7 C262", "mkdocs.yml:9 C403"]


def test_a_roster_that_cannot_be_read_hides_nothing_that_other_checks_find(whole: WholeProject) -> None:
    whole.replace("content/us1/serving.md", "colour", "color")
    whole.write("records/us1.roster.csv", "nobody\n")
    assert [line.split()[-1] for line in whole.found()] == ["C262", "C502", "C502"]
