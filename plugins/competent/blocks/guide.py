"""The block `options`: what an author may write in a block, a file or the settings, as a table made of the models.

The guide for authors is full of them, so it cannot disagree with what is checked.
"""

from __future__ import annotations

import datetime
import re
import types
import typing
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.fields import FieldInfo

import competent.blocks as registry
from competent.blocks.drawing import Drawing, DrawnKind
from competent.blocks.html import Child, h
from competent.blocks.teaching import LetterMeaning
from competent.programme.answers import ANSWER_KINDS, AnswerPart
from competent.programme.load import IndexFields, SectionFields
from competent.programme.node import Node
from competent.programme.plan import Sessions
from competent.settings import Colours, Provider, Settings
from competent.standards.framework import (
    Checks,
    CodePattern,
    Framework,
    FrameworkWords,
    Judging,
    KindOfOutcome,
    Numbers,
    Role,
    Statements,
    Value,
)
from competent.standards.standard import Standard
from competent.standards.statements import (
    Criterion,
    CrossField,
    EmbeddedKnowledge,
    EvidenceMethod,
    Outcome,
    RangeItem,
    RangeStatement,
    Register,
    SignOff,
    Sufficiency,
)
from competent.text.described import description
from competent.text.manuscript import Block
from competent.text.problem import Problem, nearest
from competent.text.values import ID_PATTERN, Item, Listed, Part
from competent.words import Label

OF_FILES: Mapping[str, type[BaseModel]] = {
    "index": IndexFields,
    "sessions": Sessions,
    "section": SectionFields,
    "settings": Settings,
    "provider": Provider,
    "colours": Colours,
    "standard": Standard,
    "outcome": Outcome,
    "criterion": Criterion,
    "register": Register,
    "range": RangeStatement,
    "range item": RangeItem,
    "embedded knowledge": EmbeddedKnowledge,
    "cross-field outcome": CrossField,
    "sufficiency": Sufficiency,
    "method": EvidenceMethod,
    "sign-off": SignOff,
    "framework": Framework,
    "framework: words": FrameworkWords,
    "framework: words: checks": Checks,
    "framework: kind": KindOfOutcome,
    "framework: code": CodePattern,
    "framework: judging": Judging,
    "framework: value": Value,
    "framework: role": Role,
    "framework: numbers": Numbers,
    "framework: statements": Statements,
    "answer": AnswerPart,
    "item": Item,
    "mnemonic: letter": LetterMeaning,
}
"""What is no block, and what several kinds of answer share."""


def parts() -> Mapping[str, type[BaseModel]]:
    """Everything whose keys can be shown, by what an author calls it."""
    blocks = {name: kind.Options for name, kind in registry.KINDS.items() if kind.Options}
    answers = {f"answer: {name}": kind for name, kind in ANSWER_KINDS.items()}
    return {**blocks, **answers, **OF_FILES}


class OptionsBlock(DrawnKind):
    """A table of the keys of a block, a file or the settings, for guides to authors."""

    name = "options"

    @classmethod
    def read(cls, block: Block) -> tuple[Part | None, list[Problem]]:
        """Nothing, and what is wrong where its title is no name."""
        known = parts()
        if not block.argument or block.argument in known:
            return None, []
        title = f"There are no keys of “{block.argument}”"
        near = nearest(block.argument, known)
        return None, [Problem(block.place, "C272", title, f"One of: {', '.join(known)}.", near)]

    @classmethod
    def draw(cls, drawing: Drawing, node: Node, body: etree.Element) -> etree.Element | None:
        """A row for each key."""
        model = parts().get(node.title)
        if model is None:
            return None
        noun = "Option" if node.title.partition(":")[0] in registry.KINDS else "Key"
        heads = h("tr", None, *(h("th", {"scope": "col"}, text) for text in (noun, "Needed", "What it holds")))
        rows = [
            h(
                "tr",
                None,
                h("td", None, h("code", None, *_breaking(name))),
                h("td", None, "yes" if field.is_required() else "no"),
                h("td", None, *_marked(told(field, description(model, name)))),
            )
            for name, field in written(model)
        ]
        return h("table", {"class": "options"}, h("thead", None, heads), h("tbody", None, *rows))


def _breaking(name: str) -> Iterator[etree.Element | str]:
    """A key that may go on in the next line after each underscore."""
    first, *rest = name.split("_")
    yield first
    for word in rest:
        yield from ("_", h("wbr", None), word)


PLAIN = ["a text"], ["an id"]
"""What a description says already."""
MOST_KEYS = 6
"""How many keys are named in a cell; what has more has a table of its own."""


def written(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """The keys that an author writes, the needed ones first; those of every kind of answer only once, not for each."""
    shared = {*AnswerPart.model_fields, "kind"} if model in ANSWER_KINDS.values() else ()
    found = [(field.alias or name, field) for name, field in model.model_fields.items() if name not in shared]
    return iter(sorted(found, key=lambda item: not item[1].is_required()))


def told(field: FieldInfo, words: str) -> str:
    """What a key holds: these words, what may stand there, and what holds if nothing does."""
    words = " ".join(words.split())
    wanted = _wanted(field.annotation, field.metadata)
    default = None if field.is_required() else _as_yaml(field.get_default(call_default_factory=True))
    fallback = f"If you say nothing: `{default}`." if default else ""
    return " ".join(filter(None, (words, wanted, fallback)))


def _wanted(annotation: Any, metadata: Iterable[Any]) -> str:
    """What may stand there, in a sentence; empty where it is simply a text."""
    found = list(dict.fromkeys(filter(None, _shapes(annotation, list(metadata)))))
    if found in PLAIN:
        return ""
    return f"{found[0][0].upper()}{' or '.join(found)[1:]}." if found else ""


def _shapes(annotation: Any, metadata: list[Any]) -> Iterator[str]:
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        yield from _shapes(annotation.__origin__, [*annotation.__metadata__, *metadata])
    elif annotation is str:
        yield "an id" if any(getattr(limit, "pattern", None) == ID_PATTERN for limit in metadata) else "a text"
    elif origin in (typing.Union, types.UnionType):
        for part in inside:
            yield from _shapes(part, metadata)
    elif origin is Literal:
        yield _one_of(inside)
    elif origin is tuple:
        counted = _between(metadata)
        shapes = list(dict.fromkeys(filter(None, _shapes(inside[0], []))))
        each = "" if shapes in PLAIN else " or ".join(shapes)
        of = f" of {counted}" if counted else ""
        yield f"a list{of}; each {'has' if each.startswith('keys') else 'is'} {each}" if each else f"a list{of}"
    elif annotation in (dict, Mapping) or origin in (dict, Mapping, typing.Mapping):
        yield "keys with values"
    elif annotation is bool:
        yield "`true` or `false`"
    elif annotation in (int, float):
        bounds = _between(metadata)
        yield f"a number, {bounds}" if bounds else "a number"
    elif annotation is datetime.date:
        yield "a date such as `2026-11-30`"
    elif isinstance(annotation, type) and issubclass(annotation, Part) and annotation not in (Item, Listed):
        names = [name for name, _field in written(annotation)]
        yield f"keys: {', '.join(f'`{name}`' for name in names)}" if len(names) <= MOST_KEYS else ""


def _one_of(values: Iterable[object]) -> str:
    *most, last = (f"`{value}`" for value in values)
    return f"{', '.join(most)} or {last}" if most else last


def _between(metadata: Iterable[Any]) -> str:
    """The least and the most that may be, in words; empty where there are no bounds."""
    limits = {name: value for limit in metadata for name in LIMITS if (value := getattr(limit, name, None)) is not None}
    low, high = limits.get("ge", limits.get("min_length")), limits.get("le", limits.get("max_length"))
    if low is None or high is None:
        return f"{low} or more" if low is not None else ""
    return f"{low} to {high}"


LIMITS = ("ge", "le", "min_length", "max_length")


def _as_yaml(value: object) -> str:
    """A value as an author would write it; empty where there is none."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Label):
        return _as_yaml(value.text)
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(str, value))}]" if value else ""
    if isinstance(value, str):
        return value if re.fullmatch(r"[\w ./-]*", value) else f'"{value}"'
    return str(value) if isinstance(value, (int, float)) else ""


def _marked(text: str) -> Iterator[Child]:
    """A text with what stands between backticks as code."""
    for number, part in enumerate(re.split(r"`([^`]+)`", text)):
        yield h("code", None, part) if number % 2 else part
