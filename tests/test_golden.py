"""Every folder of tests/golden holds files with mistakes, and in expected.txt what an author is told of them.

A case whose name begins with `check-` shows what a check finds: it is laid over tests/whole, in which nothing is wrong,
and its report holds errors, warnings and notices. What differs from tests/whole is in `patch.yml`, a list of files with
an old text, which must stand there once, and the new text; a file of the case takes the place of the file of its path.

Any other case shows mistakes that keep files from being read. Warnings are left out: it would have those of a programme
that is far from complete. One without unit standards or mkdocs.yml gets those of the tiny project.

After a change that is meant, run `GOLDEN=write pytest tests/test_golden.py` and read the difference.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.checks.rule import RULES
from competent.text.problem import Problem, report, summary
from tests.building import project_copy
from tests.checks.cases import CASES as CHECKS
from tests.checks.cases import GOLDEN, TODAY, lay, loaded
from tests.conftest import TINY

CASES = sorted({folder.name for folder in GOLDEN.iterdir() if folder.is_dir()} - set(CHECKS))


@pytest.mark.parametrize("case", CASES)
def test_an_author_is_told_all_that_is_wrong(case: str, tmp_path: Path) -> None:
    shutil.copytree(GOLDEN / case, tmp_path, dirs_exist_ok=True)
    (tmp_path / "content").mkdir(exist_ok=True)
    if not (tmp_path / "mkdocs.yml").exists():
        (tmp_path / "mkdocs.yml").write_text(TINY["mkdocs.yml"], "utf-8")
    if not (tmp_path / "unit_standards").exists():
        (tmp_path / "unit_standards").mkdir()
        (tmp_path / "unit_standards" / "us1.yml").write_text(TINY["unit_standards/us1.yml"], "utf-8")
    problems = [p for p in load_project(tmp_path / "mkdocs.yml").problems if p.severity == "error"]
    _compare(case, problems)


@pytest.mark.parametrize("case", CHECKS)
def test_a_check_finds_what_it_is_for_and_no_more(case: str, tmp_path: Path) -> None:
    lay(case, tmp_path)
    _compare(case, loaded(tmp_path))


def _compare(case: str, problems: list[Problem]) -> None:
    found = f"{report(problems)}\n{summary(problems)}\n"
    expected = GOLDEN / case / "expected.txt"
    if os.environ.get("GOLDEN") == "write":
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


def test_nothing_at_all_is_wrong_in_the_whole_project(tmp_path: Path) -> None:
    assert report(load_project(project_copy("whole", tmp_path) / "mkdocs.yml", TODAY).problems) == ""


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_check_has_a_case_that_shows_it(code: str) -> None:
    cases = [case for case in CHECKS if case.startswith(f"check-{code.lower()}-")]
    assert cases
    for case in cases:
        assert f" {code} " in (GOLDEN / case / "expected.txt").read_text("utf-8")
