"""What the template of the assessor's guide needs: mark sheets, what to observe and to ask, what to report on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from competent.documents.labels import spans_of
from competent.documents.making import Making
from competent.programme.documents import KINDS
from competent.programme.exercises import OralQuestion, Task
from competent.programme.models import Programme
from competent.standards.standard import CriterionGroup, Standard
from competent.standards.statements import Criterion
from competent.text.values import Prose
from competent.words import N_, Label, Said


@dataclass(frozen=True)
class GuidePart:
    """A part of the guide, as its contents name it."""

    number: int
    id: str
    """Its anchor, and the name of its template in `parts/assessor/`."""
    title: Label
    entries: tuple[tuple[str, Said], ...] = ()
    """Anchor and title of what stands in it, for the contents."""


@dataclass(frozen=True)
class Mark:
    """A line of a mark sheet: a question and what a full answer earns."""

    key: str
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


@dataclass(frozen=True)
class Point:
    """A criterion and the tasks in which it is looked for."""

    id: str
    label: str
    """Below the heading of its outcome."""
    heard: str
    """Where it is named alone."""
    text: str
    range: Prose | None
    assessing: tuple[Task, ...]

    @property
    def tasks(self) -> tuple[str, ...]:
        """The numbers of the tasks."""
        return tuple(task.short_name for task in self.assessing)

    @property
    def watched(self) -> tuple[str, ...]:
        """The numbers of those in which somebody watches."""
        return tuple(task.short_name for task in self.assessing if is_observation(task))

    @property
    def shown(self) -> tuple[str, ...]:
        """The numbers of the others."""
        return tuple(task.short_name for task in self.assessing if not is_observation(task))


@dataclass(frozen=True)
class PointGroup:
    """The criteria of one outcome, or those of them that something is about."""

    outcome: str
    heading: str
    lead: str | None
    """The words that lead into the criteria, where these need no heading to say whose they are."""
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Asked:
    """A question to ask aloud, with its number in the guide."""

    number: int
    key: str
    """What names it in fields, wherever it stands."""
    question: str
    criteria: tuple[str, ...]
    answer: Markup = field(repr=False)


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
    name: Label
    how: Label
    question: Label


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

STEPS: tuple[tuple[Label, str], ...] = (
    (N_("Read the standard, the tasks and this guide. Check that you are registered for the standard."), "how"),
    (N_("Agree on the plan: tasks, dates, places, special needs, and how to appeal."), "portfolio-of-evidence"),
    (N_("Mark what is handed in. Check that it is signed, dated and numbered."), "memorandum"),
    (N_("Watch at work, on more than one day."), "observation"),
    (N_("Ask about everything that the evidence leaves open."), "oral"),
    (N_("Let others speak who saw the work, and check what they say."), "witness"),
    (N_("Decide criterion by criterion."), "evidence-matrix"),
    (N_("Give feedback, and agree on what comes next."), "feedback"),
    (N_("Write the report, and sign the portfolio off."), "report"),
    (N_("Look at your own work, and hand everything over to be checked."), "review"),
)
"""What an assessor does, and the part of this guide or the other document that it is done with."""


def parts(making: Making, answers: Callable[[OralQuestion], Markup]) -> dict[str, object]:
    """What the template is given beyond what every document has; `answers` draws those to oral questions."""
    programme = making.programme
    asked = oral_groups(making, answers)
    found = guide_parts(making, asked)
    return {
        "guide_parts": found,
        "steps": steps(found),
        "principles": PRINCIPLES,
        "overview": {task.id: spans_of(making, task) for task in programme.tasks},
        "mark_sheets": mark_sheets(programme),
        "practical": practical(making),
        "observed_in": [task for task in programme.tasks if is_observation(task)],
        "asked": asked,
        "outcomes": every_point(making),
    }


def guide_parts(making: Making, asked: Iterable[AskedGroup]) -> list[GuidePart]:
    """The parts in order; a programme without tasks has no memorandum, one of knowledge only no observation."""
    programme = making.programme
    tasks = tuple((task.id, N_("%(label)s: %(title)s", label=task.label, title=task.title)) for task in programme.tasks)
    sheets = (("mark-sheets", N_("Mark sheets")),) if mark_sheets(programme) else ()
    observed = practical(making)
    found: list[tuple[str, Label, tuple[tuple[str, Said], ...]] | None] = [
        ("how", N_("How to use this guide"), ()),
        ("memorandum", N_("Memorandum"), (*sheets, *tasks)) if tasks else None,
        ("observation", N_("Observation"), _entries("observation", observed)) if observed else None,
        ("oral", N_("Oral questions"), tuple((f"oral-{g.outcome}", g.heading) for g in asked)),
        ("witness", N_("Check of a testimony"), ()),
        ("feedback", N_("Feedback report"), ()),
        ("report", N_("Assessor's report"), ()),
        ("review", N_("Assessor's self-review"), ()),
    ]
    kept = [part for part in found if part]
    return [GuidePart(number, id_, title, entries) for number, (id_, title, entries) in enumerate(kept, 1)]


def _entries(part: str, groups: Iterable[PointGroup]) -> tuple[tuple[str, Said], ...]:
    return tuple((f"{part}-{group.outcome}", group.heading) for group in groups)


def steps(guide: Iterable[GuidePart]) -> list[tuple[Label, Said]]:
    """What an assessor does and where, in words; without the steps whose part the guide lacks."""
    numbers = {part.id: N_("Part %(number)s", number=part.number) for part in guide}
    places = {kind.id: kind.title for kind in KINDS} | numbers
    return [(what, places[where]) for what, where in STEPS if where in places]


def mark_sheets(programme: Programme) -> list[MarkSheet]:
    """A sheet for each task that earns marks."""
    return [sheet for task in programme.tasks if (sheet := _mark_sheet(programme, task)).marks]


def _mark_sheet(programme: Programme, task: Task) -> MarkSheet:
    rows = tuple(
        Mark(answer.key, answer.title, labels(programme, answer.kind.criteria), answer.kind.marks)
        for answer in task.answers
        if answer.kind.marks
    )
    marks = task.options.marks or sum(row.marks for row in rows)
    return MarkSheet(task, rows, marks)


def labels(programme: Programme, criteria: Iterable[str], below: Standard | None = None) -> tuple[str, ...]:
    """What people call the criteria; `below` is the standard that the heading above names."""
    return tuple(programme.criterion_label(criterion, below) for criterion in criteria)


def is_observation(task: Task) -> bool:
    """Whether somebody watches: then the task has a sheet of its own to tick."""
    return task.options.method == "observation"


def practical(making: Making) -> list[PointGroup]:
    """The criteria that can be seen when they are done, by outcome."""
    groups = making.programme.groups
    found = [_group(making, g, [c for c in g.criteria if g.standard.is_practical(c.id)]) for g in groups]
    return [group for group in found if group.points]


def every_point(making: Making) -> list[PointGroup]:
    """All the criteria, by outcome."""
    return [_group(making, group, group.criteria) for group in making.programme.groups]


def _group(making: Making, group: CriterionGroup, criteria: Iterable[Criterion]) -> PointGroup:
    programme = making.programme
    points = tuple(
        Point(
            c.id,
            group.standard.criterion_label(c.id),
            programme.criterion_label(c.id),
            c.text,
            c.range,
            tuple(programme.assessing(c.id)),
        )
        for c in criteria
    )
    lead = None if programme.has_several else group.lead
    return PointGroup(group.id, making.words.say(programme.outcome_heading(group.id)), lead, points)


def oral_groups(making: Making, answers: Callable[[OralQuestion], Markup]) -> list[AskedGroup]:
    """The oral questions by the outcome of their first criterion, numbered as they stand in the guide."""
    programme = making.programme
    by_outcome = [
        (group, found)
        for group in programme.groups
        if (found := [q for q in programme.oral_questions if programme.group_of(q.criteria[0]).id == group.id])
    ]
    numbers = iter(range(1, len(programme.oral_questions) + 1))
    return [
        AskedGroup(
            group.id,
            making.words.say(programme.outcome_heading(group.id)),
            tuple(
                Asked(next(numbers), q.key, q.question, labels(programme, q.criteria, group.standard), answers(q))
                for q in found
            ),
        )
        for group, found in by_outcome
    ]
