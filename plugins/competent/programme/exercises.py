"""Make activities, tasks and their answers of the blocks of a page."""

from __future__ import annotations

from dataclasses import replace

from competent.programme.models import (
    ANSWER_KINDS,
    Activity,
    ActivityOptions,
    Answer,
    AnswerKind,
    Exercise,
    OralQuestion,
    OralQuestionOptions,
    Task,
    TaskOptions,
)
from competent.text.problem import Problem, nearest
from competent.text.scan import Block, Page, restricted_lines
from competent.text.validate import validate

INSIDE = ("answer", "model", "notes")
"""The blocks that stand inside an activity or a task."""


def read_exercises(page: Page) -> tuple[tuple[Activity, ...], tuple[Task, ...], list[Problem]]:
    """The activities and the tasks of a page, in order, and everything that is wrong with them."""
    problems: list[Problem] = []
    activities = [
        _exercise(page, block, ActivityOptions, problems) for block in page.walk() if block.name == "activity"
    ]
    tasks = [_exercise(page, block, TaskOptions, problems) for block in page.walk() if block.name == "task"]
    inner = [child for block in page.walk() if block.name not in ("activity", "task") for child in block.children]
    problems += [_stray(block) for block in (*page.blocks, *inner) if block.name in INSIDE]
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
    models = _models(page, block)
    kept = tuple(replace(answer, model=models.pop(answer.kind.key, "")) for answer in answers if answer)
    _unique_keys(kept, problems)
    problems += [_model_of_nothing(child, kept) for child in block.children if child.argument in set(models) - {""}]
    texts = (_learner_source(page, block), page.text(block.place.line, block.end_line), _text_of(page, block, "model"))
    made = Activity if isinstance(options, ActivityOptions) else Task
    return made(block.argument, kept, *texts, _text_of(page, block, "notes"), block.place, options)  # type: ignore[arg-type]


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
        if child.name not in INSIDE:
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
    hidden = restricted_lines([block])
    lines = range(block.place.line, block.end_line + 1)
    return "\n".join(page.lines[n - 1] for n in lines if n not in hidden)


def _text_of(page: Page, block: Block, name: str) -> str:
    """The text of the blocks of this name inside a block."""
    found = (child for child in block.children if child.name == name)
    return "\n\n".join(_body(page, child) for child in found)


def _models(page: Page, block: Block) -> dict[str, str]:
    """Model answers by the key of the answer they belong to; that of the whole exercise has an empty key."""
    result: dict[str, str] = {}
    for child in block.children:
        if child.name == "model":
            result[child.argument] = f"{result.get(child.argument, '')}\n\n{_body(page, child)}".strip()
    return result


def _body(page: Page, block: Block) -> str:
    return page.text(block.body_line, block.end_line - 1).strip()


def _model_of_nothing(block: Block, answers: tuple[Answer, ...]) -> Problem:
    keys = [answer.kind.key for answer in answers]
    hint = f"Write the key of an answer after the bar ({', '.join(keys)}), or nothing."
    return Problem(
        block.place, "C237", f"There is no answer “{block.argument}” here", hint, nearest(block.argument, keys)
    )


def read_oral_questions(page: Page) -> tuple[tuple[OralQuestion, ...], list[Problem]]:
    """The questions that an assessor may ask aloud, in order, and everything that is wrong with them."""
    problems: list[Problem] = []
    found = []
    for block in page.walk():
        if block.name != "oral":
            continue
        if not block.argument:
            problems.append(Problem(block.place, "C221", "The oral has no title", "Write it as: oral | Question?"))
        if block.options is None:
            hint = "Indent them by four spaces directly under the fence: criteria."
            problems.append(Problem(block.place, "C222", "The oral has no options", hint))
            continue
        options, new = validate(OralQuestionOptions, block.options)
        problems += new
        if not (answer := _body(page, block)):
            hint = "Write below the options what a competent learner says."
            problems.append(Problem(block.place, "C224", f"“{block.argument}” has no model answer", hint))
        if options:
            found.append(OralQuestion(block.argument, options.criteria, answer, block.place))
    return tuple(found), problems
