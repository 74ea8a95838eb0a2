"""Read the Markdown inside texts as Python-Markdown does, in less time.

It tries some thirty patterns on every text, and most match nowhere. Here a pattern that does not match costs one search
and no more; one that does is left to Python-Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markdown.inlinepatterns import InlineProcessor as Pattern
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString


class QuickInline(InlineProcessor):
    """An inline processor that looks before it leaps."""

    searches: list[Callable[[str, int], object]]
    """Looks for a pattern in a text from a place on, by the pattern's number."""
    patterns: list[object]

    def _InlineProcessor__handleInline(self, data: str, number: int = 0) -> str:  # noqa: N802 (its private name)
        """The text with a placeholder for each thing that a pattern finds, from the pattern of this number on."""
        if isinstance(data, AtomicString):
            return data
        apply = getattr(self, "_InlineProcessor__applyPattern")  # noqa: B009 (as above)
        start = 0
        while number < len(self.searches):
            matched = False
            if self.searches[number](data, start):
                data, matched, start = apply(self.patterns[number], data, number, start)
            if not matched:
                number, start = number + 1, 0
        return data


def hasten(processors: Iterable[Treeprocessor]) -> None:
    """Let the inline processors among these work so; those that an extension has changed stay as they are."""
    for processor in processors:
        if type(processor) is InlineProcessor:
            patterns = list[object](processor.inlinePatterns)
            processor.__class__ = QuickInline
            vars(processor).update(patterns=patterns, searches=[_search(pattern) for pattern in patterns])


def _search(pattern: object) -> Callable[[str, int], object]:
    """The search of a pattern; for one of the old style, which sees the rest of a text alone, always yes."""
    return pattern.getCompiledRegExp().search if isinstance(pattern, Pattern) else lambda _data, _start: True
