"""Settings are read from mkdocs.yml without MkDocs."""

from __future__ import annotations

from pathlib import Path

import pytest

from competent.config import plain_config
from competent.settings import Settings
from competent.text.problem import Problem
from tests.conftest import ROOT, TinyProject


def read(folder: Path, text: str) -> tuple[Settings, list[Problem]]:
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    config, problems = plain_config(folder / "mkdocs.yml")
    return config.settings, problems


def test_the_settings_of_this_repository_are_read() -> None:
    config, problems = plain_config(ROOT / "mkdocs.yml")
    assert problems == []
    settings = config.settings
    assert settings.provider.name == "Example Skills Academy"
    assert (settings.language, settings.paper, settings.workers, settings.documents) == ("en-ZA", "A4", 2, True)


@pytest.mark.parametrize(
    "text",
    [
        "plugins:\n  - search\n  - competent:\n      paper: Letter\n",
        "plugins:\n  search: {}\n  competent:\n    paper: Letter\n",
    ],
)
def test_plugins_may_be_a_list_or_a_mapping(tmp_path: Path, text: str) -> None:
    settings, problems = read(tmp_path, text)
    assert problems == []
    assert settings.paper == "Letter"


@pytest.mark.parametrize(
    "text",
    ["site_name: x\n", "plugins:\n", "plugins: [search]\n", "plugins: [competent]\n", "plugins:\n  - competent:\n"],
)
def test_what_is_not_set_has_its_usual_value(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == (Settings(), [])


def test_tags_and_aliases_of_mkdocs_are_left_to_it(tmp_path: Path) -> None:
    text = (
        "copyright: !ENV [NAME, nobody]\nx: &paper A4\n"
        "plugins:\n  - competent: {paper: *paper}\n"
        "markdown_extensions:\n  - e:\n      f: !!python/name:material.extensions.emoji.twemoji\n"
    )
    settings, problems = read(tmp_path, text)
    assert problems == []
    assert settings.paper == "A4"


def test_aliases_neither_multiply_nor_circle(tmp_path: Path) -> None:
    bomb = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    text = f"a0: &a0 [lol]\n{bomb}loop: &loop [*loop]\nplugins:\n  - competent: {{paper: *a29, language: *loop}}\n"
    _, problems = read(tmp_path, text)
    assert [problem.title for problem in problems] == ["A list is no value of “paper”", "“language” should be text"]


def test_a_problem_in_the_settings_stands_where_the_author_wrote_it(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, "site_name: é\nplugins:\n  - competent:\n      provider: {nme: x}\n")
    assert str(problem.place) == "mkdocs.yml:4:18"
    assert problem.suggestion == "name"


@pytest.mark.parametrize("name", ["standards", "output", "rosters", "templates"])
def test_a_folder_outside_the_project_is_refused_at_its_line(project: TinyProject, name: str) -> None:
    project.write("mkdocs.yml", f"docs_dir: content\nplugins:\n  - competent: {{{name}: ../elsewhere}}\n")
    assert f"mkdocs.yml:3:{19 + len(name)} C404 “{name}” is outside the project" in project.report()


def test_without_unit_standards_the_author_is_told_where_they_belong(project: TinyProject) -> None:
    (project.root / "unit_standards" / "us1.yml").unlink()
    assert "unit_standards:1:1 C112 There is no unit standard here" in project.report()
