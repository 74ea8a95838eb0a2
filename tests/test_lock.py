"""One build at a time: others wait, and say for whom."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from competent.lock import OneBuild

TAKES = """
import sys
from pathlib import Path
from competent.lock import OneBuild
right = OneBuild(Path(sys.argv[1])).taken()
print("taken", flush=True)
sys.stdin.read()
"""


def started(output: Path) -> subprocess.Popen[str]:
    """A process that takes the lock, says so, and keeps it until nobody speaks to it any more."""
    call, pipe = [sys.executable, "-c", TAKES, str(output)], subprocess.PIPE
    return subprocess.Popen(call, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def line_of(stream: object) -> str:
    return stream.readline().strip()  # type: ignore[attr-defined]


def test_a_second_build_says_who_builds_and_waits(tmp_path: Path) -> None:
    with started(tmp_path / "build") as first:
        assert line_of(first.stdout) == "taken"
        with started(tmp_path / "build") as second:
            waits = f"Another build (process {first.pid}) writes to build: this one goes on when that has ended."
            assert line_of(second.stderr) == waits
            first.communicate()
            assert second.communicate() == ("taken\n", "")


def test_a_build_that_is_killed_leaves_no_lock(tmp_path: Path) -> None:
    with started(tmp_path / "build") as first:
        assert line_of(first.stdout) == "taken"
        first.kill()
    with started(tmp_path / "build") as second:
        assert second.communicate() == ("taken\n", "")


def test_who_comes_after_the_lock_was_deleted_holds_the_new_one(tmp_path: Path) -> None:
    with started(tmp_path / "build") as first:
        assert line_of(first.stdout) == "taken"
        with started(tmp_path / "build") as second:
            assert line_of(second.stderr)
            (tmp_path / "build/.cache/lock").unlink()
            first.communicate()
            assert line_of(second.stdout) == "taken"
            assert (tmp_path / "build/.cache/lock").read_text() == f"{second.pid}\n"
            second.communicate()


def test_a_build_inside_another_of_its_process_goes_on(tmp_path: Path) -> None:
    outer = OneBuild(tmp_path).taken()
    OneBuild(tmp_path).taken().give_back()
    assert (tmp_path / ".cache/lock").read_text() == f"{os.getpid()}\n"
    with started(tmp_path) as other:
        assert line_of(other.stderr).startswith(f"Another build (process {os.getpid()}) writes to")
        outer.give_back()
        assert other.communicate() == ("taken\n", "")
    outer.give_back()
    with started(tmp_path) as other:
        assert other.communicate() == ("taken\n", "")
