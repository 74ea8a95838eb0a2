"""A command that is told to end, not from a terminal but by an editor, a service manager or a container."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from competent.ending import ending_in_order
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


def test_what_is_begun_is_put_away_when_a_signal_ends_it() -> None:
    seen = []
    before = signal.getsignal(signal.SIGTERM)

    def work() -> None:
        with ending_in_order():
            try:
                os.kill(os.getpid(), signal.SIGTERM)
                signal.pause()
            finally:
                seen.append("put away")

    with pytest.raises(SystemExit) as ended:
        work()
    assert (ended.value.code, seen) == (128 + signal.SIGTERM, ["put away"])
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_that_is_left_out_stays_so() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ending_in_order():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
