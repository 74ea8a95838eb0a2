"""Rules on evidence: what a moderator sends a pack back for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from competent.checks.rule import programme_rule
from competent.programme.answers import Answer
from competent.programme.exercises import KNOWLEDGE, Task, TaskMethod
from competent.programme.models import Programme
from competent.project import Project
from competent.text.problem import Problem
from competent.words import Words

METHOD_LETTERS: Mapping[TaskMethod, str] = {
    "observation": "O",
    "questionnaire": "Q",
    "project": "PE",
    "logbook": "PE",
    "witness-testimony": "WT",
    "professional-discussion": "PD",
}
"""The letters of the methods as frameworks have them, by what tasks call theirs."""
TOGETHER = ("pair", "group")
"""The modes whose result does not show who did what."""


@programme_rule("C257")
def group_work_is_not_the_only_evidence(programme: Programme, project: Project) -> Iterator[Problem]:
    """What a group hands in does not show that each of its members is competent."""
    for criterion in programme.criteria:
        found = programme.assessing(criterion) or programme.practising(criterion)
        if found and all(exercise.options.mode in TOGETHER for exercise in found):
            title = f"{programme.criterion_label(criterion)} is shown by group work only"
            hint = "Add a task, or where there are none an activity, that each learner does alone."
            yield Problem(found[0].place, "C257", title, hint)


@programme_rule("C258")
def knowledge_is_not_the_only_evidence(programme: Programme, project: Project) -> Iterator[Problem]:
    """A criterion that asks for something to be done needs evidence of its being done."""
    for standard in programme.standards:
        for criterion in (criterion.id for criterion in standard.criteria if standard.is_practical(criterion.id)):
            tasks = programme.assessing(criterion)
            if tasks and all(task.options.method in KNOWLEDGE for task in tasks):
                title = f"{programme.criterion_label(criterion)} is practical and assessed by knowledge alone"
                hint = "Add it to an observation, project, logbook or testimony; if it is knowledge, set its kind."
                yield Problem(tasks[0].place, "C258", title, hint)


@programme_rule("C259")
def evidence_is_enough(programme: Programme, project: Project) -> Iterator[Problem]:
    """A standard may ask for several pieces of evidence for each criterion."""
    for standard in programme.standards:
        for criterion in standard.criteria:
            tasks = programme.assessing(criterion.id)
            label, needed = programme.criterion_label(criterion.id), standard.needed(criterion.id)
            if 0 < len(tasks) < needed:
                title = f"{label} has {len(tasks)} of the {needed} pieces of evidence that it needs"
                yield Problem(tasks[0].place, "C259", title, "Add it to the criteria of further tasks.")
            enough = standard.enough(criterion.id)
            planned = {METHOD_LETTERS[task.options.method] for task in tasks}
            for letters in enough.methods if enough and tasks else ():
                if letters in METHOD_LETTERS.values() and letters not in planned:
                    title = f"{label} needs evidence by the method {letters}, which no task gives"
                    yield Problem(tasks[0].place, "C259", title, "Add it to the criteria of a task of that method.")


@programme_rule("C260")
def work_is_real_where_it_must_be(programme: Programme, project: Project) -> Iterator[Problem]:
    """Made-up work is no evidence of performance where the standard does not allow simulation."""
    for task in programme.tasks:
        if not (task.options.simulation or task.options.mode == "role-play"):
            continue
        for standard in programme.standards:
            own = {criterion.id for criterion in standard.criteria} & set(task.criteria)
            if any(standard.is_practical(name) and not standard.may_be_simulated(name) for name in own):
                title = f"“{task.title}” is simulated: {Words()(standard.name)} does not allow it"
                hint = "Ask for real work. A simulated task may assess knowledge only."
                yield Problem(task.place, "C260", title, hint)


@programme_rule("C263")
def questions_have_criteria(programme: Programme, project: Project) -> Iterator[Problem]:
    """Each question says which criteria it is about, so that a locator can never name another."""
    for task, question in _questions(programme):
        if not question.kind.criteria:
            title = f"The question “{_short(question)}” names no criterion"
            yield Problem(question.place, "C263", title, f"Add those of the task that it is about: {_known(task)}.")


@programme_rule("C264")
def questions_have_model_answers(programme: Programme, project: Project) -> Iterator[Problem]:
    """Each question has a model answer of its own, or right options."""
    for _task, question in _questions(programme):
        if not question.model and not (question.kind.kind == "choice" and question.kind.correct):
            title = f"The question “{_short(question)}” has no model answer"
            yield Problem(question.place, "C264", title, f"Add a block “model | {question.kind.key}” after it.")


@programme_rule("C267")
def questions_keep_to_their_task(programme: Programme, project: Project) -> Iterator[Problem]:
    """A question can be about criteria of its task only, and each criterion of a questionnaire has a question."""
    for task in programme.tasks:
        for answer in task.answers:
            for name in answer.kind.criteria:
                if name not in task.criteria:
                    title = f"“{_short(answer)}” is about {name}, which its task does not assess"
                    yield Problem(answer.place, "C267", title, f"The task names: {_known(task)}.")
    for task in (task for task in programme.tasks if task.options.method == "questionnaire"):
        asked = {name for answer in task.answers for name in answer.kind.criteria}
        told = all(question.kind.criteria for owner, question in _questions(programme) if owner is task)
        for name in task.criteria if told else ():  # else each question without criteria is reported
            if name not in asked and name in programme.criteria:
                title = f"No question of “{task.title}” is about {programme.criterion_label(name)}"
                hint = "Add a question, or take the criterion out of the task."
                yield Problem(task.place, "C267", title, hint)


def _questions(programme: Programme) -> Iterator[tuple[Task, Answer]]:
    """The answers that earn marks; in a questionnaire without marks, all of them."""
    for task in programme.tasks:
        marked = [answer for answer in task.answers if answer.kind.marks]
        if task.options.method == "questionnaire" and not marked:
            marked = list(task.answers)
        yield from ((task, answer) for answer in marked)


def _short(answer: Answer) -> str:
    words = answer.title.split()
    return " ".join(words[:7]) + (" …" if len(words) > 7 else "")


def _known(task: Task) -> str:
    return ", ".join(task.criteria)
