"""Load every unit standard of a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from competent.files import path_from
from competent.standards.framework import Framework, Frameworks, load_frameworks
from competent.standards.standard import Standard, named
from competent.standards.statements import Criterion, Outcome
from competent.text.problem import Place, Problem, nearest
from competent.text.source import Source, read_text, read_yaml, shortened
from competent.text.validate import validate

ANY = "*"
"""The id of a standard in a file that could not be read so far: it may be any."""


@dataclass(frozen=True)
class LoadedStandard:
    """A standard with the source it was read from, which knows the place of each value."""

    standard: Standard
    source: Source = field(repr=False)


@dataclass(frozen=True)
class Standards:
    """The standards of a project by id, and where their criteria are."""

    by_id: Mapping[str, LoadedStandard]
    unread: frozenset[str] = frozenset()
    """The ids of standards whose files could not be read: nothing is said of what depends on them. It may be any."""

    def may_be_unread(self, standard_id: str) -> bool:
        """Whether a standard may stand in a file that could not be read."""
        return standard_id not in self.by_id and bool(self.unread & {standard_id, ANY})

    def __getitem__(self, standard_id: str) -> Standard:
        return self.by_id[standard_id].standard

    def outcomes(self, ids: tuple[str, ...]) -> dict[str, Outcome]:
        """The outcomes of these standards by id, those inside others too."""
        return {o.id: o for key in ids if key in self.by_id for o in self[key].every_outcome}

    def criteria(self, ids: tuple[str, ...]) -> dict[str, Criterion]:
        """The criteria of these standards by id."""
        return {c.id: c for key in ids if key in self.by_id for c in self[key].criteria}

    def standard_of(self, criterion_id: str) -> Standard:
        """The standard that holds the criterion."""
        return next(
            loaded.standard
            for loaded in self.by_id.values()
            if any(criterion.id == criterion_id for criterion in loaded.standard.criteria)
        )


def load_standards(folder: Path, root: Path) -> tuple[Standards, list[Problem]]:
    """Read `*.yml` in the folder; every problem of every file is reported."""
    loaded: dict[str, LoadedStandard] = {}
    unread: set[str] = set()
    frameworks, problems = load_frameworks(folder, root)
    files = sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])
    if not files:
        problems.append(
            Problem(
                Place(path_from(root, folder)),
                "C112",
                "There is no unit standard here",
                "Add a file such as us118028.yml.",
            )
        )
    for file in files:
        found, name, new = load_standard(file, path_from(root, file), frameworks)
        problems += new
        if found and found.standard.id in loaded:
            place = found.source.place("id")
            other = loaded[found.standard.id].source.path
            problems.append(
                Problem(
                    place,
                    "C130",
                    f"“{found.standard.id}” is also the id of {other}",
                    "Give each its own id; where one file is a copy of the other, delete the copy.",
                )
            )
        elif found:
            loaded[found.standard.id] = found
        else:
            unread |= {file.stem, name}
    return Standards(loaded, frozenset(unread)), problems


def load_standard(file: Path, path: str, frameworks: Frameworks) -> tuple[LoadedStandard | None, str, list[Problem]]:
    """Read one file: the standard, its id as far as that can be told, and problems. `path` is what they call it."""
    text, problems = read_text(file, path)
    if text is None:
        return None, ANY, problems
    source, problems = read_yaml(text, path)
    if source is None:
        return None, ANY, problems
    standard, problems = validate(Standard, source)
    written = source.value.get("id") if isinstance(source.value, dict) else None
    named_so = written if isinstance(written, str) else ANY
    name = source.value.get("framework") if isinstance(source.value, dict) else None
    known = frameworks.by_id
    if isinstance(name, str) and name in frameworks.unread and name not in known:
        return None, named_so, problems
    if isinstance(name, str) and name not in known:
        hint = f"Frameworks: {', '.join(known)}."
        near = nearest(name, known)
        problems.append(Problem(source.place("framework"), "C137", f"There is no framework “{name}”", hint, near))
        return None, named_so, problems
    if standard is None:
        return None, named_so, [*problems, *(unknown_kinds(source, known[name]) if isinstance(name, str) else ())]
    return LoadedStandard(named(standard, known[standard.framework]), source), standard.id, problems


def unknown_kinds(source: Source, framework: Framework) -> Iterator[Problem]:
    """C134: outcomes of a kind that the framework does not have, in a standard that may be wrong in other ways too."""
    waiting: list[tuple[str | int, ...]] = [()]
    while waiting:
        steps = waiting.pop(0)
        outcomes = source.at(*steps, "outcomes")
        for number, outcome in enumerate(outcomes if isinstance(outcomes, list) else ()):
            here = (*steps, "outcomes", number)
            waiting.append(here)
            kind = outcome.get("kind") if isinstance(outcome, dict) else None
            if isinstance(kind, str) and kind not in framework.kinds:
                title = f"A {framework.id} has no outcome of the kind “{shortened(kind)}”"
                hint = f"It has: {', '.join(framework.kinds)}."
                yield Problem(source.place(*here, "kind"), "C134", title, hint, nearest(kind, framework.kinds))
