"""Load every unit standard of a project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from competent.standards.models import Criterion, Outcome, Standard
from competent.text.problem import Place, Problem
from competent.text.source import Source, read_text, read_yaml
from competent.text.validate import validate


@dataclass(frozen=True)
class LoadedStandard:
    """A standard with the source it was read from, which knows the place of each value."""

    standard: Standard
    source: Source = field(repr=False)


@dataclass(frozen=True)
class Standards:
    """The standards of a project by id, and where their criteria are."""

    by_id: Mapping[str, LoadedStandard]

    def __getitem__(self, standard_id: str) -> Standard:
        return self.by_id[standard_id].standard

    def outcomes(self, ids: tuple[str, ...]) -> dict[str, Outcome]:
        """The outcomes of these standards by id."""
        return {o.id: o for key in ids if key in self.by_id for o in self[key].outcomes}

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
    problems: list[Problem] = []
    files = sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])
    if not files:
        problems.append(
            Problem(
                Place(_shown_path(folder, root)),
                "C112",
                "There is no unit standard here",
                "Add a file such as us118028.yml.",
            )
        )
    for file in files:
        found, new = load_standard(file, _shown_path(file, root))
        problems += new
        if found and found.standard.id in loaded:
            place = found.source.place("id")
            other = loaded[found.standard.id].source.path
            problems.append(
                Problem(place, "C130", f"“{found.standard.id}” is also the id of {other}", "Give each its own id.")
            )
        elif found:
            loaded[found.standard.id] = found
    return Standards(loaded), problems


def load_standard(file: Path, path: str) -> tuple[LoadedStandard | None, list[Problem]]:
    """Read one file. `path` is what problems call it."""
    text, problems = read_text(file, path)
    if text is None:
        return None, problems
    source, problems = read_yaml(text, path)
    if source is None:
        return None, problems
    standard, problems = validate(Standard, source)
    return (LoadedStandard(standard, source) if standard else None), problems


def _shown_path(path: Path, root: Path) -> str:
    """What problems call a file: relative to the project where it lies inside."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
