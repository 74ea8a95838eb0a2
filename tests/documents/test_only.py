"""Some documents alone: what is named is made, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

from tests.building import edit, run_warm, small_project, snapshot


def test_one_document_is_printed_alone_and_the_others_stay(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    done = run_warm("competent", "build", "--only", "us900001/portfolio-of-evidence", cwd=root)
    assert (done.returncode, done.stdout.strip()) == (0, "1 of 1 documents changed.")
    before = snapshot(root / "build/pdf")
    assert list(before) == ["us900001/portfolio-of-evidence.pdf"]
    done = run_warm("competent", "build", "--only", "us900001/alignment-matrix", cwd=root)
    assert done.returncode == 0, done.stderr
    made = {file.name for file in (root / "build").rglob("*.*") if file.parent.name == "us900001"}
    assert {"alignment-matrix.pdf", "alignment-matrix.xlsx", "learner-guide.pdf", "formative-workbook.pdf"} <= made
    assert "facilitator-guide.pdf" not in made


def test_a_document_that_does_not_exist_is_a_misuse_with_a_suggestion(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    done = run_warm("competent", "build", "--only", "us900001/leaner-guide", cwd=root)
    assert done.returncode == 2
    assert "Did you mean “us900001/learner-guide”?" in done.stderr
    assert [path for path in snapshot(root / "build") if not path.startswith(".cache/")] == []


def test_problems_keep_a_single_document_from_being_made(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    edit(root / "content/us900001/leaves.md", "outcomes: [us900001-so1]", "outcomes: [us900001-so9]")
    done = run_warm("competent", "build", "--only", "us900001/learner-guide", cwd=root)
    assert done.returncode == 1
    assert "C213" in done.stderr
    assert "Traceback" not in done.stderr
