"""A sample keeps the rules of moderation, and one seed always draws the same."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competent.programme.models import Programme
from competent.project import Project
from competent.records.sample import Sample, draw
from competent.records.sampling_sheet import FORMULAS, defused, sample_table
from competent.roster import Learner, Roster, read_roster
from competent.text.problem import Place
from competent.text.values import folded
from tests.building import ROOT

CODES = ("O", "Q", "PE", "WT", "PD")


@pytest.fixture(scope="session", params=["us118028", "unit220"])
def programme(real: Project, request: pytest.FixtureRequest) -> Programme:
    return next(programme for programme in real.programmes if programme.id == request.param)


@st.composite
def learners(draw_one: st.DrawFn, most: int = 40) -> tuple[tuple[str, tuple[str, ...], str, tuple[int, ...]], ...]:
    """For each learner: assessor, methods, judgement, and numbers of criteria that are not yet met."""
    row = st.tuples(
        st.sampled_from(["", "Deon Smit", "Nomsa Khoza", "Busisiwe Ngcobo"]),
        st.lists(st.sampled_from(CODES), unique=True).map(tuple),
        st.sampled_from(["", "C", "C", "C", "NYC"]),
        st.lists(st.integers(0, 9), unique=True, max_size=3).map(tuple),
    )
    return tuple(draw_one(st.lists(row, min_size=1, max_size=most)))


def roster_of(programme: Programme, rows: tuple[tuple[str, tuple[str, ...], str, tuple[int, ...]], ...]) -> Roster:
    criteria = list(programme.criteria)
    people = tuple(
        Learner(
            f"Learner {number}", f"L{number}", assessor, True, "", "", True, "", methods, judgement, judgement == "C",
            tuple(programme.criterion_label(criteria[c]) for c in open_ones) if judgement == "NYC" else (),
            Place("roster.csv", number + 2),
        )
        for number, (assessor, methods, judgement, open_ones) in enumerate(rows)
    )  # fmt: skip
    return Roster("roster.csv", people)


def keeps_the_rules(programme: Programme, roster: Roster, sample: Sample) -> None:
    inside = {sampled.learner.identity for sampled in sample.sampled}
    assert len(inside) == len(sample.sampled)
    assert 100 * len(inside) >= sample.share * len(roster.learners)
    assert sample.percent >= sample.share
    assert all(learner.identity in inside for learner in roster.learners if learner.is_not_yet_competent)
    for assessor in {folded(learner.assessor) for learner in roster.learners}:
        group = [learner for learner in roster.learners if folded(learner.assessor) == assessor]
        taken = sum(learner.identity in inside for learner in group)
        assert taken >= 1
        assert 100 * taken >= sample.share * len(group)
    used = {code for learner in roster.learners for code in learner.methods}
    assert set(sample.methods) == used
    assert all(sample.looked_at(criterion) for criterion in programme.criteria)
    assert all(sampled.criteria for sampled in sample.sampled)


def is_even(programme: Programme, sample: Sample) -> None:
    """Whoever was given more than their own open criteria has at most one more than whoever has least."""
    least = min(len(sampled.criteria) for sampled in sample.sampled)
    for sampled in sample.sampled:
        own = len(sampled.learner.not_yet_competent)
        assert len(sampled.criteria) <= max(own, least + 1)
    times = Counter(criterion for sampled in sample.sampled for criterion in sampled.criteria)
    still_open = {label for sampled in sample.sampled for label in sampled.learner.not_yet_competent}
    free = [c for c in programme.criteria if programme.criterion_label(c) not in still_open]
    without = [sampled for sampled in sample.sampled if not sampled.learner.not_yet_competent]
    if len(without) <= len(free):  # else there are not enough for everybody to have one of their own
        assert all(times[criterion] == 1 for criterion in free)


@settings(max_examples=120, deadline=None)
@given(rows=learners(), seed=st.integers(-(10**9), 10**9), share=st.integers(25, 100))
def test_every_sample_keeps_the_rules(
    programme: Programme, rows: tuple[tuple[str, tuple[str, ...], str, tuple[int, ...]], ...], seed: int, share: int
) -> None:
    roster = roster_of(programme, rows)
    sample = draw(programme, roster, seed, share)
    keeps_the_rules(programme, roster, sample)
    is_even(programme, sample)
    for sampled in sample.sampled:
        labels = {programme.criterion_label(criterion) for criterion in sampled.criteria}
        assert labels >= set(sampled.learner.not_yet_competent)


@settings(max_examples=60, deadline=None)
@given(rows=learners(), seed=st.integers(), order=st.randoms(use_true_random=False))
def test_the_same_seed_draws_the_same_whatever_the_order_of_rows(
    programme: Programme,
    rows: tuple[tuple[str, tuple[str, ...], str, tuple[int, ...]], ...],
    seed: int,
    order: random.Random,
) -> None:
    roster = roster_of(programme, rows)
    mixed = list(roster.learners)
    order.shuffle(mixed)
    moved = tuple(replace(learner, place=Place("roster.csv", line)) for line, learner in enumerate(mixed, 2))
    one, other = draw(programme, roster, seed), draw(programme, replace(roster, learners=moved), seed)
    assert one == other
    assert sample_table(programme, one) == sample_table(programme, other)


@settings(max_examples=25, deadline=None)
@given(rows=learners(most=8), seed=st.integers())
def test_seeds_draw_different_samples(
    programme: Programme, rows: tuple[tuple[str, tuple[str, ...], str, tuple[int, ...]], ...], seed: int
) -> None:
    wide = tuple((assessor, methods, "C", ()) for assessor, methods, *_ in (*rows, *((("", (), "", ()),) * 20)))
    roster = roster_of(programme, wide)
    drawn = {tuple(s.learner.identity for s in draw(programme, roster, seed + n).sampled) for n in range(4)}
    assert len(drawn) > 1


def test_a_sample_is_no_larger_than_it_must_be(programme: Programme) -> None:
    rows = tuple((assessor, ("O", "Q"), "C", ()) for assessor in ("A", "B") for _ in range(20))
    sample = draw(programme, roster_of(programme, rows), 1)
    assert (len(sample.sampled), sample.percent) == (10, 25)
    assert [(share.assessor, share.learners, share.sampled) for share in sample.assessors] == [
        ("A", 20, 5),
        ("B", 20, 5),
    ]


def test_the_spelling_of_an_assessor_does_not_split_their_learners(programme: Programme) -> None:
    rows = tuple((name, (), "C", ()) for name in ("Deon Smit", "deon  smit", "DEON SMIT", "Deon Smit"))
    sample = draw(programme, roster_of(programme, rows), 1)
    assert [(share.learners, share.sampled) for share in sample.assessors] == [(4, 1)]


@pytest.mark.parametrize("share", [24, 0, -1, 101])
def test_a_share_that_is_too_small_is_refused(programme: Programme, share: int) -> None:
    with pytest.raises(ValueError, match="25 to 100"):
        draw(programme, roster_of(programme, (("", (), "", ()),)), 1, share)


def test_thousands_of_learners_take_no_time(programme: Programme) -> None:
    rows = tuple(
        (f"Assessor {number % 31}", (CODES[number % 5], CODES[number % 3]), "C" if number % 10 else "NYC", (1, 4))
        for number in range(5_000)
    )
    roster = roster_of(programme, rows)
    keeps_the_rules(programme, roster, draw(programme, roster, 7))


@pytest.mark.parametrize("start", FORMULAS)
def test_what_looks_like_a_formula_is_defused(start: str) -> None:
    assert defused(f"{start}HYPERLINK()") == f"'{start}HYPERLINK()"
    assert defused(f"a{start}b") == f"a{start}b"
    assert defused("") == ""


def test_the_table_is_one_that_spreadsheets_open(real: Project) -> None:
    programme = real.programmes[1]
    assert programme.id == "us118028"
    text = "learner-name,learner-id,assessor-name,judgement,not-yet-competent\n\"=cmd|'/c calc'!A0\",-1,@SUM(A1),NYC,SO1 AC2; SO3 AC1\n"
    roster, problems = read_roster(text, "x.csv", programme.judgements)
    assert roster is not None, problems
    table = sample_table(programme, draw(programme, roster, 1), ";").decode("utf-8")
    assert table.startswith("\ufefflearner;number;assessor;judgement;why;criteria;methods\r\n")
    (row,) = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff")), delimiter=";"))
    assert (row["learner"], row["number"], row["assessor"]) == ("'=cmd|'/c calc'!A0", "'-1", "'@SUM(A1)")
    assert row["why"] == "not yet competent"
    assert set(row["criteria"].split("; ")) >= {"SO1 AC2", "SO3 AC1"}


def test_samples_are_kept_out_of_the_repository() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {"*.sample.csv", "*.sample.pdf"} <= set(ignored)
