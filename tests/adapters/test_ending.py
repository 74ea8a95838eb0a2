"""A command that is told to end, not from a terminal but by an editor, a service manager or a container."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.building import command, environment, small_project, snapshot


@pytest.fixture
def printing(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """`competent build`, as its workers begin to print."""
    root, log = small_project(tmp_path / "project"), tmp_path / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [command("competent"), "build"], cwd=root, env=environment(), stdout=stream, stderr=stream
        )
    while len(psutil.Process(process.pid).children()) < 2:  # a worker, and what keeps its resources
        assert process.poll() is None, log.read_text("utf-8")
        time.sleep(0.02)
    yield process, root
    process.kill()
    process.wait(timeout=20)


def test_sigterm_ends_a_build_with_all_of_its_processes_and_publishes_nothing(
    printing: tuple[subprocess.Popen[bytes], Path],
) -> None:
    process, root = printing
    below = psutil.Process(process.pid).children(recursive=True)
    assert below, "no worker was printing"
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 128 + signal.SIGTERM
    left = psutil.wait_procs(below, timeout=20)[1]
    assert left == []
    assert {path for path in snapshot(root / "build") if not path.startswith(".cache/")} == set()
