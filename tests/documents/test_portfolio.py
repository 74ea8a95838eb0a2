"""The portfolio of evidence and the summative assessment, as they are composed; nothing is printed here."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from competent.adapters import load_project
from competent.documents import portfolio
from competent.documents.labels import spans
from competent.programme.plan import PortfolioPart
from competent.project import Project
from competent.words import Words
from tests.building import ROOT, edit, project_copy, small_project
from tests.conftest import TinyProject
from tests.documents.composing import composed, programme_of, said

EVERY_PART = get_args(PortfolioPart)
OF_FRAMEWORKS = ("work-experience", "statement-of-results")
"""The parts that only a framework has that names them."""
SOMETIMES = ("contact-changes", "prior-learning", "witness-testimony", "appeal", "programme-evaluation")
"""The parts that only some people need: a document of their own has them."""
PARTS = tuple(part for part in EVERY_PART if part not in (*OF_FRAMEWORKS, *SOMETIMES))
FORMS = "forms-when-needed"
OF_STANDARD = ("evidence", "matrix", "sign")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SHARED = re.compile(r"(learner|assessor|iv|facilitator|mentor|employer|provider)-[a-z-]+")
"""What is typed once and shown wherever it recurs."""
PREFIXES = {
    "contact-details": "contact",
    "contact-changes": "contact",
    "expectations": "expectations",
    "pre-assessment": "pre",
    "prior-learning": "prior",
    "assessment-plan": "plan",
    "assessment-contract": "contract",
    "readiness": "ready",
    "logbook": "log",
    "witness-testimony": "witness",
    "declaration": "declaration",
    "record-of-learning": "record",
    "assessment-review": "review",
    "appeal": "appeal",
    "programme-evaluation": "evaluation",
}


@dataclass
class Input:
    """A field as the template writes it."""

    name: str
    kind: str
    title: str


@dataclass
class Section:
    """A chapter: the anchor of its heading, its words and its fields."""

    anchor: str = ""
    text: str = ""
    inputs: list[Input] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads the chapters of a document."""

    def __init__(self, html: str):
        super().__init__()
        self.sections: list[Section] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.here = Section()
        self.silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.silent = tag == "style"
        if "id" in given:
            self.ids.append(given["id"])
        if tag in ("section", "nav"):
            self.here = Section()
            self.sections.append(self.here)
        if tag == "h1" and not self.here.anchor:
            self.here.anchor = given.get("id", "")
        if tag == "a" and given.get("href", "").startswith("#"):
            self.links.append(given["href"][1:])
        if tag in ("input", "textarea"):
            self.here.inputs.append(Input(given["name"], given.get("type", tag), given.get("title", "")))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.here.text += data

    def section(self, anchor: str) -> Section:
        return next(section for section in self.sections if section.anchor == anchor)

    @property
    def anchors(self) -> list[str]:
        """The chapters in order, without cover, contents and the page with more room."""
        return [section.anchor for section in self.sections if section.anchor not in ("", "contents", "more-room")]

    @property
    def led_to(self) -> list[str]:
        """Where the contents lead, without the page with more room."""
        return [anchor for anchor in self.links if anchor != "more-room"]

    @property
    def text(self) -> str:
        return " ".join(section.text for section in self.sections)


def read(project: Project, programme: str, kind: str = "portfolio-of-evidence") -> Reader:
    assert [problem for problem in project.problems if problem.severity == "error"] == []
    return Reader(composed(project, programme_of(project, programme), kind).html)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return load_project(small_project(tmp_path_factory.mktemp("portfolio") / "project") / "mkdocs.yml")


@pytest.fixture(scope="module", params=["us900001", "unit900"])
def pack(small: Project, request: pytest.FixtureRequest) -> tuple[str, Reader]:
    return request.param, read(small, request.param)


def test_every_part_is_there_unless_it_is_left_out(pack: tuple[str, Reader]) -> None:
    programme, reader = pack
    standards = [f"{programme}-{end}" for end in OF_STANDARD]
    at = PARTS.index("record-of-learning")
    of_parts = [f"part-{part}" for part in PARTS]
    assert reader.anchors == [*of_parts[:at], *standards, *of_parts[at:]]


def test_the_parts_that_can_be_left_out_are_those_that_the_model_knows() -> None:
    optional = (*portfolio.BEFORE, *portfolio.EVIDENCE_BEFORE_STANDARDS, *portfolio.AFTER)
    assert tuple(kind.id for kind in optional) == EVERY_PART
    assert tuple(kind.id for kind in portfolio.OF_FRAMEWORKS) == OF_FRAMEWORKS
    assert tuple(kind.id for kind in optional if kind.sometimes) == SOMETIMES


@pytest.mark.parametrize("programme", ["us900001", "unit900"])
def test_forms_that_only_some_people_need_are_a_document_of_their_own(small: Project, programme: str) -> None:
    forms, around = read(small, programme, FORMS), read(small, programme)
    assert forms.anchors == forms.led_to == [f"part-{part}" for part in SOMETIMES]
    titles = [said(section.title) for section in portfolio.when_needed(programme_of(small, programme))]
    contents = next(section.text for section in around.sections if section.anchor == "contents")
    assert [title for title in titles if title not in contents] == []
    assert not {name for name in typed(forms) & typed(around) if not SHARED.fullmatch(name)}


def test_whoever_rates_the_programme_gives_no_name(small: Project) -> None:
    html = composed(small, programme_of(small, "us900001"), FORMS).html
    assert "@page unnamed { @top-center { content: none } @top-right { content: none } }" in html
    assert ".part--programme-evaluation { page: unnamed; }" in html
    names = {found.name for found in read(small, "us900001", FORMS).section("part-programme-evaluation").inputs}
    assert not [name for name in names if name.startswith("learner-")]


def typed(reader: Reader) -> set[str]:
    return {found.name for section in reader.sections for found in section.inputs}


@pytest.mark.parametrize("method", ["logbook", "witness-testimony"])
def test_what_a_task_has_a_form_for_stands_in_no_other_form(tmp_path: Path, method: str) -> None:
    root = small_project(tmp_path / "project")
    edit(root / "content/us900001/tasks.md", "method: observation", f"method: {method}")
    project = load_project(root / "mkdocs.yml")
    around, forms = read(project, "us900001"), read(project, "us900001", FORMS)
    assert f"part-{method}" not in around.anchors
    assert ("part-logbook" in forms.anchors) == (method == "logbook")  # for the hours that the task does not hold
    assert ("part-witness-testimony" in forms.anchors) == (method == "logbook")
    assert "These stand in the summative assessment guide" in " ".join(around.text.split())
    guide = read(project, "us900001", "assessor-guide")
    assert not [name for name in typed(guide) if name.startswith(("witness-saw", "log-"))]


@pytest.mark.parametrize("part", [*PARTS, *SOMETIMES])
def test_each_part_can_be_left_out(tmp_path: Path, part: str) -> None:
    root = small_project(tmp_path / "project")
    edit(root / "content/us900001/index.md", "summary:", f"portfolio_without: [{part}]\nsummary:")
    project = load_project(root / "mkdocs.yml")
    around, forms = read(project, "us900001"), read(project, "us900001", FORMS)
    left = [f"part-{name}" for name in EVERY_PART if name not in (*OF_FRAMEWORKS, part)]
    assert sorted(name for name in around.led_to + forms.led_to if name.startswith("part-")) == sorted(left)
    for reader in (around, forms):
        assert f"part-{part}" not in reader.ids
        own = [name for name in typed(reader) if name.startswith(f"{PREFIXES[part]}-") and not SHARED.fullmatch(name)]
        assert part.startswith("contact") or not own


def own_form(root: Path) -> None:
    """The example of the guide, in a small project."""
    guide = (ROOT / "content/authoring/documents.md").read_text("utf-8")
    index = next(found for found in re.findall(r"(?ms)^```yaml\n(.*?)^```", guide) if "portfolio_with:" in found)
    ((path, template),) = re.findall(r"(?ms)^```jinja title=\"([^\"]+)\"\n(.*?)^```", guide)
    edit(root / "content/us900001/index.md", "summary:", f"{index}summary:")
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text(template, "utf-8")


def test_a_form_of_the_providers_own_stands_where_it_was_asked_for(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    own_form(root)
    project = load_project(root / "mkdocs.yml")
    assert project.problems == ()
    reader = read(project, "us900001")
    place = reader.anchors.index("part-consent")
    assert reader.anchors[place + 1] == "part-pre-assessment"
    assert reader.led_to == reader.anchors
    assert {"consent-keep", "consent-until", "consent-other", "consent-sign-candidate"} <= typed(reader)
    edit(root / "content/us900001/index.md", "    before: pre-assessment\n", "")
    assert read(load_project(root / "mkdocs.yml"), "us900001").anchors[-1] == "part-consent"


@pytest.mark.parametrize("part", OF_FRAMEWORKS)
def test_a_part_that_only_a_framework_has_can_be_left_out_too(tmp_path: Path, part: str) -> None:
    root = tmp_path / "project"
    project_copy("qcto", root)
    found = read(load_project(root / "mkdocs.yml"), "bicycles")
    forms = read(load_project(root / "mkdocs.yml"), "bicycles", FORMS)
    assert {f"part-{name}" for name in EVERY_PART} == {n for n in found.anchors + forms.anchors if n[:5] == "part-"}
    edit(root / "content/bicycles/index.md", "summary:", f"portfolio_without: [{part}]\nsummary:")
    without = read(load_project(root / "mkdocs.yml"), "bicycles")
    assert [anchor for anchor in found.anchors if anchor not in without.anchors] == [f"part-{part}"]
    assert without.led_to == without.anchors


def test_the_contents_lead_to_every_part_in_order(pack: tuple[str, Reader]) -> None:
    _, reader = pack
    assert reader.led_to == reader.anchors


def test_the_parts_are_numbered_one_after_the_other(pack: tuple[str, Reader]) -> None:
    _, reader = pack
    numbers = [int(n) for s in reader.sections for n in re.findall(r"^\s*Part (\d+)", s.text)]
    assert numbers == list(range(1, len(PARTS) + len(OF_STANDARD) + 1))


def test_no_id_stands_twice(pack: tuple[str, Reader]) -> None:
    _, reader = pack
    assert [name for name, times in Counter(reader.ids).items() if times > 1] == []


@pytest.mark.parametrize("kind", ["portfolio-of-evidence", "summative-assessment", FORMS])
@pytest.mark.parametrize("programme", ["us900001", "unit900"])
def test_every_field_is_well_named_and_says_what_it_is_for(small: Project, programme: str, kind: str) -> None:
    for section in read(small, programme, kind).sections:
        for found in section.inputs:
            assert NAME.fullmatch(found.name), found
            assert found.title.strip(), found
            assert "<" not in found.title


def test_the_fields_of_a_part_begin_with_its_name(small: Project, pack: tuple[str, Reader]) -> None:
    programme, reader = pack
    assert programme not in PREFIXES.values()
    forms = read(small, programme, FORMS)
    for part, prefix in PREFIXES.items():
        section = (forms if part in SOMETIMES else reader).section(f"part-{part}")
        names = {found.name for found in section.inputs}
        assert names, part
        assert [n for n in names if not n.startswith(f"{prefix}-") and not SHARED.fullmatch(n)] == []


def test_no_field_but_a_person_stands_in_two_parts(pack: tuple[str, Reader]) -> None:
    _, reader = pack
    parts = Counter(name for section in reader.sections for name in {found.name for found in section.inputs})
    assert [name for name, times in parts.items() if times > 1 and not SHARED.fullmatch(name)] == []
    assert {"learner-name", "learner-id"} <= set(parts)


def test_a_name_stands_once_in_a_part_unless_it_is_a_choice(pack: tuple[str, Reader]) -> None:
    _, reader = pack
    for section in filter(lambda section: section.anchor, reader.sections):  # the cover and the heads of pages aside
        names = Counter(found.name for found in section.inputs if found.kind != "radio")
        assert [name for name, times in names.items() if times > 1] == [], section.anchor


def test_each_criterion_has_its_place_in_the_matrix_and_in_the_readiness_statement(
    small: Project, pack: tuple[str, Reader]
) -> None:
    programme, reader = pack
    criteria = next(p for p in small.programmes if p.id == programme).criteria
    ready = {found.name for found in reader.section("part-readiness").inputs}
    matrix = {found.name for found in reader.section(f"{programme}-matrix").inputs}
    assert {f"ready-{criterion}" for criterion in criteria} <= ready
    assert {f"{criterion}-ref" for criterion in criteria} <= matrix


def test_the_plan_is_signed_by_three_and_has_a_place_for_each_task(small: Project, pack: tuple[str, Reader]) -> None:
    programme, reader = pack
    names = {found.name for found in reader.section("part-assessment-plan").inputs}
    signed = {name for name in names if re.fullmatch(r"plan-sign-[a-z]+", name)}
    assert signed == {"plan-sign-candidate", "plan-sign-assessor", "plan-sign-iv"}
    for task in next(p for p in small.programmes if p.id == programme).tasks:
        assert {f"plan-{task.id}-{key}" for key in ("date", "time", "place", "resources")} <= names
    for agreed in ("review", "feedback", "appeal", "needs", "again"):
        assert f"plan-{agreed}" in names


def test_a_programme_without_tasks_has_a_plan_to_write_by_hand(project: TinyProject) -> None:
    names = {found.name for found in read(project.load(), "us1").section("part-assessment-plan").inputs}
    assert {"plan-event-01-what", "plan-event-01-date", "plan-sign-assessor"} <= names


def test_the_contract_explains_when_evidence_counts(pack: tuple[str, Reader]) -> None:
    _, reader = pack
    text = reader.section("part-assessment-contract").text
    for word in ("VACS", "Valid", "Authentic", "Current", "Sufficient"):
        assert word in text
    names = {found.name for found in reader.section("part-assessment-contract").inputs}
    assert {"contract-sign-candidate", "contract-sign-assessor"} <= names


def test_the_declaration_has_a_clause_for_an_interpreter(pack: tuple[str, Reader]) -> None:
    _, reader = pack
    names = {found.name for found in reader.section("part-declaration").inputs}
    assert {"declaration-date", "declaration-sign-candidate", "declaration-sign-interpreter"} <= names
    assert "declaration-interpreter-language" in names


@pytest.mark.parametrize("programme", ["us900001", "unit900"])
def test_an_appeal_goes_from_the_learner_to_the_panel(small: Project, programme: str) -> None:
    reader = read(small, programme, FORMS)
    names = [found.name for found in reader.section("part-appeal").inputs]
    signed = [name for name in names if re.fullmatch(r"appeal-sign-[a-z]+", name)]
    assert signed == ["appeal-sign-candidate", "appeal-sign-assessor", "appeal-sign-iv", "appeal-sign-panel"]
    assert {"appeal-reason", "appeal-rationale", "appeal-moderator-result", "appeal-panel-result"} <= set(names)
    for step in ("submit", "assessor", "moderator", "panel"):
        assert {f"appeal-{step}-{end}" for end in ("days", "due", "done")} <= set(names)


def test_each_pack_speaks_its_own_framework(small: Project) -> None:
    saqa, nvq = (read(small, programme).text for programme in ("us900001", "unit900"))
    assert "Internal moderator" in saqa
    assert "internal moderator" in saqa
    assert not re.search("[Vv]erifier|[Cc]andidate", saqa)
    assert "Internal verifier (IV)" in nvq
    assert "internal verifier" in nvq
    assert not re.search(r"[Mm]oderator|\b[Ll]earner\b(?! guide)", nvq)


def test_with_two_standards_the_evidence_of_each_is_named(small: Project) -> None:
    first, second = small.programmes
    both = dataclasses.replace(first, standards=(*first.standards, *second.standards))
    titles = [said(section.title) for _title, sections in portfolio.grouped(both) for section in sections]
    assert [t for t in titles if t.startswith("Sign-off")] == [
        f"Sign-off: {said(standard.name)}" for standard in both.standards
    ]


def test_criteria_that_follow_each_other_are_one_span(real: Project) -> None:
    programme = programme_of(real, "us118028")
    ids = [f"us118028-so1-ac{n}" for n in (1, 2, 3, 4)] + ["us118028-so2-ac1", "us118028-so3-ac2"]
    assert [label.replace("\N{NO-BREAK SPACE}", " ") for label in spans(programme, ids, Words())] == [
        "SO1 AC1 to SO1 AC4", "SO2 AC1", "SO3 AC2",
    ]  # fmt: skip
    assert spans(programme, [], Words()) == []


def test_the_summative_assessment_lists_tasks_evidence_and_results(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    edit(
        root / "content/us900001/tasks.md",
        "    minutes: 548\n",
        "    minutes: 548\n    marks: 20\n    evidence:\n      - A photo of the cup\n      - A note of the guest\n",
    )
    reader = read(load_project(root / "mkdocs.yml"), "us900001", "summative-assessment")
    assert reader.anchors[:2] == ["details", "how"]
    assert reader.anchors[-1] == "results"
    names = {found.name: found for section in reader.sections for found in section.inputs}
    task = "summative-us900001-t01"
    assert names[f"{task}-a-photo-of-the-cup"].title == "Task 1: A photo of the cup"
    assert f"{task}-a-note-of-the-guest" in names
    assert f"{task}-complete" not in names
    for end in ("due", "judgement", "marks", "attempt", "again", "feedback", "initials", "own-initials", "date"):
        assert f"{task}-{end}" in names
    text = " ".join(reader.text.split())
    for words in ("9 h 8 min", "/ 20", "Your own work", "hand in again", "Special needs", "do not agree"):
        assert words in text


def test_a_task_without_a_list_of_evidence_asks_for_the_answers(small: Project) -> None:
    reader = read(small, "unit900", "summative-assessment")
    names = {found.name for section in reader.sections for found in section.inputs}
    assert "summative-unit900-t01-complete" in names
    assert "summative-unit900-t01-marks" not in names


def test_on_letter_paper_narrower_margins_leave_the_forms_their_height(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    margins = "margin-top: 16mm; margin-bottom: 14mm"
    assert margins not in html_of(root)
    edit(root / "mkdocs.yml", "  - competent:\n", "  - competent:\n      paper: Letter\n")
    assert margins in html_of(root)


def html_of(root: Path) -> str:
    project = load_project(root / "mkdocs.yml")
    return composed(project, programme_of(project, "us900001"), "portfolio-of-evidence").html
