"""Draw the portfolios that are moderated: a roster and a seed in, a sample out.

The seed gives every learner and every criterion a lot (a hash), so the order of rows plays no part, and anybody can
draw the same sample again. Lots decide wherever the rules leave a choice.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from competent.programme.models import Programme
from competent.programme.names import CriterionNames, criterion_names
from competent.roster import LEAST_PERCENT, Learner, Roster
from competent.text.values import folded
from competent.words import N_, Label

Reason = Literal["not-yet-competent", "assessor", "method"]
REASONS: Mapping[Reason, Label] = {
    "not-yet-competent": N_("not yet competent"),
    "assessor": N_("share of the assessor"),
    "method": N_("method"),
}
"""Why somebody is in the sample, in words."""


@dataclass(frozen=True)
class Sampled:
    """A portfolio of the sample, and what is looked at in it."""

    learner: Learner
    reason: Reason
    criteria: tuple[str, ...]
    """Ids, in the order of the standard."""


@dataclass(frozen=True)
class AssessorShare:
    """How many of an assessor's learners are in the sample."""

    assessor: str
    """Empty for learners that the roster names no assessor for."""
    learners: int
    sampled: int


@dataclass(frozen=True)
class Sample:
    """The portfolios that are moderated, by assessor and name."""

    seed: int
    share: int
    """The percentage that was asked for."""
    learners: int
    """How many the roster has."""
    sampled: tuple[Sampled, ...]
    assessors: tuple[AssessorShare, ...]

    @property
    def percent(self) -> int:
        """How large the sample came out, rounded down."""
        return 100 * len(self.sampled) // self.learners

    def looked_at(self, criterion: str) -> list[Sampled]:
        """Where the criterion is looked at."""
        return [sampled for sampled in self.sampled if criterion in sampled.criteria]

    @property
    def methods(self) -> dict[str, int]:
        """By the letters of each method, in how many sampled portfolios it was used."""
        used = Counter(code for sampled in self.sampled for code in sampled.learner.methods)
        return dict(sorted(used.items()))


def draw(programme: Programme, roster: Roster, seed: int, share: int = LEAST_PERCENT) -> Sample:
    """Draw a sample from a roster in which the rules on rosters found no error.

    All who are not yet competent are in it, the share of every assessor (at least one), every method that was used, and
    every criterion is given to somebody. Raises ValueError when the share is not from 25 to 100 percent.
    """
    if not LEAST_PERCENT <= share <= 100:
        raise ValueError(f"A sample is {LEAST_PERCENT} to 100 percent")
    by_lot = sorted(roster.learners, key=lambda learner: _lot(seed, *learner.identity))
    reasons = _choose(by_lot, share)
    criteria = _deal(programme, [learner for learner in by_lot if learner in reasons], seed)
    sampled = sorted(
        (Sampled(learner, reason, criteria[learner]) for learner, reason in reasons.items()), key=_in_the_list
    )
    return Sample(seed, share, len(by_lot), tuple(sampled), tuple(_shares(by_lot, reasons)))


def _lot(seed: int, *names: str) -> bytes:
    return hashlib.sha256("\0".join((str(seed), *names)).encode()).digest()


def _in_the_list(sampled: Sampled) -> tuple[str, str, str]:
    learner = sampled.learner
    return folded(learner.assessor), folded(learner.name), folded(learner.number)


def _choose(by_lot: Sequence[Learner], share: int) -> dict[Learner, Reason]:
    """Who is in the sample, and why."""
    reasons: dict[Learner, Reason] = {
        learner: "not-yet-competent" for learner in by_lot if learner.is_not_yet_competent
    }
    missing = {code for learner in by_lot for code in learner.methods}
    missing -= {code for learner in reasons for code in learner.methods}
    for group in _by_assessor(by_lot):
        wanted = -(-share * len(group) // 100) - sum(learner in reasons for learner in group)
        rest = [learner for learner in group if learner not in reasons]
        reasons.update(dict.fromkeys(_pick(rest, wanted, missing), "assessor"))
    rest = [learner for learner in by_lot if learner not in reasons]
    reasons.update(dict.fromkeys(_with_methods(rest, missing), "method"))
    return reasons


def _by_assessor(by_lot: Iterable[Learner]) -> list[list[Learner]]:
    """The learners of each assessor, by lot."""
    ordered = sorted(by_lot, key=lambda learner: folded(learner.assessor))  # a stable sort keeps the lots' order
    return [list(group) for _name, group in groupby(ordered, key=lambda learner: folded(learner.assessor))]


def _pick(rest: list[Learner], wanted: int, missing: set[str]) -> list[Learner]:
    """So many by lot; those with methods that are still missing go first."""
    first = [learner for _number, learner in zip(range(wanted), _with_methods(rest, missing), strict=False)]
    others = [learner for learner in rest if learner not in first]
    return [*first, *others[: max(0, wanted - len(first))]]


def _with_methods(rest: Sequence[Learner], missing: set[str]) -> Iterator[Learner]:
    """Whoever has most of the missing methods, until none is missing that anybody here has; `missing` shrinks."""
    while missing and rest:
        best = max(rest, key=lambda learner: len(missing & set(learner.methods)))  # of equals, the first by lot
        if not missing & set(best.methods):
            return
        missing -= set(best.methods)
        yield best


def _deal(programme: Programme, by_lot: Sequence[Learner], seed: int) -> dict[Learner, tuple[str, ...]]:
    """Give every criterion to somebody, and everybody a criterion, as evenly as can be.

    Whoever is not yet competent in a criterion always has it looked at.
    """
    names = criterion_names(programme)
    dealt = {learner: _not_yet(names, learner) for learner in by_lot}
    times = Counter(criterion for own in dealt.values() for criterion in own)
    taken = {criterion: times[criterion] for criterion in programme.criteria}
    lots = {criterion: _lot(seed, criterion) for criterion in taken}
    loads = [(len(dealt[learner]), number) for number, learner in enumerate(by_lot)]
    heapq.heapify(loads)
    waiting = sorted((c for c in taken if not taken[c]), key=lots.__getitem__, reverse=True)
    while loads and (waiting or not loads[0][0]):
        load, number = heapq.heappop(loads)
        criterion = waiting.pop() if waiting else min(taken, key=lambda c: (taken[c], lots[c]))
        dealt[by_lot[number]].add(criterion)
        taken[criterion] += 1
        heapq.heappush(loads, (load + 1, number))
    return {learner: tuple(c for c in programme.criteria if c in own) for learner, own in dealt.items()}


def _not_yet(names: CriterionNames, learner: Learner) -> set[str]:
    return {criterion for name in learner.not_yet_competent for criterion in names.find(name)}


def _shares(by_lot: Iterable[Learner], reasons: Mapping[Learner, Reason]) -> Iterator[AssessorShare]:
    for group in _by_assessor(by_lot):
        name = min(learner.assessor for learner in group)  # of several spellings always the same one
        yield AssessorShare(name, len(group), sum(learner in reasons for learner in group))
