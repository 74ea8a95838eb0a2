"""What a unit standard is, whatever its framework."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from competent.standards.frameworks import FRAMEWORKS, Framework, Method
from competent.text.values import Id, Part, Text
from competent.words import _

FrameworkId = Literal["saqa-unit-standard", "nvq-unit", "qcto-module"]
OutcomeKind = Literal[
    "specific-outcome",
    "coverage",
    "performance",
    "knowledge",
    "knowledge-module",
    "practical-module",
    "workplace-module",
]


class Register(Part):
    """What the register said of the standard in the month it was read; never computed."""

    number: Text
    authority: Text
    field: Text
    subfield: Text
    originator: Text
    status: Text
    decision: Text | None = None
    registration_start: datetime.date
    registration_end: datetime.date
    last_enrolment: datetime.date
    last_achievement: datetime.date
    replaces: tuple[Text, ...] = ()
    """Numbers of the standards that this one replaced."""
    replaced_by: Text | None = None
    """The number of the standard that took the place of this one."""
    retrieved: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
    """The month or day the register was read, such as 2026-11."""


class RangeItem(Part):
    """One thing that a range names, so that activities and tasks can say that they cover it."""

    id: Id
    text: Text


class Criterion(Part):
    """An assessment criterion, or a point that must be covered, done or known."""

    id: Id
    text: Text
    range: Text | None = None
    range_items: tuple[RangeItem, ...] = ()
    """What the range names, one by one."""
    kind: Literal["knowledge", "practical"] | None = None
    """Whether it is known or done; where nothing is said, the kind of its outcome tells."""


class Outcome(Part):
    """A specific outcome, an element of a unit, or a module, with its criteria."""

    id: Id
    kind: OutcomeKind
    title: Text
    lead: Text | None = None
    """The words that lead into the criteria, where the standard has any."""
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class Pointer(Part):
    """Something that belongs to outcomes or criteria; with neither, to the whole standard."""

    outcomes: tuple[Id, ...] = ()
    criteria: tuple[Id, ...] = ()


class RangeStatement(Pointer):
    """A statement of the unit standard's range."""

    text: Text
    items: tuple[RangeItem, ...] = ()
    """What the statement names, one by one."""


class EmbeddedKnowledge(Pointer):
    """Essential embedded knowledge."""

    id: Id
    text: Text


class CrossField(Pointer):
    """A critical cross-field outcome."""

    id: Id
    title: Text
    text: Text | None = None


class EvidenceMethod(Part):
    """An assessment method with the letters that stand for it in the evidence index."""

    code: Text
    name: Text


class SignOff(Part):
    """The standard's own words for the sign-off page, where it has them."""

    statement: Text | None = None
    candidate: Text | None = None
    assessor: Text | None = None


class Standard(Part):
    """A unit standard, unit or module with everything that the guides, workbooks and portfolios need of it."""

    framework: FrameworkId
    id: Id
    title: Text
    level: int = Field(ge=1, le=10)
    credits: int = Field(ge=1, le=600)
    register_facts: Register | None = Field(default=None, alias="register")
    source: Text
    """Who is acknowledged as the source of the quoted statements."""
    purpose: tuple[Text, ...] = Field(min_length=1)
    assumed_learning: tuple[Text, ...] = ()
    range: tuple[RangeStatement, ...] = ()
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    embedded_knowledge: tuple[EmbeddedKnowledge, ...] = ()
    cross_field: tuple[CrossField, ...] = ()
    accreditation: tuple[Text, ...] = ()
    key_words: tuple[Text, ...] = ()
    cross_references: tuple[Text, ...] = ()
    """Units to which evidence may be cross-referenced."""
    notes: tuple[Text, ...] = ()
    simulation: Literal["allowed", "not-allowed"] = "allowed"
    min_evidence: int = Field(default=1, ge=1, le=9)
    """How many pieces of evidence each criterion needs."""
    methods: tuple[EvidenceMethod, ...] = ()
    """Assessment methods, where they differ from the framework's."""
    sign_off: SignOff = SignOff()

    @property
    def rules(self) -> Framework:
        """The framework: its words, methods and sign-off roles."""
        return FRAMEWORKS[self.framework]

    @property
    def number(self) -> str:
        """The number people know the standard by."""
        return self.register_facts.number if self.register_facts else self.rules.number(self.id)

    @property
    def name(self) -> str:
        """What kind it is and its number, such as “Unit standard 118028”."""
        return f"{_(self.rules.noun)} {self.number}"

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in the order of the standard."""
        return tuple(criterion for outcome in self.outcomes for criterion in outcome.criteria)

    @property
    def evidence_methods(self) -> tuple[Method, ...]:
        """The assessment methods and their letters."""
        return tuple(Method(method.code, method.name) for method in self.methods) or self.rules.methods

    def outcome_label(self, outcome: Outcome) -> str:
        """What people call the outcome: “SO1”, “220.1”, “Must cover”."""
        return self.rules.outcome_label(self.number, outcome.id, outcome.kind)

    def criterion_label(self, criterion_id: str) -> str:
        """What people call the criterion: “SO1 AC1”, “220.1.4”, “1 (a)”."""
        return self.rules.criterion_label(self.number, criterion_id)

    def outcome_of(self, criterion_id: str) -> Outcome:
        """The outcome that holds the criterion."""
        return next(o for o in self.outcomes if any(c.id == criterion_id for c in o.criteria))

    def is_practical(self, criterion_id: str) -> bool:
        """Whether the criterion asks for something to be done; else it asks for something to be known."""
        outcome = self.outcome_of(criterion_id)
        kind = next(criterion.kind for criterion in outcome.criteria if criterion.id == criterion_id)
        return kind == "practical" if kind else outcome.kind not in ("knowledge", "knowledge-module")

    @property
    def range_items(self) -> tuple[RangeItem, ...]:
        """Every item that a range names, those of criteria first."""
        of_criteria = (item for criterion in self.criteria for item in criterion.range_items)
        return (*of_criteria, *(item for statement in self.range for item in statement.items))

    def ids(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Every id of the standard with the steps that lead to it in the YAML file."""
        yield self.id, ("id",)
        for o, outcome in enumerate(self.outcomes):
            yield outcome.id, ("outcomes", o, "id")
            for c, criterion in enumerate(outcome.criteria):
                yield criterion.id, ("outcomes", o, "criteria", c, "id")
                for i, item in enumerate(criterion.range_items):
                    yield item.id, ("outcomes", o, "criteria", c, "range_items", i, "id")
        for r, statement in enumerate(self.range):
            for i, item in enumerate(statement.items):
                yield item.id, ("range", r, "items", i, "id")
        for n, knowledge in enumerate(self.embedded_knowledge):
            yield knowledge.id, ("embedded_knowledge", n, "id")
        for n, cross in enumerate(self.cross_field):
            yield cross.id, ("cross_field", n, "id")

    def pointers(self) -> Iterator[tuple[Pointer, tuple[str | int, ...]]]:
        """Every part that points at outcomes and criteria, with the steps that lead to it."""
        for name in ("range", "embedded_knowledge", "cross_field"):
            for number, pointer in enumerate(getattr(self, name)):
                yield pointer, (name, number)
