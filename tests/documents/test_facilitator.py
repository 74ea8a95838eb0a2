"""What a facilitator can rely on: a plan, a register with names or room for them, and hints on groups."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from competent.checks.project import Project, load_project
from competent.documents.compose import compose
from competent.documents.facilitator import BLANK_ROWS, group_work, register
from tests.building import PROGRAMMES, small_project


@pytest.fixture(scope="module")
def guides(real: Project) -> dict[str, str]:
    only = frozenset(f"{programme.id}/facilitator-guide" for programme in real.programmes)
    return {programme.id: compose(real, programme, only)[0].html for programme in real.programmes}


@pytest.mark.parametrize("name", PROGRAMMES)
def test_the_plan_names_times_outcomes_and_resources(guides: dict[str, str], name: str) -> None:
    rows = re.findall(r'<tr class="activity-row">(.*?)</tr>', guides[name], flags=re.S)
    assert len(rows) > 10
    for row in rows:
        assert re.search(r"\d\d:\d\d–\d\d:\d\d", row)
        assert re.search(r"SO\d AC\d|220\.\d|\d \([a-d]\)", row)
        assert "Workbook, activity" in row


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_activity_done_together_has_notes_of_its_own(real: Project, guides: dict[str, str], name: str) -> None:
    programme = next(programme for programme in real.programmes if programme.id == name)
    found = group_work(programme)
    assert len(found) > 5
    for work in found:
        assert len(work.activity.notes.split()) > 40, work.activity.id
        assert f'href="#{work.activity.id}"' in guides[name]
    assert guides[name].count("Leading the group") == len(found)


def test_a_register_without_a_roster_has_room_for_names(real: Project) -> None:
    (sheet,) = register(real, real.programmes[0], 5)
    assert (sheet.days, sheet.names) == ((1, 2, 3, 4, 5), ("",) * BLANK_ROWS)


def test_a_long_programme_has_several_sheets(real: Project) -> None:
    sheets = register(real, real.programmes[0], 23)
    assert [len(sheet.days) for sheet in sheets] == [10, 10, 3]
    assert sheets[-1].days[-1] == 23


def test_a_register_with_a_roster_has_its_names_as_text(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    (root / "records").mkdir()
    names = ["Naledi Khumalo", "Ṱhomas <b>Mudau</b>", "Pieter van Wyk"]
    (root / "records/us900001.roster.csv").write_text("learner-name\n" + "\n".join(names), "utf-8")
    project = load_project(root / "mkdocs.yml")
    programme = next(programme for programme in project.programmes if programme.id == "us900001")
    (guide,) = compose(project, programme, frozenset(["us900001/facilitator-guide"]))
    assert "Naledi Khumalo" in guide.html
    assert "Ṱhomas &lt;b&gt;Mudau&lt;/b&gt;" in guide.html
    assert [d.path for d in compose(project, programme) if "Naledi" in d.html] == [
        "restricted/us900001/facilitator-guide.pdf"
    ]
