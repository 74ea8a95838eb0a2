"""Each framework speaks its own words in every document, and several of them live together in one project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.documents.compose import Document
from competent.documents.labels import headed
from competent.programme.documents import KINDS
from competent.programme.models import Programme
from competent.project import Project
from tests.building import project_copy
from tests.conftest import TinyProject
from tests.documents.composing import composed, documents_of, names, programme_of, said, text
from tests.documents.printing import Press, build, standing_in


def worked(name: str, folder: Path) -> Project:
    """A worked programme, in which nothing is wrong."""
    root = project_copy(name, folder / name)
    project = load_project(root / "mkdocs.yml")
    assert project.problems == ()
    return project


def all_of(project: Project) -> dict[str, Document]:
    """Every document of the only programme, by kind."""
    (programme,) = project.programmes
    return {document.kind: document for document in documents_of(project, programme)}


@pytest.fixture(scope="module")
def rqf(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return worked("rqf", tmp_path_factory.mktemp("rqf"))


@pytest.fixture(scope="module")
def qcto(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return worked("qcto", tmp_path_factory.mktemp("qcto"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return worked("small", tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def cafe(rqf: Project) -> dict[str, Document]:
    return all_of(rqf)


@pytest.fixture(scope="module")
def bicycles(qcto: Project) -> dict[str, Document]:
    return all_of(qcto)


RETOLD = re.compile(r"\b[a-z0-9]+-(moderator-guide|evidence-matrix)\b")
"""The ids of documents, which are the same in every framework."""


def words(document: Document) -> str:
    """All that is seen or heard."""
    titles = " | ".join(unescape(title) for title in re.findall(r' title="([^"]*)"', document.html))
    return RETOLD.sub("", f"{document.title} | {text(document.html)} | {titles}")


def saying(documents: Iterable[Document], pattern: str) -> list[str]:
    """Where the documents say what is looked for, with the words around it."""
    found = re.compile(rf"(?i).{{0,40}}\b{pattern}.{{0,20}}")
    return [f"{document.kind}: {match[0]}" for document in documents for match in found.finditer(words(document))]


# Units of England, Wales and Northern Ireland


def test_both_worked_programmes_have_every_document(cafe: dict[str, Document], bicycles: dict[str, Document]) -> None:
    assert set(cafe) == set(bicycles) == {kind.id for kind in KINDS}


@pytest.mark.parametrize(
    "word",
    [
        "moderat",
        "verif",
        "candidate",
        "unit standard",
        "registration number",
        "NQF",
        "competent(?! sample)",
        "competence",
    ],
)
def test_no_document_of_a_unit_says_a_word_of_another_framework(cafe: dict[str, Document], word: str) -> None:
    assert saying(cafe.values(), word) == []


def test_the_documents_of_a_unit_say_the_words_of_theirs(cafe: dict[str, Document]) -> None:
    assert "Quality assurer guide" in cafe["moderator-guide"].title
    for kind in ("portfolio-of-evidence", "assessor-guide", "moderator-guide", "programme-outline"):
        assert "quality assurer" in words(cafe[kind]).lower(), kind
    for kind in ("portfolio-of-evidence", "assessor-guide", "moderator-guide", "formative-workbook", "evidence-matrix"):
        assert re.search(r"\bLearner", words(cafe[kind])), kind
    for kind, document in cafe.items():
        assert re.search(r"\bUnit\b", words(document)), kind
    for kind in ("summative-assessment", "evidence-matrix"):
        assert "Assessor's qualification" in words(cafe[kind]), kind
    assert "Unique learner number (ULN)" in words(cafe["formative-workbook"])
    assert "Centre number 12345" in words(cafe["learner-guide"])


def test_the_grades_stand_in_the_matrix_and_in_the_report(cafe: dict[str, Document]) -> None:
    portfolio = words(cafe["portfolio-of-evidence"])
    assert "P pass, M merit, D distinction" in portfolio
    assert "For a grade, all criteria of that grade and of those before it must be met" in portfolio
    report = cafe["assessor-guide"].form.fields
    graded, ungraded = report["report-t9000010-judgement"], report["report-e9000011-judgement"]
    assert [option.value for option in graded.options] == ["P", "M", "D", "NYA"]
    assert [option.value for option in ungraded.options] == ["A", "NYA"]
    seen = words(cafe["assessor-guide"])
    assert all(name in seen for name in ("pass", "merit", "distinction", "not yet achieved"))


def test_each_criterion_of_a_unit_is_achieved_with_date_and_initials(rqf: Project, cafe: dict[str, Document]) -> None:
    (programme,) = rqf.programmes
    form = cafe["portfolio-of-evidence"].form.fields
    for criterion in programme.criteria:
        assert {f"{criterion}-{end}" for end in ("ref", "judgement", "date", "initials")} <= set(form)
        assert f"{criterion}-comment" not in form
        assert [option.value for option in form[f"{criterion}-judgement"].options] == ["A", "NYA"]
    assert "A achieved, NYA not yet achieved" in words(cafe["portfolio-of-evidence"])


def test_how_much_evidence_is_enough_stands_in_the_portfolio(cafe: dict[str, Document]) -> None:
    seen = words(cafe["portfolio-of-evidence"])
    enough = seen[seen.index("receive guests and find out what is broken Enough:") :][:250]
    for said_of in ("2", "3", "a guest whose thing cannot be mended"):
        assert said_of in enough, enough


def test_criteria_and_levels_of_a_unit_are_called_as_people_call_them(rqf: Project, cafe: dict[str, Document]) -> None:
    (programme,) = rqf.programmes
    labels = [standard.criterion_label(c.id) for standard in programme.standards for c in standard.criteria]
    assert labels == ["P1", "M1", "P2", "D1", "1.1", "1.2"]
    cover = words(cafe["learner-guide"])
    assert "Unit T/900/0010 Level 3" in cover
    assert "Unit E/900/0011 Level entry 3" in cover
    assert "None" not in words(cafe["programme-outline"])


# Occupational curricula of South Africa


def test_the_documents_of_a_curriculum_name_its_modules(bicycles: dict[str, Document]) -> None:
    for kind, document in bicycles.items():
        if kind != "formative-workbook":
            assert [code for code in ("KM-01", "PM-01", "WM-01") if code not in words(document)] == [], kind


def test_no_two_modules_and_no_two_criteria_share_a_label(qcto: Project, rqf: Project) -> None:
    for project in (qcto, rqf):
        (programme,) = project.programmes
        outcomes = Counter(said(programme.outcome_label(name)) for name in programme.outcomes)
        criteria = Counter(programme.criterion_label(name) for name in programme.criteria)
        assert [label for label, times in (outcomes + criteria).items() if times > 1] == []


def test_a_curriculum_has_its_mentor_and_its_two_statements(qcto: Project, bicycles: dict[str, Document]) -> None:
    seen = words(bicycles["portfolio-of-evidence"])
    for said_of in ("Workplace mentor", "Statement of results", "Statement of work experience"):
        assert said_of in seen
    form = bicycles["portfolio-of-evidence"].form.fields
    assert {"oc900001-sign-mentor", "experience-sign-mentor", "results-sign-assessor"} <= set(form)
    for module in qcto.programmes[0].standards[0].outcomes:
        assert [option.value for option in form[f"results-{module.id}-judgement"].options] == ["C", "NYC"]
    hours = [name for name in form if re.fullmatch(r"experience-.*-hours", name)]
    assert hours == ["experience-oc900001-wm01-we01-wa0101-hours"]
    assert "the shop's repair slips, with the customer's name covered" in seen


def test_the_learner_guide_of_a_curriculum_says_what_topics_and_criteria_weigh(bicycles: dict[str, Document]) -> None:
    seen = words(bicycles["learner-guide"])
    assert "KM-01-KT01: Wheels Weight: 60 percent" in seen
    assert "KM-01-KT02: Brakes Weight: 40 percent" in seen
    assert seen.count("Weight: 50 percent") >= 2
    assert "PM-01: Mend a wheel Level: 2 · Credits: 1 PM-01-PS01" in seen  # figures share a line


def test_the_matrix_of_a_curriculum_stands_under_headings_of_every_depth(
    qcto: Project, bicycles: dict[str, Document]
) -> None:
    (standard,) = qcto.programmes[0].standards
    html = bicycles["portfolio-of-evidence"].html
    headings = [heading for part in headed(standard) for heading in part.headings]
    anchors = [heading.anchor for heading in headings]
    assert len(anchors) == len(set(anchors)) > 6
    places = [html.index(f'id="{anchor}"') for anchor in anchors]
    assert places == sorted(places)
    for heading in headings:
        assert re.search(rf'<h{heading.level} id="{heading.anchor}"', html)


@pytest.mark.parametrize("word", ["verif", "candidate", "quality assurer", "unit standard"])
def test_no_document_of_a_curriculum_says_a_word_of_another_framework(bicycles: dict[str, Document], word: str) -> None:
    assert saying(bicycles.values(), word) == []


# Unit standards and S/NVQ units


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("us900001", "verif|candidate|quality assurer|workplace mentor|KM-"),
        ("unit900", "moderat|unit standard|NQF|quality assurer|learner's|assessment criteri"),
    ],
)
def test_no_document_says_a_word_of_another_framework(small: Project, name: str, pattern: str) -> None:
    assert saying(documents_of(small, programme_of(small, name)), f"({pattern})") == []


# Several in one project

UNIT9 = """\
framework: nvq-unit
id: unit9
title: Serve
level: 2
credits: 3
source: x
purpose: [y]
outcomes:
  - id: unit9-1
    kind: performance
    title: Serve a guest
    criteria: [{id: unit9-1-1, text: Serve.}]
"""


@pytest.fixture
def mixed(project: TinyProject) -> Project:
    """A programme of two standards of two frameworks."""
    project.write("unit_standards/unit9.yml", UNIT9)
    project.replace("content/us1/index.md", "standards: [us1]", "standards: [us1, unit9]")
    project.replace("content/us1/boil.md", "outcomes: [us1-so1]", "outcomes: [us1-so1, unit9-1]")
    assert project.errors() == []
    return project.load()


def only(project: Project) -> Programme:
    (programme,) = project.programmes
    return programme


def test_each_standard_of_a_programme_has_the_forms_of_its_own_framework(mixed: Project) -> None:
    portfolio = composed(mixed, only(mixed), "portfolio-of-evidence")
    form = portfolio.form.fields
    assert {"us1-so1-ac1-ref", "us1-so1-ac1-judgement", "us1-so1-ac1-comment", "unit9-1-1-ref"} <= set(form)
    assert not {"unit9-1-1-judgement", "unit9-1-1-comment"} & set(form)
    assert {"us1-sign-iv", "unit9-sign-iv"} <= set(form)
    assert said(form["us1-sign-iv"].label).startswith("Internal moderator")
    assert said(form["unit9-sign-iv"].label).startswith("Internal verifier (IV)")
    assert {"us1-ev01-ref", "unit9-ev01-ref"} <= set(form)


def test_a_programme_of_two_frameworks_speaks_the_words_of_the_first_or_of_the_one_that_it_names(
    project: TinyProject, mixed: Project
) -> None:
    assert "Moderator guide" in composed(mixed, only(mixed), "moderator-guide").title
    project.replace("content/us1/index.md", "standards: [us1, unit9]", "standards: [us1, unit9]\nframework: nvq-unit")
    renamed = project.load()
    guide = composed(renamed, only(renamed), "moderator-guide")
    assert "Verifier guide" in guide.title
    assert saying([guide], "moderat") == []


def test_every_document_of_two_frameworks_is_composed_and_built(mixed: Project) -> None:
    with standing_in() as stand_in:
        build_anyway(mixed)
    assert {job.id for job in stand_in.jobs} >= {"us1-portfolio-of-evidence", "us1-evidence-matrix"}
    assert {job.id for job in stand_in.jobs[-2:]} == {"us1-alignment-matrix", "us1-programme-outline"}


def build_anyway(project: Project) -> None:
    """Build a project that is far from complete."""
    from competent.documents import build as documents

    documents.finish(documents.start(project))


def test_a_portfolio_of_two_frameworks_is_printed(mixed: Project, press: Press) -> None:
    document = composed(mixed, only(mixed), "portfolio-of-evidence")
    (printed,) = press.print(mixed, [document]).values()
    assert printed.complaints == ()
    assert printed.pages["us1-sign"] < printed.pages["unit9-sign"]


SECOND = """\
---
title: Make more tea
summary: For people who make tea every day.
standards: [us1]
sections: [../us1/boil.md]
---
# Make more tea
"""


@pytest.fixture
def sharing(project: TinyProject) -> Project:
    """Two programmes that share a standard and a section."""
    project.write("content/more/index.md", SECOND)
    assert project.errors() == []
    return project.load()


def test_two_programmes_that_share_a_standard_and_a_section_have_their_own_documents(sharing: Project) -> None:
    with standing_in() as stand_in:
        build_anyway(sharing)
    for programme in ("us1", "more"):
        made = {job.id for job in stand_in.jobs if job.id.startswith(f"{programme}-")}
        assert made == {f"{programme}-{kind.id}" for kind in KINDS if not kind.needs_tasks}
        workbook = (sharing.output / f"pdf/{programme}/formative-workbook.pdf").read_bytes().decode()
        assert 'name="us1-a01-see"' in workbook
        assert (sharing.output / f"pdf/{programme}/pack.json").is_file()


def test_a_guide_of_each_programme_that_shares_a_section_is_printed(sharing: Project, press: Press) -> None:
    guides = [composed(sharing, programme, "learner-guide") for programme in sharing.programmes]
    assert [guide.path for guide in guides] == ["pdf/more/learner-guide.pdf", "pdf/us1/learner-guide.pdf"]
    for guide, printed in zip(guides, press.print(sharing, guides).values(), strict=True):
        assert printed.complaints == (), guide.path
        section, activity = printed.pages["us1-boil"], printed.pages["us1-a01"]
        assert 2 < section <= activity <= section + 1


@pytest.mark.parametrize("name", ["rqf", "qcto"])
def test_a_worked_programme_is_built_whole(tmp_path: Path, name: str) -> None:
    root = project_copy(name, tmp_path / name)
    with standing_in() as stand_in:
        printed = build(root)
    assert {Path(path).stem for path in printed} == {kind.id for kind in KINDS}
    assert len(stand_in.jobs) == len(KINDS)
    assert len(list((root / "build").rglob("pack.json"))) == 2


@pytest.mark.parametrize(("name", "kind"), [("rqf", "portfolio-of-evidence"), ("qcto", "portfolio-of-evidence")])
def test_a_document_of_each_worked_programme_is_printed(tmp_path: Path, press: Press, name: str, kind: str) -> None:
    project = worked(name, tmp_path)
    document = composed(project, only(project), kind)
    (printed,) = press.print(project, [document]).values()
    assert printed.complaints == ()
    assert set(names(document.html)) == set(document.form.fields)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{code: NYA, name: not yet achieved}", "{code: A, name: not yet achieved}", "two of them have the code “A”"),
        ("{code: A, name: achieved, met: true}", "{code: A, name: achieved}", "one of them must say “met: true”"),
        ("id: own\n", "id: own\ncodes: [{id: 's(.)', code: '\\\\7'}]\n", "“\\7” stands for brackets"),
        ("id: own\n", "id: own\nmethods: [{code: O, name: One}, {code: O, name: Two}]\n", "the code “O”"),
    ],
)
def test_a_framework_that_could_not_work_is_told_at_its_line(
    project: TinyProject, old: str, new: str, said: str
) -> None:
    text = """\
id: own
extends: rqf-unit
judging:
  columns: [judgement]
  values:
    - {code: A, name: achieved, met: true}
    - {code: NYA, name: not yet achieved}
  instruction: Judge.
"""
    assert old in text
    project.write("unit_standards/frameworks/own.yml", text.replace(old, new))
    assert project.report().startswith("unit_standards/frameworks/own.yml:")
    assert said in project.report()
