"""How grave each finding is: what the rules say, and what a project may change about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from competent.checks.rule import RULES, rule
from competent.project import Project
from competent.settings import CheckLevel
from competent.text.problem import Problem, nearest


def graded(problems: Iterable[Problem], settings: Mapping[str, CheckLevel]) -> list[Problem]:
    """The problems with the severity that rules and settings give them, without those that are switched off."""
    allowed = {code: level for code, level in settings.items() if code in _settable() and not _forbidden(code, level)}
    levels: dict[str, CheckLevel] = {**{code: found.level for code, found in RULES.items()}, **allowed}
    result = []
    for problem in problems:
        level = levels.get(problem.code, problem.severity)
        if level != "off":
            result.append(replace(problem, severity=level))
    return result


@rule("C403", "error", whole=False)
def levels_are_known(project: Project) -> Iterator[Problem]:
    """A setting for a code that no check has, or that its check cannot have."""
    for code, level in project.settings.checks.items():
        place = project.config.setting_key("checks", code)
        if code not in (known := _settable()):
            hint = "Codes that can be set: " + ", ".join(sorted(known)) + "."
            near = "" if re.fullmatch(r"C\d{3}", code) else nearest(code.upper(), known)
            yield Problem(place, "C403", f"No check has the code “{code}”", hint, near)
        elif why := _forbidden(code, level):
            yield Problem(place, "C403", f"The check {code} cannot be “{level}”", why)


def _settable() -> frozenset[str]:
    """The codes whose level a project can set: not that which says that a level is set wrongly."""
    return frozenset(RULES) - {"C403"}


def _forbidden(code: str, level: CheckLevel) -> str:
    """Why a check cannot have this level; nothing where it can."""
    if RULES[code].timed and level in ("error", "warning"):
        return "Dates pass by themselves: write notice or off."
    if RULES[code].never_off and level == "off":
        return "It protects learners and their files: write error, warning or notice."
    return ""
