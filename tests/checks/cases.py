"""The cases of tests/golden that are laid over tests/whole: for each check, what it finds."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

from competent.project import load_project
from competent.text.problem import Problem
from tests.conftest import TinyProject

TESTS = Path(__file__).resolve().parent.parent
GOLDEN = TESTS / "golden"
WHOLE = TESTS / "whole"
TODAY = datetime.date(2026, 11, 25)
"""The date that dates are held against."""
CASES = sorted(folder.name for folder in GOLDEN.glob("check-*") if folder.is_dir())
OF_THE_CASE = ("patch.yml", "expected.txt")
"""Files of a case that are no part of the project."""


def lay(case: str, folder: Path) -> None:
    """Make the project of a case in a folder: the whole project with the files and the changes of the case."""
    shutil.copytree(WHOLE, folder, dirs_exist_ok=True)
    shutil.copytree(GOLDEN / case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*OF_THE_CASE))
    patch = GOLDEN / case / "patch.yml"
    for change in yaml.safe_load(patch.read_text("utf-8")) if patch.exists() else ():
        file = folder / change["file"]
        text = file.read_bytes().decode()
        assert text.count(change["old"]) == 1, f"{case}: {change}"
        file.write_bytes(text.replace(change["old"], change["new"]).encode())


def loaded(folder: Path) -> list[Problem]:
    """Everything that is wrong with a project at the date of the tests."""
    return list(load_project(folder / "mkdocs.yml", TODAY).problems)


@dataclass(frozen=True)
class WholeProject(TinyProject):
    """A copy of the whole project, to put one mistake into."""

    def found(self, today: datetime.date = TODAY) -> list[str]:
        """Place and code of everything that is wrong, in order."""
        problems = load_project(self.root / "mkdocs.yml", today).problems
        return [f"{problem.place.path}:{problem.place.line} {problem.code}" for problem in problems]
