"""What a learner writes in the browser: nothing is lost, and nothing stands beside words that they did not see."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest

from competent.records.xfdf import read_xfdf
from tests.adapters.sites import Site
from tests.browser.conftest import chromium_program
from tests.building import edit, once, project_copy, small_project

HERE = Path(__file__).parent
LEAVES = "content/us900001/leaves.md"
BROWSERS = ("chrome", "firefox")
LONGEST = 120
"""Seconds for a scenario on a busy machine."""


def firefox_program() -> str:
    """Where the machine's own Firefox is."""
    program = next((found for name in ("firefox-esr", "firefox") if (found := shutil.which(name))), None)
    assert program, "Firefox is not installed; .ci/setup test installs it"
    return program


def _build(folder: Path, name: str, *changes: tuple[str, str, str]) -> None:
    root = small_project(folder / f"project-{name}")
    edit(root / "mkdocs.yml", "  - competent:\n", "  - competent:\n      documents: false\n")
    for file, old, new in changes:
        edit(root / file, old, new)
    Site(root).built()
    shutil.copytree(root / "build" / "site", folder / name)


def _build_all(folder: Path) -> None:
    _build(folder, "first")
    _build(
        folder,
        "later",
        (LEAVES, "answer | What do you see?", "answer | What do you see and smell?"),
        (LEAVES, "columns: [Sack, Smell, Price]", "columns: [Bag, Smell, Price]"),
        (LEAVES, "options: [The green one, The damp one]", "options: [None of them, The green one, The damp one]"),
        (LEAVES, "correct: [1]", "correct: [2]"),
        (LEAVES, "1. Fresh leaves", "1. One of them is fresh.\n1. Fresh leaves"),
        (LEAVES, "answer | I have checked that", "answer | I promise that"),
    )
    instant = ("mkdocs.yml", "  font: false\n", "  font: false\n  features: [navigation.instant]\n")
    _build(
        folder,
        "instant",
        instant,
        ("mkdocs.yml", "  - offline\n", ""),
        ("mkdocs.yml", "site_name: Small\n", "site_name: Small\nsite_url: http://127.0.0.1/\n"),
    )
    _build_others(folder)


def _build_others(folder: Path) -> None:
    """Sites of other kinds: with folders for pages, and with all that Markdown of other programs can hold."""
    for name in ("whole", "dialect"):
        root = project_copy(name, folder / f"project-{name}")
        edit(
            root / "mkdocs.yml", "  - competent:\n", "  - competent:\n      documents: false\n      whole_site: true\n"
        )
        Site(root).built()
        shutil.copytree(next(site for site in (root / "build" / "site", root / "site") if site.is_dir()), folder / name)


@pytest.fixture(scope="session")
def versions(shared: Path) -> Path:
    """A site as it was, and as it is after its author changed questions."""
    folder = shared / "answers"
    once(folder, lambda: _build_all(folder))
    return folder


@pytest.fixture(params=BROWSERS)
def seen(request: pytest.FixtureRequest, versions: Path) -> Any:
    """Runs a scenario of answers.mjs and returns what it saw."""

    def run(scenario: str) -> Any:
        program = chromium_program() if request.param == "chrome" else firefox_program()
        call = ["node", str(HERE / "answers.mjs"), request.param, program, str(versions), scenario]
        done = subprocess.run(call, capture_output=True, text=True, timeout=LONGEST, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    run.browser = request.param  # type: ignore[attr-defined]
    return run


def test_what_is_written_is_there_after_reload_back_and_a_new_start(seen: Any) -> None:
    found = seen("kept")
    text = "First line ḓḽṋṱ ɔɛ\nsecond"
    assert found["reloaded"] == [text, "A cell", True, True]
    assert found["back"] == found["started"] == text
    assert found["errors"] == []


def test_two_windows_show_the_same(seen: Any) -> None:
    found = seen("twoWindows")
    assert found == {"live": "From window one", "after": "From window one!"}


def test_a_window_that_slept_writes_over_nothing(seen: Any) -> None:
    found = seen("deafWindow")
    assert found == {"value": "x", "listed": ["A whole paragraph"]}


def test_after_a_new_version_answers_stand_only_beside_words_that_the_learner_saw(seen: Any) -> None:
    found = seen("newVersion")
    assert found["ticked"] == ["us900001-a01-fresh-the-green-one"]  # its question and its words are the same
    assert found["typed"] == []
    assert sorted(found["listed"]) == sorted(found["mine"]) == ["A cell", "Ticked", "What I saw"]
    assert found["errors"] == []


def test_a_browser_that_keeps_nothing_says_so(seen: Any) -> None:
    found = seen("refused")
    assert found["state"].startswith("NOT SAVED")
    assert found["value"] == "Words"
    assert found["errors"] == []


def test_answers_are_shown_when_nothing_more_can_be_kept(seen: Any) -> None:
    found = seen("fullStore")
    assert found["read"] == "Before it was full"
    assert found["state"].startswith("NOT SAVED")


def test_a_clock_that_is_wrong_loses_nothing(seen: Any) -> None:
    assert seen("wrongClock") == {"value": "Early and late"}


def test_each_person_has_answers_of_their_own(seen: Any) -> None:
    found = seen("people")
    assert found["first"] == "These are the answers of Thandi Ngcobo."
    assert found["empty"] == ["", "These answers have no name yet."]
    assert found["back"] == "Of Thandi"


def test_answers_go_to_another_device_in_a_file(seen: Any, tmp_path: Path) -> None:
    found = seen("file")
    file = tmp_path / "answers.xfdf"
    file.write_text(found["text"], encoding="utf-8")
    see = 'Kɔfi ḓ"<&> line\ntwo'
    values = {given.field: given.value for given in read_xfdf(file)}
    assert values == {
        "us900001-a01-see": see,
        "us900001-a01-fresh": "the-green-one",
        "us900001-a01-check-the-leaves-are-dry": "yes",
    }
    assert "us900001-formative-workbook.xfdf" in found["name"]
    assert found["said"] == "In the file: 2 answers that are not here yet, 1 that differ, 0 that fit no question."
    assert found["kept"] == ["Something else", "Only here", True, True]
    assert found["taken"] == see


def test_no_file_takes_the_place_of_an_answer_that_fits(seen: Any) -> None:
    found = seen("oddFiles")
    older, both, plain = found["older"], found["both"], found["plain"]
    assert older["said"].endswith("0 that differ, 2 that fit no question.")
    assert (older["value"], older["ticked"]) == ("A good answer", True)
    assert "An older answer" in older["listed"]
    assert (both["value"], both["ticked"]) == ("A later answer", True)
    assert both["listed"] == ["A good answer"]
    assert plain["said"].startswith("In the file: 1 answers")  # what is not ticked is no answer
    assert (plain["value"], plain["ticked"], plain["listed"]) == ("A good answer", False, [])


def test_taking_answers_off_asks_first_and_says_what_it_removed(seen: Any) -> None:
    found = seen("takenOff")
    assert "1 answers" in found["asked"]
    assert "removed" in found["said"]
    assert (found["value"], found["left"]) == ("", 0)


def test_a_theme_that_changes_pages_without_loading_them_keeps_answers_too(seen: Any) -> None:
    assert seen("instant") == {"same": True, "value": "Written after the first page"}


def test_feedback_comes_after_an_answer_by_keyboard_and_leaves_no_trace(seen: Any) -> None:
    found = seen("feedback")
    wrong = "Not quite. You can choose again, and check again. Damp leaves go mouldy, and no velvet walruses eat them."
    right = "Yes, that is right. Fresh leaves are green, as velvet walruses in the sea."
    missed = "Many forget the sack itself. For example: “The velvet walruses on the first sack are faded.”"
    first = "Choose first. Then you can check."
    assert found["choice"] == [
        ["true", ""],
        ["true", first],
        ["false", ""],
        ["false", wrong],
        ["false", ""],
        ["false", right],
    ]
    assert found["open"] == [["true", "Write a few words first. Then this opens."], ["false", missed], ["false", ""]]
    assert (found["shown"], found["sent"], found["errors"]) == ("true", [], [])
    assert sorted(found["kept"]) == ["us900001-a01-fresh", "us900001-a01-see"]
    assert found["again"] == [["false", ""], ["false", ""]]


def test_a_site_that_is_opened_from_disk_keeps_answers_and_says_where_pages_are_apart(seen: Any) -> None:
    found = seen("fromDisk")
    assert found["kept"] == "From disk"
    if seen.browser == "chrome":
        assert (found["mine"], found["apart"]) == (["From disk"], 0)
    else:
        assert (found["mine"], found["apart"]) == ([], 1)


def test_a_projector_shows_an_activity_alone_with_its_time(seen: Any) -> None:
    found = seen("projector")
    assert found["shown"]["named"] == "Activity 1: Judge the leaves"
    assert found["facts"] == "On your own · 20 min"
    assert found["time"] == "20:00"
    assert found["shown"]["fields"] == 0
    assert not found["shown"]["written"]
    assert found["shown"]["smallest"] >= 28
    assert found["shown"]["digits"] >= 64
    assert found["shown"]["whole"]
    assert found["inside"]
    assert "What do you see?" in found["asked"]
    assert found["focus"] == "activity__project"
    assert found["value"] == "What I wrote"
    assert found["errors"] == []


def test_the_clock_of_a_projector_is_set_started_paused_and_reset(seen: Any) -> None:
    found = seen("projector")
    assert found["clock"] == {
        "given": "2:00",
        "moved": True,
        "still": True,
        "reset": "2:00",
        "over": ["0:00", "The time is over."],
    }


def test_a_projector_goes_from_one_activity_to_the_next(seen: Any) -> None:
    found = seen("projectorKeys")
    one, two = found["titles"][0], found["titles"][2]
    assert one != two
    assert found["titles"] == [one, one, two, one, one, two]
    assert found["focus"] == two  # where the facilitator has got to
    assert not found["open"]
    assert found["errors"] == []


def test_every_page_passes_its_own_policy_and_a_script_that_comes_later_does_not_run(seen: Any) -> None:
    works = {"stopped": [], "kept": "Kept", "search": True, "projector": True, "type": ANY, "before": 0}
    refused = {"injected": "nothing ran", "refused": ["script-src-attr", "script-src-elem"]}
    assert seen("policy") == {"server": works | refused, "disk": works | refused}


def test_pages_of_other_kinds_pass_their_policy_and_tabs_work(seen: Any) -> None:
    assert seen("policyElsewhere") == {"stopped": [], "tabs": [[True, False], [False, True]]}
