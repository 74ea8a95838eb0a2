"""Projects to test with: the real one, built once a test run, and a small one that is quick to build."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import warm

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests" / "small"
SOURCES = ("content", "unit_standards", "portfolio_templates", "mkdocs.yml")
"""All that the real project is made of."""
PROGRAMMES = ("us118028", "us252210", "unit220")
KINDS = ("learner-guide", "formative-workbook", "portfolio-of-evidence")
TOO_LONG = 900
"""Seconds after which the build of the real project counts as hanging."""


@dataclass(frozen=True)
class Built:
    """A project that has been built."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "build" / "site"

    def pdf(self, programme: str, kind: str) -> Path:
        return self.root / "build" / "pdf" / programme / f"{kind}.pdf"

    @property
    def pdfs(self) -> list[Path]:
        return [self.pdf(programme, kind) for programme in PROGRAMMES for kind in KINDS]


def real_project(shared: Path) -> Built:
    """The real project, built by `mkdocs build --strict` once for all workers of a test run.

    `COMPETENT_BUILT` may name a copy that is built already, for those who work on a test.
    """
    if ready := os.environ.get("COMPETENT_BUILT"):
        return Built(Path(ready))
    folder = shared / "real"
    once(folder, lambda: _build_real(folder))
    return Built(folder)


def _build_real(folder: Path) -> None:
    for name in SOURCES:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    done = run("mkdocs", "build", "--strict", "--quiet", cwd=folder, timeout=TOO_LONG)
    if done.returncode:
        raise AssertionError(f"mkdocs build --strict failed:\n{done.stdout}\n{done.stderr}")


def once(folder: Path, make: Callable[[], None]) -> None:
    """Make something in the folder that all workers share; the others wait for the first, and fail as it did."""
    folder.mkdir(parents=True, exist_ok=True)
    done = folder.with_name(f"{folder.name}.done")
    with _locked(folder.with_name(f"{folder.name}.lock")):
        if not done.exists():
            try:
                make()
            except BaseException as error:
                done.write_text(str(error) or type(error).__name__, encoding="utf-8")
                raise
            done.write_text("", encoding="utf-8")
    if said := done.read_text(encoding="utf-8"):
        raise AssertionError(f"This failed before: {said}")


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    with file.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def project_copy(name: str, folder: Path) -> Path:
    """A copy of a project of the tests, without what was built there; a folder that exists is added to."""
    unbuilt = shutil.ignore_patterns("build")
    return shutil.copytree(ROOT / "tests" / name, folder, dirs_exist_ok=True, ignore=unbuilt)


def small_project(folder: Path, *, templates: bool = False) -> Path:
    """A copy of the small project; with templates of its own where a test changes them."""
    project_copy("small", folder)
    return own_templates(folder) if templates else folder


def own_templates(project: Path) -> Path:
    """A project with templates of its own, which are still those of the package."""
    shutil.copytree(ROOT / "portfolio_templates", project / "portfolio_templates")
    return project


def edit(file: Path, old: str, new: str) -> None:
    """Change words in a file that must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file.name} does not hold {old!r}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def command(name: str) -> str:
    """A command of the environment that the tests run in."""
    return str(Path(sys.executable).with_name(name))


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "COLUMNS": "200", **(extra or {})}


def run(
    name: str, *arguments: str, cwd: Path, timeout: float = 120, extra: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and keep what it says."""
    call = [command(name), *arguments]
    return subprocess.run(
        call, cwd=cwd, env=environment(extra), capture_output=True, text=True, timeout=timeout, check=False
    )


def heed_interrupts() -> None:
    """What a process is started with that a test interrupts: one started in the background would not hear of it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run_warm(
    name: str, *arguments: str, cwd: Path, timeout: int = 120, extra: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The same for `mkdocs` and `competent`, without the time that they take to start."""
    done = warm.call(name, arguments, cwd, environment(extra), timeout)
    return subprocess.CompletedProcess([name, *arguments], *done)


def tool(*arguments: str | Path) -> str:
    """What a program of the machine says, such as qpdf or pdftotext; it must succeed."""
    done = subprocess.run([str(a) for a in arguments], capture_output=True, timeout=120, check=False)
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, f"{arguments[0]} failed: {said} {done.stderr.decode('utf-8', 'replace')}"
    return said


def snapshot(folder: Path) -> dict[str, str]:
    """What lies in a folder: a hash for each file, to see that nothing has changed."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
