"""What a programme is: sections with their activities and tasks, and the standards that they serve."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from competent.programme.exercises import Activity, Exercise, OralQuestion, Task
from competent.programme.node import Node
from competent.programme.page import Page
from competent.programme.plan import Plan
from competent.standards.framework import Framework, Method, shipped
from competent.standards.standard import CriterionGroup, Standard
from competent.standards.statements import Criterion, EmbeddedKnowledge, Outcome, Pointer, RangeStatement
from competent.text.problem import Place
from competent.words import N_, Said, Words

SAQA = shipped()["saqa-unit-standard"]
"""Whose words a programme has that has no standard yet."""


@dataclass(frozen=True)
class Resource:
    """Something in a section that a person may look for by itself: a process, a reading, a job aid and the like."""

    id: str
    node: Node = field(repr=False, compare=False)

    @property
    def kind(self) -> str:
        """The name of its kind of block."""
        return self.node.kind.name

    @property
    def title(self) -> str:
        """What it is called."""
        return self.node.title

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.node.place


@dataclass(frozen=True)
class Section:
    """A page that serves outcomes of the standard."""

    title: str
    page: Page = field(repr=False, compare=False)
    outcomes: tuple[str, ...]
    criteria: tuple[str, ...]
    activities: tuple[Activity, ...]
    tasks: tuple[Task, ...] = ()
    resources: tuple[Resource, ...] = ()
    oral: tuple[OralQuestion, ...] = ()
    teaches: bool = True
    """False for the page that only holds summative tasks."""

    @property
    def id(self) -> str:
        """The name of its file without the ending."""
        return self.page.name

    @property
    def uri(self) -> str:
        """The path of its page below the content folder."""
        return self.page.uri

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Its activities, then its tasks."""
        return (*self.activities, *self.tasks)


@dataclass(frozen=True, eq=False)
class Programme:
    """A folder of content and the standards it serves."""

    id: str
    title: str
    summary: str
    folder: str
    """Relative to the content folder; its last part is the id."""
    index: Page
    standards: tuple[Standard, ...]
    front_matter: tuple[Page, ...]
    sections: tuple[Section, ...]
    glossary: Page | None = None
    plan: Plan = field(default_factory=Plan)
    """What the index says of the programme beyond its pages."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """Its pages in reading order, the index first; those that it shares with others among them."""
        sections = (section.page for section in self.sections)
        return (self.index, *self.front_matter, *sections, *filter(None, [self.glossary]))

    @functools.cached_property
    def oral_questions(self) -> tuple[OralQuestion, ...]:
        """Every question that an assessor may ask aloud, in order."""
        return tuple(question for section in self.sections for question in section.oral)

    @functools.cached_property
    def activities(self) -> tuple[Activity, ...]:
        """Every activity, in order."""
        return tuple(activity for section in self.sections for activity in section.activities)

    @functools.cached_property
    def tasks(self) -> tuple[Task, ...]:
        """Every task, in order."""
        return tuple(task for section in self.sections for task in section.tasks)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every activity, then every task."""
        return (*self.activities, *self.tasks)

    @functools.cached_property
    def exercise_by_id(self) -> dict[str, Exercise]:
        """Activities and tasks by id."""
        return {exercise.id: exercise for exercise in self.exercises}

    @functools.cached_property
    def resources(self) -> tuple[tuple[Section, Resource], ...]:
        """Every process, reading, job aid and the like, with its section."""
        return tuple((section, resource) for section in self.sections for resource in section.resources)

    @functools.cached_property
    def framework(self) -> Framework:
        """Whose words the documents of the whole programme have: the one that the index names, or the first."""
        rules = [standard.rules for standard in self.standards]
        return next((found for found in rules if found.id == self.plan.framework), rules[0] if rules else SAQA)

    @property
    def numbers(self) -> list[str]:
        """The numbers of its standards."""
        return [standard.number for standard in self.standards]

    @functools.cached_property
    def frameworks(self) -> tuple[Framework, ...]:
        """The frameworks of its standards, each once."""
        return tuple({standard.rules.id: standard.rules for standard in self.standards}.values())

    @functools.cached_property
    def groups(self) -> tuple[CriterionGroup, ...]:
        """The outcomes of all the standards that hold criteria, in order."""
        return tuple(group for standard in self.standards for group in standard.groups)

    @functools.cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """Outcomes of all the standards by id, those inside others too."""
        return {outcome.id: outcome for standard in self.standards for outcome in standard.every_outcome}

    @functools.cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Criteria of all the standards by id."""
        return {criterion.id: criterion for standard in self.standards for criterion in standard.criteria}

    @property
    def has_credits(self) -> bool:
        """Whether any of its standards, or an outcome of one, has credits to award."""
        return any(standard.credits for standard in self.standards) or any(o.credits for o in self.outcomes.values())

    @functools.cached_property
    def _standards(self) -> dict[str, Standard]:
        outcomes = {outcome.id: standard for standard in self.standards for outcome in standard.every_outcome}
        return outcomes | {criterion.id: standard for standard in self.standards for criterion in standard.criteria}

    def standard_of(self, part: str) -> Standard:
        """The standard that holds the outcome or the criterion of this id."""
        return self._standards[part]

    # What a code is called. Where a programme has several standards, a code alone would not say whose it is. So these
    # say it with the number of its standard; below a heading that names the standard, ask the standard itself.

    @property
    def has_several(self) -> bool:
        """Whether it has more than one standard, so that a code alone does not say whose it is."""
        return len(self.standards) > 1

    def criterion_label(self, criterion_id: str, below: Standard | None = None) -> str:
        """What people call the criterion: “SO1 AC1”; where there are several standards, with the number of its own,
        unless it stands below a heading that names that one."""
        standard = self.standard_of(criterion_id)
        label = standard.criterion_label(criterion_id)
        return standard.with_number(label) if self.has_several and standard is not below else label

    def outcome_label(self, outcome_id: str) -> Said:
        """What people call the outcome; where there are several standards, with the number of its own."""
        standard = self.standard_of(outcome_id)
        return self._whose(standard, standard.outcome_label(self.outcomes[outcome_id]))

    def outcome_heading(self, outcome_id: str) -> Said:
        """The outcome in a heading; where there are several standards, with the number of its own."""
        standard = self.standard_of(outcome_id)
        return self._whose(standard, standard.outcome_heading(self.outcomes[outcome_id]))

    def _whose(self, standard: Standard, said: Said) -> Said:
        """With the number of the standard, if there are several; an outcome without a code has the name of its kind."""
        if not self.has_several:
            return said
        if isinstance(said, str):
            return standard.with_number(said)
        return N_("%(one)s, %(other)s", one=standard.number, other=said)

    def group_of(self, criterion_id: str) -> CriterionGroup:
        """The outcome that holds the criterion, with those around it."""
        return self.standard_of(criterion_id).group_of(criterion_id)

    @functools.cached_property
    def ids(self) -> frozenset[str]:
        """Every id that stands for one thing in all documents of the programme: parts of standards, exercises, aids."""
        parts = (name for standard in self.standards for name, _steps in standard.ids())
        return frozenset([*parts, *self.exercise_by_id, *(resource.id for _section, resource in self.resources)])

    @property
    def evidence_methods(self) -> tuple[Method, ...]:
        """The assessment methods of all its standards, each once."""
        return tuple(dict.fromkeys(method for standard in self.standards for method in standard.evidence_methods))

    @functools.cached_property
    def judgements(self) -> Mapping[str, tuple[str, bool]]:
        """By the letters or the name of a judgement, in lower case, its letters and whether all is met."""
        values = [v for s in self.standards for v in (*s.rules.judging.values, *s.rules.grades)]
        names = [(name.casefold(), value) for value in values for name in (value.code, Words().say(value.name))]
        return {name: (value.code, value.met) for name, value in names}

    def teaching(self, criterion_id: str) -> list[Section]:
        """The sections that teach the criterion."""
        return [section for section in self.sections if section.teaches and criterion_id in section.criteria]

    def practising(self, criterion_id: str) -> list[Activity]:
        """The activities that practise the criterion."""
        return [activity for activity in self.activities if criterion_id in activity.criteria]

    def assessing(self, criterion_id: str) -> list[Task]:
        """The tasks that assess the criterion."""
        return [task for task in self.tasks if criterion_id in task.criteria]

    def range_for(self, criteria: Sequence[str]) -> list[RangeStatement]:
        """The statements of the standards' range that belong to any of these criteria."""
        return [r for s in self._with(criteria) for r in s.range if any(self._serves(s, r, c) for c in criteria)]

    def knowledge_for(self, criteria: Sequence[str]) -> list[EmbeddedKnowledge]:
        """The embedded knowledge that belongs to any of these criteria."""
        found = ((s, k) for s in self._with(criteria) for k in s.embedded_knowledge)
        return [k for s, k in found if any(self._serves(s, k, c) for c in criteria)]

    def _with(self, criteria: Sequence[str]) -> list[Standard]:
        return [s for s in self.standards if any(self.standard_of(name) is s for name in criteria)]

    def _serves(self, standard: Standard, pointer: Pointer, criterion_id: str) -> bool:
        return self.standard_of(criterion_id) is standard and standard.serves(pointer, criterion_id)
