"""Read one page of a project: its text, its blocks, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from competent.files import path_from, real_path
from competent.programme.node import Kinds, read_nodes
from competent.programme.page import Page
from competent.text.markdown import Include, read_manuscript
from competent.text.problem import Place, Problem
from competent.text.source import read_text, without_controls

MISREAD = {"C202", "C203", "C204", "C205", "C206", "C208"}
"""Problems with fences."""
OF_ORDER = {"C220", "C222", "C223", "C224", "C226", "C234"}
"""What stands where, and what a block lacks, is known only when all fences are right."""


ReadPage = tuple[Page | None, list[Problem]]
"""A page, or nothing where it cannot be read, and all that is wrong with it."""


@dataclass(frozen=True)
class Reading:
    """How the pages of a project are read."""

    content: Path
    """The content folder."""
    root: Path
    """The project."""
    uris: tuple[str, ...]
    """The Markdown files that are pages, relative to the content folder."""
    kinds: Kinds = field(repr=False)
    """The blocks there are."""
    foreign: frozenset[str] = frozenset()
    """The names of blocks that other extensions have."""
    include: Include | None = None
    """Puts included files in their place."""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What other programs made of the text of a page, by its path."""
    made: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Pages that other programs made, by their path."""
    known: dict[str, tuple[object, ReadPage]] = field(default_factory=dict, repr=False)
    """By their path, pages that have been read, and from what: one that has not changed is not read again."""


def read_page(reading: Reading, uri: str, *, examples: bool = False) -> ReadPage:
    """Read one page. `examples` are shown live on pages that are no sections."""
    file = reading.content / uri
    path = path_from(reading.root, file)
    if uri in reading.made:
        text, problems = reading.made[uri], list[Problem]()
    elif not real_path(file).is_relative_to(reading.root):
        hint = "Put the file itself there: what lies outside the project is not published."
        return None, [Problem(Place(path), "C219", "The page leads out of the project", hint)]
    else:
        read, problems = read_text(file, path)
        if read is None:
            return None, problems
        text, controls = without_controls(read, path)
        problems += controls
    names = frozenset(reading.kinds) | reading.foreign
    body = reading.texts.get(uri)
    read_from = path, text, body, names, examples
    if uri not in reading.known or reading.known[uri][0] != read_from or reading.include:
        written, found = read_manuscript(text, path, names, body=body, include=reading.include, examples=examples)
        nodes, wrong = read_nodes(written, reading.kinds)
        wrong = told_rightly(wrong, found)
        reading.known[uri] = read_from, (Page(uri, written, nodes), [*problems, *found, *wrong])
    return reading.known[uri][1]


def told_rightly(problems: list[Problem], of_fences: Iterable[Problem]) -> list[Problem]:
    """The problems of a page without those that may be consequences of a wrong fence."""
    misread = any(problem.code in MISREAD for problem in of_fences)
    return [problem for problem in problems if not misread or problem.code not in OF_ORDER]
