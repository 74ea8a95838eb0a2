"""The three programmes of this repository serve their standards; how many activities they have is free."""

from __future__ import annotations

import re

import pytest

from competent.blocks.view import View, section_uri
from competent.pages.render import to_html
from competent.programme.models import Programme
from competent.project import Project

PROGRAMMES = ("us118028", "us252210", "unit220")


@pytest.fixture(params=PROGRAMMES)
def programme(request: pytest.FixtureRequest, real: Project) -> Programme:
    return next(found for found in real.programmes if found.id == request.param)


def test_every_programme_is_loaded(real: Project) -> None:
    assert {programme.id for programme in real.programmes} >= set(PROGRAMMES)


def test_a_programme_serves_the_standard_of_its_name(programme: Programme) -> None:
    assert [standard.id for standard in programme.standards] == [programme.id]
    assert programme.sections
    assert programme.activities


def test_what_is_taught_and_practised_are_criteria_of_the_standard(programme: Programme) -> None:
    known = set(programme.criteria)
    for section in programme.sections:
        assert set(section.outcomes) <= set(programme.outcomes)
        assert set(section.criteria) <= known
        for exercise in (*section.activities, *section.tasks):
            assert set(exercise.criteria) <= known


def test_coverage_finds_the_sections_and_activities_of_every_criterion(programme: Programme) -> None:
    for criterion in programme.criteria:
        teaching = programme.teaching(criterion)
        practising = programme.practising(criterion)
        assert all(criterion in section.criteria for section in teaching)
        assert practising == [a for a in programme.activities if criterion in a.criteria]
        assert programme.standard_of(programme.outcome_of(criterion).id).id == programme.id
    taught = {c for section in programme.sections if section.teaches for c in section.criteria}
    assert {c for c in programme.criteria if programme.teaching(c)} == taught


def test_a_section_opens_with_only_its_range_and_embedded_knowledge(real: Project) -> None:
    programmes = {programme.id: programme for programme in real.programmes}
    us252210 = programmes["us252210"]
    assert [len(us252210.range_for((f"us252210-so{n}",))) for n in range(1, 6)] == [1, 0, 0, 0, 2]
    us118028 = programmes["us118028"]
    so1 = us118028.knowledge_for(("us118028-so1",), ("us118028-so1-ac1",))
    assert [knowledge.id for knowledge in so1] == ["us118028-eek1"]
    assert [k.id for k in us118028.knowledge_for(("us118028-so3",), ())] == ["us118028-eek3"]


def test_field_names_are_unique_across_all_programmes(real: Project) -> None:
    names = [
        field.name for programme in real.programmes for exercise in programme.exercises for field in exercise.fields()
    ]
    assert len(names) == len(set(names))


def test_field_names_begin_with_the_exercise_and_have_no_full_stops(programme: Programme) -> None:
    for exercise in programme.exercises:
        assert exercise.fields()
        for field in exercise.fields():
            assert field.name.startswith(f"{exercise.id}-")
            assert re.fullmatch(r"[a-z0-9-]+", field.name)
            assert field.label


def test_every_exercise_has_a_model_answer_and_its_learner_source_has_none_of_it(programme: Programme) -> None:
    for exercise in programme.exercises:
        assert exercise.model.strip()
        assert "/// model" not in exercise.source
        for paragraph in (p for p in exercise.model.split("\n\n") if len(p) > 60):
            assert paragraph not in exercise.source


def test_scanner_and_pymdown_agree_on_every_section_and_no_model_answer_shows(
    real: Project, programme: Programme
) -> None:
    for section in programme.sections:
        view = View("workbook", "", tuple(real.programmes)).at(section_uri(programme, section))
        shown = to_html(section.page.markdown, view, frozenset())
        blocks = [block.name for block in section.page.walk()]
        assert len(re.findall(r'class="activity ', shown)) == blocks.count("activity") + blocks.count("task")
        assert len(re.findall(r'class="dialogue ', shown)) == blocks.count("dialogue")
        assert "///" not in re.sub(r"<code>.*?</code>", "", shown, flags=re.DOTALL)
        for exercise in (*section.activities, *section.tasks):
            for paragraph in (p for p in exercise.model.split("\n\n") if len(p) > 60):
                assert paragraph not in section.page.markdown


def test_a_page_has_the_fields_of_its_activities(real: Project, programme: Programme) -> None:
    for section in programme.sections:
        view = View("workbook", "", tuple(real.programmes)).at(section_uri(programme, section))
        for activity in section.activities:
            shown = to_html(activity.source, view, frozenset())
            assert set(re.findall(r' name="([^"]+)"', shown)) == {field.name for field in activity.fields()}
