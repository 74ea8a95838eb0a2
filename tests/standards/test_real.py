"""The three standards of this repository hold what the register and the unit say."""

from __future__ import annotations

import datetime

import pytest

from competent.project import Project
from competent.schema import schema_text
from competent.standards.standard import Standard
from competent.words import Words
from tests.conftest import ROOT


@pytest.fixture
def us118028(real: Project) -> Standard:
    return real.standards["us118028"]


@pytest.fixture
def us252210(real: Project) -> Standard:
    return real.standards["us252210"]


@pytest.fixture
def unit220(real: Project) -> Standard:
    return real.standards["unit220"]


def test_there_are_three_standards(real: Project) -> None:
    assert set(real.standards.by_id) == {"us118028", "us252210", "unit220"}


@pytest.mark.parametrize(
    ("standard", "kind", "counts"),
    [
        ("us118028", "specific-outcome", [4, 3, 3]),
        ("us252210", "specific-outcome", [4, 3, 3, 3, 2]),
        ("unit220", "coverage", [4]),
        ("unit220", "performance", [7, 10]),
        ("unit220", "knowledge", [10]),
    ],
)
def test_every_outcome_has_its_criteria(real: Project, standard: str, kind: str, counts: list[int]) -> None:
    found = [len(outcome.criteria) for outcome in real.standards[standard].outcomes if outcome.kind == kind]
    assert found == counts


@pytest.mark.parametrize(
    ("standard", "framework", "title", "level", "credits"),
    [
        ("us118028", "saqa-unit-standard", "Supervise customer service standards", 4, 8),
        ("us252210", "saqa-unit-standard", "Handle a range of customer complaints", 4, 4),
        ("unit220", "nvq-unit", "Deliver customer service to difficult customers", 2, 6),
    ],
)
def test_title_level_and_credits(
    real: Project, standard: str, framework: str, title: str, level: int, credits: int
) -> None:
    found = real.standards[standard]
    assert (found.framework, found.title, found.level, found.credits) == (framework, title, level, credits)


def test_criteria_are_quoted_word_for_word(us118028: Standard, us252210: Standard, unit220: Standard) -> None:
    texts = {criterion.id: criterion.text for s in (us118028, us252210, unit220) for criterion in s.criteria}
    assert texts["us118028-so2-ac3"] == (
        "The success of the action plan is evaluated and adapted according to identified requirements."
    )
    assert texts["us252210-so1-ac2"] == "The origin of the complaint is identified based on the customer's input"
    assert texts["unit220-1-4"] == (
        "put yourself in your customer's position and see the situation from the customer's point of view"
    )
    assert len(texts) == 10 + 15 + 31


def test_only_the_first_criterion_of_118028_has_a_range(us118028: Standard) -> None:
    ranges = {criterion.id: criterion.range for criterion in us118028.criteria if criterion.range}
    assert list(ranges) == ["us118028-so1-ac1"]
    assert "stock availability, hygiene and cleanliness" in ranges["us118028-so1-ac1"]


def test_the_range_of_252210_belongs_to_outcomes(us252210: Standard) -> None:
    assert [statement.outcomes for statement in us252210.range] == [
        ("us252210-so5",),
        ("us252210-so5",),
        ("us252210-so1",),
    ]


def test_embedded_knowledge_points_at_what_it_belongs_to(us118028: Standard, us252210: Standard) -> None:
    assert [(k.outcomes, [c.rsplit("-", 2)[1:] for c in k.criteria]) for k in us118028.embedded_knowledge] == [
        ((), [["so1", "ac1"]]),
        ((), [["so1", "ac2"], ["so1", "ac3"], ["so1", "ac4"]]),
        (("us118028-so3",), []),
        (("us118028-so2",), []),
    ]
    assert [k.outcomes for k in us252210.embedded_knowledge] == [
        ("us252210-so1", "us252210-so4"),
        ("us252210-so3", "us252210-so4"),
    ]


def test_118028_maps_each_of_six_cross_field_outcomes_to_an_outcome_and_criteria(us118028: Standard) -> None:
    mapping = {c.title: [us118028.criterion_label(criterion) for criterion in c.criteria] for c in us118028.cross_field}
    so2 = ["SO2 AC1", "SO2 AC2", "SO2 AC3"]
    assert mapping == {
        "Identifying": so2,
        "Working": ["SO2 AC2"],
        "Organising": so2,
        "Collecting": ["SO1 AC1", "SO1 AC2", "SO1 AC3", "SO1 AC4"],
        "Communicating": ["SO2 AC2"],
        "Demonstrating": ["SO3 AC1", "SO3 AC2", "SO3 AC3"],
    }
    assert [c.outcomes for c in us118028.cross_field] == [
        ("us118028-so2",),
        ("us118028-so2",),
        ("us118028-so2",),
        ("us118028-so1",),
        ("us118028-so2",),
        ("us118028-so3",),
    ]


def test_252210_describes_five_cross_field_outcomes(us252210: Standard) -> None:
    assert [c.title for c in us252210.cross_field] == [
        "Working",
        "Organising",
        "Collecting",
        "Communicating",
        "Demonstrating",
    ]
    assert all(c.text for c in us252210.cross_field)


@pytest.mark.parametrize(
    ("standard", "criterion", "label"),
    [
        ("us118028", "us118028-so1-ac1", "SO1 AC1"),
        ("us252210", "us252210-so5-ac2", "SO5 AC2"),
        ("unit220", "unit220-1a", "1 (a)"),
        ("unit220", "unit220-1d", "1 (d)"),
        ("unit220", "unit220-1-4", "220.1.4"),
        ("unit220", "unit220-2-10", "220.2.10"),
        ("unit220", "unit220-3-10", "220.3.10"),
    ],
)
def test_criteria_have_the_names_that_people_use(real: Project, standard: str, criterion: str, label: str) -> None:
    assert criterion in [c.id for c in real.standards[standard].criteria]
    assert real.standards[standard].criterion_label(criterion) == label


def test_outcomes_have_the_names_that_people_use(us118028: Standard, unit220: Standard) -> None:
    _ = Words()
    assert [_.say(us118028.outcome_label(outcome)) for outcome in us118028.outcomes] == ["SO1", "SO2", "SO3"]
    assert [_.say(unit220.outcome_label(outcome)) for outcome in unit220.outcomes] == [
        "What you must cover",
        "220.1",
        "220.2",
        "220.3",
    ]
    assert (_(us118028.name), _(unit220.name)) == ("Unit standard 118028", "Unit 220")


def test_no_two_criteria_share_a_name(real: Project) -> None:
    for loaded in real.standards.by_id.values():
        labels = [loaded.standard.criterion_label(criterion.id) for criterion in loaded.standard.criteria]
        assert len(labels) == len(set(labels))


def test_unit_220_has_its_key_words(unit220: Standard) -> None:
    assert unit220.key_words == (
        "customer behaviour",
        "signs and signals",
        "customer's point of view",
        "limits of difficult customer behaviour",
        "use direct and factual questions",
        "express empathy",
        "agree a way forward",
        "enlist help",
    )


def test_unit_220_may_be_cross_referenced_to_seventeen_units(unit220: Standard) -> None:
    assert " ".join(unit220.cross_references) == ("101 102 103 104 105 106 202 203 209 210 211 212 216 218 219 310 312")
    assert len(unit220.cross_references) == 17


def test_unit_220_does_not_allow_simulation(real: Project) -> None:
    allowed = {name: loaded.standard.simulation for name, loaded in real.standards.by_id.items()}
    assert allowed == {"unit220": "not-allowed", "us118028": "allowed", "us252210": "allowed"}


def test_evidence_is_gathered_by_five_methods(unit220: Standard, us118028: Standard) -> None:
    assert [(method.code, Words().say(method.name)) for method in unit220.evidence_methods] == [
        ("O", "Observation"),
        ("Q", "Questioning"),
        ("PE", "Product Evidence"),
        ("WT", "Witness Testimony"),
        ("PD", "Professional Discussion"),
    ]
    assert [method.code for method in us118028.evidence_methods] == ["O", "Q", "PE", "WT", "PD"]


def test_six_people_sign_and_those_who_sample_sign_if_sampled(us118028: Standard, unit220: Standard) -> None:
    ids = ["candidate", "assessor", "countersigning-assessor", "iv", "countersigning-iv", "ev"]
    for standard in (us118028, unit220):
        assert [role.id for role in standard.rules.roles] == ids
        assert [role.id for role in standard.rules.roles if role.if_sampled] == ["iv", "ev"]
    assert [Words().say(role.label) for role in us118028.rules.roles][3::2] == [
        "Internal moderator",
        "External moderator",
    ]
    assert unit220.sign_off.candidate == "I confirm that the evidence provided is a result of my own work."


@pytest.mark.parametrize(
    ("standard", "number", "field", "originator", "replaces"),
    [
        ("us118028", "118028", "Field 11 - Services", "SGB Retail and Wholesale", ()),
        ("us252210", "252210", "Field 03 - Business, Commerce and Management Studies", "SGB Marketing", ("10025",)),
    ],
)
def test_register_facts_are_those_of_the_month_they_were_read(
    real: Project, standard: str, number: str, field: str, originator: str, replaces: tuple[str, ...]
) -> None:
    facts = real.standards[standard].register_facts
    assert facts is not None
    assert (facts.number, facts.field, facts.originator, facts.replaces) == (number, field, originator, replaces)
    assert facts.status == 'Passed the End Date - Status was "Reregistered"'
    assert (facts.decision, facts.retrieved) == ("SAQA 06120/18", "2026-11")
    assert facts.registration_start == datetime.date(2018, 7, 1)
    assert facts.registration_end == datetime.date(2023, 6, 30)
    assert facts.last_enrolment == datetime.date(2026, 6, 30)
    assert facts.last_achievement == datetime.date(2029, 6, 30)


def test_every_standard_acknowledges_its_source(real: Project) -> None:
    assert all("source" in loaded.standard.source for loaded in real.standards.by_id.values())


@pytest.mark.parametrize("name", ["us118028", "us252210", "unit220"])
def test_the_first_line_of_a_standard_names_the_schema(name: str) -> None:
    text = (ROOT / "unit_standards" / f"{name}.yml").read_text("utf-8")
    assert text.splitlines()[0] == "# yaml-language-server: $schema=schema.json"


def test_the_schema_in_the_repository_is_that_of_the_model() -> None:
    assert (ROOT / "unit_standards" / "schema.json").read_text("utf-8") == schema_text()


def test_every_id_and_every_pointer_knows_its_place(real: Project) -> None:
    for loaded in real.standards.by_id.values():
        lines = (ROOT / loaded.source.path).read_text("utf-8").splitlines()
        for name, steps in loaded.standard.ids():
            place = loaded.source.place(*steps)
            assert lines[place.line - 1][place.column - 1 :].startswith(name)
