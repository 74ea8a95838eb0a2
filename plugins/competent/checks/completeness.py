"""Rules for a whole programme: every criterion is taught, practised and assessed, and the time meets the credits.

They are warnings where the settings say nothing: a programme that is being written can be looked at, but does not pass
`--strict`.
"""

from __future__ import annotations

from collections.abc import Iterator

from competent.checks.places import assessed_place, index_place, taught_place
from competent.checks.rule import programme_rule
from competent.programme.exercises import Activity
from competent.programme.models import Programme
from competent.programme.time import hours, notional_time
from competent.project import Project
from competent.text.problem import Problem

PRACTICAL = ("skills-application", "natural-evidence")
"""The types of activity that show a criterion in use."""


@programme_rule("C251")
def criteria_are_taught(programme: Programme, project: Project) -> Iterator[Problem]:
    """A section names the criterion."""
    for criterion in programme.criteria:
        if not programme.teaching(criterion):
            title = f"{programme.criterion_label(criterion)} is taught in no section"
            hint = f"Add {criterion} to the criteria of the section that teaches it."
            yield Problem(taught_place(project, programme, criterion), "C251", title, hint)


@programme_rule("C252")
def criteria_are_practised(programme: Programme, project: Project) -> Iterator[Problem]:
    """At least two activities practise the criterion, one of them in use."""
    for criterion in programme.criteria:
        found = programme.practising(criterion)
        label, place = programme.criterion_label(criterion), taught_place(project, programme, criterion)
        if len(found) < 2:
            hint = f"At least two activities should name {criterion} under criteria."
            yield Problem(place, "C252", f"{label} is practised by {_number(len(found))}", hint)
        elif not any(_practical(activity) for activity in found):
            hint = "At least one of them should be a skills application or naturally occurring evidence."
            yield Problem(place, "C252", f"{label} is practised by knowledge activities only", hint)


@programme_rule("C253")
def criteria_are_assessed(programme: Programme, project: Project) -> Iterator[Problem]:
    """At least one summative task assesses the criterion."""
    for criterion in programme.criteria:
        if not programme.assessing(criterion):
            title = f"{programme.criterion_label(criterion)} is assessed by no task"
            yield Problem(assessed_place(programme), "C253", title, f"Add {criterion} to the criteria of a task.")


@programme_rule("C254")
def time_meets_the_credits(programme: Programme, project: Project) -> Iterator[Problem]:
    """Reading, activities and tasks come to the hours of the standards, or ten a credit, within five percent."""
    time = notional_time(programme)
    if programme.standards and not time.fits:
        wanted = f"its standards stand for {hours(time.wanted or 0)}"
        title = f"The programme asks for {hours(time.total)}, {wanted}"
        hint = "Mend the minutes of activities and tasks: hours, or credits of ten hours each, within 5 percent."
        yield Problem(index_place(programme, "standards"), "C254", title, hint)


@programme_rule("C255")
def marks_add_up(programme: Programme, project: Project) -> Iterator[Problem]:
    """Where the answers of a task carry marks, they come to the marks of the task."""
    for task in programme.tasks:
        marks = [answer.kind.marks for answer in task.answers if answer.kind.marks]
        if marks and task.options.marks != sum(marks):
            title = f"The answers of “{task.title}” come to {sum(marks)} marks, the task says {task.options.marks}"
            yield Problem(task.place, "C255", title, "Correct the marks of the task or of its answers.")


@programme_rule("C256")
def hours_are_split_as_planned(programme: Programme, project: Project) -> Iterator[Problem]:
    """Where the index gives the share of class and study, the minutes come to it, within five points."""
    planned, time = programme.plan.classroom, notional_time(programme)
    if planned is not None and time.total and abs(time.classroom_percent - planned) > SPLIT_TOLERANCE:
        title = f"Class and study take {time.classroom_percent} percent of the hours, the index says {planned}"
        hint = "Mend the minutes, the modes of activities, or “classroom” in the index."
        yield Problem(index_place(programme, "classroom"), "C256", title, hint)


SPLIT_TOLERANCE = 5
"""Points of a percentage."""


def _practical(activity: Activity) -> bool:
    return activity.options.type in PRACTICAL


def _number(count: int) -> str:
    return "no activity" if count == 0 else "one activity only"
