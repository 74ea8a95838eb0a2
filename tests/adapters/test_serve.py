"""`competent serve` shows what an author changes, and prints nothing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.building import command, edit, environment, heed_interrupts, small_project, snapshot


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """A running `competent serve`."""

    def __init__(self, root: Path, log: Path):
        self.log, self.address = log, f"127.0.0.1:{free_port()}"
        call = [command("competent"), "serve", "--dev-addr", self.address]
        with log.open("wb") as stream:
            self.process = subprocess.Popen(
                call,
                cwd=root,
                env=environment(),
                stdout=stream,
                stderr=stream,
                start_new_session=True,
                preexec_fn=heed_interrupts,
            )

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            error.close()
            return ""
        except OSError:
            return ""

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def builds(self) -> int:
        """Builds after the first; MkDocs leaves out “built in 0.35 seconds” when two builds take as long as each other."""
        return self.said().count("Reloading browsers")

    def wait(self, what: str, seen: Callable[[], bool], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not seen():
            assert self.process.poll() is None, f"the server has ended:\n{self.said()}"
            assert time.monotonic() < end, f"{what} was not seen:\n{self.said()}"
            time.sleep(0.1)

    def stop(self) -> int:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=20)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    root = small_project(tmp_path / "project", templates=True)
    last = root / "build/pdf/us900001/learner-guide.pdf"
    last.parent.mkdir(parents=True)
    last.write_bytes(b"%PDF-1.7 the last one printed")
    running = Server(root, tmp_path / "log")
    try:
        running.wait("the site", lambda: "rooibos by the sack" in running.page("us900001/leaves.html"))
        yield running, root
    finally:
        running.stop()


def test_every_change_is_shown_and_nothing_is_printed(server: tuple[Server, Path]) -> None:
    running, root = server
    before = snapshot(root / "build")
    time.sleep(1)  # the watcher compares with what it saw when it began

    edit(root / "content/us900001/leaves.md", "rooibos by the sack", "honeybush by the sack")
    running.wait("the Markdown", lambda: "honeybush by the sack" in running.page("us900001/leaves.html"))

    edit(root / "unit_standards/us900001.yml", "Nobody is scalded.", "Nobody is burnt.")
    running.wait("the standard", lambda: "Nobody is burnt." in running.page("us900001/standard.html"))

    for file in ("formative-workbook.html.j2", "css/workbook.css"):
        count = running.builds()
        with (root / "portfolio_templates" / file).open("a", encoding="utf-8") as stream:
            stream.write("\n")
        running.wait(f"a build after {file}", lambda count=count: running.builds() > count)

    assert "Printed" not in running.said()
    assert snapshot(root / "build") == before
    assert running.page("us900001/us900001-learner-guide.pdf") == "%PDF-1.7 the last one printed"
    assert running.stop() in (0, 130)
    assert "Traceback" not in running.said()


def test_a_mistake_while_serving_is_reported_and_mended_without_a_restart(server: tuple[Server, Path]) -> None:
    running, root = server
    time.sleep(1)
    edit(root / "content/us900001/water.md", "mode: workplace", "mode: wrokplace")
    running.wait("the problem", lambda: "wrokplace" in running.said() or "C1" in running.said())
    edit(root / "content/us900001/water.md", "mode: wrokplace", "mode: workplace")
    edit(root / "content/us900001/water.md", "Water for rooibos boils", "Water for rooibos bubbles")
    running.wait("the mended page", lambda: "rooibos bubbles" in running.page("us900001/water.html"))
    assert "Traceback" not in running.said()
