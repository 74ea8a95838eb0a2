"""Read the outcomes and criteria of a page's parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from competent.exchange.labels import range_of
from competent.exchange.lines import Line
from competent.exchange.parts import Part
from competent.exchange.prose import all_prose, one_prose, says_nothing, sentence
from competent.exchange.telling import Telling
from competent.exchange.written import Unknown


@dataclass
class Criterion:
    """A criterion as the page has it."""

    number: int
    place: int
    lines: list[Line] = field(default_factory=list)
    range: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    labelled: bool = True
    """Whether it has a label of its own; else it stands in a list."""

    def said(self) -> tuple[str, ...]:
        """All its words."""
        return tuple(line.text for line in (*self.lines, *self.range, *self.notes))


@dataclass
class Outcome:
    """An outcome as the page has it."""

    number: int
    place: int
    lines: list[Line] = field(default_factory=list)
    lead: list[Line] = field(default_factory=list)
    range: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)

    def said(self) -> tuple[object, ...]:
        """All its words."""
        own = tuple(line.text for line in (*self.lines, *self.lead, *self.range, *self.notes))
        return (*own, *(criterion.said() for criterion in self.criteria))


class Outcomes:
    """Collects the outcomes of a page as its parts come."""

    def __init__(self, tell: Telling) -> None:
        self.tell = tell
        self.found: list[Outcome] = []

    def take(self, part: Part) -> bool:
        """Take a part that belongs to outcomes; says whether it was one."""
        name, lines = part.heading.part, part.lines
        outcome = self.found[-1] if self.found else None
        criterion = outcome.criteria[-1] if outcome and outcome.criteria else None
        if name == "outcome":
            self.found.append(Outcome(part.heading.number, part.number, list(lines)))
        elif name not in BELOW:
            return False
        elif not outcome or (name in ("criterion-range", "criterion-notes") and not criterion):
            self.tell.left_out(part, "It stands below no outcome or criterion")
        elif name == "criterion":
            text, limits = _with_range(lines)
            outcome.lead += [line for c in outcome.criteria if not c.labelled for line in (*c.lines, *c.range)]
            outcome.criteria = [c for c in outcome.criteria if c.labelled]
            outcome.criteria.append(Criterion(part.heading.number, part.number, text, limits))
        elif name == "criteria":
            self._unnumbered(outcome, lines)
        else:
            target = criterion if name.startswith("criterion") and criterion else outcome
            (target.range if name.endswith("range") else target.notes).extend(lines)
        return True

    def _unnumbered(self, outcome: Outcome, lines: Sequence[Line]) -> None:
        """Criteria of a list without a heading each; a line before them that ends in a colon leads into them."""
        for at, line in enumerate(lines):
            if limits := range_of(line.text) if outcome.criteria else "":
                outcome.criteria[-1].range.append(Line((limits,), line.number))
            elif not at and line.text.endswith(":") and len(lines) > 1:
                outcome.lead.append(line)
            elif line.depth > 1 and outcome.criteria:
                outcome.criteria[-1].lines.append(line)
            else:
                outcome.criteria.append(Criterion(len(outcome.criteria) + 1, line.number, [line], labelled=False))

    def as_yaml(self, standard: str) -> list[dict[str, Any]]:
        """The outcomes as YAML has them."""
        return [
            self._outcome(outcome, number, standard) for outcome, number in self._each(self.found, "SPECIFIC OUTCOME")
        ]

    def _each(self, found: Iterable[Any], called: str) -> Iterator[tuple[Any, int]]:
        """Each outcome or criterion with its number: what stands twice is taken once, and no number is used twice."""
        known: dict[int, Any] = {}
        highest = 0
        for one in found:
            number = one.number
            if number in known:
                if known[number].said() == one.said():
                    self.tell.otherwise(one.place, f"{called} {number} stands here a second time, and was taken once")
                    continue
                number = highest + 1
                title = f"There is a second {called} {one.number}; it has the number {number} in the file"
                self.tell.otherwise(one.place, title, "Correct the number, or delete it where it is not one.")
            elif number > highest + 1:
                title = f"Before {called} {number}, {called} {highest + 1} is missing"
                self.tell.otherwise(one.place, title, "Compare it with the page: a heading may be written otherwise.")
            known[number] = one
            highest = max(highest, number)
            yield one, number

    def _outcome(self, outcome: Outcome, number: int, standard: str) -> dict[str, Any]:
        called = f"SPECIFIC OUTCOME {outcome.number}"
        result: dict[str, Any] = {"id": f"{standard}-so{number}", "kind": "specific-outcome"}
        result["title"] = self._one_line(outcome.lines, outcome.place, called)
        if lead := sentence(outcome.lead):
            result["lead"] = lead
        result |= self._beside(outcome)
        named = f"ASSESSMENT CRITERION of {called},"
        found = [self._criterion(c, result["id"], n, outcome.number) for c, n in self._each(outcome.criteria, named)]
        if not found:
            self.tell.needed(outcome.place, f"{called} has no assessment criteria on this page", "criteria")
        result["criteria"] = found or Unknown("the page has none of this outcome", needed=True)
        return result

    def _criterion(self, criterion: Criterion, outcome: str, number: int, of: int) -> dict[str, Any]:
        called = f"ASSESSMENT CRITERION {criterion.number} of SPECIFIC OUTCOME {of}"
        lines = list(self._without_number(criterion, of))
        text = self._one_line(lines, criterion.place, called, "text")
        return {"id": f"{outcome}-ac{number}", "text": text, **self._beside(criterion)}

    def _without_number(self, criterion: Criterion, of: int) -> Iterator[Line]:
        """The lines of a criterion without its own number, which its label says already."""
        first, rest = criterion.lines[:1], criterion.lines[1:]
        letter = chr(ord("a") + criterion.number - 1) if criterion.number <= 26 else "a"
        numbers = (
            rf"{of}\.{criterion.number}[.:)]?|{criterion.number}[.:)]|AC ?{criterion.number}(?:[.:)]|\b)|{letter}\)"
        )
        own = rf"(?:{numbers})\s*[-–—]?\s+(?=\S)"
        counts = any(re.match(rf"{criterion.number + 1}[.:)]\s", line.text) for line in rest)
        for line in first:
            text = line.text if counts else re.sub(rf"^{own}", "", line.text)
            yield Line((text,), line.number, line.depth if text == line.text else 0, line.gap)
        yield from rest

    def _one_line(self, lines: Sequence[Line], place: int, called: str, key: str = "title") -> Any:
        text = sentence(lines)
        if not text:
            self.tell.needed(place, f"{called} has no words on this page", key)
            return Unknown(f"the page has none for {called}", needed=True)
        if len(lines) > 1:
            title = f"{called} holds {len(lines)} lines, which were written as one sentence"
            self.tell.otherwise(
                place, title, "Compare it with the page; where they are criteria of their own, split them."
            )
        return text

    def _beside(self, part: Outcome | Criterion) -> dict[str, Any]:
        result: dict[str, Any] = {}
        if part.range and not says_nothing(part.range):
            result["range"] = one_prose(part.range)
        if notes := all_prose(part.notes):
            result["notes"] = notes
        return result


BELOW = (
    "criteria", "criterion", "outcome-notes", "outcome-range", "criterion-range", "criterion-notes",
)  # fmt: skip
"""The parts that stand below an outcome."""


def _with_range(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a criterion, and those of the range that stands in its cell."""
    at = next((n for n, line in enumerate(lines) if n and range_of(line.text)), len(lines))
    if at == len(lines):
        return list(lines), []
    first = lines[at]
    return list(lines[:at]), [Line((range_of(first.text),), first.number), *lines[at + 1 :]]
