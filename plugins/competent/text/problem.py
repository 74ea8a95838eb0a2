"""The one Problem type: what is wrong with an author's files, where, and what to do about it."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning", "notice"]
"""An error ends every build, a warning a strict one; a notice, such as a date that has passed, ends none."""
Format = Literal["text", "github", "json"]


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a path relative to the project, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __post_init__(self) -> None:
        """A name of a file that is no text is said with `\\x` and two digits for each byte that is none."""
        if not self.path.isascii():
            said = self.path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
            object.__setattr__(self, "path", said)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One finding about an author's files.

    Codes: C1xx standards and YAML, C2xx content, C3xx templates, fonts and documents, C4xx settings, C5xx rosters,
    C6xx commands that write into folders of others.
    """

    place: Place
    code: str
    title: str
    hint: str = ""
    suggestion: str = ""
    severity: Severity = "error"

    def __post_init__(self) -> None:
        """What authors wrote is told on one line, without signs that steer a terminal, and no word of it for ever."""
        for name, most in (("title", 300), ("hint", 3000), ("suggestion", 120)):
            said = _LONG.sub(_cut, _UNSEEN.sub(_escaped, getattr(self, name)))
            object.__setattr__(self, name, said if len(said) <= most else f"{said[: most - 1]}…")

    def __str__(self) -> str:
        """The finding as an author reads it: `place code title`, then the hint on a line of its own."""
        hint = " ".join(part for part in (self.hint, self._question) if part)
        return f"{self.place} {self.code} {self.title}" + (f"\n    {hint}" if hint else "")

    @property
    def _question(self) -> str:
        return f"Did you mean “{self.suggestion}”?" if self.suggestion else ""


_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Letters that nobody sees, of which some steer a terminal or turn a text round."""
_LONG = re.compile(r"\S{121,}")
"""A word that is longer than any."""


def _escaped(match: re.Match[str]) -> str:
    return {"\n": r"\n", "\t": r"\t"}.get(match[0], f"U+{ord(match[0]):04X}")


def _cut(match: re.Match[str]) -> str:
    return f"{match[0][:80]}…{match[0][-1]}"  # the last letter may be a quotation mark


class ProblemsFound(Exception):
    """Work cannot go on: the author's files have these problems."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems sorted by place, each once."""
    return sorted(set(problems))


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word most like `word`, or an empty string where none is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return found[0] if found else ""


def report(problems: Sequence[Problem], style: Format = "text") -> str:
    """All problems as one text: for people, as GitHub workflow annotations, or as JSON."""
    if style == "json":
        return json.dumps([_as_json(problem) for problem in problems], indent=2, ensure_ascii=False)
    if style == "github":
        return "\n".join(map(_as_annotation, problems))
    return "\n".join(map(str, problems))


def summary(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are, and how many notices if any, in words."""
    found = Counter(problem.severity for problem in problems)
    notices = [_count(found["notice"], "notice")] if found["notice"] else []
    return ", ".join([_count(found["error"], "error"), _count(found["warning"], "warning"), *notices])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _as_json(problem: Problem) -> dict[str, object]:
    fields = asdict(problem)
    return {**fields.pop("place"), **fields}


def _as_annotation(problem: Problem) -> str:
    """A workflow command; its escapes are those of GitHub's toolkit (%, CR, LF; in properties also : and ,)."""
    text = " ".join(part for part in (problem.title, problem.hint, problem._question) if part)
    path = _escape(problem.place.path).replace(":", "%3A").replace(",", "%2C")
    where = f"file={path},line={problem.place.line},col={problem.place.column}"
    return f"::{problem.severity} {where},title={problem.code}::{_escape(text)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
