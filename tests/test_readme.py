"""Every command in the README works as it is written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [
    line.strip()
    for fence in re.findall(r"(?ms)^```sh\n(.*?)^```", README)
    for line in fence.splitlines()
    if line.strip() and not line.strip().startswith("#")
]
BUILT_ELSEWHERE = (
    "make build",
    "make test",
    "make bench",
    "make serve",
    "competent build",
    "mkdocs build",
    "git clone",
    "cd ",
)
"""Run by other tests, or too long to run twice: their goals are checked, not run again here."""


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_a_command_of_the_readme_works(command: str, tmp_path: Path) -> None:
    if command.removeprefix(".venv/bin/").startswith(BUILT_ELSEWHERE):
        if command.startswith("make "):
            goal = command.split()[1]
            assert re.search(rf"(?m)^{goal}:", (ROOT / "Makefile").read_text("utf-8")), goal
        return
    for name in ("content", "unit_standards", "portfolio_templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("mkdocs.yml", "Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    path = f"{ROOT / '.venv/bin'}:{os.environ['PATH']}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=120)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_has_its_two_commands() -> None:
    assert "make build" in COMMANDS
    assert "make test" in README
