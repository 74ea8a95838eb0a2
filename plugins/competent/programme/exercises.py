"""Activities, tasks and oral questions, made of the nodes of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal

from pydantic import Field

from competent.programme.answers import Answer, AnswerKind
from competent.programme.node import Node
from competent.programme.page import Page
from competent.standards.standard import Standard
from competent.text.problem import Place, Problem, nearest
from competent.text.values import READ, Id, Key, Part, Text, Whole, slug
from competent.words import N_, Label

ActivityType = Literal["knowledge", "skills-application", "natural-evidence"]
Mode = Literal["individual", "pair", "group", "role-play", "workplace"]
TaskMethod = Literal[
    "project", "questionnaire", "logbook", "observation", "witness-testimony", "professional-discussion"
]

TYPE_NAMES: dict[ActivityType, Label] = {
    "knowledge": N_("Knowledge activity"),
    "skills-application": N_("Skills application activity"),
    "natural-evidence": N_("Naturally occurring evidence"),
}
MODE_NAMES: dict[Mode, Label] = {
    "individual": N_("On your own"),
    "pair": N_("In pairs"),
    "group": N_("In a group"),
    "role-play": N_("Role-play"),
    "workplace": N_("In your workplace"),
}
METHOD_NAMES: dict[TaskMethod, Label] = {
    "project": N_("Workplace project"),
    "questionnaire": N_("Knowledge questionnaire"),
    "logbook": N_("Logbook"),
    "observation": N_("Observation"),
    "witness-testimony": N_("Witness testimony"),
    "professional-discussion": N_("Professional discussion"),
}
KNOWLEDGE: tuple[TaskMethod, ...] = ("questionnaire", "professional-discussion")
"""The methods that show what somebody knows, not what somebody does."""


class ExerciseOptions(Part):
    """What activities and tasks have in common."""

    id: Id
    """The id of the standard, then for an activity `-a`, for a task `-t`, and two digits, such as `us118028-a01`; never
    changed, and never used again."""
    criteria: tuple[Id, ...] = Field(min_length=1)
    """The ids of the criteria that it practises or assesses."""
    range: tuple[Id, ...] = ()
    """The ids of the items of the standard's range that it covers."""


class ActivityOptions(ExerciseOptions):
    """The options under the fence of an activity."""

    type: ActivityType
    """What it proves, see below."""
    mode: Mode
    """With whom and where it is done."""
    minutes: Whole = Field(ge=1, le=60_000)
    """How long it takes."""


class TaskOptions(ExerciseOptions):
    """The options under the fence of a summative task."""

    method: TaskMethod
    """How it is assessed, see below."""
    minutes: Whole = Field(ge=1, le=60_000)
    """How long it takes."""
    marks: Whole | None = Field(default=None, ge=1, le=1000)
    """What the whole task earns, where it is marked."""
    evidence: Annotated[tuple[Text, ...], READ] = ()
    """What the learner hands in."""
    mode: Mode = "individual"
    """With whom and where it is done."""
    simulation: bool = False
    """Whether the work is made up for the assessment and not done on the job."""


class OralQuestionOptions(Part):
    """The options under the fence of a question that an assessor may ask aloud."""

    criteria: tuple[Id, ...] = Field(min_length=1)
    """The criteria that the question is about."""
    key: Key | None = None
    """What names the question in fields. If you say nothing, it is made of the words of the question."""


@dataclass(frozen=True)
class OralQuestion:
    """A question that an assessor may ask aloud; for assessors and moderators only."""

    question: str
    key: str
    """What names it in fields, wherever it stands."""
    criteria: tuple[str, ...]
    answer: str = field(repr=False)
    """What a competent learner says, in Markdown."""
    node: Node = field(repr=False, compare=False)

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.node.place


@dataclass(frozen=True)
class Exercise:
    """What a learner does and an assessor or facilitator looks at: an activity or a task."""

    title: str
    number: int
    """The number in its id: people call us118028-a07 “Activity 7”."""
    answers: tuple[Answer, ...]
    model: str = field(repr=False)
    """All its model answers in Markdown; for facilitators and assessors only."""
    notes: str = field(repr=False)
    """How to lead the work of groups, in Markdown; for facilitators only."""
    options: ActivityOptions | TaskOptions
    node: Node = field(repr=False, compare=False)
    of: Standard | None = field(default=None, repr=False, compare=False)
    """Its standard, where the programme has several: each counts its exercises from 1."""

    @property
    def id(self) -> str:
        """The id, such as us118028-a01."""
        return self.options.id

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.node.place

    @property
    def label(self) -> Label:
        """What people call it: “Activity 1”, “Task 1”."""
        raise NotImplementedError

    @property
    def short_name(self) -> str:
        """Its number, where it is clear what is counted: “1”, or “1 (T/900/0010)” of several standards."""
        return f"{self.number} ({self.of.number})" if self.of else str(self.number)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that it practises or assesses."""
        return self.options.criteria


@dataclass(frozen=True)
class Activity(Exercise):
    """A formative activity, where it stands in the Markdown."""

    options: ActivityOptions

    @property
    def label(self) -> Label:
        """What people call it."""
        if self.of:
            return N_("Activity %(number)s (%(standard)s)", number=self.number, standard=self.of.number)
        return N_("Activity %(number)s", number=self.number)


@dataclass(frozen=True)
class Task(Exercise):
    """A summative task."""

    options: TaskOptions

    @property
    def label(self) -> Label:
        """What people call it."""
        if self.of:
            return N_("Task %(number)s (%(standard)s)", number=self.number, standard=self.of.number)
        return N_("Task %(number)s", number=self.number)

    @property
    def method_name(self) -> Label:
        """The method in words."""
        return METHOD_NAMES[self.options.method]


def read_exercises(page: Page) -> tuple[tuple[Activity, ...], tuple[Task, ...], list[Problem]]:
    """The activities and the tasks of a page, in order, and everything that is wrong with them."""
    problems: list[Problem] = []
    found = [exercise for node in page.named("activity", "task") if (exercise := _exercise(page, node, problems))]
    activities = tuple(exercise for exercise in found if isinstance(exercise, Activity))
    return activities, tuple(exercise for exercise in found if isinstance(exercise, Task)), problems


_NUMBER = re.compile(r"-([at])0*(\d+)$")


def label_of_id(exercise_id: str) -> Label:
    """What people call an exercise that belongs to no programme, by its id: us118028-a01 is “Activity 1”."""
    match = _NUMBER.search(exercise_id)
    if match is None:
        return N_("Activity")
    number = int(match[2])
    return N_("Activity %(number)s", number=number) if match[1] == "a" else N_("Task %(number)s", number=number)


def _exercise(page: Page, node: Node, problems: list[Problem]) -> Exercise | None:
    answers = [_answer(child, problems) for child in node.children if child.kind.name == "answer"]
    _structure(node, problems)
    if not isinstance(node.options, (ActivityOptions, TaskOptions)):
        return None
    models = _models(page, node)
    kept = tuple(replace(answer, model=models.pop(answer.key, "")) for answer in answers if answer)
    _unique_keys(kept, problems)
    if all(answers):  # one that could not be read may be the one that is meant
        problems += [_model_of_nothing(child, kept) for child in node.children if child.title in set(models) - {""}]
    number = _NUMBER.search(node.options.id)
    made = Activity if isinstance(node.options, ActivityOptions) else Task
    texts = _text_of(page, node, "model"), _text_of(page, node, "notes")
    return made(node.title, int(number[2]) if number else 0, kept, *texts, node.options, node)  # type: ignore[arg-type]


def _structure(node: Node, problems: list[Problem]) -> None:
    names = [child.kind.name for child in node.children]
    name, title = node.kind.name, node.title
    if "answer" not in names:
        hint = "Add a block “answer” inside it: without one there is nowhere to write."
        problems.append(Problem(node.place, "C223", f"The {name} “{title}” has no answer", hint))
    if "model" not in names:
        hint = "Add a block “model” inside it, for facilitators and assessors."
        problems.append(Problem(node.place, "C224", f"The {name} “{title}” has no model answer", hint))


def _answer(node: Node, problems: list[Problem]) -> Answer | None:
    if not isinstance(node.options, AnswerKind):
        return None
    kind = node.options
    if kind.kind == "choice":
        names = [option.name for option in kind.options]
        for number, right in enumerate(kind.correct):
            if right not in names and right not in range(1, len(names) + 1):
                hint = f"Options are counted from 1 to {len(names)}, or named by their keys: {', '.join(names)}."
                place = node.option_place("correct", number)
                problems.append(Problem(place, "C228", f"There is no option {right}", hint))
    return Answer(node.title, kind, node.place)


def _unique_keys(answers: tuple[Answer, ...], problems: list[Problem]) -> None:
    seen: dict[str, Answer] = {}
    for answer in answers:
        names = set(answer.names())
        if taken := min(names & set(seen), default=""):
            title = f"Two answers of one activity have the key “{taken}”"
            hint = f"The other begins in line {seen[taken].place.line}; give this one its own."
            problems.append(Problem(answer.place, "C229", title, hint))
        seen.update({name: answer for name in names if name not in seen})


def question_of(page: Page, node: Node) -> Node | None:
    """The answer that a block belongs to: the last before it in its activity or task."""
    around = next((found.children for found in page.all_nodes if node in found.children), ())
    before = around[: around.index(node)] if around else ()
    return next((found for found in reversed(before) if found.kind.name == "answer"), None)


def _text_of(page: Page, node: Node, name: str) -> str:
    """The text of the blocks of this name inside a block."""
    return "\n\n".join(page.text(child) for child in node.children if child.kind.name == name)


def _models(page: Page, node: Node) -> dict[str, str]:
    """Model answers by the key of the answer they belong to; that of the whole exercise has an empty key."""
    result: dict[str, str] = {}
    for child in node.children:
        if child.kind.name == "model":
            result[child.title] = f"{result.get(child.title, '')}\n\n{page.text(child)}".strip()
    return result


def _model_of_nothing(node: Node, answers: Iterable[Answer]) -> Problem:
    keys = [answer.key for answer in answers]
    hint = f"Write the key of an answer after the bar ({', '.join(keys)}), or nothing."
    title = f"There is no answer “{node.title}” here"
    return Problem(node.place, "C237", title, hint, nearest(node.title, keys))


def read_oral_questions(page: Page) -> tuple[tuple[OralQuestion, ...], list[Problem]]:
    """The questions that an assessor may ask aloud, in order, and everything that is wrong with them."""
    problems: list[Problem] = []
    found = []
    for node in page.named("oral"):
        if not (answer := page.text(node)) and node.options:
            hint = "Write below the options what a competent learner says."
            problems.append(Problem(node.place, "C224", f"“{node.title}” has no model answer", hint))
        if isinstance(node.options, OralQuestionOptions):
            key = node.options.key or slug(node.title)
            found.append(OralQuestion(node.title, key, node.options.criteria, answer, node))
    return tuple(found), problems
