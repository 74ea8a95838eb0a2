"""What a unit standard states, whatever its framework: register, outcomes, criteria, and what points at them."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from competent.text.values import Id, Part, Prose, Text, Whole, whole
from competent.words import N_, Said, ngettext

UNKNOWN = ("n/a", "na", "none", "unknown", "-", "–")
"""What people write where a register says nothing."""


def known(value: object) -> object:
    """Nothing, where a register says in words that it says nothing."""
    return None if isinstance(value, str) and value.strip().lower() in UNKNOWN else value


Day = Annotated[datetime.date | None, BeforeValidator(known)]
Fact = Annotated[Text | None, BeforeValidator(known)]
Level = Annotated[int, BeforeValidator(whole), Field(ge=1, le=10)] | Text
"""A number, or words such as “entry 3”."""
Number = Annotated[Whole | None, BeforeValidator(known)]


class Register(Part):
    """What the register said of the standard in the month it was read; never computed. All of it may be unknown."""

    number: Fact = None
    """The number, in quotes."""
    authority: Fact = None
    """Whose register it is."""
    field: Fact = None
    """The organising field."""
    subfield: Fact = None
    """The subfield."""
    originator: Fact = None
    """Who wrote the standard."""
    status: Fact = None
    """The status as the register words it."""
    decision: Fact = None
    """The number of the decision."""
    registration_start: Day = None
    """From when it is registered."""
    registration_end: Day = None
    """Until when it is registered."""
    last_enrolment: Day = None
    """The last date for enrolment."""
    last_achievement: Day = None
    """The last date for achievement."""
    replaces: tuple[Text, ...] = ()
    """The numbers of the standards that this one replaced."""
    replaced_by: Text | None = None
    """The number of the standard that took the place of this one."""
    retrieved: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}(-\d{2})?$")] | None = None
    """The month you read it, such as `2026-11`; a day goes in quotes, as `"2026-11-30"`."""
    facts: dict[Text, Text] = Field(default_factory=dict)
    """What else it says, as it is to be printed: `{ABET band: Undefined}`."""

    @field_validator("registration_end", "last_achievement")
    @classmethod
    def _in_order(cls, end: datetime.date | None, info: ValidationInfo) -> datetime.date | None:
        first = {"registration_end": "registration_start", "last_achievement": "last_enrolment"}[str(info.field_name)]
        start = info.data.get(first)
        if start and end and end < start:
            raise ValueError(f"it is before “{first}”, {start}; look both up in the register")
        return end


class RangeItem(Part):
    """One thing that a range names, so that activities and tasks can say that they cover it."""

    id: Id
    """Begins with the id of the standard."""
    text: Text
    """Its words."""


class Sufficiency(Part):
    """How much evidence is enough."""

    occasions: Number = Field(default=None, ge=1, le=99)
    """On how many occasions it must be shown."""
    customers: Number = Field(default=None, ge=1, le=99)
    """With how many customers."""
    weeks: Number = Field(default=None, ge=1, le=99)
    """Over how many weeks."""
    methods: tuple[Text, ...] = ()
    """The letters of the methods of which there must be at least one piece each."""
    must: tuple[Text, ...] = ()
    """What it cannot do without, each as a phrase."""

    def said(self) -> Said:
        """The rule in words; empty where it has none."""
        found: list[Said] = []
        if self.occasions:
            found.append(ngettext("%(num)d occasion", "%(num)d occasions", self.occasions))
        if self.customers:
            found.append(ngettext("%(num)d customer", "%(num)d customers", self.customers))
        if self.weeks:
            found.append(ngettext("over %(num)d week", "over %(num)d weeks", self.weeks))
        if self.methods:
            found.append(N_("methods: %(methods)s", methods=", ".join(self.methods)))
        found += self.must
        return (
            functools.reduce(lambda one, other: N_("%(one)s, %(other)s", one=one, other=other), found) if found else ""
        )


Simulation = Literal["allowed", "not-allowed"]
Code = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
Weight = Annotated[float | None, Field(ge=0, le=100)]


class Criterion(Part):
    """An assessment criterion, or a point that must be covered, done or known."""

    id: Id
    """Begins with the id of the standard, such as `us118028-so1-ac1`."""
    code: Code = ""
    """What people call it. If you say nothing, it is made from the id."""
    text: Text
    """The statement, word for word."""
    range: Prose | None = None
    """The range of this criterion alone, word for word."""
    range_items: tuple[RangeItem, ...] = ()
    """What the range names, one by one."""
    kind: Literal["knowledge", "practical"] | None = None
    """Whether it is known or done. If you say nothing, the kind of its outcome tells."""
    given: tuple[Prose, ...] = ()
    """What the learner is given to show it."""
    notes: tuple[Prose, ...] = ()
    """Notes of the standard on this criterion."""
    supporting_evidence: tuple[Text, ...] = ()
    """What the standard names as evidence for it."""
    weight: Weight = None
    """Its part of the outcome, in percent."""
    grade: Text | None = None
    """The letters of the grade that it belongs to, where the framework has grades."""
    level: Level | None = None
    """Its level, where it has one of its own."""
    credits: Number = Field(default=None, ge=1, le=600)
    """Its credits, where it has some of its own."""
    simulation: Simulation | None = None
    """Whether it may be simulated, where it differs from the rest."""
    min_evidence: Whole | None = Field(default=None, ge=1, le=9)
    """How many pieces of evidence it needs, where it differs from the others."""
    sufficiency: Sufficiency | None = None
    """How much evidence is enough for it."""


class Outcome(Part):
    """A specific outcome, an element of a unit, a module or a topic: with criteria, or outcomes of its own, or both."""

    id: Id
    """Begins with the id of the standard, such as `us118028-so1`."""
    code: Code = ""
    """What people call it. If you say nothing, it is made from the id."""
    kind: Id
    """One of the kinds that the framework has."""
    title: Text
    """The outcome in a sentence, word for word."""
    lead: Text | None = None
    """The words that lead into the criteria, where the standard has any."""
    range: Prose | None = None
    """The range of this outcome alone, word for word."""
    given: tuple[Prose, ...] = ()
    """What the learner is given to show it."""
    notes: tuple[Prose, ...] = ()
    """Notes of the standard on this outcome."""
    supporting_evidence: tuple[Text, ...] = ()
    """What the standard names as evidence for it."""
    weight: Weight = None
    """Its part of the standard, or of the outcome that holds it, in percent."""
    level: Level | None = None
    """Its level, where it has one of its own."""
    credits: Number = Field(default=None, ge=1, le=600)
    """Its credits, where it has some of its own."""
    simulation: Simulation | None = None
    """Whether it may be simulated, where it differs from the standard."""
    sufficiency: Sufficiency | None = None
    """How much evidence is enough for each of its criteria."""
    criteria: tuple[Criterion, ...] = ()
    """Its criteria."""
    outcomes: tuple[Outcome, ...] = ()
    """Outcomes inside it, as topics are inside a module."""

    @model_validator(mode="after")
    def _holds_something(self) -> Outcome:
        if not self.criteria and not self.outcomes:
            raise ValueError("it needs criteria, or outcomes of its own")
        return self

    def walk(self) -> Iterator[Outcome]:
        """This outcome and all inside it."""
        yield self
        for outcome in self.outcomes:
            yield from outcome.walk()

    @property
    def every_criterion(self) -> tuple[Criterion, ...]:
        """Its criteria and those of the outcomes inside it."""
        return tuple(criterion for outcome in self.walk() for criterion in outcome.criteria)


class Pointer(Part):
    """Something that belongs to outcomes or criteria; with neither, or with “all”, to the whole standard."""

    outcomes: tuple[Id, ...] | Literal["all"] = ()
    """The ids of the outcomes that it belongs to."""
    criteria: tuple[Id, ...] = ()
    """The ids of the criteria that it belongs to."""

    @property
    def named_outcomes(self) -> tuple[str, ...]:
        """The outcomes that it names."""
        return () if self.outcomes == "all" else self.outcomes

    @property
    def is_of_all(self) -> bool:
        """Whether it belongs to the whole standard."""
        return not self.named_outcomes and not self.criteria

    @property
    def says_where(self) -> bool:
        """Whether somebody has said what it belongs to."""
        return bool(self.outcomes or self.criteria)


class RangeStatement(Pointer):
    """A statement of the unit standard's range."""

    text: Prose
    """The statement, word for word."""
    items: tuple[RangeItem, ...] = ()
    """What the statement names, one by one."""


class EmbeddedKnowledge(Pointer):
    """Essential embedded knowledge."""

    id: Id
    """Begins with the id of the standard, such as `us118028-eek1`."""
    text: Prose
    """What is known, word for word."""


class CrossField(Pointer):
    """A critical cross-field outcome."""

    id: Id
    """Begins with the id of the standard."""
    title: Text
    """Its name, such as “Collecting”."""
    text: Text | None = None
    """What the standard says of it, word for word."""


class EvidenceMethod(Part):
    """An assessment method with the letters that stand for it in the evidence index."""

    code: Text
    """Its letters in the evidence index, such as O."""
    name: Text
    """Its name, such as “Observation”."""


class SignOff(Part):
    """The standard's own words for the sign-off page, where it has them."""

    statement: Text | None = None
    """Said of the whole portfolio."""
    candidate: Text | None = None
    """Signed by the learner."""
    assessor: Text | None = None
    """Signed by the assessor."""
