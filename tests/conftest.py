"""A tiny project, whole and right, that tests put mistakes into."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.project import Project
from competent.text.problem import Format, Problem, report
from tests.building import Built, real_project

ROOT = Path(__file__).resolve().parent.parent

MKDOCS_YML = """\
site_name: Tiny
docs_dir: content
plugins:
  - competent:
      provider:
        name: Tiny Academy
"""

STANDARD = """\
# yaml-language-server: $schema=schema.json
framework: saqa-unit-standard
id: us1
title: Make tea
level: 2
credits: 3
source: Written for a test.
purpose:
  - Somebody drinks tea.
outcomes:
  - id: us1-so1
    kind: specific-outcome
    title: Make tea for a guest.
    criteria:
      - id: us1-so1-ac1
        text: The water is boiled.
      - id: us1-so1-ac2
        text: The tea is served.
"""

INDEX = """\
---
title: Make tea
summary: For people who drink tea.
standards: [us1]
sections: [boil.md]
---
# Make tea
"""

ACTIVITY = """\
//// activity | Boil water
    id: us1-a01
    type: knowledge
    mode: individual
    criteria: [us1-so1-ac1]
    minutes: 5

Look at the kettle.

/// answer | What do you see?
    key: see
    kind: lines
///

/// model
The steam of a secret kettle.
///
////
"""

SECTION = f"""\
---
title: Boil
outcomes: [us1-so1]
---
# Boil

![A cup of tea](images/cup.svg)

{ACTIVITY}"""

CUP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n'

TINY = {
    "mkdocs.yml": MKDOCS_YML,
    "unit_standards/us1.yml": STANDARD,
    "content/us1/index.md": INDEX,
    "content/us1/boil.md": SECTION,
    "content/us1/images/cup.svg": CUP,
}


@dataclass(frozen=True)
class TinyProject:
    """A project in a folder of its own."""

    root: Path

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a file; `old` must stand in it, so that a test cannot pass by changing nothing."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def load(self) -> Project:
        """The project as it stands."""
        return load_project(self.root / "mkdocs.yml")

    def report(self, style: Format = "text") -> str:
        """What `competent check` says of it, without warnings: a tiny programme is far from complete."""
        return report(self.errors(), style)

    def errors(self) -> list[Problem]:
        """The errors in it, in order."""
        return [problem for problem in self.load().problems if problem.severity == "error"]


@pytest.fixture(scope="session", autouse=True)
def nothing_left() -> Iterator[None]:
    """Tests work with copies: what one left in a project of this folder, another would copy."""
    yield
    assert list((ROOT / "tests").glob("*/build")) == []


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A tiny project in which nothing is wrong: one standard, one programme, one section, one activity."""
    tiny = TinyProject(tmp_path)
    for path, text in TINY.items():
        tiny.write(path, text)
    return tiny


@pytest.fixture(scope="session")
def real() -> Project:
    """The programmes of this repository."""
    return load_project(ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this test run share, and no other run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def built(shared: Path) -> Built:
    """The real project, built."""
    return real_project(shared)
