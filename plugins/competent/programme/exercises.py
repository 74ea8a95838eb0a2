"""Make activities and their answers of the blocks of a page."""

from __future__ import annotations

from competent.problem import Problem, nearest
from competent.programme.models import ANSWER_KINDS, Activity, ActivityOptions, Answer, AnswerKind
from competent.programme.scan import Block, Page
from competent.standards.source import validate


def read_activities(page: Page) -> tuple[tuple[Activity, ...], list[Problem]]:
    """The activities of a page, in order, and everything that is wrong with them."""
    problems: list[Problem] = []
    found = [_activity(page, block, problems) for block in page.walk() if block.name == "activity"]
    problems += [_stray(block) for block in page.blocks if block.name in ("answer", "model")]
    return tuple(activity for activity in found if activity), problems


def _stray(block: Block) -> Problem:
    hint = "Put it inside the block of its activity, which needs one more slash than this."
    return Problem(block.place, "C220", f"“{block.name}” stands outside an activity", hint)


def _activity(page: Page, block: Block, problems: list[Problem]) -> Activity | None:
    if not block.argument:
        problems.append(Problem(block.place, "C221", "The activity has no title", "Write it as: activity | Title."))
    if block.options is None:
        hint = "Indent them by four spaces directly under the fence: id, type, mode, criteria, minutes."
        problems.append(Problem(block.place, "C222", "The activity has no options", hint))
        return None
    options, found = validate(ActivityOptions, block.options)
    problems += found
    answers = [_answer(child, problems) for child in block.children if child.name == "answer"]
    _structure(block, problems)
    if options is None:
        return None
    kept = tuple(answer for answer in answers if answer)
    _unique_keys(kept, problems)
    return Activity(block.argument, options, kept, _learner_source(page, block), _model_text(page, block), block.place)


def _structure(block: Block, problems: list[Problem]) -> None:
    names = [child.name for child in block.children]
    if "answer" not in names:
        hint = "Add a block “answer” inside it: without one there is nowhere to write."
        problems.append(Problem(block.place, "C223", f"The activity “{block.argument}” has no answer", hint))
    if "model" not in names:
        hint = "Add a block “model” inside it, for facilitators and assessors."
        problems.append(Problem(block.place, "C224", f"The activity “{block.argument}” has no model answer", hint))
    for child in block.children:
        if child.name not in ("answer", "model"):
            problems.append(Problem(child.place, "C225", f"“{child.name}” cannot stand inside an activity", "Move it out."))


def _answer(block: Block, problems: list[Problem]) -> Answer | None:
    if not block.argument:
        hint = "Write the question or the heading of the answer after a bar: answer | What did you see?"
        problems.append(Problem(block.place, "C226", "The answer has no label", hint))
    if block.options is None or not isinstance(block.options.value, dict):
        hint = "Indent key and kind by four spaces directly under the fence."
        problems.append(Problem(block.place, "C222", "The answer has no options", hint))
        return None
    kind = block.options.value.get("kind")
    if kind not in ANSWER_KINDS:
        hint = "One of: " + ", ".join(ANSWER_KINDS) + "."
        title = f"“{kind}” is no kind of answer" if kind else "“kind” is missing"
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
        if answer.kind.key in seen:
            first = seen[answer.kind.key].place.line
            title = f"Two answers of one activity have the key “{answer.kind.key}”"
            problems.append(Problem(answer.place, "C229", title, f"The other begins in line {first}; give this one its own."))
        seen.setdefault(answer.kind.key, answer)


def _learner_source(page: Page, block: Block) -> str:
    """The block as written, without the model answer."""
    hidden = {n for child in block.children if child.name == "model" for n in range(child.place.line, child.end_line + 1)}
    lines = range(block.place.line, block.end_line + 1)
    return "\n".join(page.lines[n - 1] for n in lines if n not in hidden)


def _model_text(page: Page, block: Block) -> str:
    models = (child for child in block.children if child.name == "model")
    return "\n\n".join(page.text(child.body_line, child.end_line - 1).strip() for child in models)
