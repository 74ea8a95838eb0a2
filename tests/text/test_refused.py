"""What the file system refuses is said in words, with the file and what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from competent.text.problem import ProblemsFound
from competent.text.refused import REASONS, is_refusal, refusals_told, refused


@pytest.mark.parametrize("number", sorted(REASONS))
def test_every_reason_is_told_with_the_file_and_what_to_do(number: int, tmp_path: Path) -> None:
    problem = refused(OSError(number, os.strerror(number), str(tmp_path / "build" / "a.pdf")), tmp_path)
    assert (problem.code, problem.severity) == ("C315", "error")
    assert problem.hint.endswith(".")
    assert "Errno" not in problem.title


def test_the_file_is_named_from_the_project(tmp_path: Path) -> None:
    problem = refused(PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "content" / "a.svg")), tmp_path)
    assert (problem.place.path, problem.title) == ("content/a.svg", "There is no permission for this")


def test_a_file_in_the_place_of_a_folder_is_named_itself(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"")
    with pytest.raises(ProblemsFound) as caught, refusals_told(tmp_path):
        (tmp_path / "build" / "pdf" / "us1").mkdir(parents=True)
    assert [problem.place.path for problem in caught.value.problems] == ["build"]


def test_what_no_table_knows_is_told_as_the_system_says_it(tmp_path: Path) -> None:
    assert refused(OSError(errno.ELOOP, "Too many levels", "a"), tmp_path).title == "Too many levels"
    assert refused(OSError("odd"), tmp_path).title == "odd"


def test_a_program_that_looks_for_what_is_not_there_is_no_refusal() -> None:
    assert is_refusal(OSError(errno.ENOSPC, "No space"))
    assert not is_refusal(FileNotFoundError(errno.ENOENT, "No such file"))
    assert not is_refusal(ValueError())
