"""How grave each finding of a check is, and what a project may change about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from competent.text.problem import Place, Problem, Severity, nearest
from competent.text.source import Source, Steps

CheckLevel = Literal["error", "warning", "notice", "off"]

LEVELS: Mapping[str, Severity] = {
    **dict.fromkeys(("C131", "C132", "C133", "C134", "C230", "C231", "C232", "C235", "C236", "C238", "C239"), "error"),
    **dict.fromkeys(("C240", "C241", "C242", "C243", "C246", "C247", "C514", "C515"), "error"),
    **dict.fromkeys(("C136", "C143", "C144", "C244", "C248", "C249", "C261", "C262", "C266"), "warning"),
    **dict.fromkeys(("C251", "C252", "C253", "C254", "C255", "C256", "C257", "C258", "C259", "C260"), "warning"),
    **dict.fromkeys(("C263", "C264", "C265", "C267", "C268", "C511", "C512", "C513"), "warning"),
    **dict.fromkeys(("C141", "C142"), "notice"),
}
"""By the code of a check, how grave its findings are where the settings say nothing. What keeps a file from being read
is always an error and does not stand here."""
NEVER_OFF = ("C131", "C132", "C230", "C247")
"""Without these, fields would be mixed up or model answers would reach learners."""
TIMED = ("C141", "C142")
"""A date that passes must never end a build, so these are notices or nothing."""


def graded(problems: Iterable[Problem], settings: Mapping[str, CheckLevel]) -> list[Problem]:
    """The problems with the severity that checks and settings give them, without those that are switched off."""
    allowed = {code: level for code, level in settings.items() if not _forbidden(code, level)}
    levels: dict[str, str] = {**LEVELS, **allowed}
    kept = (problem for problem in problems if levels.get(problem.code) != "off")
    return [replace(p, severity=levels[p.code]) if p.code in LEVELS else p for p in kept]  # type: ignore[arg-type]


def wrong_levels(settings: Mapping[str, CheckLevel], source: Source, steps: Steps) -> list[Problem]:
    """C403: a setting for a code that no check has, or that its check cannot have."""
    problems = []
    for code, level in settings.items():
        place = source.key_place(*steps, code)
        if code not in LEVELS:
            hint = "Codes that can be set: " + ", ".join(sorted(LEVELS)) + "."
            near = "" if re.fullmatch(r"C\d{3}", code) else nearest(code.upper(), LEVELS)
            problems.append(Problem(place, "C403", f"No check has the code “{code}”", hint, near))
        elif said := _forbidden(code, level):
            problems.append(_cannot(source.place(*steps, code), code, level, said))
    return problems


def _forbidden(code: str, level: CheckLevel) -> str:
    """Why a check cannot have this level; nothing where it can."""
    if code in TIMED and level in ("error", "warning"):
        return "Dates pass by themselves: write notice or off."
    if code in NEVER_OFF and level == "off":
        return "It protects learners and their files: write error, warning or notice."
    return ""


def _cannot(place: Place, code: str, level: CheckLevel, why: str) -> Problem:
    return Problem(place, "C403", f"The check {code} cannot be “{level}”", why)
