"""Every folder of tests/golden holds files with mistakes, and in expected.txt what an author is told of them.

Warnings are left out: every case would have those of a programme that is far from complete. A case without
unit standards or mkdocs.yml gets those of the tiny project. After a change that is meant, run
`GOLDEN=write pytest tests/test_golden.py` and read the difference.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from competent.checks.project import load_project
from competent.problem import report, summary
from tests.conftest import TINY

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir())


@pytest.mark.parametrize("case", CASES)
def test_an_author_is_told_all_that_is_wrong(case: str, tmp_path: Path) -> None:
    shutil.copytree(GOLDEN / case, tmp_path, dirs_exist_ok=True)
    if not (tmp_path / "mkdocs.yml").exists():
        (tmp_path / "mkdocs.yml").write_text(TINY["mkdocs.yml"], "utf-8")
    if not (tmp_path / "unit_standards").exists():
        (tmp_path / "unit_standards").mkdir()
        (tmp_path / "unit_standards" / "us1.yml").write_text(TINY["unit_standards/us1.yml"], "utf-8")
    problems = [p for p in load_project(tmp_path / "mkdocs.yml").problems if p.severity == "error"]
    found = f"{report(problems)}\n{summary(problems)}\n"
    expected = GOLDEN / case / "expected.txt"
    if os.environ.get("GOLDEN") == "write":
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")
