"""`competent sample` reads a roster and writes a table and a sheet; whatever is wrong is said without a traceback."""

from __future__ import annotations

import hashlib
from pathlib import Path

import openpyxl
import outloud
import pikepdf
import pytest
from click.testing import CliRunner

from competent.adapters import load_project
from competent.cli import main
from competent.records import sampling_sheet
from competent.records.sample import draw
from tests.building import small_project, tool

ROSTER = """\
Learner,Number,Assessor,Assessor qualified,Countersigning assessor,Moderator,Methods,Judgement,Not yet competent
Thandi Nkosi,L1,Deon Smit,yes,,Elias Maluleke,O Q,C,
Tshilidzi Maḓivha,L2,Deon Smit,yes,,Elias Maluleke,O PE,NYC,SO2 AC1
"=HYPERLINK(""x"")",L3,Nomsa Khoza,no,Deon Smit,Elias Maluleke,WT,C,
Sipho Dlamini,L4,Nomsa Khoza,no,Deon Smit,Elias Maluleke,Q,C,
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_project(tmp_path / "project")
    (root / "records").mkdir()
    write(root, ROSTER)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing takes seconds; most tests are about something else."""
    monkeypatch.setattr(sampling_sheet, "print_now", lambda project, document: document.html.encode())


def write(root: Path, text: str, name: str = "us900001.roster.csv") -> None:
    (root / "records" / name).write_text(text, "utf-8")


def call(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["sample", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_a_roster_becomes_a_table_and_a_sheet(project: Path) -> None:
    code, said, _ = call("records/us900001.roster.csv", "--seed", "7")
    assert code == 0
    assert said.splitlines()[0] == "3 of 4 learners (75 percent; asked for 25), seed 7."
    table = (project / "records/us900001.sample.csv").read_text("utf-8-sig")
    assert "Tshilidzi Maḓivha,L2,Deon Smit,NYC,not yet competent,SO2 AC1" in table
    assert "'=HYPERLINK" in table
    pdf = project / "records/us900001.sample.pdf"
    assert [f.message for f in outloud.check(str(pdf)).findings if f.severity == "error"] == []
    tool("qpdf", "--check", pdf)
    text = tool("pdftotext", "-layout", pdf, "-")
    for word in ("Tshilidzi Maḓivha", "Small Academy · Accreditation number EX/0001", "Seed 7", "version", "Upheld"):
        assert word in text
    with pikepdf.open(pdf) as opened:
        names = {str(field.T) for field in opened.Root.AcroForm.Fields}
    assert {"sampling-01-result", "sampling-01-action", "sampling-sign-iv", "sampling-sign-ev"} <= names
    before = hashlib.sha256(pdf.read_bytes()).hexdigest()
    rows = ROSTER.splitlines()
    write(project, "\n".join([rows[0], *reversed(rows[1:])]))
    assert call("records/us900001.roster.csv", "--seed", "7")[0] == 0
    assert hashlib.sha256(pdf.read_bytes()).hexdigest() == before
    assert not [file for file in (project / "build").rglob("*") if file.is_file() and b"divha" in file.read_bytes()]


@pytest.mark.usefixtures("unprinted")
def test_the_sample_may_be_written_elsewhere(project: Path, tmp_path: Path) -> None:
    assert call("records/us900001.roster.csv", "--seed", "7", "--output", str(tmp_path / "new/folder"))[0] == 0
    assert {file.name for file in (tmp_path / "new/folder").iterdir()} == {"us900001.sample.csv", "us900001.sample.pdf"}
    assert {file.name for file in (project / "records").iterdir()} == {"us900001.roster.csv"}


@pytest.mark.usefixtures("unprinted")
def test_names_from_rosters_are_never_markup(project: Path) -> None:
    write(project, "learner\n<script>alert(1)</script>\n")
    assert call("records/us900001.roster.csv", "--seed", "1")[0] == 0
    html = (project / "records/us900001.sample.pdf").read_text("utf-8")
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


@pytest.mark.usefixtures("unprinted")
def test_the_programme_is_named_by_an_option_or_by_the_file(project: Path) -> None:
    write(project, "candidate\nThandi Nkosi\n", "april.csv")
    code, _, said = call("records/april.csv", "--seed", "1")
    assert (code, "us900001, unit900" in said or "unit900, us900001" in said) == (2, True)
    assert call("records/april.csv", "--seed", "1", "--programme", "unit900")[0] == 0
    assert (project / "records/april.sample.csv").exists()
    code, _, said = call("records/april.csv", "--seed", "1", "--programme", "unit90")
    assert code == 2
    assert "Did you mean “unit900”?" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--seed", "1", "--share", "24"), "at least 25 percent"),
        (("--seed", "1", "--share", "101"), "at most 100"),
        (("--seed", "one"), "not a valid integer"),
        ((), "Missing option '--seed'"),
        (("--seed", "1", "--output", "content/us900001"), "content folder is published"),
        (("--seed", "1", "--output", "records/../content"), "content folder is published"),
        (("--seed", "1", "--output", "build/site/files"), "site is published"),
        (("--seed", "1", "--output", "build/restricted"), "A build removes"),
        (("--seed", "1", "--output", "mkdocs.yml"), "is a file"),
    ],
)
@pytest.mark.usefixtures("unprinted")
def test_misuse_ends_with_two_and_writes_nothing(project: Path, words: tuple[str, ...], said: str) -> None:
    code, _, heard = call("records/us900001.roster.csv", *words)
    assert code == 2
    assert said in " ".join(heard.split())
    assert not list(project.rglob("*.sample.*"))


@pytest.mark.usefixtures("unprinted")
def test_a_link_into_the_content_folder_is_seen_through(project: Path) -> None:
    (project / "out").symlink_to(project / "content")
    assert call("records/us900001.roster.csv", "--seed", "1", "--output", "out")[0] == 2
    (project / "content/us900001.roster.csv").write_text(ROSTER, "utf-8")
    assert call("content/us900001.roster.csv", "--seed", "1")[0] == 2
    assert not list(project.rglob("*.sample.*"))


@pytest.mark.parametrize(
    ("roster", "said"),
    [
        ("learner,not yet competent\nThandi Nkosi,SO2 AC11\n", "records/us900001.roster.csv:2:2 C514 There is no criterion “SO2 AC11”"),
        ("learner,methods\nThandi Nkosi,OO\n", "records/us900001.roster.csv:2:2 C515 There is no method “OO”"),
        ('learner\n"Thandi\n', "records/us900001.roster.csv:2:1 C501"),
        ("learner,learner\n", "records/us900001.roster.csv:1:2 C502"),
        ("", "C501 The roster is empty"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("unprinted")
def test_problems_of_the_roster_end_with_one(project: Path, roster: str, said: str) -> None:
    write(project, roster)
    code, _, heard = call("records/us900001.roster.csv", "--seed", "1")
    assert code == 1
    assert said in heard
    assert heard.splitlines()[-1].endswith(("1 error, 0 warnings", "2 errors, 0 warnings"))
    assert not list(project.rglob("*.sample.*"))


@pytest.mark.usefixtures("unprinted")
def test_warnings_are_said_and_the_sample_is_drawn(project: Path) -> None:
    write(project, "learner,assessor,moderator\nThandi Nkosi,Deon Smit,Deon Smit\n")
    code, said, heard = call("records/us900001.roster.csv", "--seed", "1")
    assert code == 0
    assert "records/us900001.roster.csv:2:3 C511" in heard
    assert said.startswith("1 of 1 learners")


@pytest.mark.usefixtures("unprinted")
def test_a_folder_that_cannot_be_made_is_misuse(project: Path) -> None:
    code, _, said = call("records/us900001.roster.csv", "--seed", "1", "--output", "records/us900001.roster.csv/below")
    assert code == 2
    assert "cannot be written" in said


@pytest.fixture
def few_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sample of more than two is a large one."""
    monkeypatch.setattr(sampling_sheet, "MOST_PRINTED", 2)


@pytest.mark.usefixtures("unprinted", "few_printed")
def test_a_large_sample_is_filled_in_as_a_spreadsheet(project: Path) -> None:
    code, said, _ = call("records/us900001.roster.csv", "--seed", "7", "--share", "100")
    assert code == 0
    assert said.splitlines()[-1].endswith("us900001.sample.csv, us900001.sample.pdf and us900001.sample.xlsx")
    html = (project / "records/us900001.sample.pdf").read_text("utf-8")
    assert "The portfolios stand in the spreadsheet us900001.sample.xlsx" in html
    assert "Thandi Nkosi" not in html
    assert '<td class="number">' not in html.split("Method</th>")[0]
    book = openpyxl.load_workbook(project / "records/us900001.sample.xlsx")
    rows = list(book["Sampling sheet"].iter_rows(values_only=True))
    assert rows[0][0] == "No."
    assert [row[1] for row in rows[1:]].count("Thandi Nkosi") == 1
    assert len(rows) == 5
    assert rows[0][-2:] == ("Result", "Reason and action")
    kinds = {cell.data_type for row in book["Sampling sheet"].iter_rows() for cell in row}
    assert "f" not in kinds  # =HYPERLINK("x") is a text
    assert [row[1:] for row in book["How the sample is spread"].iter_rows(min_row=2, values_only=True)] == [
        (2, 2),
        (2, 2),
    ]


@pytest.mark.usefixtures("unprinted", "few_printed")
def test_a_smaller_sample_leaves_no_spreadsheet_of_a_larger_one(project: Path) -> None:
    call("records/us900001.roster.csv", "--seed", "7", "--share", "100")
    write(project, "learner\nThandi Nkosi\nSipho Dlamini\n")
    assert call("records/us900001.roster.csv", "--seed", "7")[0] == 0
    assert not (project / "records/us900001.sample.xlsx").exists()


def test_what_is_composed_does_not_grow_with_a_large_sample(project: Path) -> None:
    rows = "".join(f"Learner {n},Assessor {n % 3000},O,{'' if n % 2 else 'NYC'}\n" for n in range(20_000))
    write(project, f"learner,assessor,methods,judgement\n{rows}")
    loaded = load_project(project / "mkdocs.yml")
    programme = next(found for found in loaded.programmes if found.id == "us900001")
    sizes = []
    for share in (25, 100):
        drawn = draw(programme, loaded.rosters["us900001"], 1, share)
        sizes.append(len(sampling_sheet.sampling_sheet(loaded, programme, drawn, "x.xlsx").html))
    assert abs(sizes[0] - sizes[1]) < 100
    assert max(sizes) < 200_000
