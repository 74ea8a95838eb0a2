"""`mkdocs build` puts a whole site in the place of the last one, or leaves the last one as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from html import unescape
from pathlib import Path

import psutil
import pytest

from competent.adapters.assets import LOOK
from tests.adapters.sites import Site
from tests.building import command, edit, environment, heed_interrupts, run_warm, small_project, snapshot


def output(root: Path) -> dict[str, str]:
    """All that was published; not the cache."""
    return {path: digest for path, digest in snapshot(root / "build").items() if not path.startswith(".cache/")}


def test_a_build_leaves_a_whole_site_and_nothing_beside_it(project: Path) -> None:
    assert (project / "build/site/us900001/leaves.html").is_file()
    assert (project / "build/site/us900001/coverage.html").is_file()
    assert [folder.name for folder in (project / "build").iterdir() if folder.name.startswith(".site")] == []


def test_building_twice_gives_the_same_pages(project: Path) -> None:
    before = output(project)
    assert run_warm("mkdocs", "build", "--quiet", cwd=project).returncode == 0
    changed = {path for path, digest in output(project).items() if before.get(path) != digest}
    assert {path for path in changed if not path.endswith(".gz")} == set()


def test_errors_in_the_content_are_the_same_list_as_those_of_the_command(project: Path) -> None:
    edit(project / "content/us900001/leaves.md", "criteria: [us900001-so1-ac1,", "criteria: [us900001-so1-ac7,")
    edit(project / "content/us900001/water.md", "mode: workplace", "mode: wrokplace")
    edit(project / "content/unit900/serve.md", "outcomes: [unit900-1]", "outcomes: [unit900-9]")
    before = output(project)
    said = run_warm("competent", "check", cwd=project)
    built = run_warm("mkdocs", "build", cwd=project)
    problems = said.stdout.strip()
    assert said.returncode == 1
    assert built.returncode == 1
    assert problems.count("content/") >= 3
    assert problems in built.stderr
    assert said.stderr.strip() in built.stderr
    assert "Traceback" not in built.stderr
    assert output(project) == before


@pytest.mark.parametrize("strict", [False, True])
def test_a_warning_of_mkdocs_ends_a_strict_build_only(project: Path, strict: bool) -> None:
    edit(project / "content/us900001/index.md", "Tea is leaves and water.", "Tea is [leaves](nowhere.md).")
    before = output(project)
    done = run_warm("mkdocs", "build", *(["--strict"] if strict else []), cwd=project)
    assert done.returncode == int(strict)
    assert "nowhere.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert (output(project) == before) == strict


def test_a_page_of_no_programme_is_left_as_it_would_be_without_the_plugin(small: Site) -> None:
    """Its quotes and hyphens too; unless the whole site is to look like programmes."""
    plain = 'Run with --strict and "quotes" -- it\'s\u2026\n\n4. four\n- five\n'
    small.write("content/plain.md", f"# Plain page\n\n{plain}")
    small.replace("mkdocs.yml", "  - Home: index.md\n", "  - Home: index.md\n  - plain.md\n")
    small.built()
    ours, whole = small.article("plain.html"), "      documents: false\n"
    assert LOOK not in small.page("plain.html")
    small.replace("mkdocs.yml", whole, f"{whole}      whole_site: true\n")
    small.built()
    changed = small.article("plain.html")
    assert LOOK in small.page("plain.html")
    text = (small.root / "mkdocs.yml").read_text("utf-8")
    small.write("mkdocs.yml", f"{text[: text.index('  - competent:')]}nav:\n  - plain.md\n")
    assert run_warm("mkdocs", "build", cwd=small.root).returncode == 0
    assert ours == small.article("plain.html")
    assert "--strict" in ours
    assert ("--strict" in changed, "\u2013" in unescape(changed)) == (False, True)


def test_a_page_taken_out_of_the_project_leaves_the_site(project: Path) -> None:
    (project / "content/extra.md").write_text("# Extra\n", encoding="utf-8")
    run_warm("mkdocs", "build", "--quiet", cwd=project)
    assert (project / "build/site/extra.html").is_file()
    (project / "content/extra.md").unlink()
    run_warm("mkdocs", "build", "--quiet", cwd=project)
    assert not (project / "build/site/extra.html").exists()


def test_a_build_that_was_stopped_between_two_moves_is_mended_by_the_next(project: Path) -> None:
    (project / "build/site").rename(project / "build/.site-old")
    edit(project / "content/us900001/water.md", "mode: workplace", "mode: wrokplace")
    assert run_warm("mkdocs", "build", cwd=project).returncode == 1
    edit(project / "content/us900001/water.md", "mode: wrokplace", "mode: workplace")
    assert run_warm("mkdocs", "build", "--quiet", cwd=project).returncode == 0
    assert (project / "build/site/index.html").is_file()
    assert not (project / "build/.site-old").exists()


def test_html_in_a_standard_is_text(project: Path) -> None:
    edit(project / "unit_standards/us900001.yml", "Nobody is scalded.", "Nobody <script>alert(1)</script> is scalded.")
    assert run_warm("mkdocs", "build", "--quiet", cwd=project).returncode == 0
    page = (project / "build/site/us900001/standard.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


class Stopped:
    """A build that gets a signal when it says something; Ctrl-C as a terminal sends it, to all of its processes."""

    def __init__(self, root: Path, when: str, log: Path, number: signal.Signals = signal.SIGINT):
        call = [command("mkdocs"), "build", "--verbose"]
        with log.open("wb") as stream:
            process = subprocess.Popen(
                call,
                cwd=root,
                env=environment(),
                stdout=stream,
                stderr=stream,
                start_new_session=True,
                preexec_fn=heed_interrupts,
            )
        self.session = process.pid
        deadline = time.monotonic() + 240  # on a machine that has other things to do
        while when not in log.read_text(errors="replace") and process.poll() is None:
            if time.monotonic() > deadline:
                os.killpg(process.pid, signal.SIGKILL)
                raise AssertionError(f"the build never said {when!r}")
            time.sleep(0.02)
        self.running = process.poll() is None
        (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
        before = time.monotonic()
        self.code = process.wait(timeout=60)
        self.seconds = time.monotonic() - before
        self.said = log.read_text(errors="replace")

    def left_over(self) -> list[str]:
        """Processes of the build that are still there some seconds after it has ended."""
        for _ in range(100):
            found = [p for p in psutil.process_iter() if self._ours(p)]
            if not found:
                return []
            time.sleep(0.1)
        return [" ".join(p.cmdline()) for p in found]

    def _ours(self, process: psutil.Process) -> bool:
        try:
            return os.getsid(process.pid) == self.session and process.status() != psutil.STATUS_ZOMBIE
        except (ProcessLookupError, psutil.Error):
            return False


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """The small project, with a last good output."""
    root = small_project(tmp_path / "project")
    for path in ("site/index.html", "pdf/us900001/learner-guide.pdf", "restricted/us900001/facilitator-guide.pdf"):
        (root / "build" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "build" / path).write_bytes(b"the last good one")
    return root


@pytest.fixture
def long(good: Path) -> Path:
    """The same with a page that takes long to print."""
    page = good / "content/us900001/leaves.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n\nLeaves are picked by hand." * 2000, encoding="utf-8")
    return good


@pytest.mark.parametrize("when", ["Printed 1/", "Building page us900001/leaves.md", "Reading: us900001/leaves.md"])
def test_ctrl_c_leaves_the_last_good_output_and_no_worker(long: Path, tmp_path: Path, when: str) -> None:
    before = output(long)
    stopped = Stopped(long, when, tmp_path / "log")
    assert stopped.running, "the build was done before it could be interrupted"
    assert (stopped.code, "Traceback" in stopped.said) == (130, False)
    assert stopped.left_over() == []
    assert stopped.seconds < 10
    assert output(long) == before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_a_build_that_the_system_ends_publishes_nothing_and_takes_its_workers_with_it(
    good: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    before = output(good)
    stopped = Stopped(good, "Printed 1/", tmp_path / "log", number)
    assert (stopped.running, stopped.code, "Traceback" in stopped.said) == (True, code, False)
    assert stopped.left_over() == []
    assert {path: digest for path, digest in output(good).items() if not path.startswith(".site-new")} == before


def test_of_two_builds_at_once_each_publishes_a_whole_site(small: Site) -> None:
    call = [command("mkdocs"), "build", "--strict"]
    builds = [subprocess.Popen(call, cwd=small.root, env=environment(), stderr=subprocess.PIPE) for _ in range(2)]
    assert [build.communicate() and build.returncode for build in builds] == [0, 0]
    published = small.published
    assert "Nothing has changed" in small.build().stderr
    small.replace("content/index.md", "# Small", "# Little")
    small.built()
    assert small.published == published


def test_the_site_lands_where_a_link_leads_to_beside_what_others_have_there(small: Site) -> None:
    small.write("www/.git/HEAD", "ref: refs/heads/main\n")
    small.write("www/CNAME", "tea.example\n")
    (small.root / "build").mkdir()
    small.site.symlink_to("../www")
    small.write("content/extra.md", "# Extra\n")
    small.build(strict=False)
    assert {"index.html", "extra.html", ".git/HEAD", "CNAME"} <= small.published
    (small.root / "content/extra.md").unlink()
    small.built()
    assert "Nothing has changed" in small.build().stderr
    assert {"index.html", ".git/HEAD", "CNAME"} <= small.published - {"extra.html"} == small.published
    assert small.site.is_symlink()


# What the file system refuses


@pytest.mark.parametrize("call", [("mkdocs", "build"), ("competent", "build", "--documents-only")], ids=str)
def test_a_file_in_the_place_of_the_output_is_a_problem(call: tuple[str, ...], tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    (root / "build").write_bytes(b"mine")
    done = run_warm(*call, cwd=root)
    assert done.returncode == 1
    assert "build:1:1 C315 A file stands where a folder should be" in done.stderr
    assert "Traceback" not in done.stderr
    assert (root / "build").read_bytes() == b"mine"


def test_what_mkdocs_itself_cannot_write_is_a_problem_and_the_last_site_stays(small: Site) -> None:
    small.built()
    before = output(small.root)
    hook = "import resource\n\ndef on_env(env, **_):\n    resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
    small.write("full.py", hook)
    small.replace("mkdocs.yml", "nav:\n", "hooks: [full.py]\nnav:\n")
    done = small.build()
    assert (done.returncode, "C315 This file would be larger" in done.stderr) == (1, True)
    assert output(small.root) == before
