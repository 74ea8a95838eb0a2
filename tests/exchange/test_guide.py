"""What the guide says of imports and exports is what the commands do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from competent.cli import main
from tests.conftest import ROOT

GUIDE = (ROOT / "content/authoring/standards.md").read_text("utf-8")
SECTION = GUIDE.partition("## Begin with a page of the register\n")[2].partition("## Frameworks\n")[0]
FENCES = re.findall(r"(?ms)^```(\w+)(?: title=\"([^\"]+)\")?$\n(.*?)^```$", SECTION)


def test_the_example_of_the_guide_is_imported_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ((_kind, name, page),) = [fence for fence in FENCES if fence[1]]
    (tmp_path / name).write_text(page, "utf-8")
    command = next(text for kind, _title, text in FENCES if kind == "sh").split()
    done = CliRunner().invoke(main, command[1:])
    assert done.exit_code == 0, done.output
    made = (tmp_path / "unit_standards/us900045.yml").read_text("utf-8")
    (part,) = [text for kind, _title, text in FENCES if kind == "yaml"]
    assert part in made
    (notice,) = [text for kind, title, text in FENCES if kind == "text" and not title]
    assert notice in done.output


def test_the_export_of_the_guide_is_one_that_the_command_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "unit_standards").symlink_to(ROOT / "unit_standards")
    monkeypatch.chdir(tmp_path)
    command = [text for kind, _title, text in FENCES if kind == "sh"][1].split()
    assert CliRunner().invoke(main, command[1:]).exit_code == 0
    assert "SPECIFIC OUTCOME 3\n" in (tmp_path / "us118028.txt").read_text("utf-8")
