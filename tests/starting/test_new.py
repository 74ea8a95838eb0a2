"""A new project is whole: it is checked and built at once, says nothing that is not its author's doing, loses nothing."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from competent.adapters import load_project
from competent.cli import main
from competent.standards.framework import shipped
from competent.text.problem import report
from tests.conftest import ROOT

FRAMEWORKS = sorted(shipped())
ANSWERS = {"lines", "table", "choice", "checklist"}


def new(folder: Path, *options: str) -> Path:
    done = CliRunner().invoke(main, ["new", str(folder), *options])
    assert done.exit_code == 0, done.output
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_new_project_of_any_framework_has_nothing_wrong_in_it(framework: str, tmp_path: Path) -> None:
    project = load_project(new(tmp_path / "mine", "--framework", framework) / "mkdocs.yml")
    assert report(project.problems) == ""
    (programme,) = project.programmes
    assert programme.standards[0].framework == framework
    assert programme.tasks
    assert programme.glossary
    assert {answer.kind.kind for activity in programme.activities for answer in activity.answers} == ANSWERS


def test_a_new_project_is_built_strictly_and_warns_of_nothing(tmp_path: Path) -> None:
    folder = new(tmp_path / "mine")
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("paper: A4", "paper: A4\n      documents: false"), "utf-8")
    call = [sys.executable, "-m", "competent.cli", "build", "--strict"]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not re.search("WARNING|ERROR", done.stderr)
    pages = {file.name for file in (folder / "build/site/us900010").glob("*.html")}
    assert {"index.html", "the-handover.html", "tasks.html", "standard.html", "coverage.html"} <= pages
    home = (folder / "build/site/index.html").read_text("utf-8")
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!squidfunk)', home.replace("https://www.mkdocs.org", ""))


def test_what_the_author_says_stands_in_it(tmp_path: Path) -> None:
    title, provider = 'Make tea: for "guests" & #1', "Tea’s: Academy #1"
    said = ["--title", title, "--provider", provider, "--number", "12/3", "--language", "af-ZA", "--paper", "Letter"]
    project = load_project(new(tmp_path / "mine", *said) / "mkdocs.yml")
    assert report(project.problems) == ""
    (standard,) = project.programmes[0].standards
    assert (standard.id, standard.number, standard.title) == ("us123", "12/3", title)
    settings = project.settings
    assert (settings.provider.name, settings.language, settings.paper) == (provider, "af-ZA", "Letter")


@pytest.mark.parametrize("name", ["us118028", "unit220"])
def test_a_project_may_begin_with_a_standard_and_the_coverage_says_what_is_still_to_write(
    name: str, tmp_path: Path
) -> None:
    standard = ROOT / "unit_standards" / f"{name}.yml"
    folder = new(tmp_path / "mine", "--from", str(standard))
    assert (folder / "unit_standards" / f"{name}.yml").read_bytes() == standard.read_bytes()
    project = load_project(folder / "mkdocs.yml")
    assert [problem for problem in project.problems if problem.severity == "error"] == []
    warned = {problem.code for problem in project.problems if problem.severity == "warning"}
    assert {"C252", "C253", "C254"} <= warned <= {"C252", "C253", "C254", "C265"}
    criteria = {criterion.id for criterion in project.programmes[0].standards[0].criteria}
    pages = [page.written.text(1, len(page.written.lines)) for page in project.content.pages.values()]
    texts = [c.text for c in project.programmes[0].standards[0].criteria]
    assert criteria
    assert [text for text in texts if not any(text in page for page in pages)] == []


def test_nothing_is_written_over_and_nothing_is_half_written(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "content").mkdir(parents=True)
    (folder / "content/index.md").write_text("# Mine\n", "utf-8")
    (folder / "other.txt").write_text("kept\n", "utf-8")
    before = files(folder)
    done = CliRunner().invoke(main, ["new", str(folder)])
    assert (done.exit_code, files(folder)) == (1, before)
    assert "C601" in done.output
    assert "content/index.md" in done.output


def test_a_folder_with_other_files_may_hold_a_new_project(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("kept\n", "utf-8")
    assert files(new(tmp_path))["notes.txt"] == b"kept\n"


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a file where a folder must be\n", "utf-8")
    done = CliRunner().invoke(main, ["new", str(tmp_path)])
    assert done.exit_code == 1
    assert "C602" in done.output
    assert list(files(tmp_path)) == ["content"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("framework: none\n", "C121"), ("- a\n  b: [", "C108"), ("", "C105")],
    ids=["half", "yaml", "empty"],
)
def test_a_standard_that_cannot_be_read_is_told_at_its_place(text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.yml").write_text(text, "utf-8")
    done = CliRunner().invoke(main, ["new", str(tmp_path / "mine"), "--from", str(tmp_path / "wrong.yml")])
    assert done.exit_code == 1
    assert code in done.output
    assert re.search(r"wrong.yml:\d+:\d+ C", done.output)
    assert not (tmp_path / "mine").exists()


def test_a_language_that_is_none_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / "mine"), "--language", "nowhere"])
    assert done.exit_code == 2
    assert "en-ZA" in done.output


def test_in_a_terminal_it_asks_for_what_is_not_said(tmp_path: Path) -> None:
    mine, theirs = pty.openpty()
    call = [sys.executable, "-m", "competent.cli", "new", str(tmp_path / "mine"), "--number", "77"]
    with subprocess.Popen(call, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        os.write(mine, b"qcto-module\nMend a tyre\n\n")
        said = running.communicate(timeout=60)[0].decode()
    os.close(mine)
    os.close(theirs)
    assert running.returncode == 0, said
    assert [said.index(word) for word in ("Framework", "Title", "Provider")] == sorted(
        said.index(word) for word in ("Framework", "Title", "Provider")
    )
    standard = yaml.safe_load((tmp_path / "mine/unit_standards/oc77.yml").read_text("utf-8"))
    assert (standard["title"], standard["framework"]) == ("Mend a tyre", "qcto-module")


def test_what_names_people_and_what_is_made_are_left_alone_by_git(tmp_path: Path) -> None:
    folder = new(tmp_path / "mine")
    for path in ("records/us900010.roster.csv", "build/site/index.html", "returned/a.pdf"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x", "utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    done = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    listed = {line[3:] for line in done.stdout.splitlines()}
    assert "mkdocs.yml" in listed
    assert {name for name in listed if name.startswith(("records", "build", "returned"))} == set()
    assert yaml.safe_load((folder / ".github/workflows/build.yml").read_text("utf-8"))["jobs"]
