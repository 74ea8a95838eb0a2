"""A roster is read as spreadsheets write it, and whatever is wrong with one is a Problem with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competent import roster as rosters
from competent.roster import Roster, load_roster, read_roster
from tests.conftest import TinyProject

JUDGEMENTS = {"c": ("C", True), "competent": ("C", True), "nyc": ("NYC", False), "not yet competent": ("NYC", False)}
HEAD = "learner-name,learner-id,assessor-name,assessor-qualified,methods,judgement,not-yet-competent\n"
ROW = 'Thandi Nkosi,L1,Deon Smit,yes,O Q,NYC,"SO1 AC2; SO3 AC1"\n'


def load(tmp_path: Path, data: str | bytes) -> tuple[Roster | None, list[str]]:
    file = tmp_path / "us1.roster.csv"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    roster, problems = load_roster(file, tmp_path, JUDGEMENTS)
    return roster, [f"{p.place.line}:{p.place.column} {p.code} {p.title}" for p in problems]


def test_a_row_becomes_a_learner(tmp_path: Path) -> None:
    roster, problems = load(tmp_path, HEAD + ROW)
    assert problems == []
    assert roster is not None
    (learner,) = roster.learners
    assert (learner.name, learner.number, learner.assessor) == ("Thandi Nkosi", "L1", "Deon Smit")
    assert learner.methods == ("O", "Q")
    assert learner.not_yet_competent == ("SO1 AC2", "SO3 AC1")
    assert learner.is_not_yet_competent
    assert learner.assessor_qualified
    assert learner.iv_qualified


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffLearner name;Learner ID\r\nThandi Nkosi;L1\r\n",
        "learner\tid\nThandi  Nkosi\t L1 \n",
        "sep=;\nCandidate;Number\nThandi Nkosi;L1\n",
        "Name,ID,,\rThandi Nkosi,L1,,\r\r,,,\r",
        '"learner-name","learner-id"\n"Thandi\nNkosi","L1"\n',
        "learner-name,learner-id\nThandi\u00a0Nkosi,L1",
    ],
)
def test_all_the_ways_in_which_spreadsheets_write_it_are_read(tmp_path: Path, data: str) -> None:
    roster, problems = load(tmp_path, data)
    assert problems == []
    assert roster is not None
    assert [(learner.name, learner.number) for learner in roster.learners] == [("Thandi Nkosi", "L1")]


@pytest.mark.parametrize(
    ("written", "judgement", "is_met"),
    [
        ("C", "C", True),
        ("competent", "C", True),
        ("nyc", "NYC", False),
        ("Not yet  competent", "NYC", False),
        ("", "", False),
    ],
)
def test_a_judgement_is_its_letters_however_it_is_written(
    tmp_path: Path, written: str, judgement: str, is_met: bool
) -> None:
    roster, problems = load(tmp_path, f"learner,judgement\nThandi Nkosi,{written}\n")
    assert problems == []
    assert roster is not None
    (learner,) = roster.learners
    assert (learner.judgement, learner.is_met) == (judgement, is_met)
    assert learner.is_not_yet_competent == (judgement == "NYC")


def test_the_judgements_are_those_of_the_framework_grades_among_them(project: TinyProject) -> None:
    project.replace("unit_standards/us1.yml", "saqa-unit-standard", "rqf-unit")
    project.replace("unit_standards/us1.yml", "specific-outcome", "learning-outcome")
    (programme,) = project.load().programmes
    text = "learner,judgement\nThandi Nkosi,merit\nSipho Dlamini,NYA\nLerato Khumalo,achieved\n"
    roster, problems = read_roster(text, "us1.roster.csv", programme.judgements)
    assert problems == []
    assert roster is not None
    assert [(learner.judgement, learner.is_met) for learner in roster.learners] == [
        ("M", True),
        ("NYA", False),
        ("A", True),
    ]
    _, (problem,) = read_roster("learner,judgement\nThandi Nkosi,C\n", "us1.roster.csv", programme.judgements)
    assert problem.hint == "Write A, NYA, P, M, D, or nothing."


def test_lines_are_counted_in_the_file_whatever_is_in_the_cells(tmp_path: Path) -> None:
    _, problems = load(tmp_path, 'learner-name,judgement\n"Thandi\n\nNkosi",C\n\nSipho Dlamini,perhaps\n')
    assert problems == ["6:2 C503 “perhaps” is no judgement"]
    _, problems = load(tmp_path, "sep=,\nlearner-name,judgement\nSipho Dlamini,perhaps\n")
    assert problems == ["3:2 C503 “perhaps” is no judgement"]


def test_a_short_row_leaves_the_rest_empty(tmp_path: Path) -> None:
    roster, problems = load(tmp_path, HEAD + "Sipho Dlamini\n")
    assert problems == []
    assert roster is not None
    assert roster.learners[0].judgement == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "1:1 C501 The roster is empty"),
        (b"\n\n\n", "1:1 C501 The roster is empty"),
        (b"learner-name\n\n,\n", "1:1 C501 The roster names nobody"),
        (b"learner-name\nThandi\0Nkosi\n", "2:1 C501 The roster holds a control character"),
        (b"PK\x03\x04\x14", "1:1 C501 The roster holds a control character"),
        ("learner-name\nZoë\n".encode("cp1252"), "2:3 C103 The file is not UTF-8"),
        ("learner-name\nZoë\n".encode("utf-16"), "1:1 C103 The file is not UTF-8"),
        (b'learner-name\nThandi\n"Sipho\nLerato\n', "3:1 C501 The table cannot be read from this row on"),
        (b'learner-name\n"Sipho" Dlamini\n', "2:1 C501 The table cannot be read from this row on"),
        (b"learner-name\n" + b"x" * 140_000, "2:1 C501 The table cannot be read from this row on"),
        (b"learner-name\n" + b"x" * 2001, "2:1 C503 A cell has more than 2000 characters"),
        (b"learner-name,learner-id\nNkosi, Thandi,L1\n", "2:3 C503 This row has more cells than there are columns"),
        (b"learner-name\n" + b"x\n" * 20_001, "20002:1 C501 The roster has more than 20000 learners"),
        (b"learner-name" + b",x" * 100, "1:1 C502 The roster has more than 100 columns"),
        (b"x" * 8_000_001, "1:1 C102 The file is larger than 8000 kB"),
        (b"learner-name,judgement,not-yet-competent\nA B,C,SO1 AC1\n", "2:2 C503 The judgement is C, and yet criteria are not yet met"),
        (b"learner-name\nThandi Nkosi\nTHANDI  nkosi\n", "3:1 C503 “THANDI nkosi” stands here twice"),
        (b"learner-name,learner-id\nThandi Nkosi,\nThandi Nkosi,L2\n", "3:1 C503 “Thandi Nkosi” stands here twice"),
        (b"learner-name,learner-id\nA B,L1\nC D,l1\n", "3:2 C503 The number “l1” stands here twice"),
    ],
)  # fmt: skip
def test_hostile_files_are_problems_with_a_place(tmp_path: Path, data: bytes, said: str) -> None:
    roster, problems = load(tmp_path, data)
    assert roster is None
    assert problems[:1] == [said]


def test_people_of_one_name_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    roster, problems = load(tmp_path, "learner-name,learner-id\nThandi Nkosi,L1\nThandi Nkosi,L2\n")
    assert problems == []
    assert roster is not None
    assert len(roster.learners) == 2


def test_excel_users_are_told_how_to_save_it(tmp_path: Path) -> None:
    file = tmp_path / "us1.roster.csv"
    file.write_bytes("learner-name\nZoë\n".encode("cp1252"))
    _, problems = load_roster(file, tmp_path, JUDGEMENTS)
    assert "CSV UTF-8" in problems[0].hint


def test_a_folder_or_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert load_roster(tmp_path, tmp_path, JUDGEMENTS)[1][0].code == "C501"
    assert load_roster(tmp_path / "none.csv", tmp_path, JUDGEMENTS)[1][0].code == "C101"


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from(list('",;\t\n\r=+-@\0\ufeff'))), max_size=300
    )
)
def test_no_text_brings_it_down(text: str) -> None:
    roster, problems = read_roster(text, "us1.roster.csv", JUDGEMENTS)
    assert (roster is None) == bool(problems)
    roster, problems = read_roster(HEAD + text, "us1.roster.csv", JUDGEMENTS)
    assert (roster is None) == bool(problems)
    lines = (HEAD + text).replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= problem.place.line <= lines for problem in problems)


def test_many_wrong_rows_are_reported_in_good_time() -> None:
    rows = "".join(f"Learner {number},,,?,,?,\n" for number in range(rosters.MOST_ROWS))
    roster, problems = read_roster(HEAD + rows, "us1.roster.csv", JUDGEMENTS)
    assert roster is None
    assert len(problems) >= 2 * rosters.MOST_ROWS
