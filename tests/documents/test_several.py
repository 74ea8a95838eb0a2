"""A programme of several units: wherever a code stands alone, it says of which unit it is."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.documents.compose import Document
from competent.documents.labels import outcome_labels, spans
from competent.documents.making import Making
from competent.documents.portfolio import parts as portfolio_parts
from competent.programme.models import Programme
from competent.project import Project
from competent.words import Words
from tests.building import edit, project_copy, small_project
from tests.documents.composing import composed, documents_of, programme_of, said, text

T, E = "T/900/0010", "E/900/0011"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two units whose outcomes and criteria have the same codes."""
    root = project_copy("rqf", tmp_path_factory.mktemp("several") / "rqf")
    edit(root / "unit_standards/e9000011.yml", "- id: e9000011-1-1\n", "- id: e9000011-1-1\n        code: P1\n")
    edit(root / "content/cafe/tasks.md", "criteria: [e9000011-1-1,", "criteria: [t9000010-p1, e9000011-1-1,")
    loaded = load_project(root / "mkdocs.yml")
    assert [problem for problem in loaded.problems if problem.severity == "error"] == []
    return loaded


@pytest.fixture(scope="module")
def programme(project: Project) -> Programme:
    (programme,) = project.programmes
    return programme


@pytest.fixture(scope="module")
def documents(project: Project, programme: Programme) -> dict[str, Document]:
    return {document.kind: document for document in documents_of(project, programme)}


def test_a_code_alone_has_the_number_of_its_unit(programme: Programme) -> None:
    labels = [programme.criterion_label(name) for name in programme.criteria]
    assert labels == [f"{T} P1", f"{T} M1", f"{T} P2", f"{T} D1", f"{E} P1", f"{E} 1.2"]
    assert [said(programme.outcome_label(name)) for name in programme.outcomes] == [f"{T} 1", f"{T} 2", f"{E} 1"]
    assert programme.criterion_label("t9000010-p1", programme.standards[0]) == "P1"
    assert programme.criterion_label("e9000011-1-1", programme.standards[0]) == f"{E} P1"


def test_codes_in_a_row_say_their_unit_once(programme: Programme) -> None:
    one, two = programme.standards

    def said_of(*names: str, below: int | None = None) -> str:
        standard = None if below is None else programme.standards[below]
        return "; ".join(spans(programme, names, Words(), standard)).replace("\N{NO-BREAK SPACE}", " ")

    graded, plain = [c.id for c in one.criteria], [c.id for c in two.criteria]
    assert said_of(*graded) == f"{T} P1; M1; P2; D1"
    assert said_of(*graded, below=0) == "P1; M1; P2; D1"
    assert said_of(*graded[:1], *plain) == f"{T} P1; {E} P1; 1.2"
    assert said_of(*graded[:1], *plain, below=1) == f"{T} P1; {E} P1; 1.2"
    assert outcome_labels(programme, programme.outcomes, Words()) == (f"{T} 1", "2", f"{E} 1")


def test_a_code_that_holds_the_number_of_its_unit_says_it_once(
    project: Project, programme: Programme, tmp_path: Path
) -> None:
    unit = load_project(small_project(tmp_path / "small") / "mkdocs.yml").standards["unit900"]
    assert unit.with_number("900.1.2") == "900.1.2"
    assert unit.with_number("1 (a)") == "900 1 (a)"
    assert programme.standards[0].with_number("P1") == f"{T} P1"


def test_nobody_reads_the_id_of_a_unit(documents: dict[str, Document]) -> None:
    for kind, document in documents.items():
        assert re.findall(r"\b[te]90000\w+", text(document.html)) == [], kind


def test_no_field_is_called_by_a_code_alone(documents: dict[str, Document]) -> None:
    for kind, document in documents.items():
        heard = [unescape(title) for title in re.findall(r' title="([^"]*)"', document.html)]
        assert [title for title in heard if re.match(r"(?:[PMD]?\d(?:\.\d)?)[:, ]", title)] == [], kind


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        ("portfolio-of-evidence", f"{T} 1: Know what a repair café needs Yes Not yet P1 describe the tools"),
        ("portfolio-of-evidence", f"{E} 1: Be able to sew on a button Yes Not yet P1 choose a thread"),
        ("forms-when-needed", f"{E} 1 Be able to sew on a button"),
        ("portfolio-of-evidence", f"{E} 1: Be able to sew on a button P1, 1.2"),
        ("assessor-guide", f"{E} 1: Be able to sew on a button P1, 1.2"),
        ("moderator-guide", f"{E} 1: Be able to sew on a button (P1, 1.2)"),
        ("moderator-guide", f"{E} 1: Be able to sew on a button Criterion"),
        ("alignment-matrix", f"{E} 1: Be able to sew on a button 2 h 36 min P1 choose a thread"),
        ("facilitator-guide", f"Workbook, activity 1 ({T})"),
        ("facilitator-guide", f"Task 1 ({T}): Open the café {T} 1, 2"),
        ("programme-outline", f"The room {T} 1, {E} 1"),
        ("programme-outline", f"{E} 1 Be able to sew on a button"),
        ("programme-outline", f"Unit {E}: Sew on a button This unit is about one small repair."),
        ("summative-assessment", f"Task 1 ({T}): Open the café Observation, page P1, M1, P2, D1"),
        ("summative-assessment", f"Task 1 ({E}): Mend a coat Observation, page {T} P1, {E} P1, 1.2"),
        ("formative-workbook", f"1 What would you lay out? (Unit {T}) P1, M1"),
        ("formative-workbook", f"1 A button that holds (Unit {E}) P1, 1.2"),
        ("learner-guide", f"Unit {E}: Sew on a button Title Sew on a button"),
        ("learner-guide", f"{E} 1 Be able to sew on a button P1 choose a thread"),
        ("evidence-matrix", "T1a Open the café (Observation) · T1b Mend a coat (Observation)"),
    ],
)
def test_lists_say_the_unit_where_no_heading_does(documents: dict[str, Document], kind: str, seen: str) -> None:
    assert seen in text(documents[kind].html).replace("\N{NO-BREAK SPACE}", " ")


def test_the_sheet_of_each_unit_stands_below_its_name(project: Project) -> None:
    root = project.pages.fragment("cafe/standard.md", project.pages.view("web", "cafe/standard.md")).root
    headings = [(e.tag, "".join(e.itertext())) for e in root.iter() if e.tag in ("h2", "h3", "h4")]
    assert headings == [
        ("h2", f"Unit {T}: Run a repair café"),
        ("h3", "Purpose"),
        ("h3", "Learning outcomes"),
        ("h4", "1: Know what a repair café needs"),
        ("h4", "2: Be able to run a repair café"),
        ("h3", "Critical cross-field outcomes"),
        ("h2", f"Unit {E}: Sew on a button"),
        ("h3", "Purpose"),
        ("h3", "Learning outcomes"),
        ("h4", "1: Be able to sew on a button"),
    ]


# Credits, levels and hours


def test_units_without_credits_say_nothing_of_credits(project: Project, documents: dict[str, Document]) -> None:
    for kind, document in documents.items():
        assert "credit" not in re.sub(r"(?i)accredit", "", text(document.html)).lower(), kind
    for uri in ("cafe/standard.md", "cafe/coverage.md", "index.md"):
        root = project.pages.fragment(uri, project.pages.view("web", uri)).root
        assert not re.search("(?i)credit|notional", "".join(root.itertext())), uri


def test_a_unit_with_credits_says_them(tmp_path: Path) -> None:
    root = project_copy("rqf", tmp_path / "rqf")
    edit(root / "unit_standards/e9000011.yml", "hours: 3\n", "hours: 3\ncredits: 1\n")
    loaded = load_project(root / "mkdocs.yml")
    (programme,) = loaded.programmes
    portfolio = text(composed(loaded, programme, "portfolio-of-evidence").html)
    record = portfolio[portfolio.index("This is your proof") :]
    assert "Credits count when the whole is achieved" in record
    assert f"Unit {E}: Sew on a button 1" in record
    assert "award the credits" in text(composed(loaded, programme, "assessor-guide").html)


def test_hours_follow_from_credits_only_where_nobody_gave_them(tmp_path: Path) -> None:
    root = small_project(tmp_path / "small")
    small = load_project(root / "mkdocs.yml")
    outline = text(composed(small, programme_of(small, "us900001"), "programme-outline").html)
    assert "10 h: 10 hours for each credit." in outline
    edit(root / "unit_standards/us900001.yml", "\ncredits: 1\n", "\ncredits: 1\nhours: 12\n")
    changed = load_project(root / "mkdocs.yml")
    assert "for each credit" not in text(composed(changed, programme_of(changed, "us900001"), "programme-outline").html)


def test_the_cover_says_what_its_hours_are(documents: dict[str, Document]) -> None:
    for kind in set(documents) - {"evidence-matrix", "evidence-matrix-large", "programme-outline"}:  # no covers
        lists = re.findall(r'(?s)<ul class="cover__facts cover__facts--of-several">(.*?)</ul>', documents[kind].html)
        assert [text(found) for found in lists] == [
            f"Unit {T} Level 3 Total unit time 12 h Guided learning hours 8 h",
            f"Unit {E} Level entry 3 Total unit time 3 h",
        ], kind


def test_the_portfolio_of_several_units_names_the_parts_of_each(project: Project, programme: Programme) -> None:
    groups = portfolio_parts(Making(project, programme, Words()))["groups"]
    titles = [said(section.title) for _title, sections in groups for section in sections]  # type: ignore[attr-defined]
    assert {f"Evidence index: Unit {T}", f"Evidence index: Unit {E}"} <= set(titles)
