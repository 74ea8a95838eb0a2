"""Find what Markdown would not come to the end of: it looks for the end of every bracket, one after the other, and goes
into every list in a list.

What people write is far below these limits. What is beyond them is told, and is not given to Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from competent.text.manuscript import Line
from competent.text.problem import Place, Problem

MOST_STEPS = 1_000_000
"""Signs that may be looked at on a page to find the ends of its brackets: about a second's work."""
DEEPEST = 20
"""Lists and quotations in each other."""
_OUTER = re.compile(r"^(?:[ >]|[-*+] |\d{1,9}[.)] )*")
_MARKER = re.compile(r"[->*+]|\d+")
_BRACKETS = re.compile(r"[\[\]()]")


def untied(lines: Sequence[Line], first: int, path: str) -> tuple[list[Line], list[Problem]]:
    """The lines of a page, of which those from `first` on are its text, without knots; and a problem for each knot."""
    made, problems = list(lines), list[Problem]()
    for number in range(first, len(lines) + 1):
        line = made[number - 1]
        if (column := _too_deep(line.text)) is not None:
            hint = f"At most {DEEPEST} lists or quotations may stand in each other."
            title = "Lists or quotations stand too deep in each other"
            problems.append(Problem(Place(path, line.number, column), "C208", title, hint))
            made[number - 1] = replace(line, text=_OUTER.sub("", line.text))
    steps = 0
    for start, end in _paragraphs(made, first):
        text = "\n".join(line.text for line in made[start - 1 : end])
        found = _steps(text)
        steps += found
        if steps > MOST_STEPS:
            hint = "Close each, or put a backslash before one that is meant as a sign."
            title = "Too many brackets are opened and not closed"
            problems.append(Problem(Place(path, made[start - 1].number), "C208", title, hint))
            steps -= found
            for number in range(start, end + 1):
                made[number - 1] = replace(made[number - 1], text=_BRACKETS.sub(" ", made[number - 1].text))
    return made, problems


def _too_deep(text: str) -> int | None:
    """The column from which on a line stands too deep, if it does."""
    outer = _OUTER.match(text)
    if outer is None or outer.end() < DEEPEST:
        return None
    markers = [match.start() for match in _MARKER.finditer(outer[0])]
    if len(markers) > DEEPEST:
        return markers[DEEPEST] + 1
    spaces = len(text) - len(text.lstrip(" "))
    return spaces + 1 if markers and spaces > 4 * DEEPEST else None


def _paragraphs(lines: Sequence[Line], first: int) -> Iterator[tuple[int, int]]:
    """The first and the last line of each run of lines that are not empty."""
    start = 0
    for number in range(first, len(lines) + 2):
        if number <= len(lines) and lines[number - 1].text.strip():
            start = start or number
        elif start:
            yield start, number - 1
            start = 0


def _steps(text: str) -> int:
    """How many signs are looked at until every bracket has its end; of parentheses those of links."""
    steps, square, round_ = 0, list[int](), list[int]()
    for match in _BRACKETS.finditer(text):
        at = match.start()
        if match[0] == "[":
            square.append(at)
        elif match[0] == "(":
            round_.append(at if at and text[at - 1] == "]" else len(text))
        elif match[0] == "]" and square:
            steps += at - square.pop()
        elif match[0] == ")" and round_:
            steps += max(0, at - round_.pop())
    return steps + sum(len(text) - at for at in (*square, *round_))
