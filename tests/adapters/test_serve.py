"""`competent serve` shows what an author changes and what is wrong, prints nothing, and ends when it is told to."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from competent.cli import main
from tests.building import command, edit, environment, heed_interrupts, small_project, snapshot


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """A running `competent serve`."""

    def __init__(self, root: Path, log: Path, extra: Mapping[str, str] | None = None):
        self.log, self.address = log, f"127.0.0.1:{free_port()}"
        call = [command("competent"), "serve", "--dev-addr", self.address]
        with log.open("wb") as stream:
            self.process = subprocess.Popen(
                call,
                cwd=root,
                env=environment(extra),
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
            with error:
                return str(error.read().decode("utf-8"))
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

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """End it as a terminal does, or with a signal to this process alone as an editor or a container does."""
        if self.process.poll() is None:
            (os.killpg if how is signal.SIGINT else os.kill)(self.process.pid, how)
        return self.process.wait(timeout=20)

    def refuses(self) -> bool:
        """Whether nobody listens there any more."""
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", int(self.address.partition(":")[2]))) != 0


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


def test_a_mistake_stands_in_the_browser_until_it_is_mended(server: tuple[Server, Path]) -> None:
    running, root = server
    time.sleep(1)
    edit(root / "content/us900001/water.md", "mode: workplace", "mode: wrokplace")
    edit(root / "unit_standards/us900001.yml", "level:", "levle: <b>&\nlevel:")
    running.wait("the problem", lambda: "wrokplace" in running.page("us900001/leaves.html"))
    shown = running.page("")  # whichever page one looks at
    assert "2 problems" in shown
    for place in ("content/us900001/water.md:", "unit_standards/us900001.yml:"):
        assert place in shown
    assert "Did you mean “workplace”?" in shown
    assert "<b>&" not in shown
    assert re.search(r"livereload\(\d+, \d+\)", shown), "the page would not know when the mistake is mended"

    edit(root / "unit_standards/us900001.yml", "levle: <b>&\nlevel:", "level:")
    edit(root / "content/us900001/water.md", "mode: wrokplace", "mode: workplace")
    edit(root / "content/us900001/water.md", "Water for rooibos boils", "Water for rooibos bubbles")
    running.wait("the mended page", lambda: "rooibos bubbles" in running.page("us900001/water.html"))
    assert "Traceback" not in running.said()


def test_a_project_that_is_wrong_is_served_too_and_sigterm_leaves_nothing_behind(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    folders = {"TMPDIR": str(tmp_path / "temporary")}
    (tmp_path / "temporary").mkdir()
    edit(root / "mkdocs.yml", "nav:", "hooks: [hook.py]\nnav: [")
    running = Server(root, tmp_path / "log", folders)
    try:
        running.wait("what is wrong with the configuration", lambda: "mkdocs.yml:" in running.page(""))
        assert not running.refuses()
        time.sleep(1)
        (root / "hook.py").write_text("def on_nav(nav, **_):\n    raise KeyError('tea')\n", encoding="utf-8")
        edit(root / "mkdocs.yml", "nav: [", "nav:")
        running.wait("the hook", lambda: "hook.py:2:1" in running.page("") and "tea" in running.page(""))
        assert running.stop(signal.SIGTERM) == 128 + signal.SIGTERM
        assert running.refuses()
        assert list((tmp_path / "temporary").iterdir()) == []
        assert "Traceback" not in running.said()
    finally:
        running.stop(signal.SIGKILL)


def test_a_port_in_use_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        config = str(small_project(tmp_path / "small") / "mkdocs.yml")
        result = CliRunner().invoke(main, ["serve", "--config-file", config, "--dev-addr", f"127.0.0.1:{port}"])
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"Error: Port {port} of 127.0.0.1 is in use. Choose another one: --dev-addr 127.0.0.1:{port + 1}"
    ]


@pytest.mark.parametrize("address", ["8000", "127.0.0.1:", "127.0.0.1:tea", "127.0.0.1:65536"])
def test_an_address_that_is_none_is_misuse(address: str, tmp_path: Path) -> None:
    config = str(small_project(tmp_path / "small") / "mkdocs.yml")
    result = CliRunner().invoke(main, ["serve", "-f", config, "--dev-addr", address])
    assert result.exit_code == 2
    assert "127.0.0.1:8001" in result.stderr
