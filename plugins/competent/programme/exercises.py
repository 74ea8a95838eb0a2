"""Make activities, tasks and their answers of the blocks of a page."""

from __future__ import annotations

from competent.problem import Problem, nearest
from competent.programme.models import (
    ANSWER_KINDS,
    Activity,
    ActivityOptions,
    Answer,
    AnswerKind,
    Exercise,
    Task,
    TaskOptions,
)
from competent.programme.scan import Block, Page
from competent.standards.validate import validate


def read_exercises(page: Page) -> tuple[tuple[Activity, ...], tuple[Task, ...], list[Problem]]:
    """The activities and the tasks of a page, in order, and everything that is wrong with them."""
    problems: list[Problem] = []
    activities = [
        _exercise(page, block, ActivityOptions, problems) for block in page.walk() if block.name == "activity"
    ]
    tasks = [_exercise(page, block, TaskOptions, problems) for block in page.walk() if block.name == "task"]
    inner = [child for block in page.walk() if block.name not in ("activity", "task") for child in block.children]
    problems += [_stray(block) for block in (*page.blocks, *inner) if block.name in ("answer", "model")]
    found_activities = tuple(found for found in activities if isinstance(found, Activity))
    return found_activities, tuple(found for found in tasks if isinstance(found, Task)), problems


def _stray(block: Block) -> Problem:
    hint = "Put it inside the block of its activity, which needs one more slash than this."
    return Problem(block.place, "C220", f"“{block.name}” stands outside an activity", hint)


def _exercise(
    page: Page, block: Block, model: type[ActivityOptions] | type[TaskOptions], problems: list[Problem]
) -> Exercise | None:
    if not block.argument:
        title = f"The {block.name} has no title"
        problems.append(Problem(block.place, "C221", title, f"Write it as: {block.name} | Title."))
    if block.options is None:
        hint = f"Indent them by four spaces directly under the fence: {', '.join(_required(model))}."
        problems.append(Problem(block.place, "C222", f"The {block.name} has no options", hint))
        return None
    options, found = validate(model, block.options)
    problems += found
    answers = [_answer(child, problems) for child in block.children if child.name == "answer"]
    _structure(block, problems)
    if options is None:
        return None
    kept = tuple(answer for answer in answers if answer)
    _unique_keys(kept, problems)
    texts = (_learner_source(page, block), page.text(block.place.line, block.end_line), _model_text(page, block))
    made = Activity if isinstance(options, ActivityOptions) else Task
    return made(block.argument, kept, *texts, block.place, options)  # type: ignore[arg-type]


def _required(model: type[ActivityOptions] | type[TaskOptions]) -> list[str]:
    return [name for name, field in model.model_fields.items() if field.is_required()]


def _structure(block: Block, problems: list[Problem]) -> None:
    names = [child.name for child in block.children]
    if "answer" not in names:
        hint = "Add a block “answer” inside it: without one there is nowhere to write."
        problems.append(Problem(block.place, "C223", f"The {block.name} “{block.argument}” has no answer", hint))
    if "model" not in names:
        hint = "Add a block “model” inside it, for facilitators and assessors."
        problems.append(Problem(block.place, "C224", f"The {block.name} “{block.argument}” has no model answer", hint))
    for child in block.children:
        if child.name not in ("answer", "model"):
            problems.append(
                Problem(child.place, "C225", f"“{child.name}” cannot stand inside an activity or task", "Move it out.")
            )


def _answer(block: Block, problems: list[Problem]) -> Answer | None:
    if not block.argument:
        hint = "Write the question or the heading of the answer after a bar: answer | What did you see?"
        problems.append(Problem(block.place, "C226", "The answer has no label", hint))
    if block.options is None or not isinstance(block.options.value, dict):
        hint = "Indent key and kind by four spaces directly under the fence."
        problems.append(Problem(block.place, "C222", "The answer has no options", hint))
        return None
    kind = block.options.value.get("kind")
    if not isinstance(kind, str) or kind not in ANSWER_KINDS:
        hint = "One of: " + ", ".join(ANSWER_KINDS) + "."
        title = f"“{kind}” is no kind of answer" if kind and isinstance(kind, str) else "“kind” is missing"
        problems.append(Problem(block.options.place("kind"), "C227", title, hint, nearest(str(kind), ANSWER_KINDS)))
        return None
    found, new = validate(ANSWER_KINDS[kind], block.options)
    problems += new
    return Answer(block.argument, _right_numbers(found, block, problems), block.place) if found else None


def _right_numbers(kind: AnswerKind, block: Block, problems: list[Problem]) -> AnswerKind:
    if kind.kind == "choice" and block.options:
        for number, right in enumerate(kind.correct):
            if not 1 <= right <= len(kind.options):
                title = f"There is no option {right}"
                hint = f"Options are counted from 1 to {len(kind.options)}."
                problems.append(Problem(block.options.place("correct", number), "C228", title, hint))
    return kind


def _unique_keys(answers: tuple[Answer, ...], problems: list[Problem]) -> None:
    seen: dict[str, Answer] = {}
    for answer in answers:
        names = {
            answer.kind.key,
            *(field.name for field in answer.kind.fields("", "")),
        }  # key x with items has -x-1, -x-2
        if taken := min(names & set(seen), default=""):
            title = f"Two answers of one activity have the key “{taken.removeprefix('-')}”"
            hint = f"The other begins in line {seen[taken].place.line}; give this one its own."
            problems.append(Problem(answer.place, "C229", title, hint))
        seen.update({name: answer for name in names if name not in seen})


def _learner_source(page: Page, block: Block) -> str:
    """The block as written, without the model answer."""
    hidden = {n for inner in block.walk() if inner.name == "model" for n in range(inner.place.line, inner.end_line + 1)}
    lines = range(block.place.line, block.end_line + 1)
    return "\n".join(page.lines[n - 1] for n in lines if n not in hidden)


def _model_text(page: Page, block: Block) -> str:
    models = (child for child in block.children if child.name == "model")
    return "\n\n".join(page.text(child.body_line, child.end_line - 1).strip() for child in models)
