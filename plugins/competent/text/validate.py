"""Make models of YAML, or say in an author's words everything that keeps it from being one."""

from __future__ import annotations

import re
import types
import typing
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from competent.text.described import description
from competent.text.problem import Problem, nearest
from competent.text.source import Source, Steps, shortened
from competent.text.values import ID_PATTERN, LONGEST_SLUG, REPEATS, Listed, slug

Model = TypeVar("Model", bound=BaseModel)


def validate(
    model: type[Model], source: Source, context: dict[str, Any] | None = None
) -> tuple[Model | None, list[Problem]]:
    """Make a model of the source, or say everything that keeps it from being one."""
    twice = _twice(model, source)
    problems = [*twice.values(), *_cut_off(model, source), *_run_together(model, source), *_quoted(source)]
    try:
        return model.model_validate(source.value, context=context), problems
    except ValidationError as error:
        lists = {steps[:-1] for steps in twice}  # two words that are the same have the same key too
        told = [d for d in error.errors() if d["type"] != "value_error" or _steps(d["loc"], source.value) not in lists]
        return None, problems + _explain_all(told, model, source)


def misspelt_keys(model: type[BaseModel], source: Source) -> list[Problem]:
    """Keys of a mapping that belongs to other programs too, which are nearly ours and would mean nothing to them."""
    known = [field.alias or name for name, field in model.model_fields.items()]
    problems = []
    for key in source.value if isinstance(source.value, dict) else ():
        if key not in known and key not in OF_OTHERS and (near := nearest(str(key), known, cutoff=NEAR)):
            hint = "Known keys: " + ", ".join(known) + "."
            title = f"Unknown key “{shortened(str(key))}”"
            problems.append(Problem(source.key_place(key), "C122", title, hint, near))
    return problems


NEAR_KEY = 0.7
"""How alike a key must be to one of ours to be taken for it."""
NEAR = 0.75
"""How alike a key must be to one of ours to count as misspelt."""
OF_OTHERS = {
    "title", "description", "hide", "icon", "status", "search", "tags", "template", "date", "authors", "author",
    "categories", "draft", "links", "slug", "comments", "social", "subtitle", "pin", "readtime", "render_macros",
    "image", "revision_date", "og_image", "robots", "canonical", "generate", "ignore",
}  # fmt: skip
"""What MkDocs, Material and other plugins have in front matter."""


def _twice(model: type[BaseModel], source: Source) -> dict[Steps, Problem]:
    """C114: an entry that stands twice in a list of plain values was meant to be another one, or is not needed."""
    problems: dict[Steps, Problem] = {}
    for steps, value in _inside(source.value):
        if not isinstance(value, list) or _may_repeat(model, steps):
            continue
        seen: dict[object, int] = {}
        for number, item in enumerate(value):
            if isinstance(item, (str, int)) and not isinstance(item, bool):
                if item in seen:
                    where = f"in “{steps[-1]}” " if steps else ""
                    title = f"“{shortened(str(item))}” stands {where}twice"
                    hint = f"It is already item {seen[item] + 1}; keep one."
                    problems[*steps, number] = Problem(source.place(*steps, number), "C114", title, hint)
                seen.setdefault(item, number)
    return problems


def _may_repeat(model: type[BaseModel], steps: Steps) -> bool:
    field = _field_at(model, steps)
    return field is not None and REPEATS in field.metadata


def _cut_off(model: type[BaseModel], source: Source) -> list[Problem]:
    """C115: what follows “ #” after a text without quotes is a comment, and would be lost without a word."""
    hint = "Put the text in quotes. A comment stands on a line of its own."
    title = "What follows “ #” here is a comment and would be lost"
    return [
        Problem(place, "C115", title, hint) for steps, place in source.comments.items() if _is_free_text(model, steps)
    ]


def _run_together(model: type[BaseModel], source: Source) -> list[Problem]:
    """C116: a list that stands inside a text would come out as one line."""
    problems = []
    for steps, value in _inside(source.value):
        if isinstance(value, str) and len(_ITEM.findall(value)) > 1:
            field = _field_at(model, steps)
            may_hold = field is not None and _holds_list(field.annotation)
            hint = "Write it as keys: “text: …”, and “items:” with an entry for each."
            title = "A list inside a text would be run together"
            place = source.place(*steps)
            problems.append(Problem(place, "C116", title, hint if may_hold else "Write it as sentences."))
    return problems


_UNSEEN = re.compile(r"[^\S ]|[\u200b-\u200f\u2060\ufeff\u00ad]")
_ITEM = re.compile(r"^ *(?:[-*•]|\d+[.)]) +\S", re.MULTILINE)


def _quoted(source: Source) -> Iterator[Problem]:
    """C117: curly quotes are no quotes to YAML; they become part of the value."""
    for steps, value in source.written.items():
        if _CURLY.match(value):
            title = f"The curly quotes of {shortened(value)} are part of the text"
            hint = "Delete them, or write straight ones. Where they are meant, put straight ones around them."
            yield Problem(source.place(*steps), "C117", title, hint, severity="warning")


_CURLY = re.compile(r"^(?:“[^“”]*”|‘[^‘’]*’)$")


def _inside(value: object) -> Iterator[tuple[Steps, object]]:
    """All values in a value with the way to them; what aliases repeat is found once."""
    seen: set[int] = set()
    waiting: deque[tuple[Steps, object]] = deque([((), value)])
    while waiting:
        steps, found = waiting.popleft()
        yield steps, found
        if isinstance(found, (dict, list)) and id(found) not in seen:
            seen.add(id(found))
            inside = found.items() if isinstance(found, dict) else enumerate(found)
            waiting.extend(((*steps, step), inner) for step, inner in inside)


def _holds_list(annotation: Any) -> bool:
    return annotation is Listed or any(map(_holds_list, typing.get_args(annotation)))


def _field_at(model: type[BaseModel], steps: Steps) -> FieldInfo | None:
    """The field that a value at these steps belongs to: one in a list belongs to the field of the list."""
    while steps and isinstance(steps[-1], int):
        steps = steps[:-1]
    known = _model_at(model, steps[:-1]).model_fields if steps else {}
    return next((field for name, field in known.items() if steps[-1] in (name, field.alias)), None)


def _is_free_text(model: type[BaseModel], steps: Steps) -> bool:
    """Whether a text at these steps may be any: no id, and no word of a list."""
    found = _field_at(model, steps)
    return found is None or not any(_is_bound(part) for part in _leaves(found.annotation, found.metadata))


def _leaves(annotation: Any, metadata: Iterable[Any]) -> Iterator[Any]:
    """The constraints and the literals of an annotation."""
    yield from metadata
    if typing.get_origin(annotation) is typing.Literal:
        yield annotation
    for part in typing.get_args(annotation):
        if not isinstance(part, str):
            yield from (_leaves(part, ()) if typing.get_args(part) or isinstance(part, type) else [part])


def _is_bound(part: Any) -> bool:
    return typing.get_origin(part) is typing.Literal or getattr(part, "pattern", None) is not None


TYPE_WORDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "number_type": "a number",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "date_type": "a date such as 2026-11-30",
    "date_from_datetime_parsing": "a date such as 2026-11-30",
    "date_from_datetime_inexact": "a date such as 2026-11-30",
    "date_parsing": "a date such as 2026-11-30",
}


def _explain_all(details: list[ErrorDetails], model: type[BaseModel], source: Source) -> list[Problem]:
    """The errors of pydantic in the words of an author; where a value may be of several types, one for all of them."""
    types: dict[Steps, list[ErrorDetails]] = {}
    others: list[tuple[ErrorDetails, Steps]] = []
    for detail in details:
        steps = _steps(detail["loc"], source.value)
        if detail["type"] in TYPE_WORDS:
            types.setdefault(steps, []).append(detail)
        else:
            others.append((detail, steps))
    looked_into = {steps[:end] for _, steps in others for end in range(len(steps) + 1)}
    looked_into |= {steps[:end] for steps in types for end in range(len(steps))}
    problems = [problem for detail, steps in others for problem in _explain(detail, steps, model, source)]
    return problems + [_wrong_type(found, steps, source) for steps, found in types.items() if steps not in looked_into]


def _wrong_type(details: list[ErrorDetails], steps: Steps, source: Source) -> Problem:
    value = details[0]["input"]
    shown = f"“{shortened(source.written[steps])}”" if steps in source.written and value is not None else _shown(value)
    wanted = " or ".join(dict.fromkeys(TYPE_WORDS[detail["type"]] for detail in details))
    is_plain = isinstance(value, (bool, int, float, date))
    advice = "; put it in quotes" if "text" in wanted.split(" or ") and is_plain else ""
    return Problem(source.place(*steps), "C123", f"{_called(steps)} should be {wanted}", f"It is {shown}{advice}.")


def _explain(detail: ErrorDetails, steps: Steps, model: type[BaseModel], source: Source) -> Iterator[Problem]:
    """One error that is not about the type of a value."""
    kind, value, bounds = detail["type"], detail["input"], detail.get("ctx", {})
    place, called = source.place(*steps), _called(steps)
    if kind == "missing":
        name = detail["loc"][-1]
        yield Problem(place, "C121", f"“{name}” is missing", f"Add “{name}: …” here.")
    elif kind == "extra_forbidden":
        known = [field.alias or name for name, field in _model_at(model, steps[:-1]).model_fields.items()]
        name = str(steps[-1])
        hint = "Known keys: " + ", ".join(known) + "."
        yield Problem(
            source.key_place(*steps), "C122", f"Unknown key “{shortened(name)}”", hint, nearest(name, known, NEAR_KEY)
        )
    elif kind == "string_too_short" or value is None or value == []:
        needed = (field := _field_at(model, steps)) is not None and field.is_required()
        hint = "Fill it in." if needed else "Fill it in, or leave it out."
        yield Problem(place, "C126", f"{called} is empty", hint)
    elif kind == "literal_error":
        known = [word.strip("'") for word in bounds["expected"].replace(" or ", ", ").split(", ")]
        title = f"{_shown(value)} is no value of “{_name(steps)}”"
        hint = "One of: " + ", ".join(known) + "."
        yield Problem(
            place, "C124", title[:1].upper() + title[1:], hint, nearest(value, known) if isinstance(value, str) else ""
        )
    elif kind == "string_pattern_mismatch":
        yield _wrong_form(value, bounds["pattern"], steps, model, source)
    elif kind == "too_short":
        if len(value) < bounds["min_length"]:  # pydantic counts only the items that are right
            yield Problem(
                place, "C126", f"{called} needs at least {bounds['min_length']} items", f"It has {len(value)}."
            )
    elif kind == "too_long":
        yield Problem(place, "C127", f"{called} has more than {bounds['max_length']} items", f"It has {len(value)}.")
    elif kind in ("greater_than_equal", "less_than_equal"):
        limit = f"{bounds['ge']} or more" if "ge" in bounds else f"{bounds['le']} or less"
        yield Problem(place, "C127", f"{called} should be {limit}", f"It is {_shown(value)}.")
    else:
        said = detail["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
        yield Problem(place, "C127", f"{called}: {said[:1].lower() + said[1:]}" if steps else said)


def _wrong_form(value: str, pattern: str, steps: Steps, model: type[BaseModel], source: Source) -> Problem:
    """A text that does not match its pattern: an id, or a field whose description tells how to write it."""
    place = source.place(*steps)
    if pattern == ID_PATTERN:
        noun, example = ("a key", "first-visit") if steps[-1:] == ("key",) else ("an id", "us118028-so1-ac1")
        hint = f"Use only lower case letters, digits and single hyphens, such as {example}."
        if value != (seen := _UNSEEN.sub("", value)):
            hint = "It holds a space or a sign that does not show; type it anew."
        near = slug(seen) if len(seen) <= LONGEST_SLUG else ""
        return Problem(place, "C125", f"“{shortened(value)}” is not {noun}", hint, near)
    *outer, name = (step for step in steps if isinstance(step, str))
    hint = description(_model_at(model, tuple(outer)), name)
    return Problem(place, "C127", f"“{shortened(value)}” is no value of “{_name(steps)}”", hint)


def _steps(location: tuple[str | int, ...], value: Any) -> Steps:
    """The steps of a location that the source has: pydantic adds names of types, and of what is missing."""
    steps: list[str | int] = []
    for step in location:
        known = value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, list) else {}
        if step in known:
            steps.append(step)
            value = known[step]
    return tuple(steps)


def _name(steps: Steps) -> str:
    """The key that a value at these steps belongs to: one in a list belongs to that of the list."""
    return next((step for step in reversed(steps) if isinstance(step, str)), "")


def _called(steps: Steps) -> str:
    """What stands at these steps, as the beginning of a sentence."""
    if not steps:
        return "This"
    if isinstance(steps[-1], int):
        return f"Item {steps[-1] + 1} of “{steps[-2]}”" if len(steps) > 1 else f"Item {steps[-1] + 1}"
    return f"“{steps[-1]}”"


def _shown(value: object) -> str:
    """A value as an author would call it; only a plain one is quoted."""
    if value is None:
        return "empty"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "keys with values"
    if isinstance(value, int) and value.bit_length() > 200:  # Python writes no number of thousands of digits
        return "far larger"
    return f"“{shortened(str(value).lower() if isinstance(value, bool) else str(value))}”"


def _model_at(model: type[BaseModel], steps: Steps) -> type[BaseModel]:
    """The model that stands at these steps."""
    for step in steps:
        named = (field for name, field in model.model_fields.items() if step == (field.alias or name))
        if isinstance(step, str) and (field := next(named, None)):
            model = next(_models_in(field.annotation), model)
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for part in typing.get_args(annotation):
        yield from _models_in(part)
