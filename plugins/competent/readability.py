"""Print how well the sections of a programme read."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from competent.checks.language import LONGEST_SENTENCE, grade, sentences
from competent.programme.models import Programme
from competent.programme.page import Page


def show_readability(programmes: Sequence[Programme]) -> bool:
    """A line for each section, glossary and page of front matter; says whether all keep their limits."""
    table = Table(title="Flesch-Kincaid grade of the prose, without tables, activities' settings and model answers")
    for name in ("Page", "Words", "Grade", "At most", "Longest sentence", "At most"):
        table.add_column(name, justify="left" if name == "Page" else "right")
    good = True
    for page, limit in _pages(programmes):
        found = sentences(page)
        measured, longest = grade(page), max((sentence.words for sentence in found), default=0)
        good = good and measured <= limit and longest <= LONGEST_SENTENCE
        words = sum(sentence.words for sentence in found)
        table.add_row(page.path, str(words), f"{measured:.1f}", f"{limit:g}", str(longest), str(LONGEST_SENTENCE))
    Console(width=120).print(table)
    return good


def _pages(programmes: Sequence[Programme]) -> list[tuple[Page, float]]:
    """Every page once, with its highest grade."""
    pages: dict[str, tuple[Page, float]] = {}
    for programme in programmes:
        sections = [section.page for section in programme.sections]
        for page in (*programme.front_matter, programme.index, *sections, *filter(None, [programme.glossary])):
            pages.setdefault(page.uri, (page, programme.plan.reading_grade))
    return list(pages.values())
