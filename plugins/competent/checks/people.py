"""Rules on rosters: who may judge whose work, and names of criteria and methods that the standard knows."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from competent.programme.models import Programme
from competent.roster import Learner, Roster, folded
from competent.standards.frameworks import Method
from competent.text.problem import Problem, nearest
from competent.words import _


@dataclass(frozen=True)
class CriterionNames:
    """The criteria of a programme by whatever people write for them: SO1 AC2, so1-ac2, 220.1.4, us118028-so1-ac2."""

    ids: Mapping[str, tuple[str, ...]]
    """By a name in its plain form, the criteria that it may stand for."""
    labels: tuple[str, ...]

    def find(self, name: str) -> tuple[str, ...]:
        """The ids that the name stands for: none where it is unknown, several where two standards have it."""
        return self.ids.get(_plain(name), ())

    def nearest(self, name: str) -> str:
        """The label or id most like the name."""
        return _nearest(name[:60], self.labels)


def criterion_names(programme: Programme) -> CriterionNames:
    """Ids and labels of all criteria."""
    ids: dict[str, tuple[str, ...]] = {}
    labels: list[str] = []
    for criterion in programme.criteria:
        for name in (criterion, programme.criterion_label(criterion)):
            ids[_plain(name)] = tuple(dict.fromkeys((*ids.get(_plain(name), ()), criterion)))
            labels.append(name)
    return CriterionNames(ids, tuple(labels))


def methods_of(programme: Programme) -> tuple[Method, ...]:
    """The assessment methods of all its standards."""
    return tuple(dict.fromkeys(method for standard in programme.standards for method in standard.evidence_methods))


def _plain(name: str) -> str:
    """Words and numbers only: “SO1 AC2” and “so 01, ac 02” are so-1-ac-2."""
    parts = re.findall(r"[a-z]+|[0-9]+", folded(name))
    return "-".join(part.lstrip("0") or "0" if part[0].isdigit() else part for part in parts)


@functools.lru_cache(maxsize=4096)
def _nearest(name: str, known: tuple[str, ...]) -> str:
    return nearest(name, known) or nearest(name.upper(), known)


def people_judge_the_work_of_others(programme: Programme, roster: Roster) -> Iterator[Problem]:
    """C511: nobody checks a judgement that was their own, and nobody countersigns for themselves."""
    for learner in roster.learners:
        if _same(learner.assessor, learner.iv):
            title = f"“{learner.iv}” both assesses this learner and {_checks(programme)} the judgement"
            yield _warning(roster, learner, "iv-name", "C511", title, "Name somebody who had no part in it.")
        if _same(learner.countersigning_assessor, learner.iv):
            title = f"“{learner.iv}” both countersigns the judgement and {_checks(programme)} it"
            yield _warning(roster, learner, "iv-name", "C511", title, "Name somebody who had no part in it.")
        for person, column, second in (
            (learner.assessor, "countersigning-assessor-name", learner.countersigning_assessor),
            (learner.iv, "countersigning-iv-name", learner.countersigning_iv),
        ):
            if _same(person, second):
                title = f"“{second}” countersigns for themselves"
                yield _warning(roster, learner, column, "C511", title, "Name somebody who is qualified.")


def _checks(programme: Programme) -> str:
    return "verifies" if programme.standards[0].rules.moderation == "verification" else "moderates"


def _same(one: str, other: str) -> bool:
    return bool(one) and folded(one) == folded(other)


def assessors_are_qualified(programme: Programme, roster: Roster) -> Iterator[Problem]:
    """C512: the judgement of an assessor who is not qualified counts only when somebody who is countersigns it."""
    for learner in roster.learners:
        if not learner.assessor_qualified and not learner.countersigning_assessor:
            title = f"{_named('The assessor', learner.assessor)} is not qualified, and nobody countersigns"
            hint = "Fill in “countersigning-assessor-name”."
            yield _warning(roster, learner, "assessor-qualified", "C512", title, hint)


def moderators_are_qualified(programme: Programme, roster: Roster) -> Iterator[Problem]:
    """C513: the same goes for internal moderators and verifiers."""
    noun = "The verifier" if _checks(programme) == "verifies" else "The moderator"
    for learner in roster.learners:
        if not learner.iv_qualified and not learner.countersigning_iv:
            title = f"{_named(noun, learner.iv)} is not qualified, and nobody countersigns"
            yield _warning(roster, learner, "iv-qualified", "C513", title, "Fill in “countersigning-iv-name”.")


def _named(noun: str, name: str) -> str:
    return f"{noun} “{name}”" if name else noun


def criteria_are_known(programme: Programme, roster: Roster) -> Iterator[Problem]:
    """C514: a criterion that is not yet met is one of the standard."""
    names = criterion_names(programme)
    for learner in roster.learners:
        for name in learner.not_yet_competent:
            place = roster.place(learner, "not-yet-competent")
            found = names.find(name)
            if len(found) > 1:
                hint = f"Write which one: {', '.join(found)}."
                yield Problem(place, "C514", f"“{_short(name)}” is a criterion of several standards", hint)
            elif not found:
                hint = f"Criteria: {', '.join(names.labels[1::2])}. Part them by semicolons."
                yield Problem(place, "C514", f"There is no criterion “{_short(name)}”", hint, names.nearest(name))


def methods_are_known(programme: Programme, roster: Roster) -> Iterator[Problem]:
    """C515: a method is one that the evidence index knows by its letters."""
    methods = {method.code: _(method.name) for method in methods_of(programme)}
    known = tuple(sorted(methods))
    for learner in roster.learners:
        for code in learner.methods:
            if code not in methods:
                hint = "Methods: " + ", ".join(f"{code} ({name})" for code, name in methods.items()) + "."
                place = roster.place(learner, "methods")
                yield Problem(place, "C515", f"There is no method “{_short(code)}”", hint, _nearest(code[:60], known))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _warning(roster: Roster, learner: Learner, column: str, code: str, title: str, hint: str) -> Problem:
    return Problem(roster.place(learner, column), code, title, hint, severity="warning")


ROSTER_RULES: tuple[Callable[[Programme, Roster], Iterator[Problem]], ...] = (
    people_judge_the_work_of_others,
    assessors_are_qualified,
    moderators_are_qualified,
    criteria_are_known,
    methods_are_known,
)


def check_rosters(programmes: Iterable[Programme], rosters: Mapping[str, Roster]) -> list[Problem]:
    """Everything that the rules find in the rosters of these programmes."""
    return [
        problem
        for programme in programmes
        if (roster := rosters.get(programme.id))
        for rule in ROSTER_RULES
        for problem in rule(programme, roster)
    ]
