"""The options of the blocks that teach, and what of them people look for by itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from competent.programme.models import Resource
from competent.text.problem import Problem
from competent.text.scan import Block, Page
from competent.text.validate import validate
from competent.text.values import Key, Part, Text

CardView = Literal["full", "critical", "abc", "bluf"]
Year = Annotated[int, Field(ge=1450, le=2200)]


class ProcessOptions(Part):
    """A procedure that is written once and shown at four levels of brevity."""

    id: Key
    objective: Text
    safety: Text
    card: tuple[CardView, ...] = Field(default=("abc", "bluf"), min_length=1, max_length=4)
    """The views on the printed card, one a side."""


class StepOptions(Part):
    """A step of a process."""

    short: Text
    critical: bool = True


class ReadingOptions(Part):
    """An article; its words and reading time are computed."""

    id: Key
    author: Text
    year: Year
    source: Text
    rights: Text | None = None
    """By what right the text is used; a check asks for it."""
    summary: Text
    keywords: tuple[Text, ...] = Field(min_length=1)


class LetterMeaning(Part):
    """A letter of a mnemonic."""

    letter: Text
    word: Text
    meaning: Text


class MnemonicOptions(Part):
    """A word whose letters help to remember."""

    id: Key
    letters: tuple[LetterMeaning, ...] = Field(min_length=2)


class LetterOptions(Part):
    """A callout with a letter: “B is for balance”."""

    letter: Text


class DialogueOptions(Part):
    """People talking, as an example of what works or goes wrong."""

    id: Key | None = None
    verdict: Literal["good", "bad", "neutral"] = "neutral"
    point: Text | None = None


class CompareOptions(Part):
    """Two things side by side; the body is a table of two columns."""

    id: Key


class JobAidOptions(Part):
    """A checklist or form to use at work."""

    id: Key


OPTIONS: dict[str, type[Part]] = {
    "process": ProcessOptions,
    "step": StepOptions,
    "reading": ReadingOptions,
    "mnemonic": MnemonicOptions,
    "letter": LetterOptions,
    "dialogue": DialogueOptions,
    "compare": CompareOptions,
    "job-aid": JobAidOptions,
}
"""The blocks that teach, with the model of their options."""


def read_resources(page: Page) -> tuple[tuple[Resource, ...], list[Problem]]:
    """The blocks of a page that have an id, and everything that is wrong with any of them."""
    problems: list[Problem] = []
    found: list[Resource] = []
    for block in page.walk():
        if block.name not in OPTIONS:
            continue
        options = _options(block, problems)
        name = getattr(options, "id", None)
        if isinstance(name, str):
            found.append(Resource(block.name, name, block.argument, block.place, block))
    for block in page.walk():
        problems += _misplaced(block)
    return tuple(found), problems


def _options(block: Block, problems: list[Problem]) -> Part | None:
    model = OPTIONS[block.name]
    if not block.argument:
        problems.append(
            Problem(block.place, "C221", f"The {block.name} has no title", f"Write it as: {block.name} | Title.")
        )
    if block.options is None:
        required = [name for name, field in model.model_fields.items() if field.is_required()]
        if not required:
            return None
        hint = f"Indent them by four spaces directly under the fence: {', '.join(required)}."
        problems.append(Problem(block.place, "C222", f"The {block.name} has no options", hint))
        return None
    options, found = validate(model, block.options)
    problems += found
    return options


def _misplaced(block: Block) -> list[Problem]:
    """Steps stand in processes, and processes hold nothing else."""
    if block.name == "process" and not any(child.name == "step" for child in block.children):
        hint = "Add blocks “step” inside it; the process needs one more slash than they."
        return [Problem(block.place, "C233", f"The process “{block.argument}” has no step", hint)]
    inside = [child for child in block.children if (child.name == "step") != (block.name == "process")]
    if block.name in ("activity", "task"):
        return []  # what may stand in these is checked with them
    return [
        Problem(child.place, "C234", f"“{child.name}” cannot stand inside “{block.name}”", "Move it out.")
        for child in inside
    ]
