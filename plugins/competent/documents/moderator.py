"""What the template of the moderator's guide needs: its parts, the assessment design as the programme has it, steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from competent.documents.labels import spans, spans_of
from competent.documents.making import Making
from competent.programme.exercises import KNOWLEDGE, METHOD_NAMES, Task, TaskMethod
from competent.programme.models import Programme
from competent.roster import LEAST_PERCENT
from competent.standards.standard import CriterionGroup, Standard
from competent.standards.statements import Criterion
from competent.words import N_, Label, Said

SAMPLED_ROWS = 20
"""Rows of the sampling sheet, two landscape pages of them; the report has one for each."""


PARTS = ("about", "plan", "before", "sampling", "during", "after", "report")
"""The parts of the guide: anchors, and names of templates in `parts/moderator/`; the framework has their titles."""
SAMPLING = N_("Sampling sheet")
"""The part that every framework calls alike. It lies across the sheet."""


@dataclass(frozen=True)
class GuidePart:
    """A part with its place in the guide."""

    number: int
    id: str
    title: Said
    wide: bool
    entries: tuple[tuple[str, Label], ...] = ()
    """Anchor and title of what stands in it, for the contents."""


ENTRIES: dict[str, tuple[tuple[str, Label], ...]] = {
    "about": (
        ("about-steps", N_("The steps")),
        ("about-people", N_("Who does what")),
        ("about-principles", N_("The principles")),
        ("about-sample", N_("How the sample is drawn")),
        ("about-decide", N_("What you may decide")),
    ),
    "plan": (
        ("modplan-what", N_("What and who")),
        ("modplan-much", N_("How much is sampled")),
        ("modplan-criteria", N_("Criteria and methods")),
        ("modplan-time", N_("Timeline and resources")),
    ),
    "before": (
        ("premod-figures", N_("The design at a glance")),
        ("premod-tasks", N_("Tasks and memorandum")),
        ("premod-coverage", N_("Coverage of the criteria")),
        ("premod-questions", N_("Questions to the design")),
        ("premod-decision", N_("Decision")),
    ),
    "after": (("postmod-actions", N_("Actions until the next round")),),
    "report": (
        ("modreport-figures", N_("The sample in figures")),
        ("modreport-learners", N_("Result by result")),
        ("modreport-findings", N_("Findings")),
        ("modreport-actions", N_("Actions")),
    ),
}
"""What the contents name below each part."""


@dataclass(frozen=True)
class Instrument:
    """A task as a moderator sees it before anybody is assessed by it."""

    task: Task
    criteria: tuple[str, ...]
    """Labels, runs of them as spans."""
    questions: int
    """How many earn marks."""
    questions_marks: int
    """What these earn together."""
    answered: bool
    """Whether there is a model answer."""

    @property
    def adds_up(self) -> bool:
        """Whether the marks of the questions come to those of the task."""
        return not self.questions or self.task.options.marks in (None, self.questions_marks)


Finding = Literal["none", "few", "knowledge", "enough"]
FINDINGS: dict[Finding, Label] = {
    "none": N_("No task"),
    "few": N_("Too little"),
    "knowledge": N_("Knowledge only"),
    "enough": N_("Enough"),
}
"""What the programme plans for a criterion, in a word."""


@dataclass(frozen=True)
class Planned:
    """A criterion and the evidence that the tasks will give of it."""

    id: str
    label: str
    """Below the heading of its outcome."""
    heard: str
    """Where it is named alone."""
    text: str
    tasks: tuple[Task, ...]
    needed: int
    finding: Finding

    @property
    def methods(self) -> tuple[Label, ...]:
        """The methods of its tasks, each once."""
        return tuple(METHOD_NAMES[method] for method in dict.fromkeys(task.options.method for task in self.tasks))

    @property
    def numbers(self) -> str:
        """The tasks by their numbers: 1, 3, 4."""
        return ", ".join(task.short_name for task in self.tasks)


@dataclass(frozen=True)
class PlannedGroup:
    """The criteria of one outcome."""

    id: str
    heading: str
    span: str
    """The labels of its criteria."""
    rows: tuple[Planned, ...]


@dataclass(frozen=True)
class Figure:
    """A count out of so many, and what it counts."""

    count: int
    of: int
    words: Label

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return self.count == self.of


@dataclass(frozen=True)
class Step:
    """A step of the plan and who takes it: a role of the framework."""

    id: str
    what: Label
    role: str


STEPS: tuple[Step, ...] = (
    Step("plan", N_("Agree on the plan with assessors and provider"), "iv"),
    Step("design", N_("Check the design, before anybody is assessed"), "iv"),
    Step("sample", N_("Draw the sample and ask for the portfolios"), "iv"),
    Step("hand-in", N_("Hand in the portfolios, complete and judged"), "assessor"),
    Step("look", N_("Go through the sample, watch and talk"), "iv"),
    Step("talk", N_("Tell the assessors what was found"), "iv"),
    Step("again", N_("Judge again whatever was overturned"), "assessor"),
    Step("report", N_("Hand in the report, and keep the records"), "iv"),
    Step("external", N_("Confirm results for the awarding body"), "ev"),
)
"""A round from plan to result, in order."""


@dataclass(frozen=True)
class Principle:
    """What makes a check of judgements worth anything."""

    name: Label
    how: Label


PRINCIPLES: tuple[Principle, ...] = (
    Principle(N_("Independent"), N_("You had no part in the judgement and gain nothing from the result.")),
    Principle(N_("By the criteria"), N_("The standard decides. Taste, neatness and habit have no vote.")),
    Principle(N_("Consistent"), N_("The same evidence leads to the same result, whoever assesses it and wherever.")),
    Principle(N_("Fair by its sample"), N_("Chance and risk choose the portfolios, never the person who is checked.")),
    Principle(N_("On the evidence"), N_("You look at the evidence itself, not only at the forms that speak of it.")),
    Principle(N_("In time"), N_("You come early enough that a mistake can be put right before results go out.")),
    Principle(N_("Helpful"), N_("You say what is good and how to improve. Assessors should want you to come back.")),
    Principle(N_("Discreet"), N_("Names, evidence and findings stay among those who need them.")),
)


def parts(making: Making) -> dict[str, object]:
    """What the template is given beyond what every document has."""
    programme = making.programme
    groups = planned_groups(making)
    instruments = [_instrument(making, task) for task in programme.tasks]
    return {
        "guide_parts": guide_parts(programme),
        "steps": STEPS,
        "principles": PRINCIPLES,
        "least_percent": LEAST_PERCENT,
        "sampled_rows": SAMPLED_ROWS,
        "instruments": instruments,
        "planned": groups,
        "findings": FINDINGS,
        "figures": figures(groups, instruments),
        "planned_methods": planned_methods(making),
        "no_simulation": any(standard.no_simulation for standard in programme.standards),
    }


def guide_parts(programme: Programme) -> list[GuidePart]:
    """The parts in order, in the words of the framework."""
    titles = programme.framework.words.checks
    named = [(name, getattr(titles, name, SAMPLING)) for name in PARTS]
    return [
        GuidePart(number, name, title, name == "sampling", ENTRIES.get(name, ()))
        for number, (name, title) in enumerate(named, 1)
    ]


def _instrument(making: Making, task: Task) -> Instrument:
    marked = [answer for answer in task.answers if answer.kind.marks]
    return Instrument(
        task,
        tuple(spans_of(making, task)),
        len(marked),
        sum(answer.kind.marks or 0 for answer in marked),
        bool(task.model.strip()) or any(answer.model.strip() for answer in task.answers),
    )


def planned_groups(making: Making) -> list[PlannedGroup]:
    """Every criterion with the tasks that assess it, by outcome."""
    return [_group(making, group) for group in making.programme.groups]


def _group(making: Making, group: CriterionGroup) -> PlannedGroup:
    rows = tuple(_planned(making.programme, group.standard, criterion) for criterion in group.criteria)
    criteria = (criterion.id for criterion in group.criteria)
    span = ", ".join(spans(making.programme, criteria, making.words, below=group.standard))
    return PlannedGroup(group.id, making.words.say(making.programme.outcome_heading(group.id)), span, rows)


def _planned(programme: Programme, standard: Standard, criterion: Criterion) -> Planned:
    tasks, needed = tuple(programme.assessing(criterion.id)), standard.needed(criterion.id)
    finding = _finding(tasks, standard, criterion.id)
    label, heard = standard.criterion_label(criterion.id), programme.criterion_label(criterion.id)
    return Planned(criterion.id, label, heard, criterion.text, tasks, needed, finding)


def _finding(tasks: tuple[Task, ...], standard: Standard, criterion: str) -> Finding:
    """The gravest that there is to say; the same that the checks C253, C258 and C259 say to authors."""
    if not tasks:
        return "none"
    if len(tasks) < standard.needed(criterion):
        return "few"
    if standard.is_practical(criterion) and all(task.options.method in KNOWLEDGE for task in tasks):
        return "knowledge"
    return "enough"


def figures(groups: Iterable[PlannedGroup], instruments: list[Instrument]) -> list[Figure]:
    """How much of the design is there, in four counts."""
    rows = [row for group in groups for row in group.rows]
    found = [
        Figure(sum(bool(row.tasks) for row in rows), len(rows), N_("criteria are assessed by a task")),
        Figure(
            sum(row.finding == "enough" for row in rows), len(rows), N_("criteria have the evidence that they need")
        ),
    ]
    if instruments:
        answered = sum(instrument.answered for instrument in instruments)
        found.append(Figure(answered, len(instruments), N_("tasks have a memorandum")))
        adding = sum(instrument.adds_up for instrument in instruments)
        found.append(Figure(adding, len(instruments), N_("tasks have marks that add up, or none")))
    return found


def planned_methods(making: Making) -> list[tuple[Label, str]]:
    """The methods of the tasks in words, each with the names of its tasks."""
    by_method: dict[TaskMethod, list[str]] = {}
    for task in making.programme.tasks:
        by_method.setdefault(task.options.method, []).append(making.words(task.label))
    return [(name, ", ".join(by_method[method])) for method, name in METHOD_NAMES.items() if method in by_method]
