"""Every letter that is printed is one that the fonts have, wherever it comes from; what is not is told at its place."""

from __future__ import annotations

import pytest

from competent.text.letters import UNKNOWN, written_with
from competent.text.problem import Problem
from tests.checks.cases import WholeProject

US1 = "unit_standards/us1.yml"
WATER = "content/us1/water.md"
KETTLE = "content/us1/images/kettle.svg"
ROSTER = "records/us1.roster.csv"


def only(whole: WholeProject) -> Problem:
    (problem,) = whole.load().problems
    return problem


def test_a_sign_out_of_a_pdf_is_told_with_the_letters_to_write(whole: WholeProject) -> None:
    whole.replace(US1, "text: Guests are served", "text: Guests are ﬁrst served")
    problem = only(whole)
    assert (problem.code, problem.place.path, problem.suggestion) == ("C243", US1, "fi")
    assert "“ﬁ”" in problem.title


def test_comparisons_arrows_and_ticks_are_printed(whole: WholeProject) -> None:
    whole.replace(US1, "text: Guests are served", "text: Guests ≥ 5 → are served ✓")
    assert whole.load().problems == ()


@pytest.mark.parametrize("name", ["Kɔfi Ɛdem", "Ɓaɗo Bello", "أحمد علي", "ሰላም ተስፋዬ", "Nguyễn Thị Ánh", "Łukasz Żółć"])
def test_names_in_these_letters_are_printed(name: str, whole: WholeProject) -> None:
    whole.replace(ROSTER, "Johan Smit", name)
    assert whole.load().problems == ()


@pytest.mark.parametrize(
    ("column", "old"),
    [(1, "Lerato Khumalo"), (3, "Lerato Khumalo,L001,Pieter Botha"), (6, "yes,,Aisha Patel,yes,,O Q,C")],
)
def test_a_name_in_other_letters_is_told_at_its_cell(column: int, old: str, whole: WholeProject) -> None:
    name = {1: "Lerato Khumalo", 3: "Pieter Botha", 6: "Aisha Patel"}[column]
    whole.replace(ROSTER, old, old.replace(name, "李小龙"))
    problem = only(whole)
    assert (problem.code, problem.place.path, problem.place.line, problem.place.column) == ("C516", ROSTER, 2, column)
    assert "“李小龙”" in problem.title


@pytest.mark.parametrize("written", ["Start ☞ here", "Start &#9758; here", "<tspan>Start ☞</tspan> here"])
def test_words_of_a_drawing_are_told_at_the_line_of_the_drawing(written: str, whole: WholeProject) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n'
    whole.write(KETTLE, f'{drawing}<title>☛</title>\n<text x="1" y="1">{written}</text>\n</svg>')
    lines = (whole.root / KETTLE).read_text("utf-8").splitlines()
    problem = only(whole)
    assert (problem.code, problem.place.path) == ("C243", KETTLE)
    sign = "&#9758;" if "&" in written else "☞"
    line, column = problem.place.line, problem.place.column
    assert lines[line - 1][column - 1 :].startswith(sign)


def test_the_words_of_the_logo_are_looked_at(whole: WholeProject) -> None:
    whole.write("content/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>♥</text></svg>')
    whole.replace("mkdocs.yml", "name: Teapot Academy", "name: Teapot Academy\n        logo: content/logo.svg")
    assert (only(whole).code, only(whole).place.path) == ("C243", "content/logo.svg")


@pytest.mark.parametrize(
    ("sign", "plain"), [("ﬁ", "fi"), ("ﬄ", "ffl"), ("➔", "→"), ("\uf0b7", "•"), ("①", "1"), ("⩾", "≥"), ("Ａ", "A")]
)
def test_what_to_write_instead_is_said_where_there_is_such_a_way(sign: str, plain: str) -> None:
    assert UNKNOWN.search(sign)
    assert written_with(sign) == plain


def test_for_a_letter_of_another_script_nothing_is_made_up() -> None:
    assert written_with("李") == ""
