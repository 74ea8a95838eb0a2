"""The moderator's guide holds plan, sampling sheet, checklists and report in the words of the framework."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import outloud
import pikepdf
import pytest
from pikepdf import Name

from competent.documents.compose import Composer
from competent.documents.moderator import FINDINGS, SAMPLED_ROWS, PlannedGroup, figures, guide_parts, planned_groups
from competent.documents.moderator import parts as moderator_parts
from competent.programme.models import Programme, Section
from competent.project import Project
from tests.building import PROGRAMMES, tool
from tests.documents.composing import changed, composed, programme_of

PREFIXES = ("modplan", "premod", "sampling", "duringmod", "postmod", "modreport")
PEOPLE = ("iv", "ev", "assessor", "countersigning-iv")


class Form(HTMLParser):
    """Fields, anchors, links and visible words of a document."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: list[dict[str, str]] = []
        self.labelled: set[str] = set()
        self.anchors: set[str] = set()
        self.links: set[str] = set()
        self.words: list[str] = []
        self.styles = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.styles = tag == "style"
        self.anchors |= {given["id"]} if "id" in given else set()
        if tag in ("input", "textarea"):
            self.fields.append({**given, "tag": tag})
        if tag == "label":
            self.labelled.add(given["for"])
        if tag == "a" and given["href"].startswith("#"):
            self.links.add(given["href"][1:])

    def handle_data(self, data: str) -> None:
        if not self.styles:
            self.words.append(data)


def planned(project: Project, programme: Programme) -> list[PlannedGroup]:
    return planned_groups(Composer(project, programme).making())


@pytest.fixture(scope="session", params=PROGRAMMES)
def programme(real: Project, request: pytest.FixtureRequest) -> Programme:
    return programme_of(real, request.param)


@pytest.fixture(scope="session")
def guide(real: Project, programme: Programme) -> Form:
    return Form(composed(real, programme, "moderator-guide").html)


def test_its_parts_are_those_of_a_round(guide: Form, programme: Programme) -> None:
    ids = [part.id for part in guide_parts(programme)]
    assert ids == ["about", "plan", "before", "sampling", "during", "after", "report"]
    wanted = {*ids, *(anchor for part in guide_parts(programme) for anchor, _title in part.entries)}
    assert wanted <= guide.anchors
    assert wanted <= guide.links
    assert guide.links <= guide.anchors


def test_it_speaks_the_words_of_the_framework(guide: Form, programme: Programme) -> None:
    text = " ".join(guide.words).lower().replace("-moderator-guide", "")  # the document's id is the same everywhere
    saqa = ("moderation", "moderator", "learner")
    nvq = ("verification", "verifier", "candidate")
    said, unsaid = (nvq, saqa) if programme.id == "unit220" else (saqa, nvq)
    assert [word for word in said if word not in text] == []
    assert [word for word in unsaid if word in text] == []


def test_fields_have_names_that_last_and_words_for_those_who_do_not_see_them(guide: Form, programme: Programme) -> None:
    names = {field["name"] for field in guide.fields}
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []
    known = re.compile(rf"({'|'.join(PREFIXES)})-|({'|'.join(PEOPLE)})-(name|registration)$")
    assert [name for name in names if not known.match(name) and "-more-" not in name] == []
    assert [field for field in guide.fields if not field.get("title")] == []
    for name in names:
        kinds = {(field["tag"], field.get("type")) for field in guide.fields if field["name"] == name}
        assert len(kinds) == 1, name


def test_everybody_who_has_to_can_sign(guide: Form) -> None:
    names = {field["name"] for field in guide.fields}
    roles = {
        "modplan": ("iv", "assessor", "ev"),
        "premod": ("iv", "countersigning-iv"),
        "sampling": ("iv",),
        "duringmod": ("iv",),
        "postmod": ("iv",),
        "modreport": ("iv", "countersigning-iv", "ev"),
    }
    for prefix, signing in roles.items():
        for role in signing:
            assert {f"{prefix}-sign-{role}", f"{prefix}-sign-{role}-name", f"{prefix}-sign-{role}-date"} <= names


def test_every_sampled_learner_has_a_row_in_the_report(guide: Form) -> None:
    names = [field["name"] for field in guide.fields]
    for number in range(1, SAMPLED_ROWS + 1):
        assert names.count(f"sampling-{number:02d}-learner") == 2  # typed once, shown again in the report
        for name in (f"sampling-{number:02d}-result", f"modreport-{number:02d}-result"):
            values = [field["value"] for field in guide.fields if field["name"] == name]
            assert values == ["upheld", "overturned"]
        assert {f"modreport-{number:02d}-reason", f"modreport-{number:02d}-action"} <= set(names)


def test_every_criterion_and_task_is_there_to_be_checked(guide: Form, real: Project, programme: Programme) -> None:
    names = {field["name"] for field in guide.fields}
    assert {f"premod-{criterion}" for criterion in programme.criteria} <= names
    assert {f"premod-{task.id}" for task in programme.tasks} <= names
    rows = [row for group in planned(real, programme) for row in group.rows]
    assert [row.id for row in rows] == list(programme.criteria)
    assert {row.id: [task.id for task in row.tasks] for row in rows} == {
        criterion: [task.id for task in programme.assessing(criterion)] for criterion in programme.criteria
    }
    assert {row.finding for row in rows} == {"enough"}


def with_tasks(programme: Programme, keep: Callable[[str], bool]) -> Programme:
    def kept(section: Section) -> Section:
        return replace(section, tasks=tuple(task for task in section.tasks if keep(task.options.method)))

    return replace(programme, sections=tuple(kept(section) for section in programme.sections))


def test_it_says_what_the_design_lacks(real: Project) -> None:
    programme = programme_of(real, "us118028")
    bare = with_tasks(programme, lambda method: False)
    assert {row.finding for group in planned(real, bare) for row in group.rows} == {"none"}
    asked = with_tasks(programme, lambda method: method == "questionnaire")
    for row in (row for group in planned(real, asked) for row in group.rows):
        assert row.finding == ("knowledge" if programme.standards[0].is_practical(row.id) else "enough")
    (standard,) = programme.standards
    strict = replace(programme, standards=(changed(standard, min_evidence=9),))
    assert {row.finding for group in planned(real, strict) for row in group.rows} == {"few"}
    assert set(FINDINGS) == {"none", "few", "knowledge", "enough"}
    assert [(figure.count, figure.of, figure.is_whole) for figure in figures(planned(real, bare), [])] == [
        (0, 10, False),
        (0, 10, False),
    ]


def test_a_programme_without_tasks_has_a_guide_too(real: Project) -> None:
    bare = with_tasks(programme_of(real, "us118028"), lambda method: False)
    assert "no tasks yet" in composed(real, bare, "moderator-guide").html


def test_marks_that_do_not_add_up_are_seen(real: Project) -> None:
    programme = programme_of(real, "us118028")
    for instrument in moderator_parts(Composer(real, programme).making())["instruments"]:  # type: ignore[attr-defined]
        assert instrument.adds_up
        assert instrument.answered
        wrong = replace(instrument, questions=2, questions_marks=(instrument.task.options.marks or 0) + 1)
        assert wrong.adds_up == (instrument.task.options.marks is None)


def test_it_prints_as_an_accessible_form(small_pdfs: Path) -> None:
    for name in ("us900001", "unit900"):
        pdf = small_pdfs / "restricted" / name / "moderator-guide.pdf"
        result = outloud.check(str(pdf))
        assert [f"{f.rule}: {f.message}" for f in result.findings if f.severity == "error"] == []
        tool("qpdf", "--check", pdf)
        with pikepdf.open(pdf) as opened:
            fields = {str(field.T): field for field in opened.Root.AcroForm.Fields}
            assert Name.Sig == fields["modreport-sign-iv"].FT
            assert len(fields["sampling-01-learner"].Kids) == 2
            assert len(fields["iv-name"].Kids) > 3
