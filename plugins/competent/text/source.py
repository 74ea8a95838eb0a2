"""Read YAML as data that knows where every value stands in its file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

from competent.text.problem import Place, Problem

MAX_BYTES = 1_000_000
"""A unit standard is some 10 kB; a file a hundred times that is a mistake or an attack."""
MAX_DEPTH = 20
"""Levels of nesting; the deepest standard has five."""

Steps = tuple[str | int, ...]
Found = TypeVar("Found")


@dataclass(frozen=True)
class Source:
    """The plain value of a YAML text, with the place of each value and each key by the steps that lead there."""

    path: str
    value: Any
    values: Mapping[Steps, Place] = field(repr=False)
    keys: Mapping[Steps, Place] = field(repr=False)
    written: Mapping[Steps, str] = field(default_factory=dict, repr=False)
    """The letters of the file, of values that are no text: 0215551234 is a number to YAML."""
    comments: Mapping[Steps, Place] = field(default_factory=dict, repr=False)
    """Where a comment follows a text without quotes on its line."""

    def below(self, *steps: str | int) -> Source:
        """The part of the source that stands at these steps."""
        value = self.value
        for step in steps:
            value = value[step]
        cut = len(steps)

        def inside(known: Mapping[Steps, Found]) -> dict[Steps, Found]:
            return {k[cut:]: found for k, found in known.items() if k[:cut] == steps}

        return Source(
            self.path, value, inside(self.values), inside(self.keys), inside(self.written), inside(self.comments)
        )

    def moved(self, move: Callable[[Place], Place]) -> Source:
        """The source with other places."""
        values, keys, comments = (
            {steps: move(place) for steps, place in known.items()} for known in (self.values, self.keys, self.comments)
        )
        return Source(self.path, self.value, values, keys, self.written, comments)

    def at(self, *steps: str | int) -> Any:
        """The value at these steps, or nothing."""
        return _at(self.value, steps)

    def place(self, *steps: str | int) -> Place:
        """Where the value at these steps stands; where there is none, the nearest value that holds it."""
        return _nearest_place(self.values, steps) or Place(self.path)

    def key_place(self, *steps: str | int) -> Place:
        """Where the key (or the list item) at these steps is written."""
        return self.keys.get(steps) or self.place(*steps)


def read_text(file: Path, path: str, most: int = MAX_BYTES) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file of at most so many bytes, or the problem that keeps it from being read."""
    try:
        if not (file.is_file() or file.is_dir()) and file.exists():  # a pipe would be waited for
            return None, [Problem(Place(path), "C101", "The file cannot be read", "It is no plain file.")]
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


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def without_controls(text: str, path: str) -> tuple[str, list[Problem]]:
    """A text with a space in the place of each control character, and a problem for each."""
    found = [_control(_end_of(text[: match.start()], path)) for match in _CONTROL.finditer(text)]
    return _CONTROL.sub(" ", text) if found else text, found


def _control(place: Place) -> Problem:
    return Problem(place, "C104", "The file holds a control character", "Delete it; it does not show in most editors.")


def read_yaml(
    text: str, path: str, first_line: int = 1, indent: int = 0, foreign: bool = False
) -> tuple[Source | None, list[Problem]]:
    """Parse YAML safely: no tags, aliases, duplicate keys or deep nesting.

    `first_line` and `indent` say where the text begins when it is part of a larger file. A `foreign` file (mkdocs.yml)
    may hold tags and aliases that its own program understands: a variable of the environment is looked up, any other
    tagged value is read as nothing.
    """
    reader = _Reader(text, _end_of(text, path, first_line, indent), first_line, indent, foreign)
    try:
        reader.refuse_hostile(text)
        if reader.problems:
            return None, reader.problems
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        return None, [reader.syntax_problem(error)]
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position].decode()  # libyaml counts bytes
        return None, [_control(min(_end_of(before, path, first_line, indent), reader.end))]
    if node is None:
        return None, [Problem(Place(path, first_line), "C105", "There is nothing here", "Fill it in, or delete it.")]
    value = reader.build(node, ())
    if reader.problems:
        return None, reader.problems
    return Source(path, value, reader.values, reader.keys, reader.written, reader.comments), []


class _Reader:
    """Walks one YAML text; collects values, places and problems."""

    def __init__(self, text: str, end: Place, first_line: int, indent: int, foreign: bool):
        self.text, self.lines = text, text.splitlines()
        self.end, self.first_line, self.indent, self.foreign = end, first_line, indent, foreign
        self.values: dict[Steps, Place] = {}
        self.keys: dict[Steps, Place] = {}
        self.written: dict[Steps, str] = {}
        self.comments: dict[Steps, Place] = {}
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
        if unseen := self.unseen_sign(error.context_mark, error.problem_mark or mark):
            return unseen
        for sign, hint in SYNTAX_HINTS.items():
            if sign in said:
                return Problem(
                    place, "C108", f"This is not valid YAML: {(error.problem or said).removeprefix('but ')}", hint
                )
        return Problem(
            place, "C108", f"This is not valid YAML: {said}", "Compare the lines above with a file that works."
        )

    def unseen_sign(self, begins: Any, ends: Any) -> Problem | None:
        """A tab, or what looks like a space or like nothing, where YAML needs spaces, near where it cannot read on."""
        end = ends.index if ends else len(self.text)
        start = self.text.rfind("\n", 0, min(begins.index, end) if begins else end)
        start = self.text.rfind("\n", 0, max(start, 0)) + 1  # the line before
        last = self.text.find("\n", end)
        found = list(_UNSEEN.finditer(self.text, start, len(self.text) if last < 0 else last))
        if found:
            match = next((match for match in reversed(found) if match.start() <= end), found[0])
            letter = match[0][-1]
            name = UNSEEN_NAMES.get(letter, "letter that does not show")
            shown = name if letter == "\t" else f"{name} (U+{ord(letter):04X})"
            title = f"This is not valid YAML: a {shown} stands where spaces must stand"
            hint = f"Delete the {name} and type spaces; YAML is indented with nothing else."
            place = _end_of(self.text[: match.end() - 1], self.end.path, self.first_line, self.indent)
            return Problem(place, "C108", title, hint)
        return None

    def build(self, node: yaml.Node, steps: Steps) -> Any:
        """The value of a node; one that aliases lead to is built once, so that they can neither multiply nor circle."""
        self.values[steps] = self.place(node.start_mark)
        if node not in self.built:
            self.built[node] = None
            self.built[node] = self.build_new(node, steps)
        return self.built[node]

    def build_new(self, node: yaml.Node, steps: Steps) -> Any:
        if node.tag == "!ENV":
            return self.from_environment(node)
        if not node.tag.startswith(YAML_TAGS) or ":python/" in node.tag:
            return None
        if isinstance(node, yaml.MappingNode):
            return self.build_mapping(node, steps)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*steps, number)) for number, item in enumerate(node.value)]
        self.note_scalar(node, steps)
        if node.tag == f"{YAML_TAGS}int" and not self.foreign and not _NUMBER.fullmatch(node.value):
            return self.refuse_number(node)
        try:
            return self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError, LookupError, AttributeError):  # PyYAML trusts that a tag fits its value
            return self.refuse_value(node)

    def from_environment(self, node: yaml.Node) -> Any:
        """`!ENV NAME` or `!ENV [NAME, OTHER, default]`, as MkDocs resolves it."""
        names = node.value if isinstance(node, yaml.SequenceNode) else [node]
        default = self.loader.construct_object(names.pop()) if len(names) > 1 else None
        for name in names:
            if (value := os.environ.get(str(name.value))) is not None:
                return yaml.safe_load(f"{value}") if _PLAIN.fullmatch(value) else value
        return default

    def note_scalar(self, node: yaml.Node, steps: Steps) -> None:
        """Note what a value was written as, and the comment that follows it on its line."""
        if node.tag != f"{YAML_TAGS}str":
            self.written[steps] = node.value
        elif isinstance(node, yaml.ScalarNode) and not node.style and node.end_mark.line < len(self.lines):
            if node.value[:1] in "“‘":
                self.written[steps] = node.value
            rest = self.lines[node.end_mark.line][node.end_mark.column :]
            if rest[:1].isspace() and rest.lstrip().startswith("#"):
                column = node.end_mark.column + len(rest) - len(rest.lstrip()) + 1
                line = node.end_mark.line + self.first_line
                self.comments[steps] = Place(self.end.path, line, column + self.indent)

    def refuse_number(self, node: yaml.Node) -> None:
        title = f"“{shortened(node.value)}” is a number that YAML reads in another way"
        hint = "Put it in quotes where it is text; a number has no zeros before it and no signs in it."
        self.report(node.start_mark, "C109", title, hint)

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
UNSEEN_NAMES = {"\t": "tab", "\u00a0": "no-break space", "\u202f": "no-break space"}
_UNSEEN = re.compile(
    r"(?:^[ -]*|[:\[{,] ?)([\t\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff])|([\u0085\u2028\u2029])", re.MULTILINE
)
"""What looks like a space, or like nothing, where YAML wants a space; and what it takes for the end of a line."""
_PLAIN = re.compile(r"[\w.+-]*")
"""A value of the environment that YAML may read as a number or a truth; any other is text."""
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,300})")
"""A whole number as people write it: no octal 010, no 0x1F, no 12:30 by sixties."""

NEVER_CLOSED = ("end of stream", "',' or ", "could not find expected ':'")
"""What libyaml says at the end of what is open, or of a line without a colon: where it begins is the place to look."""

SYNTAX_HINTS = {
    "cannot start any token": "Indent with spaces, not tabs; put text that begins with a sign (@ ` % &) in quotes.",
    "while scanning a directive": "Put text that begins with % in quotes.",
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


def merged(parent: Source, child: Source) -> Source:
    """A source over the one that it inherits from: keys with values are joined, everything else is replaced."""
    replaced = {
        steps
        for steps in child.values
        if steps and not (isinstance(_at(child.value, steps), dict) and isinstance(_at(parent.value, steps), dict))
    }

    def joined(mine: Mapping[Steps, Found], theirs: Mapping[Steps, Found]) -> dict[Steps, Found]:
        kept = {s: v for s, v in theirs.items() if not any(s[:end] in replaced for end in range(1, len(s) + 1))}
        return {**kept, **mine}

    return Source(
        child.path,
        _joined(parent.value, child.value),
        joined(child.values, parent.values),
        joined(child.keys, parent.keys),
        joined(child.written, parent.written),
        joined(child.comments, parent.comments),
    )


def _joined(parent: Any, child: Any) -> Any:
    if not isinstance(parent, dict) or not isinstance(child, dict):
        return child
    return {**parent, **{key: _joined(parent.get(key), value) for key, value in child.items()}}


def _at(value: Any, steps: Steps) -> Any:
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


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
