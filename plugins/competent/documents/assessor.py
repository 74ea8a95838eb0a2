"""What the template of the assessor's guide needs: mark sheets, what to observe and to ask, what to report on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from competent.blocks.view import View
from competent.documents.kinds import KINDS
from competent.documents.portfolio import words
from competent.pages.render import to_html
from competent.programme.models import OralQuestion, Programme, Task
from competent.project import Project
from competent.standards.models import Criterion, Outcome, Standard
from competent.words import N_, _


@dataclass(frozen=True)
class GuidePart:
    """A part of the guide, as its contents name it."""

    number: int
    id: str
    """Its anchor, and the name of its template in `parts/assessor/`."""
    title: str
    entries: tuple[tuple[str, str], ...] = ()
    """Anchor and title of what stands in it, for the contents."""


@dataclass(frozen=True)
class Mark:
    """A line of a mark sheet: a question and what a full answer earns."""

    field: str
    question: str
    criteria: tuple[str, ...]
    """Empty where the question names none: then it is about those of its task."""
    marks: int


@dataclass(frozen=True)
class MarkSheet:
    """The marks of a task: by its questions, or of the whole where they carry none."""

    task: Task
    rows: tuple[Mark, ...]
    marks: int

    @property
    def field(self) -> str:
        """Where the sum is written."""
        return f"{self.task.id}-mark"


@dataclass(frozen=True)
class Point:
    """A criterion and the tasks in which it is looked for."""

    id: str
    label: str
    text: str
    range: str | None
    tasks: tuple[str, ...]
    """Their numbers."""


@dataclass(frozen=True)
class PointGroup:
    """The criteria of one outcome, or those of them that something is about."""

    outcome: str
    heading: str
    lead: str | None
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Asked:
    """A question to ask aloud, with its number in the guide."""

    number: int
    question: str
    criteria: tuple[str, ...]
    answer: Markup = field(repr=False)

    @property
    def field(self) -> str:
        """What its fields begin with; two digits keep them in order."""
        return f"oral-{self.number:02d}"


@dataclass(frozen=True)
class AskedGroup:
    """The questions about one outcome."""

    outcome: str
    heading: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class Principle:
    """What good assessment is, how to see to it, and what to ask oneself afterwards."""

    id: str
    name: str
    how: str
    question: str


PRINCIPLES: tuple[Principle, ...] = (
    Principle(
        "valid",
        N_("Valid"),
        N_("Look only for what the criterion says. Neat handwriting or a friendly manner is not a criterion."),
        N_("Did each piece of evidence belong to the criterion that I counted it for?"),
    ),
    Principle(
        "authentic",
        N_("Authentic"),
        N_("Ask about the work until you are sure whose it is. Check signatures, dates and the details."),
        N_("Am I sure that all of it is this person's own work, and how do I know?"),
    ),
    Principle(
        "current",
        N_("Current"),
        N_("Take evidence of what the person can do today. Ask for a fresh example where it is old."),
        N_("Does the evidence show what the person can do now?"),
    ),
    Principle(
        "sufficient",
        N_("Sufficient"),
        N_("Count occasions, not pages. Once by chance is not enough, and ten copies of one thing are one."),
        N_("Was there enough for every criterion and its range, and did I stop when there was?"),
    ),
    Principle(
        "fair",
        N_("Fair"),
        N_("Remove what stands in the way: language, shifts, a disability. Change the method, never the criterion."),
        N_("Had the person the same chance as everybody else, in method, time and language?"),
    ),
    Principle(
        "consistent",
        N_("Consistent"),
        N_("Use the memorandum for everybody. Go back to the first portfolio when you have judged the last."),
        N_("Did I judge this portfolio as I judged the others?"),
    ),
    Principle(
        "reliable",
        N_("Reliable"),
        N_("Write down what you saw, not only what you thought of it, so that a colleague can follow you."),
        N_("Would a colleague with my notes come to the same result?"),
    ),
    Principle(
        "transparent",
        N_("Open"),
        N_("Agree on tasks, criteria and dates beforehand. Give the result with its reasons, and say how to appeal."),
        N_("Did the person know beforehand what would be judged, and afterwards why?"),
    ),
)
"""The principles of assessment, in the order in which the guide explains them and the self-review asks about them."""

STEPS: tuple[tuple[str, str], ...] = (
    (N_("Read the standard, the tasks and this guide. Check that you are registered for the standard."), "how"),
    (N_("Agree on the plan: tasks, dates, places, special needs, and how to appeal."), "portfolio-of-evidence"),
    (N_("Mark what is handed in. Check that it is signed, dated and numbered."), "memorandum"),
    (N_("Watch at work, on more than one day."), "observation"),
    (N_("Ask about everything that the evidence leaves open."), "oral"),
    (N_("Let others speak who saw the work, and check what they say."), "witness"),
    (N_("Decide criterion by criterion: competent or not yet competent."), "evidence-matrix"),
    (N_("Give feedback, and agree on what comes next."), "feedback"),
    (N_("Write the report, and sign the portfolio off."), "report"),
    (N_("Look at your own work, and hand everything over to be checked."), "review"),
)
"""What an assessor does, and the part of this guide or the other document that it is done with."""


def parts(project: Project, programme: Programme) -> dict[str, object]:
    """What the template is given beyond what every document has."""
    asked = oral_groups(programme)
    found = guide_parts(programme, asked)
    return {
        **words(programme),
        "person": _("candidate") if programme.standards[0].rules.moderation == "verification" else _("learner"),
        "guide_parts": found,
        "steps": steps(found),
        "principles": PRINCIPLES,
        "overview": {task.id: labels(programme, task.criteria) for task in programme.tasks},
        "mark_sheets": mark_sheets(programme),
        "practical": practical(programme),
        "asked": asked,
        "outcomes": every_point(programme),
    }


def guide_parts(programme: Programme, asked: Iterable[AskedGroup]) -> list[GuidePart]:
    """The parts in order; a programme without tasks has no memorandum, one of knowledge only no observation."""
    tasks = tuple((task.id, f"{task.label}: {task.title}") for task in programme.tasks)
    sheets = (("mark-sheets", _("Mark sheets")),) if mark_sheets(programme) else ()
    observed = practical(programme)
    found: list[tuple[str, str, tuple[tuple[str, str], ...]] | None] = [
        ("how", _("How to use this guide"), ()),
        ("memorandum", _("Memorandum"), (*sheets, *tasks)) if tasks else None,
        ("observation", _("Observation checklist"), _entries("observation", observed)) if observed else None,
        ("oral", _("Oral questions"), tuple((f"oral-{g.outcome}", g.heading) for g in asked)),
        ("witness", _("Witness testimony"), ()),
        ("feedback", _("Feedback report"), ()),
        ("report", _("Assessor's report"), ()),
        ("review", _("Assessor's self-review"), ()),
    ]
    kept = [part for part in found if part]
    return [GuidePart(number, id_, title, entries) for number, (id_, title, entries) in enumerate(kept, 1)]


def _entries(part: str, groups: Iterable[PointGroup]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{part}-{group.outcome}", group.heading) for group in groups)


def steps(guide: Iterable[GuidePart]) -> list[tuple[str, str]]:
    """What an assessor does and where, in words; without the steps whose part the guide lacks."""
    numbers = {part.id: _("Part %(number)s") % {"number": part.number} for part in guide}
    places = {kind.id: _(kind.title) for kind in KINDS} | numbers
    return [(_(what), places[where]) for what, where in STEPS if where in places]


def mark_sheets(programme: Programme) -> list[MarkSheet]:
    """A sheet for each task that earns marks."""
    return [sheet for task in programme.tasks if (sheet := _mark_sheet(programme, task)).marks]


def _mark_sheet(programme: Programme, task: Task) -> MarkSheet:
    rows = tuple(
        Mark(
            f"{task.id}-{answer.kind.key}-mark",
            answer.title,
            labels(programme, answer.kind.criteria),
            answer.kind.marks,
        )
        for answer in task.answers
        if answer.kind.marks
    )
    marks = task.options.marks or sum(row.marks for row in rows)
    return MarkSheet(task, rows, marks)


def labels(programme: Programme, criteria: Iterable[str]) -> tuple[str, ...]:
    """What people call the criteria."""
    return tuple(programme.criterion_label(criterion) for criterion in criteria)


def practical(programme: Programme) -> list[PointGroup]:
    """The criteria that can be seen when they are done, by outcome."""
    return [
        group
        for standard in programme.standards
        for outcome in standard.outcomes
        if (group := _group(programme, standard, outcome, _practical(standard, outcome))).points
    ]


def _practical(standard: Standard, outcome: Outcome) -> list[Criterion]:
    return [criterion for criterion in outcome.criteria if standard.is_practical(criterion.id)]


def every_point(programme: Programme) -> list[PointGroup]:
    """All the criteria, by outcome."""
    return [_group(programme, s, o, o.criteria) for s in programme.standards for o in s.outcomes]


def _group(programme: Programme, standard: Standard, outcome: Outcome, criteria: Iterable[Criterion]) -> PointGroup:
    points = (
        Point(c.id, standard.criterion_label(c.id), c.text, c.range, tuple(map(number_of, programme.assessing(c.id))))
        for c in criteria
    )
    return PointGroup(outcome.id, heading(standard, outcome), outcome.lead, tuple(points))


def number_of(task: Task) -> str:
    """The number by which people know the task: 2 of “Task 2”."""
    return task.label.rpartition(" ")[2]


def heading(standard: Standard, outcome: Outcome) -> str:
    """The outcome in a heading: its label and title, or the label alone where that says what kind of point it is."""
    label = standard.outcome_label(outcome)
    return label if outcome.kind == "coverage" else f"{label}: {outcome.title}"


def oral_groups(programme: Programme) -> list[AskedGroup]:
    """The oral questions by the outcome of their first criterion, numbered as they stand in the guide."""
    by_outcome = [
        (standard, outcome, found)
        for standard in programme.standards
        for outcome in standard.outcomes
        if (found := [q for q in programme.oral_questions if programme.outcome_of(q.criteria[0]) == outcome])
    ]
    numbers = iter(range(1, len(programme.oral_questions) + 1))
    return [
        AskedGroup(outcome.id, heading(standard, outcome), tuple(_asked(programme, found, numbers)))
        for standard, outcome, found in by_outcome
    ]


def _asked(programme: Programme, questions: Iterable[OralQuestion], numbers: Iterator[int]) -> Iterator[Asked]:
    view = View("restricted", "", programme=programme)
    for question in questions:
        answer = Markup(to_html(question.answer, view, frozenset()))  # noqa: S704 (our own Markdown, whose text is escaped)
        yield Asked(next(numbers), question.question, labels(programme, question.criteria), answer)
