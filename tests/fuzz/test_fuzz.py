"""A short run of the fuzzer, and all that it ever found: `make fuzz` is the long run."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fuzz.__main__ import Input, kept, made, tried
from tests.fuzz.judge import SECRET, Failure, judged, projects_in


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return projects_in(tmp_path_factory.mktemp("fuzz"))


def test_no_mutated_file_crashes_hangs_leaks_or_is_told_at_a_wrong_place(roots: dict[str, Path]) -> None:
    assert [(given.name, failures) for given, failures in tried(2026, 40, roots) if failures] == []


@pytest.mark.parametrize("given", kept(), ids=lambda given: given.name)
def test_what_once_failed_fails_no_more(given: Input, roots: dict[str, Path]) -> None:
    assert given.failures(roots) == []


def test_the_projects_are_right_before_anything_is_mutated(roots: dict[str, Path]) -> None:
    for root in roots.values():
        assert judged(root, {}, compose=True, mkdocs=False) == []


def test_one_seed_makes_the_same_files_again(roots: dict[str, Path]) -> None:
    one, other = (made(random.Random(7), roots) for _ in range(2))  # noqa: S311 (no secret)
    assert (one.files, one.base) == (other.files, other.base)


def test_a_secret_that_is_shown_is_found(roots: dict[str, Path]) -> None:
    page = Path("content/us1/serving.md")
    text = (roots["whole"] / page).read_text("utf-8")
    head, _, rest = text.partition("/// model\n")
    shown = f"{head}/// model\n{rest}\n{SECRET}\n".encode()
    glossary = roots["whole"] / "content/us1/glossary.md"
    before = glossary.read_bytes()
    glossary.write_bytes(before + f"\n{SECRET}\n".encode())  # as if it had leaked: no file that changes shows it
    try:
        found = judged(roots["whole"], {page: text.encode()}, compose=True, mkdocs=False)
    finally:
        glossary.write_bytes(before)
    assert Failure("leak", "us1/glossary.md") in found
    assert judged(roots["whole"], {page: shown}, compose=True, mkdocs=False) == []  # it is the author's own word
