"""Every command in the README works as it is written."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.building import Built

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [
    line.strip()
    for fence in re.findall(r"(?ms)^```sh\n(.*?)^```", README)
    for line in fence.splitlines()
    if line.strip() and not line.strip().startswith("#")
]
NOT_RUN = ("make ",)
"""Goals of make set this very environment up, or run these tests: here it is only seen that the goal exists."""


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_a_command_of_the_readme_works(command: str, built: Built, tmp_path: Path) -> None:
    if command.startswith(NOT_RUN):
        goal = command.split()[1]
        assert re.search(rf"(?m)^{goal}:", (ROOT / "Makefile").read_text("utf-8")), goal
        return
    project = tmp_path / "project"
    shutil.copytree(built.root, project)  # with its cache, so that nothing is printed a second time
    (project / ".venv").symlink_to(ROOT / ".venv")
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=project, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_has_its_two_commands() -> None:
    assert "make build" in COMMANDS
    assert "make test" in README
