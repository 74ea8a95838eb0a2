"""The three programmes of this repository serve their standards; how many activities they have is free."""

from __future__ import annotations

import re

import pytest

from competent.blocks.view import Medium
from competent.forms.field import AnswerTo, Field, Form, Note, Who
from competent.pages.parse import serialized
from competent.programme.answers import Signature
from competent.programme.models import Programme, Section
from competent.programme.names import criterion_names
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
        assert programme.standard_of(programme.group_of(criterion).id).id == programme.id
    taught = {c for section in programme.sections if section.teaches for c in section.criteria}
    assert {c for c in programme.criteria if programme.teaching(c)} == taught


def test_a_section_opens_with_only_its_range_and_embedded_knowledge(real: Project) -> None:
    programmes = {programme.id: programme for programme in real.programmes}
    us252210 = programmes["us252210"]
    of_outcomes = [[c.id for c in outcome.criteria] for outcome in us252210.standards[0].outcomes]
    assert [len(us252210.range_for(criteria)) for criteria in of_outcomes] == [1, 0, 0, 0, 2]
    us118028 = programmes["us118028"]
    assert [k.id for k in us118028.knowledge_for(("us118028-so1-ac1",))] == ["us118028-eek1"]
    assert [k.id for k in us118028.knowledge_for(("us118028-so3-ac1", "us118028-so3-ac2"))] == ["us118028-eek3"]


def test_every_criterion_is_found_by_its_id_and_by_what_people_call_it(programme: Programme) -> None:
    names = criterion_names(programme)
    for criterion in programme.criteria:
        assert names.find(criterion) == (criterion,)
        assert names.find(programme.criterion_label(criterion)) == (criterion,)


def drawn(real: Project, programme: Programme, section: Section, medium: Medium) -> tuple[str, Form]:
    """A section as a document shows it, and the fields in it."""
    view = real.pages.view(medium, section.uri, programme)
    fragment = real.pages.fragment(section.uri, view)
    return serialized(fragment.md, fragment.root), view.form


def answers(form: Form) -> list[Field]:
    """The fields of answers; a task has boxes for its evidence too."""
    return [field for field in form if not isinstance(field.means, Note)]


def test_no_field_of_one_exercise_has_the_name_of_one_of_another(real: Project) -> None:
    seen: dict[str, str] = {}
    for programme in real.programmes:
        for section in programme.sections:
            for field in answers(drawn(real, programme, section, "workbook")[1]):
                assert isinstance(field.means, AnswerTo)
                assert seen.setdefault(field.name, field.means.exercise) == field.means.exercise
    assert len(seen) > 500


def test_field_names_begin_with_the_exercise_and_have_no_full_stops(real: Project, programme: Programme) -> None:
    for section in programme.sections:
        form = drawn(real, programme, section, "workbook")[1]
        answered = {field.means.exercise for field in form if isinstance(field.means, AnswerTo)}
        assert answered == {exercise.id for exercise in section.exercises}
        for field in answers(form):
            assert isinstance(field.means, AnswerTo)
            assert field.name.startswith(f"{field.means.exercise}-")
            assert re.fullmatch(r"[a-z0-9-]+", field.name)
            assert field.label


def paragraphs(model: str) -> list[str]:
    return [paragraph for paragraph in model.split("\n\n") if len(paragraph) > 60]


def test_every_exercise_has_a_model_answer_and_what_learners_are_given_has_none_of_it(programme: Programme) -> None:
    for section in programme.sections:
        markdown = section.page.markdown()
        for exercise in section.exercises:
            assert exercise.model.strip()
            assert [paragraph for paragraph in paragraphs(exercise.model) if paragraph in markdown] == []
            assert all(paragraph in section.page.markdown(restricted=True) for paragraph in paragraphs(exercise.model))


@pytest.mark.parametrize("medium", ["web", "guide", "workbook"])
def test_every_block_of_a_section_is_drawn_and_no_model_answer_shows(
    real: Project, programme: Programme, medium: Medium
) -> None:
    for section in programme.sections:
        shown, _ = drawn(real, programme, section, medium)
        blocks = [node.kind.name for node in section.page.all_nodes]
        tasks = blocks.count("task") if medium != "guide" else 0  # the guide lists them in a table
        assert len(re.findall(r'class="activity ', shown)) == blocks.count("activity") + tasks
        assert len(re.findall(r'class="dialogue ', shown)) == blocks.count("dialogue")
        assert "///" not in re.sub(r"<code>.*?</code>", "", shown, flags=re.DOTALL)
        assert 'class="model' not in shown
        for exercise in section.exercises:
            assert [paragraph for paragraph in paragraphs(exercise.model) if paragraph in shown] == []


def test_a_page_has_the_fields_that_are_recorded(real: Project, programme: Programme) -> None:
    for section in programme.sections:
        for medium in ("web", "workbook"):
            shown, form = drawn(real, programme, section, medium)
            elsewhere = {field.name for field in form if medium == "web" and _is_on_paper(programme, field)}
            names = {field.name for field in form} - elsewhere  # a page says who fills it in, in the PDF
            tabs = {name for name in re.findall(r' name="([^"]+)"', shown) if name.endswith("-view")}
            named = set(re.findall(r' name="([^"]+)"', shown)) - tabs
            if medium == "web":  # there the id alone names a text box
                named |= set(re.findall(r'<textarea[^>]* id="([^"]+)"', shown))
            assert named == names


def _is_on_paper(programme: Programme, field: Field) -> bool:
    """Whether it belongs to an answer that somebody signs, or that is not the learner's."""
    if not isinstance(field.means, AnswerTo):
        return False
    if field.who is not Who.LEARNER:
        return True
    exercises = [*programme.activities, *programme.tasks]
    answers = next(exercise.answers for exercise in exercises if exercise.id == field.means.exercise)
    return any(isinstance(answer.kind, Signature) and answer.key == field.means.answer for answer in answers)
