"""Write a standard as text in the form of the register; what the form has no place for follows as YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from competent.exchange.beyond import beyond
from competent.exchange.labels import FACT_HEADINGS, LABELS, NAMES
from competent.exchange.page import BEYOND, read_page
from competent.exchange.saqa import imported
from competent.exchange.written import Remark, Unknown, written
from competent.standards.load import LoadedStandard
from competent.standards.standard import Standard
from competent.text.values import Listed, Prose

ROWS = (
    ("number", "title"),
    ("originator",),
    ("Quality assuring body",),
    ("field", "subfield"),
    ("ABET band", "Unit standard type", "Pre-2009 NQF level", "level", "credits"),
    ("status", "registration_start", "registration_end", "decision"),
    ("last_enrolment", "last_achievement"),
)
"""The rows of the tables at the head of a page."""
NAMED = {label.key: name for name, label in reversed(LABELS.items())}
"""What the register calls each value today."""


def saqa_text(loaded: LoadedStandard) -> str:
    """A standard of any framework in the form of the register, from which the very same standard can be read again."""
    standard = loaded.standard
    text = "\n".join(_page(standard)) + "\n"
    page, _problems = read_page(text, standard.id)
    base = _known(imported(page).value) if page else {}
    bare = Standard.model_validate(loaded.source.value)  # without the codes that ids say already
    more = beyond(base, _known(bare.model_dump(by_alias=True, exclude_defaults=True)))
    return f"{text}\n{BEYOND}\n{written(more)}" if more else text


def _digits(standard: Standard) -> str:
    """The number; where it has letters in it, which no number of the register has, its digits stand for it."""
    return "".join(filter(str.isdecimal, standard.number))[:7] or "0"


def _known(value: Any) -> Any:
    """A value as plain lists and keys, without what is not known and without remarks."""
    if isinstance(value, Mapping):
        return {k: _known(v) for k, v in value.items() if v is not None and not isinstance(v, (Unknown, Remark))}
    return [_known(item) for item in value] if isinstance(value, (list, tuple)) else value


def _page(standard: Standard) -> Iterator[str]:
    yield "REGISTERED UNIT STANDARD:"
    yield from _head(standard)
    yield from _section("purpose", standard.purpose)
    yield from _section("assumed_learning", standard.assumed_learning)
    yield from _section("range", tuple(statement.text for statement in standard.range))
    yield from ("", "Specific Outcomes and Assessment Criteria:")
    yield from _outcomes(standard)
    yield from _section("accreditation", standard.accreditation)
    yield from _knowledge(standard)
    if facts := standard.register_facts:
        for name in (name for name in FACT_HEADINGS if name in facts.facts):
            yield from _section(FACT_HEADINGS[name], (facts.facts[name],))
    if standard.cross_field:
        yield from ("", "Critical Cross-field Outcomes (CCFO):")
    for cross in standard.cross_field:
        yield from _section(f"UNIT STANDARD CCFO {cross.title.upper()}", (cross.text,) if cross.text else ())
    yield from _section("notes", standard.notes)


def _head(standard: Standard) -> Iterator[str]:
    """The rows of labels and values at the head; a label is there only with its value."""
    register = standard.register_facts
    facts = register.facts if register else {}
    values: dict[str, Any] = {**facts, **(dict(register) if register else {})}
    values |= {"number": _digits(standard), "title": standard.title, "credits": standard.credits}
    level = standard.level
    values["level"] = f"NQF Level {level:02}" if isinstance(level, int) else facts.get("NQF level", level)
    for row in ROWS:
        said = {NAMED[key]: " ".join(str(values[key]).split()) for key in row if values.get(key)}
        if said:
            yield from ("\t".join(said), "\t".join(said.values()))
    if register and register.replaces:
        yield from ("", "This unit standard replaces:", "US ID", *register.replaces)
    if register and register.replaced_by:
        yield from ("", "This unit standard is replaced by:", "US ID", register.replaced_by)


def _section(name: str, texts: tuple[Prose, ...]) -> Iterator[str]:
    """A heading with paragraphs, each with its list; nothing where a part that the register may leave out has none."""
    if not texts and name in NAMES:
        return
    yield from ("", NAMES.get(name, name))  # type: ignore[call-overload]
    for number, text in enumerate(texts):
        yield from ("",) if number else ()
        yield from _paragraph(text)


def _paragraph(text: Prose, depth: int = 0) -> Iterator[str]:
    indent = f"{'  ' * depth}• " if depth else ""
    yield indent + " ".join((text.text if isinstance(text, Listed) else text).split())
    for item in text.items if isinstance(text, Listed) else ():
        yield from _paragraph(item, depth + 1)


def _outcomes(standard: Standard) -> Iterator[str]:
    for number, outcome in enumerate(standard.outcomes, 1):
        yield from _section(f"SPECIFIC OUTCOME {number}", (outcome.title,))
        yield from _section("outcome-notes", outcome.notes)
        yield from _section("outcome-range", (outcome.range,) if outcome.range else ())
        yield from _section("ASSESSMENT CRITERIA", (outcome.lead,) if outcome.lead else ())
        for place, criterion in enumerate(outcome.criteria, 1):
            yield from _section(f"ASSESSMENT CRITERION {place}", (criterion.text,))
            yield from _section("criterion-range", (criterion.range,) if criterion.range else ())
            yield from _section("criterion-notes", criterion.notes)


def _knowledge(standard: Standard) -> Iterator[str]:
    """Embedded knowledge, item by item."""
    if standard.embedded_knowledge:
        yield from ("", NAMES["embedded_knowledge"])
        for knowledge in standard.embedded_knowledge:
            yield from _paragraph(knowledge.text, 1)
