"""A workbook filled in with a file of answers, by the command."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from competent.cli import main
from competent.documents.fill import read_values
from competent.records.xfdf import write_xfdf
from tests.building import Built

ANSWERS = {
    "us118028-a01-department": "Bakery, ḓ ɔ\nsecond line",
    "learner-name": "Thandi Ngcobo",
}


@pytest.fixture
def workbook(built: Built, tmp_path: Path) -> Path:
    """A workbook as a learner has it, in a folder of its own."""
    return Path(shutil.copy(built.pdf("us118028", "formative-workbook"), tmp_path / "workbook.pdf"))


def answers(folder: Path, values: dict[str, str]) -> Path:
    file = folder / "us118028-thandi-ngcobo.xfdf"
    file.write_text(write_xfdf("workbook.pdf", values), encoding="utf-8")
    return file


def call(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["fill", *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def test_the_filled_workbook_lies_beside_the_answers(workbook: Path, tmp_path: Path) -> None:
    code, said, problems = call(workbook, answers(tmp_path, ANSWERS))
    target = tmp_path / "us118028-thandi-ngcobo.pdf"
    assert (code, problems) == (0, "")
    assert said == f"Written: {target} (2 answers)\n"
    values = read_values(target.read_bytes())
    assert {name: values[name] for name in ANSWERS} == ANSWERS


def test_answers_without_a_field_are_listed_and_the_others_are_filled_in(workbook: Path, tmp_path: Path) -> None:
    code, said, problems = call(workbook, answers(tmp_path, {**ANSWERS, "us118028-a01-departmnt": "x"}))
    assert code == 1
    assert "(2 answers)" in said
    assert "us118028-thandi-ngcobo.xfdf:7:1 C634" in problems
    assert "Did you mean “us118028-a01-department”?" in problems


def test_a_value_that_a_choice_does_not_have_is_listed(workbook: Path, tmp_path: Path) -> None:
    box = next(name for name in read_values(workbook.read_bytes()) if name.startswith("us118028-a01-check-"))
    code, _, problems = call(workbook, answers(tmp_path, {**ANSWERS, box: "maybe"}))
    assert code == 1
    assert f"C635 The field “{box}” cannot be “maybe”; this answer is left out" in problems
    assert "It can be: yes." in problems


def test_nothing_is_written_over(workbook: Path, tmp_path: Path) -> None:
    there = tmp_path / "us118028-thandi-ngcobo.pdf"
    there.write_bytes(b"mine")
    code, _, problems = call(workbook, answers(tmp_path, ANSWERS))
    assert code == 1
    assert "C632 There is a file of this name already" in problems
    assert there.read_bytes() == b"mine"


@pytest.mark.parametrize("text", [b"", b"Dear assessor", b"%PDF-1.7\n"], ids=["empty", "a letter", "no pages"])
def test_a_document_that_is_no_form_is_a_problem(tmp_path: Path, text: bytes) -> None:
    document = tmp_path / "workbook.pdf"
    document.write_bytes(text)
    code, _, problems = call(document, answers(tmp_path, ANSWERS))
    assert code == 1
    assert "C631 This is not a PDF with fields to fill in" in problems
    assert not (tmp_path / "us118028-thandi-ngcobo.pdf").exists()


def test_answers_of_another_document_are_a_problem(workbook: Path, tmp_path: Path) -> None:
    code, _, problems = call(workbook, answers(tmp_path, {"unit220-a01-see": "x"}))
    assert code == 1
    assert "C633 None of the 1 answers has a field in workbook.pdf" in problems


def test_a_file_of_answers_that_is_none_is_a_problem(workbook: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.xfdf"
    file.write_text("Dear assessor", encoding="utf-8")
    code, _, problems = call(workbook, file)
    assert code == 1
    assert "C630 This is not a file of answers" in problems
