"""The page on checks shows each of them: its good example stands in tests/whole, its bad one in a case that finds it."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from competent.blocks import KINDS
from competent.checks.language import grade
from competent.checks.rule import RULES
from competent.config import plain_config
from competent.text.markdown import read_manuscript
from tests.checks.cases import CASES, OF_THE_CASE, WHOLE, lay, page_of
from tests.conftest import ROOT

PAGE = (ROOT / "content/authoring/checks.md").read_text("utf-8")
CHECK = re.compile(
    r"(?m)^### (?P<code>C\d{3}) (?P<title>\S.*)\n\n(?P<why>[^#*`\n].*)\n\n"
    r"\*\*Bad\*\*\n\n```(?:yaml|markdown|text)\n(?P<bad>(?:(?!```).*\n)+)```\n\n"
    r"\*\*Good\*\*\n\n```(?:yaml|markdown|text)\n(?P<good>(?:(?!```).*\n)+)```\n"
)
CHECKS = {match["code"]: match for match in CHECK.finditer(PAGE)}
SETTABLE = sorted(set(RULES) - {"C403"})
"""The checks whose level a project can set; C403 says that it is set wrongly."""


def stands_in(fragment: str, folder: Path) -> bool:
    """Whether the lines of a fragment follow each other in a file, however far they are indented as a whole."""
    wanted = textwrap.dedent(fragment).splitlines()
    for file in folder.rglob("*.*"):
        if file.suffix not in (".md", ".yml", ".csv") or file.name in OF_THE_CASE:
            continue
        lines = file.read_text("utf-8").splitlines()
        for start in range(len(lines) - len(wanted) + 1):
            if textwrap.dedent("\n".join(lines[start : start + len(wanted)])).splitlines() == wanted:
                return True
    return False


def test_every_check_has_its_heading_once() -> None:
    assert sorted(CHECKS) == SETTABLE
    assert re.findall(r"(?m)^### (C\d{3})", PAGE) == list(CHECKS)


@pytest.mark.parametrize("code", sorted(CHECKS))
def test_a_good_example_is_part_of_a_project_in_which_nothing_is_wrong(code: str) -> None:
    assert stands_in(CHECKS[code]["good"], WHOLE)


@pytest.mark.parametrize("code", sorted(CHECKS))
def test_a_bad_example_is_part_of_a_project_in_which_the_check_finds_it(code: str, tmp_path: Path) -> None:
    assert not stands_in(CHECKS[code]["bad"], WHOLE)
    cases = [case for case in CASES if case.startswith(f"check-{code.lower()}-")]
    for case in cases:
        lay(case, tmp_path / case)
    assert any(stands_in(CHECKS[code]["bad"], tmp_path / case) for case in cases)


def test_the_settings_on_the_page_are_right(tmp_path: Path) -> None:
    text = next(re.finditer(r"(?s)```yaml\n(plugins:.*?)```", PAGE))[1]
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    config, problems = plain_config(tmp_path / "mkdocs.yml")
    assert problems == []
    assert config.settings.checks == {"C262": "off", "C252": "error"}


def test_the_levels_that_are_refused_are_named() -> None:
    refused = PAGE[PAGE.index("Some levels are refused") :].partition("\n")[0]
    bound = {code for code, rule in RULES.items() if rule.timed or rule.never_off}
    assert set(re.findall(r"C\d{3}", refused)) == {*bound, "C403"}


def test_the_page_reads_easily() -> None:
    assert read_manuscript(PAGE, "checks.md", frozenset(KINDS))[1] == []
    assert grade(page_of(PAGE)) <= 9
