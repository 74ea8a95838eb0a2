"""Read what a style sheet names."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2


@functools.lru_cache(maxsize=64)
def urls(css: str) -> frozenset[str]:
    """Every address in a style sheet, or in the value of a `style` attribute."""
    return frozenset(_urls(tinycss2.parse_component_value_list(css)))


def _urls(tokens: Iterable[Any]) -> Iterator[str]:
    imported = False
    for token in tokens:
        if token.type == "url" or (imported and token.type == "string"):
            yield token.value
        elif token.type == "function" and token.lower_name == "url":
            yield from (argument.value for argument in token.arguments if argument.type == "string")
        imported = (token.type == "at-keyword" and token.lower_value == "import") or (
            imported and token.type == "whitespace"
        )
        yield from _urls(getattr(token, "content", None) or getattr(token, "arguments", None) or ())
