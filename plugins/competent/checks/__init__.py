"""Seventh stage: rules over standards, programmes and pages; each finds Problems of one code."""

from __future__ import annotations

import importlib
import pkgutil

from competent.checks.levels import graded
from competent.checks.rule import RULES
from competent.project import Project, with_problems
from competent.text.problem import Problem, in_order

for _module in pkgutil.iter_modules(__path__):  # each registers its rules
    importlib.import_module(f"{__name__}.{_module.name}")


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
