"""The evidence matrix as it is printed: filled in on screen as on paper, on two sizes of sheet, however much it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from competent.adapters import load_project
from competent.documents import evidence_matrix
from competent.documents.compose import Composer
from competent.programme.models import Programme
from competent.project import Project
from competent.words import Words
from tests.building import PROGRAMMES, small_project
from tests.conftest import TinyProject
from tests.documents.composing import composed, names, programme_of, text
from tests.documents.printing import Press
from tests.documents.words_on_pages import POINTS, Page, pages_of

KINDS = ("evidence-matrix", "evidence-matrix-large")
CRITERIA, TASKS = 60, 20
LONG = (
    "Moments of truth are identified, described and explained with reference to their impact on the impressions that "
    "internal and external customers form of the organisation, including impressions formed through written, "
    "telephonic, electronic and face-to-face contact, before, during and after the transaction, taking into account "
    "the requirements of the organisation, applicable legislation, the cultural and language needs of the customer, "
    "occupational health and safety, environmental considerations and the service level agreements that are in force "
    "between the organisation, its suppliers and its customers at the time of the contact and for one year after it."
)
PUNCH = 18
"""Millimetres at the binding edge that a punch may go through."""


def criteria_of(outcome: int) -> str:
    rows = []
    for number in range(1, CRITERIA // 3 + 1):
        plain = f"Requirement number {number} of outcome {outcome} is applied according to the organisation's policy."
        text = LONG if (outcome, number) == (1, 2) else plain
        rows.append(f"      - id: us900001-so{outcome}-ac{number}\n        text: {text}\n")
    return "".join(rows)


def task(number: int) -> str:
    ids = ", ".join(
        f"us900001-so{outcome}-ac{n}"
        for outcome in (1, 2, 3)
        for n in range(1, CRITERIA // 3 + 1)
        if (outcome + n + number) % 3 == 0
    )
    return f"""
//// task | Work of kind number {number}
    id: us900001-t{number:02d}
    method: observation
    criteria: [{ids}]
    minutes: 30

Do it.

/// model
It was done.
///
////
"""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project with 60 criteria, one of 600 letters, and 20 tasks."""
    root = small_project(tmp_path_factory.mktemp("full") / "project")
    file = root / "unit_standards/us900001.yml"
    text = file.read_text("utf-8")
    head, end = text.index("outcomes:"), text.index("embedded_knowledge:")
    outcomes = "".join(
        f"  - id: us900001-so{n}\n    kind: specific-outcome\n    title: Outcome number {n}.\n    criteria:\n"
        f"{criteria_of(n)}"
        for n in (1, 2, 3)
    )
    file.write_text(f"{text[:head]}outcomes:\n{outcomes}\n{text[end:]}", "utf-8")
    front = "---\ntitle: Tasks\noutcomes: [us900001-so1, us900001-so2, us900001-so3]\n---\n# Tasks\n"
    tasks = "".join(task(number) for number in range(1, TASKS + 1))
    (root / "content/us900001/tasks.md").write_text(f"{front}{tasks}", "utf-8")
    return load_project(root / "mkdocs.yml")


@dataclass(frozen=True)
class Sheets:
    """A matrix that is printed."""

    file: Path
    pages: list[Page]
    boxes: list[tuple[int, str, tuple[float, float, float, float]]]
    """Of each box to write in or to tick: page, name, and its edges in points from the lower left corner."""

    def per_page(self, end: str) -> list[int]:
        """On how many rows of each page a field stands."""
        found = Counter(page for page, name, _ in self.boxes if name.endswith(end))
        return [found[page.number] for page in self.pages]


def _boxes(document: pikepdf.Pdf) -> Iterator[tuple[int, str, tuple[float, float, float, float]]]:
    for number, page in enumerate(document.pages, 1):
        for box in page.obj.get("/Annots", []):
            if box.get("/Subtype") == pikepdf.Name.Widget:
                left, bottom, right, top = (float(edge) for edge in box.Rect)
                yield number, str(box.Parent.T), (left, bottom, right, top)


@pytest.fixture(scope="module")
def printed(full: Project, press: Press, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sheets]:
    folder, found = tmp_path_factory.mktemp("sheets"), {}
    documents = [composed(full, programme_of(full, "us900001"), kind) for kind in KINDS]
    for document, sheets in zip(documents, press.print(full, documents).values(), strict=True):
        file = folder / f"{document.kind}.pdf"
        file.write_bytes(sheets.pdf)
        with pikepdf.open(file) as pdf:
            found[document.kind] = Sheets(file, pages_of(file), list(_boxes(pdf)))
    return found


@pytest.fixture(params=KINDS)
def sheets(request: pytest.FixtureRequest, printed: dict[str, Sheets]) -> Sheets:
    return printed[request.param]


def said_on(page: Page) -> str:
    return " ".join(word.text for word in page.words)


def test_every_box_that_the_key_says_to_tick_is_a_field(full: Project, sheets: Sheets) -> None:
    programme = programme_of(full, "us900001")
    names = Counter(name for _page, name, _ in sheets.boxes)
    qualities = [key for key, _name in evidence_matrix.QUALITIES]
    values = programme.framework.judging.values
    assert (len(programme.criteria), len(programme.tasks)) == (CRITERIA, TASKS)
    for criterion in programme.criteria:
        ends = {f"{criterion}--{task.id}": 1 for task in programme.tasks}
        ends |= {f"{criterion}-{key}": 1 for key in qualities}
        ends |= {f"{criterion}-judgement": len(values), f"{criterion}-ref": 1, f"{criterion}-comment": 1}
        of_row = {name: times for name, times in names.items() if re.match(f"{criterion}(?!\\d)", name)}
        assert sorted(of_row.values()) == sorted(ends.values())
        assert len(of_row) == TASKS + len(qualities) + 3


def test_the_key_and_the_names_stand_on_every_sheet(sheets: Sheets) -> None:
    assert len(sheets.pages) > 1
    for page in sheets.pages:
        said = said_on(page)
        assert "planned: the task is to give evidence here" in said
        assert f"T{TASKS} Work of kind number {TASKS}" in said
        assert "C competent, NYC not yet competent" in said
        assert "Unit standard 900001" in said
        assert {"learner-name", "assessor-name"} <= {name for number, name, _ in sheets.boxes if number == page.number}


def test_no_two_columns_share_a_head(full: Project) -> None:
    html = composed(full, programme_of(full, "us900001"), KINDS[0]).html
    (head,) = re.findall(r"(?s)<thead>(.*?)</thead>", html)
    heads = [re.sub(r"<[^>]+>", "", found) for found in re.findall(r"(?s)<th scope=\"col\".*?</th>", head)]
    assert len(heads) == len(set(heads)) == TASKS + evidence_matrix.OTHER_COLUMNS + 2


def test_the_large_sheet_holds_more_criteria_than_the_small_one(printed: dict[str, Sheets]) -> None:
    small, large = (printed[kind].per_page("-ref") for kind in KINDS)
    assert sum(small) == sum(large) == CRITERIA
    assert max(large) > 1.4 * max(small)
    assert len(large) < len(small)


def test_a_punch_goes_through_nothing(sheets: Sheets) -> None:
    assert [word for page in sheets.pages for word in page.outside(PUNCH, 8)] == []
    assert [name for _page, name, edges in sheets.boxes if edges[0] < PUNCH * POINTS - 0.5] == []


def test_no_word_is_printed_on_another_and_no_box_on_a_box(sheets: Sheets) -> None:
    assert [words for page in sheets.pages for words in page.overprinted()] == []
    for page in sheets.pages:
        boxes = [(name, edges) for number, name, edges in sheets.boxes if number == page.number]
        for (one, a), (other, b) in pairwise(sorted(boxes, key=lambda box: (-round(box[1][3]), box[1][0]))):
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            assert across < 0.5 or down < 0.5, (one, other)
        assert all(edges[1] > 0 and edges[3] < page.height and edges[2] < page.width for _name, edges in boxes)


def test_a_criterion_of_600_letters_is_all_there_and_its_fields_are_as_high_as_its_row(sheets: Sheets) -> None:
    assert len(LONG) > 599
    said = "".join(word.text for page in sheets.pages for word in page.words)
    assert said.count(LONG.replace(" ", "")) == 1
    heights = {name: edges[3] - edges[1] for _page, name, edges in sheets.boxes if name.endswith(("-ref", "-comment"))}
    long, plain = heights["us900001-so1-ac2-ref"], heights["us900001-so1-ac3-ref"]
    assert long == pytest.approx(heights["us900001-so1-ac2-comment"], abs=0.5)
    assert long > plain + 20


def test_all_that_is_to_be_read_is_large_enough_to_read(full: Project) -> None:
    for kind in KINDS:
        html = composed(full, programme_of(full, "us900001"), kind).html
        styles = html[html.index("/* The evidence matrix") :]
        sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)pt", styles[: styles.index("</style>")])]
        assert min(sizes) >= 8.5


def test_each_size_of_paper_is_a_file_of_its_own(full: Project) -> None:
    making = Composer(full, programme_of(full, "us900001")).making()
    sizes = [parts(making)["sheet"].name for parts in (evidence_matrix.parts, evidence_matrix.parts_large)]
    assert sizes == ["A4", "A3"]


@pytest.fixture(params=PROGRAMMES)
def programme(request: pytest.FixtureRequest, real: Project) -> Programme:
    return programme_of(real, request.param)


COMPOSED: dict[tuple[str, str], str] = {}


def page(project: Project, programme: Programme, kind: str) -> str:
    """The HTML of a matrix, composed once."""
    key = (f"{project.root}{programme.id}", kind)
    if key not in COMPOSED:
        COMPOSED[key] = composed(project, programme, kind).html
    return COMPOSED[key]


def rows(html: str) -> list[str]:
    return re.findall(r"(?s)<tr\b.*?</tr>", html)


def test_every_criterion_stands_on_both_sizes_with_the_same_fields(programme: Programme, real: Project) -> None:
    small, large = (page(real, programme, kind) for kind in KINDS)
    assert names(small) == names(large)
    for criterion, found in programme.criteria.items():
        for sheet in (small, large):
            assert f"{programme.criterion_label(criterion)} {found.text}" in text(sheet)


def test_the_matrix_marks_what_is_planned(programme: Programme, real: Project) -> None:
    for kind in KINDS:
        for criterion in programme.criteria:
            (row,) = (row for row in rows(page(real, programme, kind)) if f'name="{criterion}-ref"' in row)
            cells = re.findall(r"(?s)<td\b[^>]*>.*?</td>", row)[: len(programme.tasks)]
            assert ["matrix__planned" in c for c in cells] == [criterion in t.criteria for t in programme.tasks]
            assert [", planned" in c for c in cells] == [criterion in t.criteria for t in programme.tasks]


def test_the_matrix_says_whose_it_is(programme: Programme, real: Project) -> None:
    provider = real.settings.provider
    for kind in KINDS:
        sheet = page(real, programme, kind)
        assert all(words in text(sheet) for words in (provider.name, provider.accreditation, *provider.contacts))
        assert f"{programme.id}-{kind}, version" in text(sheet)
        assert f'alt="Logo of {provider.name}"' in sheet


def test_rows_are_as_high_as_they_can_be_without_another_page(programme: Programme) -> None:
    (standard,) = programme.standards
    matrix = evidence_matrix.matrix(programme, standard, Words())
    for sheet in evidence_matrix.SHEETS["A4"]:
        height, least = sheet.row_height(matrix), sheet.pages(matrix, sheet.scale.least)
        assert sheet.pages(matrix, height) == least
        assert height == sheet.scale.most or sheet.pages(matrix, height + evidence_matrix.STEP) > least


def test_the_matrix_of_a_programme_without_tasks_has_no_columns_for_them(project: TinyProject) -> None:
    loaded = project.load()
    small = page(loaded, loaded.programmes[0], KINDS[0])
    values = loaded.programmes[0].framework.judging.values
    assert len(re.findall('<th scope="col"', small)) == evidence_matrix.OTHER_COLUMNS + len(values)
    assert "matrix__planned" not in "".join(rows(small))


def test_the_matrix_can_be_made_for_the_paper_of_north_america(project: TinyProject) -> None:
    project.replace("mkdocs.yml", "  - competent:\n", "  - competent:\n      paper: Letter\n")
    loaded = project.load()
    assert "@page small { size: letter landscape; }" in page(loaded, loaded.programmes[0], KINDS[0])
    assert "@page large { size: ledger landscape; }" in page(loaded, loaded.programmes[0], KINDS[1])


def test_the_names_are_typed_once_for_all_sheets(printed: dict[str, Sheets]) -> None:
    for kind, size in zip(KINDS, ((842, 595), (1191, 842)), strict=True):
        with pikepdf.open(printed[kind].file) as document:
            assert {(round(float(p.mediabox[2])), round(float(p.mediabox[3]))) for p in document.pages} == {size}
            fields = {str(field.T): field for field in document.Root.AcroForm.Fields}
            assert len(fields["learner-name"].Kids) == len(document.pages)
            with document.open_outline() as outline:
                assert outline.root[0].title.startswith("Evidence matrix on A")
