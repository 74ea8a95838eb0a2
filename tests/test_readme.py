"""Every command in the README works as it is written."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from competent.cli import main
from tests.building import Built
from tests.test_cli import COMMANDS as COMMAND

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


def test_the_readme_begins_with_a_project_of_ones_own_in_the_order_that_a_newcomer_needs() -> None:
    headings = re.findall(r"(?m)^## (.+)$", re.sub(r"(?ms)^```.*?^```$", "", README))
    assert headings[:3] == ["Install", "The first ten minutes", "In a site that you have"]
    assert headings.index("Upgrade") < headings.index("This repository")


def test_every_command_is_in_the_table_and_those_that_are_shown_exist() -> None:
    assert set(re.findall(r"(?m)^\| `competent ([\w-]+)[^`|]*` \|", README)) == set(main.commands)
    for line in re.findall(r"(?:`|^\$ |bin/)competent ([^`\n|]+)", README, re.MULTILINE):
        words = line.split()
        found = COMMAND.get(tuple(words[:2])) or COMMAND.get(tuple(words[:1]))
        assert found or words[0].startswith("--"), line
        known = {option for parameter in found.params for option in parameter.opts} if found else {words[0]}
        assert [word for word in words if word.startswith("--") and word not in known] == [], line


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_lead_to_files_and_headings_that_are_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    headings = {re.sub(r"[^\w -]", "", found).lower().replace(" ", "-") for found in re.findall(r"(?m)^#+ (.+)$", text)}
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith("http"):
            path, _, anchor = target.partition("#")
            assert (ROOT / path).exists() if path else anchor in headings, target
