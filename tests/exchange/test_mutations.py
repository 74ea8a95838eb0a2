"""Whatever is wrong with a page: problems with places, a whole file or none, and never a traceback."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from competent.cli import main
from competent.exchange.exchanging import export_saqa_text
from competent.exchange.page import read_page
from competent.exchange.saqa import imported
from competent.text.problem import Place, Problem, ProblemsFound
from tests.conftest import ROOT
from tests.exchange.mutations import mutated
from tests.exchange.test_import import PAGES

NUMBER = 2100
"""Mutations, of which two thirds are of HTML."""
PARTS = 8
KNOWN = re.compile(r"C(10[1-9]|11[0-9]|61[3-9])")


@cache
def originals() -> list[str]:
    """The pages that are changed: shorter ones than those of the register, so that there is time for many."""
    new = (PAGES / "new-labels/page.html").read_text("utf-8")
    short = re.sub(r"(?s)<tr><td><b>UNIT STANDARD DEVELOPMENTAL.*?(?=<tr><td><b>Critical)", "", new)
    old = (PAGES / "old-labels/page.html").read_bytes().decode("cp1252")
    texts = [
        (PAGES / shape / "page.txt").read_text("utf-8") for shape in ("pasted-text", "pasted-guide", "pasted-table")
    ]
    exported = export_saqa_text(ROOT / "tests/small/unit_standards/us900001.yml")
    return [short, texts[0], old, texts[1], old.replace("\n", "\r\n"), texts[2], old, exported, short]


def told(text: str) -> list[Problem]:
    """What an import tells of a page; a standard that it makes is one that YAML can read."""
    try:
        page, problems = read_page(text, "page")
        if page is None:
            return problems
        made = imported(page)
    except ProblemsFound as found:
        return found.problems or [Problem(Place(""), "", "It ends without saying why")]
    value = yaml.load(made.text, Loader=yaml.CSafeLoader)
    assert value["id"] == made.id
    assert value["outcomes"]
    return [*problems, *made.problems]


@pytest.mark.parametrize("part", range(PARTS))
def test_a_page_with_anything_wrong_in_it_is_read_or_told(part: int) -> None:
    for seed in range(part, NUMBER, PARTS):
        text = mutated(seed, originals()[seed % len(originals())])
        lines = len(re.split(r"\r\n|\r|\n", text))
        for problem in told(text):
            assert problem.place.path == "page", (seed, problem)
            assert 1 <= problem.place.line <= lines, (seed, problem)
            assert KNOWN.fullmatch(problem.code), (seed, problem)
            assert problem.title, seed
            assert problem.hint, (seed, problem)


@pytest.mark.parametrize("seed", range(40))
def test_a_file_is_whole_or_not_there(seed: int, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = mutated(7000 + seed, originals()[seed % len(originals())])
    page.write_bytes(text.encode("utf-8" if seed % 3 else "cp1252", "replace"))
    done = CliRunner().invoke(main, ["import", "saqa", str(page), "-o", str(tmp_path / "made")])
    assert done.exit_code in (0, 1)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    files = list((tmp_path / "made").iterdir()) if (tmp_path / "made").exists() else []
    assert len(files) == done.output.count("Written: ")
    for file in files:
        assert file.suffix == ".yml"
        assert yaml.safe_load(file.read_text("utf-8"))["framework"] == "saqa-unit-standard"
    assert files or re.search(r":\d+:\d+ C\d{3} ", done.output)


def test_the_same_seed_makes_the_same_page() -> None:
    pages = [mutated(seed, originals()[0]) for seed in range(30)]
    assert pages == [mutated(seed, originals()[0]) for seed in range(30)]
    assert len(set(pages)) == len(pages)
