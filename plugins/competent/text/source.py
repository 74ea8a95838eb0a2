"""Read YAML as data that knows where every value stands in its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from competent.text.problem import Place, Problem

MAX_BYTES = 1_000_000
"""A unit standard is some 10 kB; a file a hundred times that is a mistake or an attack."""
MAX_DEPTH = 20
"""Levels of nesting; the deepest standard has five."""

Steps = tuple[str | int, ...]


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


def read_text(file: Path, path: str, most: int = MAX_BYTES) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file of at most so many bytes, or the problem that keeps it from being read."""
    try:
        with file.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        return None, [Problem(Place(path), "C101", "The file cannot be read", f"{error.strerror}.")]
    if len(data) > most:
        return None, [
            Problem(
                Place(path),
                "C102",
                f"The file is larger than {most // 1000} kB",
                "Split it, or remove what is not text.",
            )
        ]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        hint = "Save it again with the encoding UTF-8."
        return None, [Problem(_end_of(before, path), "C103", "The file is not UTF-8", hint)]


def read_yaml(
    text: str, path: str, first_line: int = 1, indent: int = 0, foreign: bool = False
) -> tuple[Source | None, list[Problem]]:
    """Parse YAML safely: no tags, aliases, duplicate keys or deep nesting.

    `first_line` and `indent` say where the text begins when it is part of a larger file. A `foreign` file (mkdocs.yml)
    may hold tags and aliases that its own program understands: a tagged value is read as nothing.
    """
    reader = _Reader(_end_of(text, path, first_line, indent), first_line, indent, foreign)
    try:
        reader.refuse_hostile(text)
        if reader.problems:
            return None, reader.problems
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        return None, [reader.syntax_problem(error)]
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position].decode()  # libyaml counts bytes
        hint = "Delete it; it does not show in most editors."
        place = min(_end_of(before, path, first_line, indent), reader.end)
        return None, [Problem(place, "C104", "The file holds a control character", hint)]
    if node is None:
        return None, [Problem(Place(path, first_line), "C105", "There is nothing here", "Fill it in, or delete it.")]
    value = reader.build(node, ())
    return (None if reader.problems else Source(path, value, reader.values, reader.keys)), reader.problems


class _Reader:
    """Walks one YAML text; collects values, places and problems."""

    def __init__(self, end: Place, first_line: int, indent: int, foreign: bool):
        self.end, self.first_line, self.indent, self.foreign = end, first_line, indent, foreign
        self.values: dict[Steps, Place] = {}
        self.keys: dict[Steps, Place] = {}
        self.problems: list[Problem] = []
        self.loader = yaml.SafeLoader("")
        self.built: dict[yaml.Node, Any] = {}

    def place(self, mark: Any) -> Place:
        """The place of a mark; libyaml puts what is missing at the end on a line that is not there."""
        return min(Place(self.end.path, mark.line + self.first_line, mark.column + 1 + self.indent), self.end)

    def report(self, mark: Any, code: str, title: str, hint: str, suggestion: str = "") -> None:
        self.problems.append(Problem(self.place(mark), code, title, hint, suggestion))

    def refuse_hostile(self, text: str) -> None:
        """Look at the stream of events, which costs no memory, before anything is built from it."""
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent) and not self.foreign:
                self.report(event.start_mark, "C106", "Aliases (*name) are not allowed", "Write the value out.")
                return
            if (tag := getattr(event, "tag", None)) and not self.foreign:
                shown = tag.replace(YAML_TAGS, "!!", 1)
                self.report(
                    event.start_mark, "C113", f"The tag “{shortened(shown)}” is not allowed", "Write a plain value."
                )
                return
            depth += isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent))
            depth -= isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
            if depth > MAX_DEPTH:
                self.report(event.start_mark, "C107", f"More than {MAX_DEPTH} levels of nesting", "Write it flatter.")
                return

    def syntax_problem(self, error: yaml.MarkedYAMLError) -> Problem:
        said = " ".join(part for part in (error.context, error.problem) if part)
        opened = error.context_mark if any(sign in said for sign in NEVER_CLOSED) else None
        mark = opened or error.problem_mark or error.context_mark
        place = self.place(mark) if mark else Place(self.end.path, self.first_line)
        for sign, hint in SYNTAX_HINTS.items():
            if sign in said:
                return Problem(
                    place, "C108", f"This is not valid YAML: {(error.problem or said).removeprefix('but ')}", hint
                )
        return Problem(
            place, "C108", f"This is not valid YAML: {said}", "Compare the lines above with a file that works."
        )

    def build(self, node: yaml.Node, steps: Steps) -> Any:
        """The value of a node; one that aliases lead to is built once, so that they can neither multiply nor circle."""
        self.values[steps] = self.place(node.start_mark)
        if node not in self.built:
            self.built[node] = None
            self.built[node] = self.build_new(node, steps)
        return self.built[node]

    def build_new(self, node: yaml.Node, steps: Steps) -> Any:
        if not node.tag.startswith(YAML_TAGS) or ":python/" in node.tag:
            return None
        if isinstance(node, yaml.MappingNode):
            return self.build_mapping(node, steps)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*steps, number)) for number, item in enumerate(node.value)]
        try:
            return self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError, LookupError, AttributeError):  # PyYAML trusts that a tag fits its value
            return self.refuse_value(node)

    def refuse_value(self, node: yaml.Node) -> None:
        if node.tag == f"{YAML_TAGS}timestamp":
            self.report(
                node.start_mark,
                "C109",
                f"There is no date “{shortened(node.value)}”",
                "Write it as 2026-11-30.",
            )
        else:
            self.report(
                node.start_mark, "C109", f"“{shortened(node.value)}” is no value that YAML knows", "Put it in quotes."
            )

    def build_mapping(self, node: yaml.MappingNode, steps: Steps) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.report(key_node.start_mark, "C110", "A key must be a word", "Write it as “key: value”.")
                continue
            key = key_node.value
            if key in result:
                first = self.keys[(*steps, key)].line
                self.report(
                    key_node.start_mark,
                    "C111",
                    f"“{shortened(key)}” stands here twice",
                    f"It is already in line {first}; keep one.",
                )
                continue
            self.keys[(*steps, key)] = self.place(key_node.start_mark)
            result[key] = self.build(value_node, (*steps, key))
        return result


YAML_TAGS = "tag:yaml.org,2002:"

NEVER_CLOSED = ("end of stream", "',' or ")
"""What libyaml says at the end of what is open; the place to look at is where it begins."""

SYNTAX_HINTS = {
    "cannot start any token": "Indent with spaces, not tabs; put text that begins with a sign (@ ` % &) in quotes.",
    "mapping values are not allowed": "Put text that holds a colon and a space in quotes; indent keys alike.",
    "could not find expected ':'": "A colon is missing, or a line is indented too little.",
    "expected <block end>": "The indentation does not match the lines above.",
    "did not find expected key": "The indentation does not match the lines above, or a quote ends too early.",
    "did not find expected '-' indicator": "Items of one list must be indented alike, each with “- ”.",
    "found unexpected end of stream": "A quote or a bracket is opened and never closed.",
    "did not find expected ',' or ']'": "A list that opens with [ must be closed with ].",
    "did not find expected ',' or '}'": "Keys and values that open with { must be closed with }.",
    "did not find expected node content": "A bracket is opened and never closed, or a value is missing.",
    "did not find expected alphabetic": "Put text that begins with a sign (* & ! %) in quotes.",
    "found unknown escape character": "Use single quotes: between double quotes a backslash has a meaning of its own.",
    "found another document": "Remove the line of three hyphens: a file holds one document.",
}


def shortened(text: str) -> str:
    """A text that fits into a sentence: on one line, and cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _end_of(text: str, path: str, first_line: int = 1, indent: int = 0) -> Place:
    """The place that follows the text."""
    return Place(path, text.count("\n") + first_line, len(text) - (text.rfind("\n") + 1) + 1 + indent)


def _nearest_place(places: Mapping[Steps, Place], steps: Steps) -> Place | None:
    for end in range(len(steps), -1, -1):
        if found := places.get(steps[:end]):
            return found
    return None
