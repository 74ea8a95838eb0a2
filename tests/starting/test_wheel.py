"""What is shipped works alone: the wheel in an empty environment, outside the repository, without a network."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from competent.standards.framework import shipped
from tests.conftest import ROOT

NO_NETWORK = '''"""Whoever asks for another machine is written down and gets nothing."""
import os, sys

def refuse(event, arguments):
    if event == "socket.getaddrinfo" or event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        with open(os.environ["ASKED"], "a") as file:
            file.write(f"{event} {arguments}\\n")
        raise OSError("There is no network.")

sys.addaudithook(refuse)
'''
FRAMEWORKS = sorted(shipped())


@dataclasses.dataclass(frozen=True)
class Installed:
    """The command of the wheel, as somebody has it who never saw this repository."""

    folder: Path

    def run(self, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run it without a word of this project in the environment."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
        call = [str(self.folder / "venv/bin/competent"), *words]
        environment = {**kept, "ASKED": str(self.folder / "asked.txt")}
        return subprocess.run(
            call, cwd=cwd or self.folder, env=environment, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Built as it would be for an index, and installed with the versions of the lock."""
    folder = tmp_path_factory.mktemp("wheel")
    here = ["--python", str(folder / "venv")]
    uv("build", "--wheel", "--no-build-isolation", "--python", sys.executable, "--out-dir", str(folder), str(ROOT))
    uv("venv", "--python", sys.executable, str(folder / "venv"))
    (made,) = folder.glob("*.whl")
    uv("pip", "install", *here, "--constraint", str(ROOT / "requirements.lock"), str(made))
    (packages,) = (folder / "venv/lib").glob("python*/site-packages")
    (packages / "no_network.py").write_text(NO_NETWORK, "utf-8")
    (packages / "no_network.pth").write_text("import no_network\n", "utf-8")  # read whenever Python begins
    return Installed(folder)


def uv(*words: str) -> None:
    own = [ROOT / ".venv/bin/uv", ROOT / ".venv/uv/bin/uv"]
    call = next((str(path) for path in own if path.exists()), "uv")
    done = subprocess.run([call, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_new_and_check_work_from_the_wheel(framework: str, wheel: Installed) -> None:
    made = wheel.run("new", framework, "--framework", framework)
    assert made.returncode == 0, made.stderr
    checked = wheel.run("check", cwd=wheel.folder / framework)
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "No problems.\n")


def test_a_project_is_built_strictly_from_the_wheel_and_nobody_asks_the_network(wheel: Installed) -> None:
    assert wheel.run("new", "mine").returncode == 0
    folder = wheel.folder / "mine"
    built = wheel.run("build", "--strict", cwd=folder)
    assert built.returncode == 0, built.stderr
    assert not re.search("WARNING|ERROR|Traceback", built.stderr)
    assert (folder / "build/site/index.html").exists()
    learners = {file.name for file in (folder / "build/pdf/us900010").glob("*.pdf")}
    assert {"learner-guide.pdf", "formative-workbook.pdf", "portfolio-of-evidence.pdf"} <= learners
    assert list((folder / "build/restricted/us900010").glob("*.pdf"))
    assert not (wheel.folder / "asked.txt").exists()


def test_the_guard_of_the_network_sees_who_asks(wheel: Installed) -> None:
    asking = "import urllib.request; urllib.request.urlopen('http://203.0.113.1/', timeout=1)"
    environment = {**os.environ, "PYTHONPATH": "", "ASKED": str(wheel.folder / "seen.txt")}
    call = [str(wheel.folder / "venv/bin/python"), "-c", asking]
    assert b"no network" in subprocess.run(call, env=environment, capture_output=True, check=False).stderr
    assert "203.0.113.1" in (wheel.folder / "seen.txt").read_text("utf-8")
