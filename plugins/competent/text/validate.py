"""Make models of YAML, or say in an author's words everything that keeps it from being one."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from competent.text.problem import Problem, nearest
from competent.text.source import Source, Steps, shortened
from competent.text.values import ID_PATTERN

Model = TypeVar("Model", bound=BaseModel)


def validate(
    model: type[Model], source: Source, context: dict[str, Any] | None = None
) -> tuple[Model | None, list[Problem]]:
    """Make a model of the source, or say everything that keeps it from being one."""
    try:
        return model.model_validate(source.value, context=context), []
    except ValidationError as error:
        return None, _explain_all(error.errors(), model, source)


TYPE_WORDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
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
    wanted = " or ".join(dict.fromkeys(TYPE_WORDS[detail["type"]] for detail in details))
    advice = "; put it in quotes" if wanted == "text" and isinstance(value, (bool, int, float, date)) else ""
    return Problem(
        source.place(*steps), "C123", f"{_called(steps)} should be {wanted}", f"It is {_shown(value)}{advice}."
    )


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
        yield Problem(source.key_place(*steps), "C122", f"Unknown key “{shortened(name)}”", hint, nearest(name, known))
    elif kind == "string_too_short" or value is None or value == []:
        yield Problem(place, "C126", f"{called} is empty", "Fill it in, or leave it out where it is optional.")
    elif kind == "literal_error":
        known = [word.strip("'") for word in bounds["expected"].replace(" or ", ", ").split(", ")]
        title = f"{_shown(value)} is no value of “{steps[-1]}”"
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
        return Problem(place, "C125", f"“{shortened(value)}” is not {noun}", hint)
    field = _model_at(model, steps[:-1]).model_fields.get(str(steps[-1]))
    return Problem(
        place, "C127", f"“{shortened(value)}” is no value of “{steps[-1]}”", field.description or "" if field else ""
    )


def _steps(location: tuple[str | int, ...], value: Any) -> Steps:
    """The steps of a location that the source has: pydantic adds names of types, and of what is missing."""
    steps: list[str | int] = []
    for step in location:
        known = value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, list) else {}
        if step in known:
            steps.append(step)
            value = known[step]
    return tuple(steps)


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
