"""`.ci/setup` says what is true of a machine, mends an environment that is not whole, and fetches what is pinned.

The programs that it calls are stand-ins here, which note how they were called: nothing is fetched.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = (
    ".ci/setup",
    ".ci/whole.py",
    "pyproject.toml",
    "requirements.lock",
    "tests/browser/package-lock.json",
    "tests/generators/properdocs.txt",
    "tests/generators/zensical.txt",
)
UV = f"""\
case "$*" in
  venv*generators*) for folder; do :; done; mkdir -p "$folder/bin" && ln -sf {sys.executable} "$folder/bin/python" ;;
  venv*) mkdir -p .venv/bin .venv/lib/python3.11/site-packages && ln -sf {sys.executable} .venv/bin/python ;;
  *requirements.lock)
    folder=.venv/lib/python3.11/site-packages
    mkdir -p $folder/tea $folder/tea-1.0.dist-info
    echo 'kettle = 1' > $folder/tea/kettle.py
    printf 'tea/kettle.py,sha256=x,11\\ntea-1.0.dist-info/RECORD,,\\n' > $folder/tea-1.0.dist-info/RECORD
    printf '#!%s/.venv/bin/python\\n' "$PWD" > .venv/bin/mkdocs ;;
esac
"""
"""Makes an environment with one package."""
NPM = "mkdir -p node_modules && touch node_modules/.package-lock.json\n"
FEW = "\tlibpango-1.0.so.0 (libc6,x86-64) => /usr/lib/libpango-1.0.so.0\n"
ALL = f"{FEW}\tlibpangoft2-1.0.so.0 (libc6) => /lib/libpangoft2-1.0.so.0\n\tlibharfbuzz-subset.so.0 (libc6) => /lib/l.so\n"


@dataclass(frozen=True)
class Checkout:
    """The files that set-up needs, and stand-ins for the programs of the machine."""

    root: Path
    bin: Path

    def program(self, name: str, script: str = "", ends: int = 0) -> None:
        """A program that notes how it was called."""
        file = self.bin / name
        file.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.bin}/called"\n{script}exit {ends}\n', encoding="utf-8")
        file.chmod(0o755)

    def libraries(self, listed: str) -> None:
        """What ldconfig says."""
        (self.bin / "list").write_text(listed, encoding="utf-8")
        self.program("ldconfig", f'exec cat "{self.bin}/list"\n')

    def set_up(self, goal: str = "build", root: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Set up with these programs and those that every machine has."""
        (self.bin / "called").unlink(missing_ok=True)
        environment = {"PATH": f"{self.bin}:/usr/bin:/bin", "TMPDIR": str(self.bin)}
        return subprocess.run(
            [(root or self.root) / ".ci" / "setup", goal], env=environment, capture_output=True, text=True, timeout=60
        )

    def sets_up(self, goal: str = "build") -> list[str]:
        """Set up, which must succeed; returns the programs that were called, but ldconfig."""
        done = self.set_up(goal)
        assert (done.returncode, done.stderr) == (0, "")
        return [call for call in self.called if call != "ldconfig -p"]

    @property
    def called(self) -> list[str]:
        """How programs were called."""
        noted = self.bin / "called"
        return noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []

    @property
    def packages(self) -> Path:
        """Where packages are installed."""
        return self.root / ".venv/lib/python3.11/site-packages"


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout on a machine that has all that is needed."""
    found = Checkout(tmp_path / "check out", tmp_path / "bin")
    found.bin.mkdir()
    for name in FILES:
        (found.root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, found.root / name)
    found.libraries(ALL)
    found.program("uv", UV)
    found.program("npm", NPM)
    found.program("apt-get", ends=100)
    for name in ("sudo", "chromium", "firefox", "pdftoppm", "mutool", "qpdf"):
        found.program(name, ends=int(name == "sudo"))
    return found


def test_what_a_long_list_of_libraries_holds_is_not_missing(checkout: Checkout) -> None:
    fillers = (f"\tlibfiller{n}.so.0 (libc6,x86-64) => /usr/lib/libfiller{n}.so.0\n" for n in range(3000))
    checkout.libraries(ALL + "".join(fillers))
    assert [call.split()[0] for call in checkout.sets_up()] == ["uv"] * 3


def test_what_is_missing_is_said_with_what_to_do_and_nothing_is_made(checkout: Checkout) -> None:
    checkout.libraries(FEW)
    done = checkout.set_up()
    assert done.returncode == 1
    assert "missing on this machine: libpangoft2-1.0-0 libharfbuzz-subset0\n" in done.stderr
    assert "sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0\n" in done.stderr
    assert not (checkout.root / ".venv").exists()


def test_a_library_that_ldconfig_does_not_list_is_found_where_the_loader_looks(checkout: Checkout) -> None:
    checkout.program("ldconfig", ends=1)
    libraries = checkout.bin / "lib"
    libraries.mkdir()
    for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
        (libraries / name).touch()
    environment = {"PATH": f"{checkout.bin}:/usr/bin:/bin", "LD_LIBRARY_PATH": f"/nowhere:{libraries}"}
    done = subprocess.run([checkout.root / ".ci/setup"], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("goal", ["build", "test"])
def test_what_is_set_up_is_left_alone(checkout: Checkout, goal: str) -> None:
    assert checkout.sets_up(goal)
    assert checkout.sets_up(goal) == []


def test_the_viewers_of_tests_are_installed_by_their_lock_file(checkout: Checkout) -> None:
    checkout.sets_up("build")
    assert [call for call in checkout.sets_up("test") if call.startswith("npm ")] == [
        "npm ci --omit=optional --silent --no-audit --no-fund"
    ]


def test_a_package_that_was_taken_away_is_installed_again(checkout: Checkout) -> None:
    checkout.sets_up()
    shutil.rmtree(checkout.packages / "tea")
    os.utime(checkout.packages, (4e9, 4e9))  # as it is a moment later
    done = checkout.set_up()
    assert done.stdout == "Setting .venv up anew: the package tea lacks files, such as tea/kettle.py\n"
    assert (checkout.packages / "tea/kettle.py").is_file()


@pytest.mark.parametrize("harm", ["kettle.py", "RECORD"])
def test_a_set_up_that_was_killed_heals(checkout: Checkout, harm: str) -> None:
    checkout.program("uv", f"{UV}rm -f .venv/lib/python3.11/site-packages/*/{harm}\n")
    assert checkout.set_up().returncode == 1
    assert [*(checkout.root / ".venv").glob(".set-up-*")] == []
    checkout.program("uv", UV)
    assert "Setting .venv up anew: the package tea " in checkout.set_up().stdout
    assert checkout.sets_up() == []


def test_an_environment_without_a_python_that_runs_is_made_anew(checkout: Checkout) -> None:
    checkout.sets_up()
    (checkout.root / ".venv/bin/python").unlink()
    (checkout.root / ".venv/bin/python").symlink_to("/nowhere/python3")
    assert [call.split()[1] for call in checkout.sets_up()] == ["venv", "pip", "pip"]


def test_a_checkout_that_was_moved_gets_an_environment_of_its_place(checkout: Checkout) -> None:
    checkout.sets_up()
    moved = checkout.root.rename(checkout.root.with_name("elsewhere"))
    done = checkout.set_up(root=moved)
    assert (done.returncode, done.stdout) == (0, "Setting .venv up anew: it was made in another place\n")
    assert f"{moved}/.venv/bin/python" in (moved / ".venv/bin/mkdocs").read_text(encoding="utf-8")


def test_a_checkout_may_be_reached_through_a_link(checkout: Checkout) -> None:
    checkout.sets_up()
    link = checkout.root.with_name("link")
    link.symlink_to(checkout.root)
    done = checkout.set_up(root=link)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_certificate_that_is_refused_is_explained(checkout: Checkout) -> None:
    checkout.program("uv", "echo 'error: invalid peer certificate: UnknownIssuer' >&2\n", ends=2)
    done = checkout.set_up()
    assert done.returncode == 1
    assert "invalid peer certificate" in done.stderr
    assert "export SSL_CERT_FILE=" in done.stderr


def test_uv_itself_is_fetched_by_the_hashes_of_the_lock_file(checkout: Checkout) -> None:
    (checkout.bin / "uv").unlink()
    checkout.program("pip", f"cp '{checkout.bin}/kept-uv' .venv/uv/bin/uv\n")
    checkout.program("kept-uv", UV)
    pip = f"mkdir -p .venv/uv/bin && cp '{checkout.bin}/pip' .venv/uv/bin/pip\n"
    checkout.program("python3", f'if [ "$1" = -m ]; then {pip}fi\n')
    called = checkout.sets_up()
    assert called[2] == "pip install --quiet --require-hashes -r .venv/uv/requirements.lock"
    lines = (checkout.root / ".venv/uv/requirements.lock").read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"uv==[\d.]+ \\", lines[0])
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines[1:])
    assert len(lines) > 1


# What is pinned


def test_what_builds_the_package_is_in_the_lock_file() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    locked = re.findall(r"(?m)^([\w.-]+==[\w.]+) ", (ROOT / "requirements.lock").read_text("utf-8"))
    assert [name for name in asked if name not in locked] == []
    assert "--no-build-isolation" in (ROOT / ".ci/setup").read_text("utf-8")


def test_npm_packages_have_hashes_and_no_address() -> None:
    browser = ROOT / "tests" / "browser"
    locked = json.loads((browser / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = json.loads((browser / "package.json").read_text("utf-8"))["dependencies"]
    assert locked[""]["dependencies"] == wanted
    packages = [found for name, found in locked.items() if name]
    assert [found for found in packages if not found["integrity"].startswith("sha512-")] == []
    assert [found for found in packages if "resolved" in found] == []
