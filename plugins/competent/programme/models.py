"""What a programme is: sections, the activities in them, and the answers that activities ask for."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from competent.programme.plan import Plan
from competent.standards.models import Criterion, EmbeddedKnowledge, Outcome, RangeStatement, Standard
from competent.text.problem import Place
from competent.text.scan import Block, Heading, Page
from competent.text.values import Id, Key, Part, Text
from competent.words import N_, _

ActivityType = Literal["knowledge", "skills-application", "natural-evidence"]
Mode = Literal["individual", "pair", "group", "role-play", "workplace"]
TaskMethod = Literal[
    "project", "questionnaire", "logbook", "observation", "witness-testimony", "professional-discussion"
]

TYPE_NAMES: dict[str, str] = {
    "knowledge": N_("Knowledge activity"),
    "skills-application": N_("Skills application activity"),
    "natural-evidence": N_("Naturally occurring evidence"),
}
MODE_NAMES: dict[str, str] = {
    "individual": N_("On your own"),
    "pair": N_("In pairs"),
    "group": N_("In a group"),
    "role-play": N_("Role-play"),
    "workplace": N_("In your workplace"),
}
METHOD_NAMES: dict[str, str] = {
    "project": N_("Workplace project"),
    "questionnaire": N_("Knowledge questionnaire"),
    "logbook": N_("Logbook"),
    "observation": N_("Observation"),
    "witness-testimony": N_("Witness testimony"),
    "professional-discussion": N_("Professional discussion"),
}


@dataclass(frozen=True)
class AnswerField:
    """One field of an answer: the same name on the page, in the PDF, in storage and in the register."""

    name: str
    label: str
    kind: Literal["text", "radio", "checkbox"]


class AnswerPart(Part):
    """What all kinds of answer have."""

    key: Key
    marks: int | None = Field(default=None, ge=1, le=100)
    """What a full answer earns, in the questionnaire of a task."""
    criteria: tuple[Id, ...] = ()
    """The criteria that the question is about, in the questionnaire of a task."""


class Lines(AnswerPart):
    """Room to write in: so many ruled lines."""

    kind: Literal["lines"]
    lines: int = Field(default=4, ge=1, le=60)

    def fields(self, prefix: str, title: str) -> Iterator[AnswerField]:
        """The one text field."""
        yield AnswerField(f"{prefix}-{self.key}", title, "text")


class Table(AnswerPart):
    """A table with empty cells; `rows` is a number of empty rows or the labels of rows."""

    kind: Literal["table"]
    columns: tuple[Text, ...] = Field(min_length=1, max_length=6)
    rows: Annotated[int, Field(ge=1, le=40)] | tuple[Text, ...] = 4

    @property
    def labels(self) -> tuple[str, ...]:
        """The text of the first cell of each row; empty where the learner fills it in."""
        return ("",) * self.rows if isinstance(self.rows, int) else self.rows

    @property
    def first_free(self) -> int:
        """The number of the first column that the learner fills in, from 1."""
        return 1 if isinstance(self.rows, int) else 2

    def field_name(self, prefix: str, row: int, column: int) -> str:
        """The name of a cell; rows and columns are counted from 1, a column of labels included."""
        return f"{prefix}-{self.key}-r{row}c{column}"

    def fields(self, prefix: str, title: str) -> Iterator[AnswerField]:
        """A text field for every empty cell, row by row."""
        for r, label in enumerate(self.labels, 1):
            for c in range(self.first_free, len(self.columns) + 1):
                row = label or _("row %(number)s") % {"number": r}
                name = f"{title}: {self.columns[c - 1]}, {row}"
                yield AnswerField(self.field_name(prefix, r, c), name, "text")


class Choice(AnswerPart):
    """Options of which one is, or with `multiple` several are, to be chosen."""

    kind: Literal["choice"]
    options: tuple[Text, ...] = Field(min_length=2)
    multiple: bool = False
    correct: tuple[int, ...] = ()
    """Numbers of the right options, from 1; shown to facilitators and assessors only."""

    def fields(self, prefix: str, title: str) -> Iterator[AnswerField]:
        """One group of radio buttons, or a tick box for each option."""
        name = f"{prefix}-{self.key}"
        if not self.multiple:
            yield AnswerField(name, title, "radio")
            return
        for number, option in enumerate(self.options, 1):
            yield AnswerField(f"{name}-{number}", option, "checkbox")


class Checklist(AnswerPart):
    """Things to tick off."""

    kind: Literal["checklist"]
    items: tuple[Text, ...] = Field(min_length=1)

    def fields(self, prefix: str, title: str) -> Iterator[AnswerField]:
        """A tick box for each item."""
        for number, item in enumerate(self.items, 1):
            yield AnswerField(f"{prefix}-{self.key}-{number}", item, "checkbox")


AnswerKind = Lines | Table | Choice | Checklist
ANSWER_KINDS: dict[str, type[Lines] | type[Table] | type[Choice] | type[Checklist]] = {
    "lines": Lines,
    "table": Table,
    "choice": Choice,
    "checklist": Checklist,
}


@dataclass(frozen=True)
class Answer:
    """What an activity asks for: from it come the field on the page, the field in the PDF and the lines on paper."""

    title: str
    kind: AnswerKind
    place: Place
    model: str = field(default="", repr=False)
    """Its own model answer in Markdown, where it has one; for facilitators and assessors only."""

    def fields(self, activity_id: str) -> list[AnswerField]:
        """The fields of this answer."""
        return list(self.kind.fields(activity_id, self.title))


class ActivityOptions(Part):
    """The options under the fence of an activity."""

    id: Id
    type: ActivityType
    mode: Mode
    criteria: tuple[Id, ...] = Field(min_length=1)
    minutes: int = Field(ge=1, le=2400)
    range: tuple[Id, ...] = ()
    """The items of the standard's range that it covers."""


class TaskOptions(Part):
    """The options under the fence of a summative task."""

    id: Id
    method: TaskMethod
    criteria: tuple[Id, ...] = Field(min_length=1)
    minutes: int = Field(ge=1, le=6000)
    marks: int | None = Field(default=None, ge=1, le=1000)
    evidence: tuple[Text, ...] = ()
    """What the learner hands in."""
    mode: Mode = "individual"
    simulation: bool = False
    """Whether the work is made up for the assessment, not done on the job."""
    range: tuple[Id, ...] = ()
    """The items of the standard's range that it covers."""


class OralQuestionOptions(Part):
    """The options under the fence of a question that an assessor may ask aloud."""

    criteria: tuple[Id, ...] = Field(min_length=1)


@dataclass(frozen=True)
class OralQuestion:
    """A question that an assessor may ask aloud; for assessors and moderators only."""

    question: str
    criteria: tuple[str, ...]
    answer: str = field(repr=False)
    """What a competent learner says, in Markdown."""
    place: Place


@dataclass(frozen=True)
class Exercise:
    """What a learner does and an assessor or facilitator looks at: an activity or a task."""

    title: str
    answers: tuple[Answer, ...]
    source: str = field(repr=False)
    """Its block as written, without the model answer."""
    full_source: str = field(repr=False)
    """Its block as written; for facilitators and assessors only."""
    model: str = field(repr=False)
    """All its model answers in Markdown; for facilitators and assessors only."""
    notes: str = field(repr=False)
    """How to lead the work of groups, in Markdown; for facilitators only."""
    place: Place
    options: ActivityOptions | TaskOptions

    @property
    def id(self) -> str:
        """The id, such as us118028-a01."""
        return self.options.id

    @property
    def label(self) -> str:
        """What people call it: “Activity 1”, “Task 1”."""
        return exercise_label(self.id)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that it practises or assesses."""
        return self.options.criteria

    def fields(self) -> list[AnswerField]:
        """The fields of all answers, in order."""
        return [found for answer in self.answers for found in answer.fields(self.id)]


@dataclass(frozen=True)
class Activity(Exercise):
    """A formative activity, where it stands in the Markdown."""

    options: ActivityOptions


@dataclass(frozen=True)
class Task(Exercise):
    """A summative task."""

    options: TaskOptions

    @property
    def method_name(self) -> str:
        """The method in words."""
        return _(METHOD_NAMES[self.options.method])


def exercise_label(exercise_id: str) -> str:
    """The name of an exercise by its id: us118028-a01 is “Activity 1”, us118028-t02 “Task 2”."""
    match = re.search(r"-([at])0*(\d+)$", exercise_id)
    if match is None:
        return _("Activity")
    return (_("Activity %(number)s") if match[1] == "a" else _("Task %(number)s")) % {"number": match[2]}


@dataclass(frozen=True)
class Resource:
    """Something in a section that a person may look for by itself: a process, a reading, a job aid and the like."""

    kind: str
    id: str
    title: str
    place: Place
    block: Block = field(repr=False)


@dataclass(frozen=True)
class Section:
    """A page that serves outcomes of the standard."""

    id: str
    """The name of its file without the ending."""
    title: str
    page: Page
    outcomes: tuple[str, ...]
    criteria: tuple[str, ...]
    activities: tuple[Activity, ...]
    tasks: tuple[Task, ...] = ()
    resources: tuple[Resource, ...] = ()
    oral: tuple[OralQuestion, ...] = ()
    teaches: bool = True
    """False for the page that only holds summative tasks."""

    def headings_for(self, criterion_id: str) -> list[Heading]:
        """The headings below which the criterion is taught; that of the section where no heading names criteria."""
        named = [heading for heading in self.page.headings if criterion_id in heading.criteria]
        return named or [heading for heading in self.page.headings if heading.level == 1][:1]


@dataclass(frozen=True)
class Programme:
    """A folder of content and the standards it serves."""

    id: str
    title: str
    summary: str
    folder: str
    """Relative to the content folder; so far always the id."""
    index: Page
    standards: tuple[Standard, ...]
    front_matter: tuple[Page, ...]
    sections: tuple[Section, ...]
    glossary: Page | None = None
    plan: Plan = field(default_factory=Plan)
    """What the index says of the programme beyond its pages."""

    @property
    def language(self) -> str | None:
        """The language of the content, such as `af-ZA`; that of the settings where the index names none."""
        return self.plan.language

    @property
    def oral_questions(self) -> tuple[OralQuestion, ...]:
        """Every question that an assessor may ask aloud, in order."""
        return tuple(question for section in self.sections for question in section.oral)

    @property
    def activities(self) -> tuple[Activity, ...]:
        """Every activity, in order."""
        return tuple(activity for section in self.sections for activity in section.activities)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every task, in order."""
        return tuple(task for section in self.sections for task in section.tasks)

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every activity, then every task."""
        return (*self.activities, *self.tasks)

    @property
    def resources(self) -> tuple[tuple[Section, Resource], ...]:
        """Every process, reading, job aid and the like, with its section."""
        return tuple((section, resource) for section in self.sections for resource in section.resources)

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """Outcomes of all the standards by id."""
        return {outcome.id: outcome for standard in self.standards for outcome in standard.outcomes}

    @property
    def criteria(self) -> dict[str, Criterion]:
        """Criteria of all the standards by id."""
        return {criterion.id: criterion for standard in self.standards for criterion in standard.criteria}

    def standard_of(self, outcome_id: str) -> Standard:
        """The standard that holds the outcome."""
        return next(s for s in self.standards if any(o.id == outcome_id for o in s.outcomes))

    def criterion_label(self, criterion_id: str) -> str:
        """What people call the criterion."""
        return self._labels[criterion_id]

    @functools.cached_property
    def _labels(self) -> dict[str, str]:
        return {c.id: s.criterion_label(c.id) for s in self.standards for c in s.criteria}

    @functools.cached_property
    def _outcome_by_criterion(self) -> dict[str, str]:
        return {c.id: o.id for s in self.standards for o in s.outcomes for c in o.criteria}

    def outcome_of(self, criterion_id: str) -> Outcome:
        """The outcome that holds the criterion."""
        return self.outcomes[self._outcome_by_criterion[criterion_id]]

    def teaching(self, criterion_id: str) -> list[Section]:
        """The sections that teach the criterion."""
        return [section for section in self.sections if section.teaches and criterion_id in section.criteria]

    def practising(self, criterion_id: str) -> list[Activity]:
        """The activities that practise the criterion."""
        return [activity for activity in self.activities if criterion_id in activity.options.criteria]

    def assessing(self, criterion_id: str) -> list[Task]:
        """The tasks that assess the criterion."""
        return [task for task in self.tasks if criterion_id in task.options.criteria]

    def range_for(self, outcomes: tuple[str, ...]) -> list[RangeStatement]:
        """The statements of the unit's range that belong to these outcomes."""
        return [r for s in self.standards for r in s.range if not r.outcomes or set(r.outcomes) & set(outcomes)]

    def knowledge_for(self, outcomes: tuple[str, ...], criteria: tuple[str, ...]) -> list[EmbeddedKnowledge]:
        """The embedded knowledge that belongs to these outcomes and criteria."""
        return [
            k
            for s in self.standards
            for k in s.embedded_knowledge
            if set(k.outcomes) & set(outcomes) or set(k.criteria) & set(criteria)
        ]
