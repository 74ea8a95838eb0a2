"""Seventh stage: rules over standards, programmes and pages; each finds Problems of one code."""

from __future__ import annotations

from competent.checks import (
    completeness,
    dates,
    evidence,
    files,
    language,
    letters,
    levels,
    mapping,
    pages,
    people,
    quotes,
    rules,
    setup,
    standards,
)
from competent.checks.levels import graded
from competent.checks.rule import RULES
from competent.project import Project, with_problems
from competent.text.problem import Problem, in_order

MODULES = (
    completeness,
    dates,
    evidence,
    files,
    language,
    letters,
    levels,
    mapping,
    pages,
    people,
    quotes,
    rules,
    setup,
    standards,
)
"""What registers the rules."""


def checked(project: Project) -> Project:
    """The project with all that is wrong with it: what a whole one lacks can be told only when all could be read.

    Rosters (C5xx) are no part of that whole.
    """
    whole = not any(problem.severity == "error" and problem.code[1] != "5" for problem in project.problems)
    found: list[Problem] = list(project.problems)
    for code in sorted(RULES):
        if whole or not RULES[code].whole:
            found += RULES[code].find(project)
    return with_problems(project, in_order(graded(found, project.settings.checks)))
