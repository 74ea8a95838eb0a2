"""What the register calls the parts of its pages, by all the names that they have had over the years."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from competent.exchange.lines import words

Kind = Literal["text", "number", "credits", "level", "day", "decision", "field", "band"]


@dataclass(frozen=True)
class Label:
    """A label in the tables at the head of a page."""

    key: str
    """The key of the standard or its register; or the name of a fact, where the model has no key for it."""
    kind: Kind = "text"
    is_fact: bool = False


NUMBER = Label("number", "number")
BODY = Label("Quality assuring body", is_fact=True)
LABELS = {
    **dict.fromkeys(("SAQA US ID", "US ID", "SAQA ID", "UNIT STANDARD ID", "UNIT STANDARD NUMBER"), NUMBER),
    **dict.fromkeys(("UNIT STANDARD TITLE", "TITLE"), Label("title")),
    **dict.fromkeys(("ORIGINATOR", "SGB NAME", "SGB"), Label("originator")),
    "ORIGINATING PROVIDER": Label("Originating provider", is_fact=True),
    **dict.fromkeys(
        (
            "PRIMARY OR DELEGATED QUALITY ASSURANCE FUNCTIONARY",
            "PRIMARY OR DELEGATED QA FUNCTIONARY",
            "QUALITY ASSURANCE FUNCTIONARY",
            "QUALITY ASSURING BODY",
            "QUALITY ASSURANCE BODY",
            "ETQA",
        ),
        BODY,
    ),
    "FIELD": Label("field", "field"),
    **dict.fromkeys(("SUBFIELD", "SUB-FIELD", "SUB FIELD"), Label("subfield")),
    **dict.fromkeys(("ABET BAND", "ABET LEVEL"), Label("ABET band", "band", True)),
    **dict.fromkeys(("UNIT STANDARD TYPE", "TYPE"), Label("Unit standard type", is_fact=True)),
    "PRE-2009 NQF LEVEL": Label("Pre-2009 NQF level", "level", True),
    **dict.fromkeys(("NQF LEVEL", "LEVEL"), Label("level", "level")),
    **dict.fromkeys(("CREDITS", "CREDIT", "CREDIT VALUE"), Label("credits", "credits")),
    **dict.fromkeys(("REGISTRATION STATUS", "STATUS"), Label("status")),
    **dict.fromkeys(("REGISTRATION START DATE", "REGISTRATION DATE"), Label("registration_start", "day")),
    "REGISTRATION END DATE": Label("registration_end", "day"),
    **dict.fromkeys(("SAQA DECISION NUMBER", "DECISION NUMBER"), Label("decision", "decision")),
    **dict.fromkeys(("LAST DATE FOR ENROLMENT", "LAST DATE OF ENROLMENT"), Label("last_enrolment", "day")),
    **dict.fromkeys(("LAST DATE FOR ACHIEVEMENT", "LAST DATE OF ACHIEVEMENT"), Label("last_achievement", "day")),
    "REPLACEMENT STATUS": Label("replacement"),
}  # fmt: skip
"""The labels at the head, each by every name that the register has had for it."""
_MOST_WORDS = max(len(name.split()) for name in LABELS)

Part = Literal[
    "purpose", "assumed_learning", "range", "outcome", "outcome-notes", "outcome-range", "criteria", "criterion",
    "criterion-range", "criterion-notes", "accreditation", "embedded_knowledge", "cross-fields", "cross-field",
    "notes", "fact", "used-by", "left-out", "start", "unknown",
]  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """A heading of the page."""

    part: Part
    name: str = ""
    """Of a cross-field outcome or a fact."""
    number: int = 0
    """Of an outcome or a criterion."""
    rest: str = ""
    """What stands behind it on its line."""
    capitals: bool = False
    """Whether it is written in capitals, as the register writes its headings."""


HEADINGS: dict[str, Heading] = {
    **dict.fromkeys(("PURPOSE OF THE UNIT STANDARD", "UNIT STANDARD PURPOSE", "PURPOSE"), Heading("purpose")),
    **dict.fromkeys(
        (
            "LEARNING ASSUMED TO BE IN PLACE AND RECOGNITION OF PRIOR LEARNING",
            "LEARNING ASSUMED TO BE IN PLACE",
            "LEARNING ASSUMPTIONS",
        ),
        Heading("assumed_learning"),
    ),
    **dict.fromkeys(
        ("UNIT STANDARD RANGE", "RANGE STATEMENT", "RANGE STATEMENTS", "UNIT STANDARD RANGE STATEMENT"),
        Heading("range"),
    ),
    **dict.fromkeys(
        ("SPECIFIC OUTCOMES AND ASSESSMENT CRITERIA", "SPECIFIC OUTCOMES"), Heading("start")
    ),
    **dict.fromkeys(("OUTCOME NOTES", "OUTCOME NOTE", "SPECIFIC OUTCOME NOTES"), Heading("outcome-notes")),
    **dict.fromkeys(("OUTCOME RANGE", "OUTCOME RANGE STATEMENT", "SPECIFIC OUTCOME RANGE"), Heading("outcome-range")),
    **dict.fromkeys(("ASSESSMENT CRITERIA", "ASSESSMENT CRITERIONS"), Heading("criteria")),
    **dict.fromkeys(
        ("ASSESSMENT CRITERION RANGE", "ASSESSMENT CRITERIA RANGE", "CRITERION RANGE"), Heading("criterion-range")
    ),
    **dict.fromkeys(
        ("ASSESSMENT CRITERION NOTES", "ASSESSMENT CRITERIA NOTES", "CRITERION NOTES"), Heading("criterion-notes")
    ),
    **dict.fromkeys(
        (
            "UNIT STANDARD ACCREDITATION AND MODERATION OPTIONS",
            "ACCREDITATION AND MODERATION OPTIONS",
            "UNIT STANDARD ACCREDITATION AND MODERATION",
            "ACCREDITATION AND MODERATION",
        ),
        Heading("accreditation"),
    ),
    **dict.fromkeys(
        ("UNIT STANDARD ESSENTIAL EMBEDDED KNOWLEDGE", "ESSENTIAL EMBEDDED KNOWLEDGE", "EMBEDDED KNOWLEDGE"),
        Heading("embedded_knowledge"),
    ),
    **dict.fromkeys(
        (
            "CRITICAL CROSS-FIELD OUTCOMES (CCFO)",
            "CRITICAL CROSS-FIELD OUTCOMES (CCFOS)",
            "CRITICAL CROSS-FIELD OUTCOMES",
            "CRITICAL CROSS FIELD OUTCOMES",
            "CRITICAL CROSS FIELD OUTCOMES (CCFO)",
        ),
        Heading("cross-fields"),
    ),
    **dict.fromkeys(
        ("UNIT STANDARD ASSESSOR NOTES", "ASSESSOR NOTES", "UNIT STANDARD NOTES", "NOTES TO ASSESSORS"),
        Heading("notes"),
    ),
    "UNIT STANDARD OUTCOME HEADER": Heading("fact", "Outcome header"),
    "UNIT STANDARD DEVELOPMENTAL OUTCOME": Heading("fact", "Developmental outcome"),
    "UNIT STANDARD LINKAGES": Heading("fact", "Linkages"),
    "UNIT STANDARD ASSESSOR CRITERIA": Heading("fact", "Assessor criteria"),
    "UNIT STANDARD SUPPLEMENTARY INFORMATION": Heading("fact", "Supplementary information"),
    **dict.fromkeys(("REREGISTRATION HISTORY", "RE-REGISTRATION HISTORY"), Heading("fact", "Re-registration history")),
    **dict.fromkeys(
        ("QUALIFICATIONS UTILISING THIS UNIT STANDARD", "QUALIFICATIONS UTILIZING THIS UNIT STANDARD"),
        Heading("used-by"),
    ),
    **dict.fromkeys(
        (
            "PROVIDERS CURRENTLY ACCREDITED TO OFFER THIS UNIT STANDARD",
            "LEARNING PROGRAMMES RECORDED AGAINST THIS UNIT STANDARD",
            "LEARNING PROGRAMMES UTILISING THIS UNIT STANDARD",
        ),
        Heading("left-out"),
    ),
}  # fmt: skip
"""The headings of a page by every name that the register has had for them."""
NAMES = {heading.part: name for name, heading in reversed(HEADINGS.items()) if heading.part != "fact"}
"""What the register calls each part today."""
FACT_HEADINGS = {heading.name: name for name, heading in HEADINGS.items() if heading.part == "fact"}

_NUMBER = r"(?:SO|AC)? ?(\d{1,3})(?:[ .:)–—-]+(.*))?"
_OUTCOME = re.compile(rf"((?:SPECIFIC )?OUTCOME) {_NUMBER}", re.IGNORECASE)
_CRITERION = re.compile(rf"(ASSESSMENT CRITERI(?:ON|A)) {_NUMBER}", re.IGNORECASE)
_RANGE = re.compile(r"(?:RANGE:?|Range:)\s+(?=\S)(.+)")
_CROSS = re.compile(r"(?:UNIT STANDARD )?CCFO[ :-]+(\S.*)", re.IGNORECASE)
_OTHER = re.compile(r"(?:UNIT STANDARD|OUTCOME|SPECIFIC OUTCOME|ASSESSMENT CRITERI(?:ON|A)) [A-Z][A-Z /&()-]*[A-Z)]")
_NUMBERED: dict[Part, re.Pattern[str]] = {"outcome": _OUTCOME, "criterion": _CRITERION}
LONGEST = 120
"""Letters of the longest heading."""


def bare(text: str) -> str:
    """A label without what may stand around it."""
    return words(text).strip("*#_|: .").replace("–", "-")


def heading(text: str) -> Heading | None:
    """The heading that a line is, however it is spelt: with capitals or without."""
    name = bare(text[: LONGEST * 2])
    if found := HEADINGS.get(name.upper()):
        return replace(found, capitals=name.isupper())
    line = words(text[: LONGEST * 40]).strip("*#_| ")
    for part, pattern in _NUMBERED.items():
        match = pattern.fullmatch(line)
        if match and (match[1].isupper() or not match[3] or line[match.end(2) :].lstrip()[:1] in ":.)–—-"):
            return Heading(part, "", int(match[2]), match[3] or "", match[1].isupper())
    if len(line) > LONGEST:
        return None
    if match := _CROSS.fullmatch(name):
        return Heading("cross-field", match[1], capitals=name.isupper())
    if _OTHER.fullmatch(name):
        return Heading("unknown", name, capitals=True)
    return None


def range_of(text: str) -> str:
    """What follows “Range:” at the beginning of a line; nothing where it does not begin so."""
    match = _RANGE.fullmatch(words(text))
    return match[1] if match else ""


def labels(text: str) -> list[Label]:
    """The labels that a text is made of, one behind the other; none where it holds anything else."""
    rest = bare(text).upper().split()
    found: list[Label] = []
    while rest:
        for count in range(min(_MOST_WORDS, len(rest)), 0, -1):
            if label := LABELS.get(" ".join(rest[:count]).strip(":")):
                found.append(label)
                rest = rest[count:]
                break
        else:
            return []
    return found


def is_label(text: str) -> bool:
    """Whether a line is a heading or a row of labels, on which no other line goes on."""
    return heading(text) is not None or bool(labels(text))
