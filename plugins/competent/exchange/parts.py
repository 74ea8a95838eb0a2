"""Part a register's page at its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from competent.exchange.labels import Heading, heading, labels
from competent.exchange.lines import Line


@dataclass
class Part:
    """A heading with the lines below it."""

    heading: Heading
    number: int
    """The line of the heading in the file."""
    lines: list[Line] = field(default_factory=list)


ALWAYS = ("start", "cross-fields")
"""Headings that the register does not write in capitals."""
_END = re.compile(r"(?i)qualifications registered on the national qualifications framework are public property")
_BELOW_OUTCOMES = ("outcome", "criteria", "criterion", "outcome-notes", "outcome-range", "criterion-range")


def parted(lines: Sequence[Line]) -> tuple[list[Line], list[Part]]:
    """The lines at the head of a page, and its parts in their order."""
    known = [_heading(line) for line in lines]
    in_capitals = any(found and found.part == "outcome" and found.capitals for found in known)
    start = next((n for n, found in enumerate(known) if found and found.part == "start"), -1)
    head: list[Line] = []
    parts: list[Part] = []
    has_outcome = False
    for at, (line, found) in enumerate(zip(lines, known, strict=True)):
        if found and in_capitals and not found.capitals and found.part not in ALWAYS and not _is_next(found, parts):
            found = None
        if (
            found
            and not in_capitals
            and not _stands(found, parts[-1].heading.part if parts else "", at > start, has_outcome)
        ):
            found = None
        if found and not parts and found.part == "unknown":
            found = None
        if found:
            has_outcome = has_outcome or found.part == "outcome"
            rest = (found.rest, *line.cells[1:]) if found.rest or len(line.cells) > 1 else ()
            texts = [Line((text,), line.number, 0, True) for text in rest if text.strip()]
            parts.append(Part(replace(found, rest=""), line.number, texts))
        elif _END.search(line.text):
            if parts:
                parts.append(Part(Heading("left-out"), line.number))
        elif parts:
            parts[-1].lines.append(line)
        else:
            head.append(line)
    return head, parts


def _heading(line: Line) -> Heading | None:
    """The heading that a line is, or that its first cell is."""
    if line.depth or not line.cells[0].strip():
        return None
    text = line.cells[0] if len(line.cells) > 1 else line.text
    found = heading(text)
    return None if found and found.part == "unknown" and labels(text) else found


def _is_next(found: Heading, parts: Sequence[Part]) -> bool:
    """Whether a label that is not in capitals is that of the next criterion, on a page that has others in capitals."""
    above = [part.heading for part in parts]
    while above and above[-1].part in ("criterion-range", "criterion-notes", "criteria"):
        above.pop()
    if found.part != "criterion" or not above or above[-1].part not in ("criterion", "outcome"):
        return False
    return found.number == (above[-1].number + 1 if above[-1].part == "criterion" else 1)


def _stands(found: Heading, here: str, started: bool, has_outcome: bool) -> bool:
    """Whether what looks like a heading is one, on a page that does not write them in capitals.

    A range or a cross-field outcome may name outcomes and criteria in the very words of their headings.
    """
    if found.part not in _BELOW_OUTCOMES:
        return True
    return started and not here.startswith("cross-field") and (has_outcome or found.part == "outcome")
