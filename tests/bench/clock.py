"""Run programs in a project, time them and watch their memory."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click
import psutil  # type: ignore[import-untyped]  # ships no types

POLL_SECONDS = 0.01
LONGEST_WAIT = 60
MIB = 1024 * 1024


@dataclass(frozen=True)
class Run:
    """A program that has run."""

    seconds: float
    processor: float
    """Seconds of processor time, all its processes together: a busy machine changes it less."""
    printed: tuple[str, ...]
    """The documents that it says it printed, such as us118028/learner-guide.pdf."""


def run(project: Path, *call: str) -> Run:
    """Run a Python module, such as `mkdocs build`, in a project. Raises ClickException when it fails."""
    start, before = time.perf_counter(), _processor_seconds()
    done = subprocess.run(
        _command(call), cwd=project, env=_environment(project), capture_output=True, text=True, check=False
    )
    seconds, processor = time.perf_counter() - start, _processor_seconds() - before
    _succeeded(call, done.returncode, done.stderr)
    return Run(seconds, processor, _printed(done.stderr))


def peak_of_a_worker(project: Path, *call: str) -> tuple[float, tuple[str, ...]]:
    """Run a Python module; returns the most memory (RSS, MiB) that one child process had, and what was printed."""
    peak = 0
    with tempfile.TemporaryFile("w+") as errors:
        process = psutil.Popen(
            _command(call), cwd=project, env=_environment(project), stdout=subprocess.DEVNULL, stderr=errors
        )
        while process.poll() is None:
            peak = max([peak, *_memory_of_children(process)])
            time.sleep(POLL_SECONDS)
        errors.seek(0)
        said = errors.read()
    _succeeded(call, process.returncode, said)
    return peak / MIB, _printed(said)


@dataclass(frozen=True)
class Server:
    """`competent serve`, running."""

    url: str

    def until_shown(self, address: str, word: str) -> Run:
        """Wait until a page holds a word. Raises ClickException after a minute."""
        start = time.perf_counter()
        while (waited := time.perf_counter() - start) < LONGEST_WAIT:
            with contextlib.suppress(OSError):
                answer = urllib.request.urlopen(self.url + address, timeout=LONGEST_WAIT)  # noqa: S310 (our own server)
                if word in answer.read().decode():
                    return Run(waited, 0, ())
            time.sleep(POLL_SECONDS)
        raise click.ClickException(f"{address} never showed {word}.")


@contextlib.contextmanager
def serving(project: Path) -> Iterator[Server]:
    """Serve a project on a free port; the first build is done."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    call = ("competent.cli", "serve", "--dev-addr", address)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = psutil.Popen(_command(call), cwd=project, env=_environment(project), **quiet)
    try:
        server = Server(f"http://{address}/")
        server.until_shown("", "</html>")
        yield server
    finally:
        for child in (*process.children(recursive=True), process):
            child.terminate()
        process.wait()


def in_turn(repeat: int, kinds: Mapping[str, Callable[[int], Run]]) -> dict[str, list[Run]]:
    """Run each kind once, then each again and so on, so that a slow minute of the machine slows all of them.

    Each kind is told the number of the repetition, from 1.
    """
    runs: dict[str, list[Run]] = {name: [] for name in kinds}
    for number in range(1, repeat + 1):
        for name, kind in kinds.items():
            done = kind(number)
            runs[name].append(done)
            say(f"  {name}, {number} of {repeat}: {done.seconds:.1f} s")
    return runs


def typical(runs: list[Run]) -> float:
    """The median time in seconds."""
    return median(done.seconds for done in runs)


def typical_processor(runs: list[Run]) -> float:
    """The median of the processor time in seconds."""
    return median(done.processor for done in runs)


def say(text: str) -> None:
    """Show progress, apart from the result."""
    click.echo(text, err=True)


def _command(call: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", *call]


def _environment(project: Path) -> dict[str, str]:
    """The copied code goes before the installed one; compiled modules are kept as usual, but beside the copies."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {"PYTHONPATH": str(project / "plugins"), "PYTHONPYCACHEPREFIX": str(project.parent / "compiled")}
    return {**given, **ours, "NO_MKDOCS_2_WARNING": "1"}


def _processor_seconds() -> float:
    """Of all programs that have ended, with the processes that they started and waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _succeeded(call: tuple[str, ...], code: int, said: str) -> None:
    if code:
        raise click.ClickException(f"{' '.join(call)} ended with {code}:\n{said[-2000:]}")


def _printed(said: str) -> tuple[str, ...]:
    return tuple(re.findall(r"^Printed \d+/\d+: (\S+)", said, flags=re.M))


def _memory_of_children(process: psutil.Process) -> list[int]:
    """Bytes in memory of each process started by this one; none once it has ended."""
    try:
        return [child.memory_info().rss for child in process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
