"""Rules on rosters: who may judge whose work, and whether criteria and methods are known."""

from __future__ import annotations

from collections.abc import Iterator

from competent.checks.rule import roster_rule
from competent.programme.models import Programme
from competent.programme.names import criterion_names, nearest_name
from competent.roster import Learner, Roster
from competent.text.problem import Problem
from competent.text.values import folded
from competent.words import Words


@roster_rule("C511")
def people_judge_the_work_of_others(programme: Programme, roster: Roster) -> Iterator[Problem]:
    """Nobody checks a judgement that was their own, and nobody countersigns for themselves."""
    for learner in roster.learners:
        if _same(learner.assessor, learner.iv):
            title = f"“{learner.iv}” both assesses this learner and checks the judgement"
            yield _warning(roster, learner, "iv-name", "C511", title, "Name somebody who had no part in it.")
        if _same(learner.countersigning_assessor, learner.iv):
            title = f"“{learner.iv}” both countersigns the judgement and checks it"
            yield _warning(roster, learner, "iv-name", "C511", title, "Name somebody who had no part in it.")
        for person, column, second in (
            (learner.assessor, "countersigning-assessor-name", learner.countersigning_assessor),
            (learner.iv, "countersigning-iv-name", learner.countersigning_iv),
        ):
            if _same(person, second):
                title = f"“{second}” countersigns for themselves"
                yield _warning(roster, learner, column, "C511", title, "Name somebody who is qualified.")


def _same(one: str, other: str) -> bool:
    return bool(one) and folded(one) == folded(other)


@roster_rule("C512")
def assessors_are_qualified(programme: Programme, roster: Roster) -> Iterator[Problem]:
    """The judgement of an assessor who is not qualified counts only when somebody who is countersigns it."""
    for learner in roster.learners:
        if not learner.assessor_qualified and not learner.countersigning_assessor:
            title = f"{_named('The assessor', learner.assessor)} is not qualified, and nobody countersigns"
            hint = "Fill in “countersigning-assessor-name”."
            yield _warning(roster, learner, "assessor-qualified", "C512", title, hint)


@roster_rule("C513")
def moderators_are_qualified(programme: Programme, roster: Roster) -> Iterator[Problem]:
    """The same goes for internal moderators and verifiers."""
    noun = f"The {Words().say(programme.framework.words.checker)}"
    for learner in roster.learners:
        if not learner.iv_qualified and not learner.countersigning_iv:
            title = f"{_named(noun, learner.iv)} is not qualified, and nobody countersigns"
            yield _warning(roster, learner, "iv-qualified", "C513", title, "Fill in “countersigning-iv-name”.")


def _named(noun: str, name: str) -> str:
    return f"{noun} “{name}”" if name else noun


@roster_rule("C514", "error")
def criteria_are_known(programme: Programme, roster: Roster) -> Iterator[Problem]:
    """A criterion that is not yet met is one of the standard."""
    names = criterion_names(programme)
    for learner in roster.learners:
        for name in learner.not_yet_competent:
            place = roster.place(learner, "not-yet-competent")
            found = names.find(name)
            if len(found) > 1:
                hint = f"Write which one: {', '.join(map(programme.criterion_label, found))}."
                yield Problem(place, "C514", f"“{_short(name)}” is a criterion of several standards", hint)
            elif not found:
                hint = f"Criteria: {', '.join(names.labels)}. Part them by semicolons."
                yield Problem(place, "C514", f"There is no criterion “{_short(name)}”", hint, names.nearest(name))


@roster_rule("C515", "error")
def methods_are_known(programme: Programme, roster: Roster) -> Iterator[Problem]:
    """A method is one that the evidence index knows by its letters."""
    methods = {method.code: Words().say(method.name) for method in programme.evidence_methods}
    known = tuple(sorted(methods))
    for learner in roster.learners:
        for code in learner.methods:
            if code not in methods:
                hint = "Methods: " + ", ".join(f"{code} ({name})" for code, name in methods.items()) + "."
                place = roster.place(learner, "methods")
                yield Problem(
                    place, "C515", f"There is no method “{_short(code)}”", hint, nearest_name(code[:60], known)
                )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _warning(roster: Roster, learner: Learner, column: str, code: str, title: str, hint: str) -> Problem:
    return Problem(roster.place(learner, column), code, title, hint)
