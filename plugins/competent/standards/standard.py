"""A unit standard as a whole, whatever its framework."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import (
    BeforeValidator,
    Field,
    PrivateAttr,
)

from competent.standards.framework import Framework, Method, Value, shipped
from competent.standards.statements import (
    Criterion,
    CrossField,
    EmbeddedKnowledge,
    EvidenceMethod,
    Level,
    Number,
    Outcome,
    Pointer,
    RangeItem,
    RangeStatement,
    Register,
    SignOff,
    Simulation,
    Sufficiency,
    known,
)
from competent.text.values import Id, Part, Prose, Text, Whole
from competent.words import N_, Label, Said


@dataclass(frozen=True)
class CriterionGroup:
    """The criteria that stand below one outcome, with all the outcomes around it."""

    standard: Standard
    path: tuple[Outcome, ...]
    """From the outermost to the one that holds the criteria."""

    @property
    def outcome(self) -> Outcome:
        """The one that holds the criteria."""
        return self.path[-1]

    @property
    def id(self) -> str:
        """The id of the outcome."""
        return self.outcome.id

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria, in order."""
        return self.outcome.criteria

    @property
    def label(self) -> Said:
        """What people call the outcome."""
        return self.standard.outcome_label(self.outcome)

    @property
    def heading(self) -> Said:
        """The outcome in a heading: its code and title, or the name of its kind alone where it has no code."""
        return self.standard.outcome_heading(self.outcome)

    @property
    def lead(self) -> str | None:
        """The words that lead into the criteria."""
        return self.outcome.lead


class Standard(Part):
    """A unit standard, unit or module with everything that the guides, workbooks and portfolios need of it."""

    framework: Id = Field(examples=["saqa-unit-standard", "nvq-unit", "rqf-unit", "qcto-module"])
    """One of those below, or one of your own in the folder `frameworks`."""
    id: Id
    """The id of the standard, such as `us118028` or `unit220`."""
    number_given: Text | None = Field(default=None, alias="number")
    """The number people know it by, such as `T/900/0010`. If you say nothing, that of the register or in the id."""
    title: Text
    """The title as registered."""
    level: Annotated[Level | None, BeforeValidator(known)] = None
    """The level: a number, or words such as `Entry 3`."""
    credits: Number = Field(default=None, ge=1, le=600)
    """The credits."""
    hours: Number = Field(default=None, ge=1, le=10_000)
    """The whole notional time, where it does not follow from the credits."""
    guided: Number = Field(default=None, ge=1, le=10_000)
    """The part of the hours that is guided."""
    register_facts: Register | None = Field(default=None, alias="register")
    """The facts of the register."""
    source: Text | None = None
    """Who is acknowledged as the source of the quoted statements."""
    purpose: tuple[Prose, ...] = ()
    """The purpose, paragraph by paragraph."""
    assumed_learning: tuple[Prose, ...] = ()
    """What a learner should already know."""
    range: tuple[RangeStatement, ...] = ()
    """Statements that limit the whole standard."""
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    """The outcomes with their criteria."""
    embedded_knowledge: tuple[EmbeddedKnowledge, ...] = ()
    """Essential embedded knowledge."""
    cross_field: tuple[CrossField, ...] = ()
    """The critical cross-field outcomes."""
    accreditation: tuple[Text, ...] = ()
    """Paragraphs on accreditation and moderation."""
    key_words: tuple[Text, ...] = ()
    """Words and phrases of the standard."""
    cross_references: tuple[Text, ...] = ()
    """The numbers of units that the same evidence may count towards."""
    notes: tuple[Prose, ...] = ()
    """Notes to learner and assessor."""
    simulation: Simulation = "allowed"
    """Whether evidence may come from a simulation."""
    min_evidence: Whole = Field(default=1, ge=1, le=9)
    """How many pieces of evidence each criterion needs."""
    sufficiency: Sufficiency | None = None
    """How much evidence is enough for each criterion."""
    methods: tuple[EvidenceMethod, ...] = ()
    """The assessment methods, where they differ from those of the framework."""
    sign_off: SignOff = SignOff()
    """The standard's own words for the sign-off."""

    _rules: Framework | None = PrivateAttr(default=None)

    @property
    def rules(self) -> Framework:
        """The framework: its words, methods and sign-off roles."""
        return self._rules or shipped()[self.framework]

    @property
    def number(self) -> str:
        """The number people know the standard by."""
        registered = self.register_facts.number if self.register_facts else None
        return self.number_given or registered or self.rules.number_of(self.id)

    @property
    def name(self) -> Label:
        """What kind it is and its number, such as “Unit standard 118028”."""
        return N_("%(noun)s %(number)s", noun=self.rules.words.standard, number=self.number)

    @property
    def notional_hours(self) -> int | None:
        """The whole notional time in hours; nothing where it is not known."""
        return self.hours or (self.credits * self.rules.hours_a_credit if self.credits else None)

    # Outcomes and criteria

    @functools.cached_property
    def every_outcome(self) -> tuple[Outcome, ...]:
        """Every outcome, those inside others after them."""
        return tuple(inner for outcome in self.outcomes for inner in outcome.walk())

    @functools.cached_property
    def groups(self) -> tuple[CriterionGroup, ...]:
        """The outcomes that hold criteria, in order, each with those around it."""
        return tuple(self._groups(self.outcomes, ()))

    def _groups(self, outcomes: Sequence[Outcome], around: tuple[Outcome, ...]) -> Iterator[CriterionGroup]:
        for outcome in outcomes:
            path = (*around, outcome)
            if outcome.criteria:
                yield CriterionGroup(self, path)
            yield from self._groups(outcome.outcomes, path)

    @functools.cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in the order of the standard."""
        return tuple(criterion for group in self.groups for criterion in group.criteria)

    @functools.cached_property
    def _group_of(self) -> dict[str, CriterionGroup]:
        return {criterion.id: group for group in self.groups for criterion in group.criteria}

    @functools.cached_property
    def _labels(self) -> dict[str, str]:
        """What people call each criterion; where codes repeat, each with that of its outcome."""
        codes = {c.id: c.code or c.id.removeprefix(f"{self.id}-").upper() for c in self.criteria}
        if len(set(codes.values())) == len(codes):
            return codes
        return {name: f"{self._group_of[name].outcome.code} {code}".strip() for name, code in codes.items()}

    def outcome_label(self, outcome: Outcome) -> Said:
        """What people call the outcome: “SO1”, “220.1”, or the name of its kind where it has no code."""
        return outcome.code or self.kind_title(outcome)

    def outcome_heading(self, outcome: Outcome) -> Said:
        """The outcome in a heading: its code and title, or the name of its kind alone where it has no code."""
        return f"{outcome.code}: {outcome.title}" if outcome.code else self.kind_title(outcome)

    def kind_title(self, outcome: Outcome) -> Said:
        """The heading above outcomes of its kind."""
        kind = self.rules.kinds.get(outcome.kind)
        return kind.title if kind else self.rules.words.outcome

    def criterion_label(self, criterion_id: str) -> str:
        """What people call the criterion: “SO1 AC1”, “220.1.4”, “1 (a)”."""
        return self._labels[criterion_id]

    def with_number(self, code: str) -> str:
        """A code where nothing else names the standard: “T/900/0010 P1”; “220.1.4” of unit 220 says it already."""
        numbered = any("{number}" in pattern.code for pattern in self.rules.codes)
        return code if numbered and code.startswith(f"{self.number}.") else f"{self.number} {code}"

    def group_of(self, criterion_id: str) -> CriterionGroup:
        """The outcome that holds the criterion, with those around it."""
        return self._group_of[criterion_id]

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of this id."""
        return next(c for c in self._group_of[criterion_id].criteria if c.id == criterion_id)

    def serves(self, pointer: Pointer, criterion_id: str) -> bool:
        """Whether a part belongs to the criterion: by name, through an outcome, or with the whole standard."""
        if pointer.criteria:
            return criterion_id in pointer.criteria
        around = {outcome.id for outcome in self.group_of(criterion_id).path}
        return pointer.is_of_all or bool(around & set(pointer.named_outcomes))

    # What evidence is asked for

    @property
    def evidence_methods(self) -> tuple[Method, ...]:
        """The assessment methods and their letters."""
        return tuple(Method(code=m.code, name=m.name) for m in self.methods) or self.rules.methods

    def is_practical(self, criterion_id: str) -> bool:
        """Whether the criterion asks for something to be done; else it asks for something to be known."""
        if kind := self.criterion(criterion_id).kind:
            return kind == "practical"
        found = self.rules.kinds.get(self.group_of(criterion_id).outcome.kind)
        return found is None or found.practical

    def needed(self, criterion_id: str) -> int:
        """How many pieces of evidence the criterion needs at least."""
        return self.criterion(criterion_id).min_evidence or self.min_evidence

    def enough(self, criterion_id: str) -> Sufficiency | None:
        """How much evidence of the criterion is enough: by its own rule, or that of the nearest outcome around it."""
        around = (outcome.sufficiency for outcome in reversed(self.group_of(criterion_id).path))
        return self.criterion(criterion_id).sufficiency or next(filter(None, around), self.sufficiency)

    def may_be_simulated(self, criterion_id: str) -> bool:
        """Whether evidence of the criterion may come from a simulation: by its own word, or the nearest around it."""
        around = (outcome.simulation for outcome in reversed(self.group_of(criterion_id).path))
        found = self.criterion(criterion_id).simulation or next(filter(None, around), self.simulation)
        return found == "allowed"

    @property
    def no_simulation(self) -> bool:
        """Whether the standard as a whole allows none."""
        return self.simulation == "not-allowed"

    @property
    def is_graded(self) -> bool:
        """Whether its criteria belong to grades."""
        return bool(self.rules.grades) and any(criterion.grade for criterion in self.criteria)

    @property
    def results(self) -> tuple[Value, ...]:
        """What can be decided about the whole standard: the values of its criteria, or grades where they have any."""
        values = self.rules.judging.values
        return (*self.rules.grades, *(v for v in values if not v.met)) if self.is_graded else values

    # Ids

    @property
    def range_items(self) -> tuple[RangeItem, ...]:
        """Every item that a range names, those of criteria first."""
        of_criteria = (item for criterion in self.criteria for item in criterion.range_items)
        return (*of_criteria, *(item for statement in self.range for item in statement.items))

    def ids(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Every id of the standard with the steps that lead to it in the YAML file."""
        yield self.id, ("id",)
        yield from _ids(self.outcomes, ())
        for r, statement in enumerate(self.range):
            for i, item in enumerate(statement.items):
                yield item.id, ("range", r, "items", i, "id")
        for n, knowledge in enumerate(self.embedded_knowledge):
            yield knowledge.id, ("embedded_knowledge", n, "id")
        for n, cross in enumerate(self.cross_field):
            yield cross.id, ("cross_field", n, "id")

    def outcome_steps(self) -> Iterator[tuple[Outcome, tuple[str | int, ...]]]:
        """Every outcome with the steps that lead to it in the YAML file."""
        return _outcome_steps(self.outcomes, ())

    def pointers(self) -> Iterator[tuple[Pointer, tuple[str | int, ...]]]:
        """Every part that points at outcomes and criteria, with the steps that lead to it."""
        for name in ("range", "embedded_knowledge", "cross_field"):
            for number, pointer in enumerate(getattr(self, name)):
                yield pointer, (name, number)


def _outcome_steps(
    outcomes: Sequence[Outcome], before: tuple[str | int, ...]
) -> Iterator[tuple[Outcome, tuple[str | int, ...]]]:
    for number, outcome in enumerate(outcomes):
        steps = (*before, "outcomes", number)
        yield outcome, steps
        yield from _outcome_steps(outcome.outcomes, steps)


def _ids(outcomes: Sequence[Outcome], before: tuple[str | int, ...]) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for outcome, steps in _outcome_steps(outcomes, before):
        yield outcome.id, (*steps, "id")
        for c, criterion in enumerate(outcome.criteria):
            yield criterion.id, (*steps, "criteria", c, "id")
            for i, item in enumerate(criterion.range_items):
                yield item.id, (*steps, "criteria", c, "range_items", i, "id")


def named(standard: Standard, rules: Framework) -> Standard:
    """The standard by the rules of its framework, with the codes that people use where its file says none."""
    bare = standard.model_copy()
    bare._rules = rules

    def code(given: str, id_: str) -> str:
        return given or rules.code(standard.id, bare.number, id_)

    def criterion(found: Criterion) -> Criterion:
        return found.model_copy(update={"code": code(found.code, found.id)})

    def outcome(found: Outcome) -> Outcome:
        inside = tuple(map(criterion, found.criteria)), tuple(map(outcome, found.outcomes))
        known = {"code": code(found.code, found.id), "criteria": inside[0], "outcomes": inside[1]}
        return found.model_copy(update=known)

    result = standard.model_copy(update={"outcomes": tuple(map(outcome, standard.outcomes))})
    result._rules = rules
    return result
