"""The programme outline says what a quality assurer, an employer and a learner ask first."""

from __future__ import annotations

import html

import pytest

from competent.checks.project import Project
from competent.documents.compose import compose
from competent.documents.kinds import kinds_for
from competent.documents.outline import materials, shares
from competent.programme.models import Programme
from competent.programme.time import notional_time
from tests.building import PROGRAMMES


@pytest.fixture(params=PROGRAMMES)
def programme(real: Project, request: pytest.FixtureRequest) -> Programme:
    return next(programme for programme in real.programmes if programme.id == request.param)


def test_the_outline_holds_what_it_must(real: Project, programme: Programme) -> None:
    (outline,) = compose(real, programme, frozenset([f"{programme.id}/programme-outline"]))
    text = html.unescape(outline.html)
    (standard,) = programme.standards
    wanted = [
        programme.title,
        standard.number,
        *standard.purpose,
        *standard.assumed_learning,
        programme.plan.target_group,
    ]
    wanted += [outcome.title for outcome in standard.outcomes] + [
        section.title for section in programme.sections if section.teaches
    ]
    wanted += [task.title for task in programme.tasks] + list(programme.plan.materials)
    wanted += [f"{standard.credits * 10} h: ten hours for each credit"]
    assert [words for words in wanted if words not in text] == []
    assert "None" not in text


def test_the_hours_are_shared_out_whole(programme: Programme) -> None:
    found = shares(notional_time(programme))
    assert 97 <= sum(share.percent for share in found) <= 103
    assert all(share.time for share in found)


def test_the_material_is_what_the_programme_has(programme: Programme) -> None:
    found = materials(programme)
    kinds = kinds_for(programme)
    assert [material.title for material in found[: len(kinds)]] == [kind.title_for(programme) for kind in kinds]
    assert found[-1].title == "Cards for the workplace"
    assert {material.title for material in found if material.whose == "Learners"} >= {
        "Learner guide",
        "Portfolio of evidence",
    }
