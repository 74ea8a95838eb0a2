"""Write YAML as people write it: long texts folded, keys in their order, and a comment where something is unknown."""

from __future__ import annotations

import datetime
import functools
import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

WIDTH = 120
"""Letters of a line."""
_PLAIN = re.compile(r"[^\W_][^\n]*")


@dataclass(frozen=True)
class Unknown:
    """Stands where a value would: it is not known, and a comment says why."""

    why: str
    needed: bool = False
    """Whether the key must be there, so that a check asks for the value."""


@dataclass(frozen=True)
class Remark:
    """A comment before the next key."""

    text: str


def written(value: Mapping[str, Any]) -> str:
    """A mapping as YAML; what is large has a line of space before it."""
    lines: list[str] = []
    before: Any = None
    for key, found in value.items():
        if before is not None and not isinstance(before, Remark) and (_is_large(key, found) or _is_large("", before)):
            lines.append("")
        lines += _entry(key, found, 0)
        before = found
    return "\n".join(lines) + "\n"


def _is_large(key: str, value: Any) -> bool:
    long = isinstance(value, str) and len(key) + 2 + len(value) > WIDTH
    return long or isinstance(value, (Mapping, list, Remark))


def _entry(key: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of a key and its value."""
    space = " " * indent
    if isinstance(value, Remark):
        yield from _comment(value.text, indent)
    elif isinstance(value, Unknown):
        yield from _comment(f"unknown: {key} ({value.why})", indent)
        if value.needed:
            yield f"{space}{_scalar(key)}:"
    elif isinstance(value, Mapping) and value:
        yield f"{space}{_scalar(key)}:"
        for name, inner in value.items():
            yield from _entry(str(name), inner, indent + 2)
    elif isinstance(value, list) and value:
        if key in IN_BRACKETS and all(isinstance(item, str) and " " not in item for item in value):
            yield f"{space}{_scalar(key)}: [{', '.join(_in_flow(item) for item in value)}]"
            return
        yield f"{space}{_scalar(key)}:"
        for item in value:
            short = _in_braces(item) if key in IN_BRACES else ""
            if short and len(short) + indent + 4 <= WIDTH:
                yield f"{' ' * (indent + 2)}- {short}"
            else:
                yield from _item(item, indent + 2)
    else:
        yield from _text(f"{space}{_scalar(key)}:", value, indent + 2)


def _in_braces(value: Any) -> str:
    """Keys and short texts on one line; nothing where there is more."""
    if not isinstance(value, Mapping) or not all(isinstance(inner, str) for inner in value.values()):
        return ""
    return f"{{{', '.join(f'{name}: {_in_flow(inner)}' for name, inner in value.items())}}}"


IN_BRACKETS = ("outcomes", "criteria", "replaces", "cross_references")
"""Lists of ids and numbers, which stand on one line."""
IN_BRACES = ("items", "range_items", "methods")
"""Lists whose items stand on one line each."""


def _item(value: Any, indent: int) -> Iterator[str]:
    """The lines of an item of a list."""
    if isinstance(value, Mapping) and value:
        lines = [line for name, inner in value.items() for line in _entry(str(name), inner, indent + 2)]
        first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
        yield from (line[2:] for line in lines[:first])
        yield f"{' ' * indent}- {lines[first][indent + 2 :]}"
        yield from lines[first + 1 :]
    else:
        yield from _text(f"{' ' * indent}-", value, indent + 2)


def _comment(text: str, indent: int) -> Iterator[str]:
    space = f"{' ' * indent}# "
    return iter(textwrap.wrap(text, WIDTH, initial_indent=space, subsequent_indent=space, break_long_words=False))


def comment(text: str) -> str:
    """A comment on lines of its own."""
    return "\n".join(_comment(text, 0)) + "\n"


def _text(before: str, value: Any, indent: int) -> Iterator[str]:
    """A plain value behind its key, or a long text folded below it."""
    if not isinstance(value, str):
        yield f"{before} {_other(value)}"
        return
    said = _scalar(value)
    fits = len(before) + 1 + len(said) <= WIDTH and '\\"' not in said
    if fits or not _foldable(value):
        yield f"{before} {said}"
        return
    yield f"{before} >-"
    space = " " * indent
    yield from textwrap.wrap(
        value, WIDTH, initial_indent=space, subsequent_indent=space, break_long_words=False, break_on_hyphens=False
    )


def _foldable(text: str) -> bool:
    """Whether a text comes back as it is when it is folded: single spaces, no line ends."""
    return text == " ".join(text.split(" ")) and text == " ".join(text.split()) and not text.startswith("#")


def _other(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: ""}[value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (Mapping, Sequence)):
        return "{}" if isinstance(value, Mapping) else "[]"
    return json.dumps(value)


def _scalar(text: str) -> str:
    """A text as it stands on one line: without quotes where YAML reads it as this text."""
    return text if _is_plain(text) else json.dumps(text, ensure_ascii=False)


def _in_flow(text: str) -> str:
    return text if _is_plain(text) and not re.search(r"[\[\]{},]", text) else json.dumps(text, ensure_ascii=False)


@functools.lru_cache(maxsize=1024)
def _is_plain(text: str) -> bool:
    """Whether YAML reads a text without quotes as this very text: no number, date or truth, no key and no comment."""
    if not _PLAIN.fullmatch(text) or re.search(r": |:$| #|\s$|\t", text):
        return False
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]  # PyYAML has no types
    return bool(tag == "tag:yaml.org,2002:str")


_RESOLVER = yaml.resolver.Resolver()
