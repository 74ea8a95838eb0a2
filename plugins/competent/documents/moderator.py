"""What the template of the moderator's guide needs: its parts, the assessment design as the programme has it, steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from competent.checks.evidence import KNOWLEDGE
from competent.documents.assessor import heading
from competent.documents.portfolio import spans, words
from competent.programme.models import METHOD_NAMES, Programme, Task
from competent.project import Project
from competent.standards.models import Criterion, Outcome, Standard
from competent.words import N_, _

LEAST_PERCENT = 25
"""Of the portfolios of every assessor; `competent sample` draws no smaller sample."""
SAMPLED_ROWS = 20
"""Rows of the sampling sheet, two landscape pages of them; the report has one for each."""


@dataclass(frozen=True)
class Named:
    """A part of the guide: SAQA has moderation where S/NVQs have verification."""

    id: str
    """Its anchor, and the name of its template in `parts/moderator/`."""
    moderation: str
    verification: str
    wide: bool = False
    """Whether it lies across the sheet."""


PARTS: tuple[Named, ...] = (
    Named("about", N_("About moderation"), N_("About verification")),
    Named("plan", N_("Moderation plan"), N_("Verification plan")),
    Named("before", N_("Pre-moderation checklist"), N_("Pre-verification checklist")),
    Named("sampling", N_("Sampling sheet"), N_("Sampling sheet"), wide=True),
    Named("during", N_("During-moderation checklist"), N_("During-verification checklist")),
    Named("after", N_("Post-moderation checklist"), N_("Post-verification checklist")),
    Named("report", N_("Moderation report"), N_("Verification report")),
)


@dataclass(frozen=True)
class GuidePart:
    """A part with its place in the guide."""

    number: int
    id: str
    title: str
    wide: bool
    entries: tuple[tuple[str, str], ...] = ()
    """Anchor and title of what stands in it, for the contents."""


ENTRIES: dict[str, tuple[tuple[str, str], ...]] = {
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
FINDINGS: dict[Finding, str] = {
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
    text: str
    tasks: tuple[Task, ...]
    needed: int
    finding: Finding

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods of its tasks, each once."""
        return tuple(dict.fromkeys(task.method_name for task in self.tasks))

    @property
    def numbers(self) -> str:
        """The tasks by their numbers: 1, 3, 4."""
        return ", ".join(task.label.rpartition(" ")[2] for task in self.tasks)


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
    words: str

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return self.count == self.of


@dataclass(frozen=True)
class Step:
    """A step of the plan and who takes it: a role of the framework."""

    id: str
    what: str
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

    name: str
    how: str


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


def parts(project: Project, programme: Programme) -> dict[str, object]:
    """What the template is given beyond what every document has."""
    groups = planned_groups(programme)
    instruments = [_instrument(programme, task) for task in programme.tasks]
    return {
        **moderation_words(programme),
        "guide_parts": guide_parts(programme),
        "steps": STEPS,
        "principles": PRINCIPLES,
        "least_percent": LEAST_PERCENT,
        "sampled_rows": SAMPLED_ROWS,
        "instruments": instruments,
        "planned": groups,
        "findings": FINDINGS,
        "figures": figures(groups, instruments),
        "planned_methods": planned_methods(programme),
        "no_simulation": any(standard.simulation == "not-allowed" for standard in programme.standards),
    }


def moderation_words(programme: Programme) -> dict[str, object]:
    """Beyond the words of the portfolio: learners or candidates, in a sentence and at its beginning."""
    verified = is_verified(programme)
    return {
        **words(programme),
        "verified": verified,
        "people": _("candidates") if verified else _("learners"),
        "People": _("Candidates") if verified else _("Learners"),
    }


def is_verified(programme: Programme) -> bool:
    """Whether its framework says verification, and not moderation."""
    return programme.standards[0].rules.moderation == "verification"


def guide_parts(programme: Programme) -> list[GuidePart]:
    """The parts in order, in the words of the framework."""
    verified = is_verified(programme)
    return [
        GuidePart(number, part.id, _(part.verification if verified else part.moderation), part.wide, _entries(part.id))
        for number, part in enumerate(PARTS, 1)
    ]


def _entries(part: str) -> tuple[tuple[str, str], ...]:
    return tuple((anchor, _(title)) for anchor, title in ENTRIES.get(part, ()))


def _instrument(programme: Programme, task: Task) -> Instrument:
    marked = [answer for answer in task.answers if answer.kind.marks]
    return Instrument(
        task,
        tuple(spans(programme, task.criteria)),
        len(marked),
        sum(answer.kind.marks or 0 for answer in marked),
        bool(task.model.strip()) or any(answer.model.strip() for answer in task.answers),
    )


def planned_groups(programme: Programme) -> list[PlannedGroup]:
    """Every criterion with the tasks that assess it, by outcome."""
    return [_group(programme, standard, outcome) for standard in programme.standards for outcome in standard.outcomes]


def _group(programme: Programme, standard: Standard, outcome: Outcome) -> PlannedGroup:
    rows = tuple(_planned(programme, standard, criterion) for criterion in outcome.criteria)
    span = ", ".join(spans(programme, (criterion.id for criterion in outcome.criteria)))
    return PlannedGroup(outcome.id, heading(standard, outcome), span, rows)


def _planned(programme: Programme, standard: Standard, criterion: Criterion) -> Planned:
    tasks = tuple(programme.assessing(criterion.id))
    finding = _finding(tasks, standard, criterion.id)
    label = standard.criterion_label(criterion.id)
    return Planned(criterion.id, label, criterion.text, tasks, standard.min_evidence, finding)


def _finding(tasks: tuple[Task, ...], standard: Standard, criterion: str) -> Finding:
    """The gravest that there is to say; the same that the checks C253, C258 and C259 say to authors."""
    if not tasks:
        return "none"
    if len(tasks) < standard.min_evidence:
        return "few"
    if standard.is_practical(criterion) and all(task.options.method in KNOWLEDGE for task in tasks):
        return "knowledge"
    return "enough"


def figures(groups: Iterable[PlannedGroup], instruments: list[Instrument]) -> list[Figure]:
    """How much of the design is there, in four counts."""
    rows = [row for group in groups for row in group.rows]
    found = [
        Figure(sum(bool(row.tasks) for row in rows), len(rows), _("criteria are assessed by a task")),
        Figure(sum(row.finding == "enough" for row in rows), len(rows), _("criteria have the evidence that they need")),
    ]
    if instruments:
        answered = sum(instrument.answered for instrument in instruments)
        found.append(Figure(answered, len(instruments), _("tasks have a memorandum")))
        adding = sum(instrument.adds_up for instrument in instruments)
        found.append(Figure(adding, len(instruments), _("tasks have marks that add up, or none")))
    return found


def planned_methods(programme: Programme) -> list[tuple[str, str]]:
    """The methods of the tasks in words, each with the numbers of its tasks."""
    return [(_(name), numbers) for method, name in METHOD_NAMES.items() if (numbers := _numbers(programme, method))]


def _numbers(programme: Programme, method: str) -> str:
    return ", ".join(_labels(task for task in programme.tasks if task.options.method == method))


def _labels(tasks: Iterable[Task]) -> Iterator[str]:
    return (task.label for task in tasks)
