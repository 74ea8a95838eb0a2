"""The rules on rosters find who may not judge whom, and names that the standard does not have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from competent.checks.rule import ROSTER_RULES, RULES
from competent.programme.models import Programme
from competent.programme.names import criterion_names
from competent.project import Project
from competent.roster import read_roster
from competent.text.problem import Problem, in_order

HEAD = (
    "learner-name,assessor-name,assessor-qualified,countersigning-assessor-name,iv-name,iv-qualified,"
    "countersigning-iv-name,methods,not-yet-competent\n"
)


@pytest.fixture
def programme(real: Project) -> Programme:
    return next(programme for programme in real.programmes if programme.id == "us118028")


def problems_of(programme: Programme, *rows: str) -> list[Problem]:
    roster, problems = read_roster(HEAD + "\n".join(rows), "us118028.roster.csv", programme.judgements)
    assert roster is not None, problems
    return in_order(problem for find in ROSTER_RULES for problem in find(programme, roster))


def found(programme: Programme, *rows: str) -> list[tuple[str, str, str]]:
    problems = problems_of(programme, *rows)
    return [(f"{p.place.line}:{p.place.column} {p.code}", p.title, p.suggestion) for p in problems]


def test_nothing_is_found_where_all_is_right(programme: Programme) -> None:
    assert found(programme, "A,Deon Smit,yes,,Elias Maluleke,yes,,O Q PE WT PD,SO1 AC1; us118028-so3-ac2") == []
    assert found(programme, "A,Deon Smit,no,Nomsa Khoza,Elias Maluleke,no,Zodwa Zulu,,") == []
    assert found(programme, "A,,,,,,,,") == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "A,Deon Smit,,,deon  SMIT,,,,",
            ("2:5 C511", "“deon SMIT” both assesses this learner and checks the judgement"),
        ),
        ("A,B,,Deon Smit,Deon Smit,,,,", ("2:5 C511", "“Deon Smit” both countersigns the judgement and checks it")),
        ("A,Deon Smit,,Deon Smit,E,,,,", ("2:4 C511", "“Deon Smit” countersigns for themselves")),
        ("A,B,,,E,,E,,", ("2:7 C511", "“E” countersigns for themselves")),
        ("A,Deon Smit,no,,E,,,,", ("2:3 C512", "The assessor “Deon Smit” is not qualified, and nobody countersigns")),
        (
            "A,B,,,Elias Maluleke,no,,,",
            ("2:6 C513", "The internal moderator “Elias Maluleke” is not qualified, and nobody countersigns"),
        ),
    ],
)
def test_people_may_not_judge_themselves_nor_unqualified_alone(
    programme: Programme, row: str, said: tuple[str, str]
) -> None:
    assert [problem[:2] for problem in found(programme, row)] == [said]


def test_verifiers_are_called_verifiers(real: Project) -> None:
    unit = next(programme for programme in real.programmes if programme.id == "unit220")
    said = [title for _place, title, _near in found(unit, "A,B,,,E,no,,,", "C,F,,,F,,,,")]
    assert said == [
        "The internal verifier “E” is not qualified, and nobody countersigns",
        "“F” both assesses this learner and checks the judgement",
    ]


def test_unknown_criteria_and_methods_have_a_suggestion(programme: Programme) -> None:
    assert found(programme, "A,,,,,,,O WTT,SO1 AC1; SO1 AC9") == [
        ("2:8 C515", "There is no method “WTT”", "WT"),
        ("2:9 C514", "There is no criterion “SO1 AC9”", "SO1 AC4"),
    ]
    assert found(programme, "A,,,,,,,,us118028-so2-ac33")[0][2] == "us118028-so2-ac3"


@pytest.mark.parametrize("name", ["SO1 AC2", "so1ac2", "So 01, AC 02", "us118028-so1-ac2", "US118028 SO1 AC2"])
def test_criteria_are_read_however_they_are_written(programme: Programme, name: str) -> None:
    assert criterion_names(programme).find(name) == ("us118028-so1-ac2",)


def test_every_criterion_is_found_by_label_and_id_and_no_two_are_mixed_up(real: Project) -> None:
    for programme in real.programmes:
        names = criterion_names(programme)
        for criterion in programme.criteria:
            assert names.find(criterion) == (criterion,)
            assert names.find(programme.criterion_label(criterion)) == (criterion,)


def test_a_label_that_two_standards_share_is_written_with_the_number_of_one(real: Project) -> None:
    both = next(programme for programme in real.programmes if programme.id == "us118028")
    other = next(programme for programme in real.programmes if programme.id == "us252210")
    joined = replace(both, standards=(*both.standards, *other.standards))
    (problem,) = problems_of(joined, "A,,,,,,,,SO1 AC1")
    assert problem.code == "C514"
    assert "118028 SO1 AC1" in problem.hint
    assert "252210 SO1 AC1" in problem.hint
    assert problems_of(joined, "A,,,,,,,,118028 SO1 AC1; us252210-so1-ac1") == []


def test_every_rule_has_a_code_and_a_level() -> None:
    levels = {code: rule.level for code, rule in RULES.items() if code.startswith("C5")}
    assert len(ROSTER_RULES) == len(levels)
    warnings, errors = ("C511", "C512", "C513"), ("C514", "C515", "C516")
    assert levels == {**dict.fromkeys(warnings, "warning"), **dict.fromkeys(errors, "error")}


def test_a_hostile_roster_is_checked_in_good_time(programme: Programme) -> None:
    rows = [f"L{number},,,,,,,M{number},criterion {number} {number * 7}; SO9 AC{number}" for number in range(5_000)]
    assert len(found(programme, *rows)) == 15_000
