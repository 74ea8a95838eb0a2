"""Runs the project's commands in a process that has loaded them already: to start one costs more than a small build.

`python -m tests.warm` reads one call a line, becomes that command in a fork, and answers with how it ended. What such a
call cannot show is how a command *starts*; `run` in building.py starts it as an author's shell does.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

STREAMS = ("stdout", "stderr")


def call(
    name: str, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str], seconds: int
) -> tuple[int, str, str]:
    """How a command ends, and what it says on its two streams; one that takes too long is stopped."""
    server = _server()
    assert server.stdin
    assert server.stdout
    with tempfile.TemporaryDirectory() as said:
        asked = {"name": name, "arguments": arguments, "cwd": str(cwd), "seconds": seconds, "said": said}
        asked["environment"] = dict(environment)
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        ended = int(server.stdout.readline())
        stdout, stderr = (Path(said, stream).read_text(encoding="utf-8") for stream in STREAMS)
    return ended, stdout, stderr


@cache
def _server() -> subprocess.Popen[str]:
    started = [sys.executable, "-m", "tests.warm"]
    server = subprocess.Popen(
        started, cwd=Path(__file__).parent.parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(server.communicate)
    return server


def _serve() -> None:
    commands = {script.name: script for script in entry_points(group="console_scripts")}
    known = {name: commands[name].load() for name in ("mkdocs", "competent")}
    for plugin in entry_points(group="mkdocs.plugins"):
        if plugin.name in ("competent", "material/search"):
            plugin.load()
    import_module("mkdocs.commands.build")
    for line in sys.stdin:
        asked = json.loads(line)
        if child := os.fork():
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
            continue
        signal.alarm(asked["seconds"])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, stream in enumerate(STREAMS, 1):
            os.dup2(os.open(Path(asked["said"], stream), os.O_WRONLY | os.O_CREAT), number)
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["environment"])
        sys.path[:0] = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
        sys.argv = [asked["name"], *asked["arguments"]]
        sys.exit(known[asked["name"]]())


if __name__ == "__main__":
    _serve()
