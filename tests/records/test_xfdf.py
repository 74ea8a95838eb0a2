"""Files of answers: what is written is read back, and a file that means harm does none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competent.records.xfdf import BIGGEST, read_xfdf, write_xfdf
from competent.text.problem import ProblemsFound

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
XFDF = '<xfdf xmlns="http://ns.adobe.com/xfdf/"><fields>{}</fields></xfdf>'
VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.just("\n"))


def file_of(folder: Path, text: str) -> Path:
    file = folder / "answers.xfdf"
    file.write_text(text, encoding="utf-8", newline="")
    return file


@given(value=VALUES)
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    file = file_of(tmp_path_factory.mktemp("xfdf"), write_xfdf("workbook.pdf", {"us900001-a01-see": value}))
    (answer,) = read_xfdf(file)
    assert (answer.field, answer.value) == ("us900001-a01-see", value)


def test_signs_that_no_xml_can_hold_are_left_out(tmp_path: Path) -> None:
    (answer,) = read_xfdf(file_of(tmp_path, write_xfdf("a.pdf", {"see": "one\x00\x0b\x1btwo"})))
    assert answer.value == "onetwo"


def test_line_breaks_of_every_system_are_one(tmp_path: Path) -> None:
    (answer,) = read_xfdf(file_of(tmp_path, write_xfdf("a.pdf", {"see": "one\r\ntwo\rthree\nfour"})))
    assert answer.value == "one\ntwo\nthree\nfour"


def test_fields_may_lie_inside_one_another_as_other_programs_write_them(tmp_path: Path) -> None:
    inside = (
        '<field name="a"><field name="b"><value>yes</value></field><field name="c"><value>no</value></field></field>'
    )
    found = read_xfdf(file_of(tmp_path, HEAD + XFDF.format(inside)))
    assert [(answer.field, answer.value) for answer in found] == [("a.b", "yes"), ("a.c", "no")]


def test_an_answer_knows_its_line(tmp_path: Path) -> None:
    (answer,) = read_xfdf(file_of(tmp_path, HEAD + XFDF.format('\n\n<field name="a"><value>b</value></field>')))
    assert answer.line == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "cannot be read"),
        ("Dear assessor", "cannot be read"),
        ("<html/>", "“html”, not “xfdf”"),
        (HEAD + XFDF.format("<field"), "cannot be read"),
    ],
)
def test_what_is_no_file_of_answers_is_a_problem_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_xfdf(file_of(tmp_path, text))
    (problem,) = found.value.problems
    assert (problem.code, problem.place.path) == ("C630", str(tmp_path / "answers.xfdf"))
    assert said in problem.title


def test_nothing_is_loaded_and_no_entity_is_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("purple elephants", encoding="utf-8")
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    for entity in (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', f'<!ENTITY a0 "ha">{bomb}<!ENTITY x "&a11;">'):
        text = f"{HEAD}<!DOCTYPE xfdf [{entity}]>" + XFDF.format('<field name="a"><value>&x;</value></field>')
        with pytest.raises(ProblemsFound) as found:
            read_xfdf(file_of(tmp_path, text))
        assert "purple" not in str(found.value.problems)


def test_a_file_that_is_too_big_is_not_read(tmp_path: Path) -> None:
    file = file_of(tmp_path, write_xfdf("a.pdf", {"see": "x" * BIGGEST}))
    with pytest.raises(ProblemsFound):
        read_xfdf(file)
