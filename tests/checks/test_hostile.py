"""Whatever stands in a page, the checks come to an end and say something an author can use."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.building import project_copy
from tests.checks.cases import CASES, GOLDEN, WholeProject, lay, loaded

MARKS = ["# ", "## ", "[", "](", ")", "<", ">", "![", "#", "?", "`", "```\n", "///", "/// model\n", "\\", "<!--", "-->"]
WORDS = [
    "a",
    "é",
    "color",
    "us1-so1-ac1",
    "Fresh water is boiled",
    "&rarr;",
    "&#x0;",
    "&#1114112;",
    "\u202e",
    "\U0001d518",
]
PATHS = [".md", "../", "%20", "%00", '{: data-criteria="', '" }', "*[a]: b", "[^1]: ", "[b]: "]
ENDS = [" ", "\n", "\n\n", "\t", "\r\n", "\x0b", "\x85", "\u2028"]
PIECES = st.sampled_from([*MARKS, *WORDS, *PATHS, *ENDS])


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
def test_no_page_ends_the_check(text: str) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        project_copy("whole", root)
        for page in ("content/shared/more.md", "content/us1/glossary.md"):
            (root / page).write_bytes(f"# X\n\n{text}\n".encode())
        section = root / "content/us1/water.md"
        section.write_bytes(section.read_bytes() + f"\n{text}\n".encode())
        texts = {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*.*") if file.is_file()}
        for problem in loaded(root):
            assert 1 <= problem.place.line <= texts[problem.place.path].count(b"\n") + 1, problem


@pytest.mark.parametrize("case", [case for case in CASES if (GOLDEN / case / "patch.yml").exists()])
def test_windows_line_ends_change_no_finding(case: str, tmp_path: Path) -> None:
    lay(case, tmp_path)
    before = loaded(tmp_path)
    for file in tmp_path.rglob("*.*"):
        if file.suffix in (".md", ".yml", ".csv"):
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert loaded(tmp_path) == before


@pytest.mark.parametrize(
    "target", ["a" * 300 + "/b.svg", "%00.svg", "%00/b.svg", "../" * 60 + "b.svg", "a%2Fb.svg", ""]
)
def test_no_name_of_a_picture_ends_the_check(target: str, whole: WholeProject) -> None:
    whole.replace("content/us1/water.md", "(images/kettle.svg)", f"({target})")
    assert {line.split()[-1] for line in whole.found()} & {"C240", "C242"}


def test_a_page_that_is_a_link_inside_the_project_is_a_page_as_it_is_to_mkdocs(whole: WholeProject) -> None:
    whole.write("README.md", "# Read me\n\n[nowhere](nowhere.md)\n")
    (whole.root / "content" / "read-me.md").symlink_to(whole.root / "README.md")
    assert whole.found() == ["content/read-me.md:1 C249", "content/read-me.md:3 C248"]


def test_a_page_that_is_a_link_out_of_the_project_is_refused(whole: WholeProject, shared: Path) -> None:
    outside = shared / "outside.md"
    outside.write_text("# Somebody's page\n", "utf-8")
    (whole.root / "content" / "read-me.md").symlink_to(outside)
    assert whole.found() == ["content/read-me.md:1 C219"]


def test_a_folder_may_have_the_name_of_a_page(whole: WholeProject) -> None:
    (whole.root / "content" / "folder.md").mkdir()
    assert whole.found() == []


def test_a_folder_that_cannot_be_read_is_an_error_that_names_it(
    whole: WholeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def denied(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("content/us1"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
    problems = [problem for problem in whole.load().problems if problem.code == "C315"]
    assert [(problem.place.path, problem.severity) for problem in problems] == [("content/us1", "error")]


def test_a_picture_that_cannot_be_read_is_an_error_at_its_line(
    whole: WholeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def denied(file: Path) -> bytes:
        if file.name == "kettle.svg":
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", denied)
    (line,) = whole.found()
    assert re.fullmatch(r"content/us1/water.md:\d+ C240", line)
