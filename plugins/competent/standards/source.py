"""Read YAML as data that knows where every value stands in its file."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from competent.problem import Place, Problem, nearest

MAX_BYTES = 1_000_000
"""A unit standard is some 10 kB; a file a hundred times that is a mistake or an attack."""
MAX_DEPTH = 20
"""Levels of nesting; the deepest standard has five."""

Steps = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Source:
    """The plain value of a YAML text, with the place of each value and each key by the steps that lead there."""

    path: str
    value: Any
    values: Mapping[Steps, Place] = field(repr=False)
    keys: Mapping[Steps, Place] = field(repr=False)

    def below(self, *steps: str | int) -> Source:
        """The part of the source that stands at these steps."""
        value = self.value
        for step in steps:
            value = value[step]
        cut = len(steps)
        values = {k[cut:]: place for k, place in self.values.items() if k[:cut] == steps}
        keys = {k[cut:]: place for k, place in self.keys.items() if k[:cut] == steps}
        return Source(self.path, value, values, keys)

    def place(self, *steps: str | int) -> Place:
        """Where the value at these steps stands; where there is none, the nearest value that holds it."""
        return _nearest_place(self.values, steps) or Place(self.path)

    def key_place(self, *steps: str | int) -> Place:
        """Where the key (or the list item) at these steps is written."""
        return self.keys.get(steps) or self.place(*steps)


def read_text(file: Path, path: str) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file, or the problem that keeps it from being read."""
    try:
        data = file.read_bytes()
    except OSError as error:
        return None, [Problem(Place(path), "C101", "The file cannot be read", f"{error.strerror}.")]
    if len(data) > MAX_BYTES:
        return None, [
            Problem(Place(path), "C102", f"The file is larger than {MAX_BYTES // 1000} kB", "Split it, or remove what is not text.")
        ]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        return None, [
            Problem(Place(path, line, column), "C103", "The file is not UTF-8", "Save it again with the encoding UTF-8.")
        ]


def read_yaml(
    text: str, path: str, first_line: int = 1, indent: int = 0, foreign: bool = False
) -> tuple[Source | None, list[Problem]]:
    """Parse YAML safely: no tags, aliases, duplicate keys or deep nesting.

    `first_line` and `indent` say where the text begins when it is part of a larger file. A `foreign` file (mkdocs.yml)
    may hold tags and aliases that its own program understands: a tagged value is read as nothing.
    """
    reader = _Reader(path, first_line, indent, foreign)
    try:
        reader.refuse_hostile(text)
        if reader.problems:
            return None, reader.problems
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        return None, [reader.syntax_problem(error)]
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        return None, [
            Problem(Place(path, line), "C104", "The file holds a control character", "Delete it; it does not show in most editors.")
        ]
    if node is None:
        return None, [Problem(Place(path, first_line), "C105", "There is nothing here", "Fill the file in, or delete it.")]
    value = reader.build(node, ())
    return (None if reader.problems else Source(path, value, reader.values, reader.keys)), reader.problems


def validate(model: type[Model], source: Source, context: dict[str, Any] | None = None) -> tuple[Model | None, list[Problem]]:
    """Make a model of the source, or say everything that keeps it from being one."""
    try:
        return model.model_validate(source.value, context=context), []
    except ValidationError as error:
        return None, [_explain(detail, model, source) for detail in error.errors()]


class _Reader:
    """Walks one YAML text; collects values, places and problems."""

    def __init__(self, path: str, first_line: int, indent: int, foreign: bool):
        self.path, self.first_line, self.indent, self.foreign = path, first_line, indent, foreign
        self.values: dict[Steps, Place] = {}
        self.keys: dict[Steps, Place] = {}
        self.problems: list[Problem] = []
        self.loader = yaml.SafeLoader("")

    def place(self, mark: Any) -> Place:
        return Place(self.path, mark.line + self.first_line, mark.column + 1 + self.indent)

    def report(self, mark: Any, code: str, title: str, hint: str, suggestion: str = "") -> None:
        self.problems.append(Problem(self.place(mark), code, title, hint, suggestion))

    def refuse_hostile(self, text: str) -> None:
        """Look at the stream of events, which costs no memory, before anything is built from it."""
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent) and not self.foreign:
                self.report(event.start_mark, "C106", "Aliases (*name) are not allowed", "Write the value out.")
                return
            depth += isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent))
            depth -= isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
            if depth > MAX_DEPTH:
                self.report(event.start_mark, "C107", f"More than {MAX_DEPTH} levels of nesting", "Write it flatter.")
                return

    def syntax_problem(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        place = self.place(mark) if mark else Place(self.path, self.first_line)
        said = " ".join(part for part in (error.context, error.problem) if part)
        for sign, hint in SYNTAX_HINTS.items():
            if sign in said:
                return Problem(place, "C108", f"This is not valid YAML: {error.problem}", hint)
        return Problem(place, "C108", f"This is not valid YAML: {said}", "Compare the lines above with a file that works.")

    def build(self, node: yaml.Node, steps: Steps) -> Any:
        self.values[steps] = self.place(node.start_mark)
        if not node.tag.startswith("tag:yaml.org,2002:") or ":python/" in node.tag:
            return self.refuse_tag(node)
        if isinstance(node, yaml.MappingNode):
            return self.build_mapping(node, steps)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*steps, number)) for number, item in enumerate(node.value)]
        try:
            return self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError):
            self.report(node.start_mark, "C109", f"“{node.value}” is no value that YAML knows", "Put it in quotes.")
            return None

    def refuse_tag(self, node: yaml.Node) -> None:
        if not self.foreign:
            self.report(node.start_mark, "C113", f"The tag {node.tag} is not allowed", "Write a plain value.")

    def build_mapping(self, node: yaml.MappingNode, steps: Steps) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.report(key_node.start_mark, "C110", "A key must be a word", "Write it as “key: value”.")
                continue
            key = key_node.value
            if key in result:
                first = self.keys[(*steps, key)].line
                self.report(key_node.start_mark, "C111", f"“{key}” stands here twice", f"It is already in line {first}; keep one.")
                continue
            self.keys[(*steps, key)] = self.place(key_node.start_mark)
            result[key] = self.build(value_node, (*steps, key))
        return result


SYNTAX_HINTS = {
    "cannot start any token": "Indent with spaces, not tabs; put text that begins with a sign (@ ` % &) in quotes.",
    "mapping values are not allowed": "A text that holds a colon and a space must be in quotes.",
    "could not find expected ':'": "A colon is missing, or a line is indented too little.",
    "expected <block end>": "The indentation does not match the lines above.",
    "did not find expected key": "The indentation does not match the lines above, or a quote is not closed.",
    "did not find expected '-' indicator": "Items of one list must be indented alike, each with “- ”.",
    "found unexpected end of stream": "A quote or a bracket is opened and never closed.",
    "did not find expected ',' or ']'": "A list that opens with [ must be closed with ].",
}

TYPE_WORDS = {
    "string_type": "text; put it in quotes",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "date_type": "a date such as 2026-11-30",
    "date_from_datetime_parsing": "a date such as 2026-11-30",
    "date_parsing": "a date such as 2026-11-30",
}


def _explain(detail: ErrorDetails, model: type[BaseModel], source: Source) -> Problem:
    """One error of pydantic in the words of an author."""
    steps = tuple(step for step in detail["loc"] if _is_step(step, source))
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    kind = detail["type"]
    if kind == "missing":
        return Problem(source.place(*steps[:-1]), "C121", f"“{name}” is missing", f"Add “{name}: …” here.")
    if kind == "extra_forbidden":
        known = _fields_at(model, steps[:-1])
        hint = "Known keys: " + ", ".join(known) + "."
        return Problem(source.key_place(*steps), "C122", f"Unknown key “{name}”", hint, nearest(name, known))
    place = source.place(*steps)
    if kind in TYPE_WORDS:
        return Problem(place, "C123", f"“{name}” should be {TYPE_WORDS[kind]}", f"It is {_shown(detail['input'])}.")
    if kind == "literal_error":
        known = [word.strip("'") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        given = str(detail["input"])
        return Problem(place, "C124", f"“{given}” is no value of “{name}”", "One of: " + ", ".join(known) + ".", nearest(given, known))
    if kind == "string_pattern_mismatch":
        hint = "Ids are lower case letters, digits and single hyphens, such as us118028-so1-ac1."
        return Problem(place, "C125", f"“{detail['input']}” is not an id", hint)
    if kind in ("string_too_short", "too_short"):
        return Problem(place, "C126", f"“{name}” is empty", "Fill it in, or leave the key out.")
    said = detail["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return Problem(place, "C127", f"“{name}”: {said[:1].lower() + said[1:]}" if name else said)


def _is_step(step: str | int, source: Source) -> bool:
    """Leave out what pydantic adds to a location for itself (names of union members)."""
    return isinstance(step, int) or any(step in steps for steps in source.keys) or "[" not in step


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    text = str(value)
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


def _nearest_place(places: Mapping[Steps, Place], steps: Steps) -> Place | None:
    for end in range(len(steps), -1, -1):
        if found := places.get(steps[:end]):
            return found
    return None


def _fields_at(model: type[BaseModel], steps: Steps) -> list[str]:
    """The names of the fields of the model that stands at these steps."""
    current: type[BaseModel] = model
    for step in steps:
        if isinstance(step, str) and step in current.model_fields:
            current = next(_models_in(current.model_fields[step].annotation), current)
    return list(current.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for part in typing.get_args(annotation):
        yield from _models_in(part)
