"""Projects to check: the cases of tests/golden laid over tests/whole, and one of a single page that lies on no disk."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

from competent.adapters import load_project
from competent.blocks import KINDS
from competent.config import Config
from competent.programme.load import Content
from competent.programme.models import Programme
from competent.programme.node import read_nodes
from competent.programme.page import Page
from competent.programme.reading import Reading
from competent.project import Project
from competent.standards.load import LoadedStandard, Standards
from competent.standards.standard import Standard
from competent.text.markdown import read_manuscript
from competent.text.problem import Problem
from competent.text.source import Source
from tests.building import project_copy
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
    project_copy("whole", folder)
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


CRITERION = {"id": "x-so1-ac1", "text": "It is done."}


def page_of(text: str) -> Page:
    """A page with this text, that lies on no disk."""
    written, _problems = read_manuscript(text, "content/x/index.md", frozenset(KINDS))
    return Page("x/index.md", written, read_nodes(written, KINDS)[0])


def project_of(text: str, *statements: str) -> Project:
    """A project of one standard with these criteria and of one page with this text."""
    criteria = [{"id": f"x-so1-ac{n}", "text": statement} for n, statement in enumerate(statements, 1)]
    outcome = {"id": "x-so1", "kind": "specific-outcome", "title": "Do it.", "criteria": criteria or [CRITERION]}
    head = {"framework": "saqa-unit-standard", "id": "x", "title": "X", "level": 1, "credits": 1, "source": "Us."}
    standard = Standard.model_validate({**head, "purpose": ["To test."], "outcomes": [outcome]})
    index, root = page_of(text), Path("/p")
    programme = Programme("x", "X", "X.", "x", index, (standard,), (), ())
    standards = Standards({"x": LoadedStandard(standard, Source("unit_standards/x.yml", {}, {}, {}))})
    config = Config(root / "mkdocs.yml", root / "content", root / "site", uris=(index.uri,))
    reading = Reading(config.content, root, config.uris, KINDS)
    return Project(config, standards, reading, Content((programme,), {index.uri: index}))


@dataclass(frozen=True)
class WholeProject(TinyProject):
    """A copy of the whole project, to put one mistake into."""

    def found(self, today: datetime.date = TODAY) -> list[str]:
        """Place and code of everything that is wrong, in order."""
        problems = load_project(self.root / "mkdocs.yml", today).problems
        return [f"{problem.place.path}:{problem.place.line} {problem.code}" for problem in problems]
