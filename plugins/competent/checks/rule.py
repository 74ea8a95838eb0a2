"""The register of rules: each has a code, says how grave its findings are, and finds Problems of that code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from competent.programme.models import Programme
from competent.project import Project
from competent.roster import Roster
from competent.text.problem import Problem, Severity

Find = Callable[[Project], Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    """A rule. Its explanation is the docstring of the function that finds."""

    code: str
    level: Severity
    """How grave its findings are where the settings say nothing."""
    find: Find
    whole: bool = True
    """Whether it can be told only when every file could be read."""
    never_off: bool = False
    """Without it, fields would be mixed up or model answers would reach learners."""
    timed: bool = False
    """Whether it is about dates, which pass by themselves: its findings are notices or nothing."""

    @property
    def explanation(self) -> str:
        """What it is about, in a sentence."""
        return (self.find.__doc__ or "").strip()


RULES: dict[str, Rule] = {}
"""Every rule by its code."""


def rule(
    code: str, level: Severity = "warning", *, whole: bool = True, never_off: bool = False, timed: bool = False
) -> Callable[[Find], Find]:
    """Register a function as the rule of a code."""

    def register(find: Find) -> Find:
        if code in RULES:
            raise ValueError(f"{code} is the code of two rules")
        RULES[code] = Rule(code, level, find, whole, never_off, timed)
        return find

    return register


def programme_rule(
    code: str, level: Severity = "warning"
) -> Callable[[Callable[[Programme, Project], Iterator[Problem]]], Find]:
    """Register a function that looks at one programme."""

    def register(find: Callable[[Programme, Project], Iterator[Problem]]) -> Find:
        def each(project: Project) -> Iterator[Problem]:
            for programme in project.programmes:
                yield from find(programme, project)

        each.__doc__ = find.__doc__
        return rule(code, level)(each)

    return register


RosterRule = Callable[[Programme, Roster], Iterator[Problem]]
ROSTER_RULES: list[RosterRule] = []
"""The rules on rosters, for whoever reads a roster that no build knows."""


def roster_rule(code: str, level: Severity = "warning") -> Callable[[RosterRule], RosterRule]:
    """Register a function that looks at the roster of one programme."""

    def register(find: RosterRule) -> RosterRule:
        def each(project: Project) -> Iterator[Problem]:
            for programme in project.programmes:
                if roster := project.rosters.get(programme.id):
                    yield from find(programme, roster)

        each.__doc__ = find.__doc__
        rule(code, level)(each)
        ROSTER_RULES.append(find)
        return find

    return register
