"""What a facilitator can rely on: a plan, a register with names or room for them, and hints on groups."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.documents.compose import Composer
from competent.documents.facilitator import (
    BLANK_ROWS,
    NAMES_A_SHEET,
    ROOM_FOR_ROWS,
    SIZES,
    RegisterSheet,
    group_work,
    register,
)
from competent.documents.making import Making
from competent.documents.sessions import session_plan
from competent.programme.models import Programme
from competent.programme.time import WORKPLACE, hours
from competent.project import Project
from tests.building import PROGRAMMES, Built, small_project, tool
from tests.documents.composing import composed, programme_of, said


@pytest.fixture(scope="module")
def guides(real: Project) -> dict[str, str]:
    return {programme.id: composed(real, programme, "facilitator-guide").html for programme in real.programmes}


@pytest.fixture(params=PROGRAMMES)
def programme(real: Project, request: pytest.FixtureRequest) -> Programme:
    return programme_of(real, request.param)


@pytest.fixture
def making(real: Project, programme: Programme) -> Making:
    return Composer(real, programme).making()


@pytest.fixture
def guide(guides: dict[str, str], programme: Programme) -> str:
    return guides[programme.id]


def chapter(guide: str, first: str, last: str) -> str:
    """What stands between two anchors."""
    return guide[guide.index(f'id="{first}"') : guide.index(f'id="{last}"')]


def test_the_plan_names_times_criteria_resources_and_the_model_answer(guide: str) -> None:
    rows = re.findall(r'<tr class="activity-row">(.*?)</tr>', guide, flags=re.S)
    assert len(rows) > 10
    for row in rows:
        assert re.search(r"\d\d:\d\d–\d\d:\d\d", row)
        assert re.search(r"SO\d AC\d|220\.\d|\d \([a-d]\)", row.replace("\u00a0", " "))
        assert "Workbook, activity" in row
        (anchor,) = re.findall(r'href="#([^"]+)"', row)
        assert f'id="{anchor}"' in guide


def test_below_each_day_stands_the_work_until_the_next_with_its_minutes(making: Making, guide: str) -> None:
    programme = making.programme
    boxes = re.findall(r'<div class="between">(.*?)</div>', guide, flags=re.S)
    text = html.unescape(" ".join(boxes))
    days = [day for day in session_plan(making) if day.at_work]
    assert len(boxes) >= len(days)
    for activity in (a for a in programme.activities if a.options.mode == WORKPLACE):
        assert re.search(
            rf"{re.escape(f'{said(activity.label)}: {activity.title}')}<.*?{hours(activity.options.minutes)}<",
            text,
            flags=re.S,
        )
    tasks = html.unescape(chapter(guide, "tasks", "sessions"))
    assert [t.id for t in programme.tasks if f"{said(t.label)}: {t.title}" not in tasks] == []
    assert sum(task.options.minutes for task in programme.tasks) > 0
    assert hours(sum(task.options.minutes for task in programme.tasks)) in text


def test_the_contents_name_every_day_section_and_activity(making: Making, guide: str) -> None:
    entries = chapter(guide, "contents", "about")
    linked = re.findall(r'href="#([^"]+)"', entries)
    assert [anchor for anchor in linked if f'id="{anchor}"' not in guide] == []
    assert [activity.id for activity in making.programme.activities if activity.id not in linked] == []
    assert [day.number for day in session_plan(making) if f"day-{day.number}" not in linked] == []


def test_every_activity_done_together_has_notes_of_its_own_and_they_stand_there_once(
    making: Making, guide: str
) -> None:
    found = group_work(making)
    assert len(found) > 5
    for work in found:
        assert len(work.activity.notes.split()) > 40, work.activity.id
        assert work.answers, work.activity.id
    table = chapter(guide, "group-activities", "group-record")
    assert re.findall(r'href="#([^"]+)"', table) == [work.activity.id for work in found]
    assert guide.count("Leading the group") == len(found)


def test_every_way_of_working_together_has_a_size(real: Project) -> None:
    modes = {a.options.mode for programme in real.programmes for a in programme.activities}
    assert modes - {"individual", WORKPLACE} == set(SIZES)


def test_every_activity_stands_there_with_its_model_answer(programme: Programme, guide: str) -> None:
    answers = guide[guide.index('id="answers"') :]
    assert [a.id for a in programme.activities if f'id="{a.id}"' not in answers] == []
    assert answers.count("Model answer") >= len(programme.activities)


def test_what_each_person_did_is_recorded_in_fields_and_attendance_in_ink(guide: str) -> None:
    first, *names = re.findall(r'<(?:input|textarea)[^>]* name="([^"]+)"', guide)
    assert first == "facilitator-name"
    of_groups = [name for name in names if "-more-" not in name]
    assert [name for name in of_groups if not re.fullmatch(r"groups-\d\d-(date|activity|learner|did)", name)] == []
    assert "<input" not in chapter(guide, "attendance", "group-work")


def test_a_register_without_a_roster_has_room_for_names(real: Project) -> None:
    sheets = register(Composer(real, real.programmes[0]).making(), 5)
    assert [sheet.days for sheet in sheets] == [(1, 2, 3, 4, 5)] * len(sheets)
    assert [name for sheet in sheets for name in sheet.names] == [""] * BLANK_ROWS
    assert [sheet.first for sheet in sheets] == [1, 1 + len(sheets[0].names)]


def test_a_long_programme_has_several_sheets_of_about_as_many_days(real: Project) -> None:
    sheets = register(Composer(real, real.programmes[0]).making(), 19)
    assert [len(sheet.days) for sheet in sheets if sheet.first == 1] == [6, 6, 7]
    assert [day for sheet in sheets if sheet.first == 1 for day in sheet.days] == list(range(1, 20))


def test_a_row_of_the_register_is_as_high_as_the_sheet_allows() -> None:
    for names in (1, 8, 13, NAMES_A_SHEET):
        sheet = RegisterSheet((1,), 1, ("",) * names)
        assert 6 <= sheet.row_height <= 10
        assert sheet.row_height * (names + 1) <= ROOM_FOR_ROWS + 1


def with_roster(folder: Path, names: list[str]) -> Project:
    root = small_project(folder)
    (root / "records").mkdir()
    (root / "records/us900001.roster.csv").write_text("learner-name\n" + "\n".join(names), "utf-8")
    return load_project(root / "mkdocs.yml")


def test_a_register_with_a_roster_has_its_names_as_text(tmp_path: Path) -> None:
    project = with_roster(tmp_path / "project", ["Naledi Khumalo", "Ṱhomas <b>Mudau</b>", "Pieter van Wyk"])
    programme = programme_of(project, "us900001")
    guide = composed(project, programme, "facilitator-guide")
    assert "Naledi Khumalo" in guide.html
    assert "Ṱhomas &lt;b&gt;Mudau&lt;/b&gt;" in guide.html
    assert [d.path for d in Composer(project, programme).all() if "Naledi" in d.html] == [guide.path]
    assert guide.path == "restricted/us900001/facilitator-guide.pdf"


def test_more_names_than_a_sheet_holds_go_on_the_next_with_their_numbers(tmp_path: Path) -> None:
    project = with_roster(tmp_path / "project", [f"Learner {number:02d}" for number in range(1, 26)])
    programme = programme_of(project, "us900001")
    first, second = register(Composer(project, programme).making(), 2)
    assert (first.first, len(first.names), second.first, len(second.names)) == (1, 12, 13, 13)
    assert second.names[-1] == "Learner 25"
    guide = composed(project, programme, "facilitator-guide")
    assert html.unescape(guide.html).count("Facilitator's signature") == 2
    assert guide.html.count('id="attendance"') == 1


def test_the_printed_pages_that_the_plan_names_are_the_real_ones(built: Built, programme: Programme) -> None:
    pdf = built.root / f"build/restricted/{programme.id}/facilitator-guide.pdf"
    pages = tool("pdftotext", "-layout", "-enc", "UTF-8", pdf, "-").split("\f")
    found = re.findall(r"Workbook, activity (\d+)\b.*?Model answer: page (\d+)", "\n".join(pages[4:12]), flags=re.S)
    assert len(found) > 10
    for number, page in found:
        assert f"Activity {number}: " in pages[int(page) - 1]


def test_no_sheet_of_the_register_runs_over(built: Built, programme: Programme) -> None:
    pdf = built.root / f"build/restricted/{programme.id}/facilitator-guide.pdf"
    pages = tool("pdftotext", "-enc", "UTF-8", pdf, "-").split("\f")
    with_signature = [page for page in pages if "Facilitator’s signature" in page]
    assert len(with_signature) == 2  # names for a group of thirty take two sheets
    assert all("Everybody signs for each day" in page for page in with_signature)
