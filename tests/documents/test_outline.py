"""The programme outline says what a quality assurer, an employer and a learner ask first."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competent.documents.compose import Composer
from competent.documents.outline import materials, parts, register_read, shares, whole_percents
from competent.documents.shelf import Shelf
from competent.programme.documents import card_path, cards_of, document_path, kinds_for
from competent.programme.models import Programme
from competent.programme.time import notional_time
from competent.project import Project
from competent.text.values import flat
from competent.words import Words
from tests.building import PROGRAMMES, Built
from tests.documents.composing import composed, programme_of, said

PageTexts = Callable[[Path], list[str]]


@pytest.fixture(params=PROGRAMMES)
def programme(real: Project, request: pytest.FixtureRequest) -> Programme:
    return programme_of(real, request.param)


def test_the_outline_holds_what_it_must(real: Project, programme: Programme) -> None:
    outline = composed(real, programme, "programme-outline")
    text = html.unescape(outline.html)
    (standard,) = programme.standards
    wanted = [
        programme.title,
        standard.number,
        *(flat(text) for text in standard.purpose),
        *(flat(text) for text in standard.assumed_learning),
        programme.plan.target_group,
    ]
    wanted += [outcome.title for outcome in standard.outcomes] + [
        section.title for section in programme.sections if section.teaches
    ]
    wanted += [task.title for task in programme.tasks] + list(programme.plan.materials)
    wanted += [f"{standard.credits * 10} h: 10 hours for each credit"]
    assert [words for words in wanted if words not in text] == []
    assert "None" not in text


def test_the_hours_are_shared_out_whole(programme: Programme) -> None:
    found = shares(notional_time(programme))
    assert sum(share.percent for share in found) == 100
    assert all(share.time for share in found)


@given(st.lists(st.integers(0, 5000), max_size=6))
def test_percentages_add_up_and_are_near(numbers: list[int]) -> None:
    percents, total = whole_percents(numbers), sum(numbers)
    assert sum(percents) == (100 if total else 0)
    for number, percent in zip(numbers, percents, strict=True):
        assert percent >= 0
        assert abs(percent - 100 * number / (total or 1)) <= 1


def test_the_split_is_the_one_that_the_index_promises(real: Project, programme: Programme) -> None:
    given_ = parts(Composer(real, programme).making())
    assert given_["classroom"] == programme.plan.classroom
    without = replace(programme, plan=programme.plan.model_copy(update={"classroom": None}))
    assert parts(Composer(real, without).making())["classroom"] == notional_time(programme).classroom_percent


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en-ZA", "2026-11", "November 2026"),
        ("en-ZA", "2026-11-05", "05 November 2026"),
        ("af-ZA", "2026-03", "Maart 2026"),
    ],
)
def test_dates_of_the_register_are_written_out(real: Project, language: str, read: str, words: str) -> None:
    (standard,) = programme_of(real, "us118028").standards
    assert standard.register_facts
    facts = standard.register_facts.model_copy(update={"retrieved": read})
    assert register_read(standard.model_copy(update={"register_facts": facts}), Words(language)) == words


def test_a_standard_without_a_register_has_no_date(real: Project) -> None:
    (unit,) = programme_of(real, "unit220").standards
    assert register_read(unit, Words()) == ""


def test_how_the_work_of_assessors_is_checked_is_said_for_every_framework(real: Project, programme: Programme) -> None:
    outline = composed(real, programme, "programme-outline")
    (standard,) = programme.standards
    how, who = ("verification", "verifier") if programme.id == "unit220" else ("moderation", "moderator")
    assert f"Accreditation and {how}" in outline.html
    assert standard.accreditation or f"An internal {who} samples" in outline.html


def test_the_outline_is_a_brochure_of_a_few_full_pages(
    built: Built, programme: Programme, page_texts: PageTexts
) -> None:
    pages = page_texts(built.pdf(programme.id, "programme-outline"))
    assert 2 <= len(pages) <= 3
    assert all(len(page.split()) > 80 for page in pages)


def test_the_outline_says_how_many_sides_each_document_has(
    built: Built, programme: Programme, page_texts: PageTexts
) -> None:
    """The numbers are those of the files, as Poppler counts their pages, those of cards together."""
    text = " ".join(" ".join(page_texts(built.pdf(programme.id, "programme-outline"))).split())
    learners = 0
    for kind in kinds_for(programme):
        sides = len(page_texts(built.root / "build" / document_path(programme, kind)))
        assert re.search(rf"{said(kind.title_for(programme))} {PROSE} {sides}\b", text), kind.id
        learners += 0 if kind.restricted or kind.counts_sides else sides
    for _section, process in cards_of(programme):
        learners += len(page_texts(built.root / "build" / card_path(programme, process)))
    assert f"without this outline: {learners} sides" in text


PROSE = r"[-\w:,. ]{10,130}?[.]"


def test_the_outline_counts_the_sides_of_what_is_printed(real: Project, programme: Programme) -> None:
    composer = Composer(real, programme)
    paths = {kind.id: document_path(programme, kind) for kind in kinds_for(programme)}
    shelf = Shelf(sides={paths["learner-guide"]: 41, paths["formative-workbook"]: 52})
    outline = composer.document(composer.rounds[-1][0], shelf).html
    assert '<td class="number">41</td>' in outline
    assert '<td class="number">52</td>' in outline
    assert "without this outline: 93 sides" in outline
    assert composer.rounds[-1][0].id == "programme-outline"


def test_the_material_is_what_the_programme_has(real: Project, programme: Programme) -> None:
    found = materials(Composer(real, programme).making())
    titles = [said(material.title) for material in found]
    kinds = kinds_for(programme)
    assert titles[: len(kinds)] == [said(kind.title_for(programme)) for kind in kinds]
    assert titles[-1] == "Cards for the workplace"
    for_learners = {said(material.title) for material in found if material.for_learners}
    assert for_learners >= {"Learner guide", "Portfolio of evidence"}
    assert not for_learners & {"Facilitator guide", "Assessor guide", "Evidence matrix", "Alignment matrix"}
