"""The learners' tree: what enters it, where it may lie, and that it is replaced whole or not at all."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.machinery import ModuleSpec
from pathlib import Path
from unittest import mock

import pytest
import yaml
from click.testing import CliRunner, Result

from competent.adapters import load_project, stagefolder
from competent.adapters.secrets import leaks
from competent.adapters.stage import write_tree
from competent.cli import main
from tests.adapters.generators import build
from tests.adapters.sites import SECRETS, Site
from tests.building import Built, edit, snapshot
from tests.documents.printing import standing_in

LIST = stagefolder.LIST


def stage(site: Site, folder: Path, *options: str) -> Result:
    with standing_in():
        call = ["stage", str(folder), "--config-file", str(site.root / "mkdocs.yml"), *options]
        done = CliRunner().invoke(main, call)
    assert done.exit_code in (0, 1), done.output
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    return done


def staged(site: Site, folder: Path, *options: str) -> dict[str, str]:
    """What lies in the folder when the tree has been written to it."""
    done = stage(site, folder, *options)
    assert done.exit_code == 0, done.output
    return snapshot(folder)


def settings(folder: Path) -> dict[str, object]:
    found = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def told(site: Site, folder: Path, *options: str) -> str:
    """Why nothing is written."""
    done = stage(site, folder, *options)
    assert done.exit_code == 1, done.output
    return done.stderr


# What enters


def test_the_tree_has_pages_pictures_styles_and_settings(small: Site, tmp_path: Path) -> None:
    files = set(staged(small, tmp_path / "tree"))
    assert {"mkdocs.yml", LIST, "docs/index.md", "docs/find.md", "docs/us900001/images/cup.svg"} <= files
    for name in ("standard", "coverage", "downloads", "leaves"):
        assert f"docs/us900001/{name}.md" in files
    ours = "docs/assets/competent"
    assert {f"{ours}/competent.css", f"{ours}/competent.js", f"{ours}/brand.css", f"{ours}/icons/task.svg"} <= files
    assert f"{ours}/fonts/NotoSans-Regular.woff2" in files


def test_the_documents_of_learners_enter_and_no_others(small: Site, tmp_path: Path) -> None:
    edit(small.root / "mkdocs.yml", "      documents: false\n", "")
    files = staged(small, tmp_path / "tree")
    found = {path for path in files if path.endswith((".pdf", ".xlsx", ".json"))}
    kinds = (
        "learner-guide",
        "formative-workbook",
        "summative-assessment",
        "portfolio-of-evidence",
        "forms-when-needed",
        "programme-outline",
    )
    named = {f"docs/{name}/{name}-{kind}.pdf" for name in ("us900001", "unit900") for kind in kinds}
    assert found == {LIST, *named}
    made = small.root / "build" / "pdf" / "us900001" / "learner-guide.pdf"
    assert (tmp_path / "tree/docs/us900001/us900001-learner-guide.pdf").read_bytes() == made.read_bytes()


def test_the_same_project_makes_the_same_tree(small: Site, tmp_path: Path) -> None:
    assert staged(small, tmp_path / "one") == staged(small, tmp_path / "two")


@pytest.mark.parametrize(
    "publish", ["'*'", "'**'", "'us900001/*.md'", "'*.md'", "'../records/*'", "'us900001/*.bak', 'us900001/*.csv'"]
)
def test_no_setting_lets_a_secret_in(small: Site, tmp_path: Path, publish: str) -> None:
    edit(small.root / "mkdocs.yml", "documents: false\n", f"documents: false\n      publish: [{publish}]\n")
    small.write("records/us900001.roster.csv", "learner-name\nNokuthula Vermeulen\n")
    done = stage(small, tmp_path / "tree")
    assert done.exit_code == 0, done.output
    for file in (file for file in (tmp_path / "tree").rglob("*") if file.is_file()):
        data = file.read_bytes()
        assert not [secret for secret in (*SECRETS, "Nokuthula") if secret.encode() in data], file


@pytest.mark.parametrize("name", ["leaves.md.bak", "people.csv"])
def test_a_file_with_a_secret_among_the_pages_ends_it(small: Site, tmp_path: Path, name: str) -> None:
    section = (small.root / "content/us900001/leaves.md").read_text(encoding="utf-8")
    small.write(f"content/us900001/{name}", "learner-name,judgement\nX,C\n" if name.endswith("csv") else section)
    edit(small.root / "mkdocs.yml", "documents: false\n", "documents: false\n      publish: ['*', 'us900001/*']\n")
    assert "C273" in told(small, tmp_path / "tree")
    assert not (tmp_path / "tree").exists()


def test_a_template_that_holds_a_model_answer_ends_it(small: Site, tmp_path: Path) -> None:
    edit(small.root / "mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: look\n")
    small.write(
        "look/partials/copyright.html", "Whole purple elephants dance slowly under seven silver moons each night."
    )
    said = told(small, tmp_path / "tree")
    assert "C275" in said
    assert "overrides/partials/copyright.html" in said
    assert list(tmp_path.iterdir()) == [small.root]


def test_what_a_project_changes_about_its_theme_goes_with_it(small: Site, tmp_path: Path) -> None:
    edit(small.root / "mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: look\n")
    small.write("look/partials/copyright.html", "Ours.")
    small.write("look/learners.roster.csv", "learner-name\nNokuthula\n")
    files = staged(small, tmp_path / "tree")
    assert [path for path in files if path.startswith("overrides/")] == ["overrides/partials/copyright.html"]
    assert settings(tmp_path / "tree")["theme"] == {"name": "material", "font": False, "custom_dir": "overrides"}


def test_a_page_says_to_its_generator_what_is_for_it_alone(small: Site, tmp_path: Path) -> None:
    edit(small.root / "content/us900001/leaves.md", "title: Leaves\n", "title: Leaves\nhide: [toc]\nowner: Thandi\n")
    staged(small, tmp_path / "tree")
    head = (tmp_path / "tree/docs/us900001/leaves.md").read_text(encoding="utf-8").split("---")[1]
    assert yaml.safe_load(head) == {"title": "Leaves", "hide": ["toc"]}


def test_drafts_stay_out(small: Site, tmp_path: Path) -> None:
    edit(small.root / "content/unit900/index.md", "standards: [unit900]", "standards: [unit900]\ndraft: true")
    files = staged(small, tmp_path / "tree")
    assert not [path for path in files if path.startswith("docs/unit900/")]
    assert "unit900" not in json.dumps(settings(tmp_path / "tree")["nav"])


# Settings of the tree


def test_the_settings_name_no_path_of_this_machine(small: Site, tmp_path: Path) -> None:
    edit(small.root / "mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: look\n")
    small.write("look/main.html", '{% extends "base.html" %}')
    for path in staged(small, tmp_path / "tree"):
        assert str(tmp_path).encode() not in (tmp_path / "tree" / path).read_bytes(), path


def test_the_settings_are_those_of_the_project_as_they_are_resolved(small: Site, tmp_path: Path) -> None:
    small.write(
        "above.yml", "site_description: From above\ncopyright: !ENV [NOT_SET, Ours]\nextra: {generator: false}\n"
    )
    edit(
        small.root / "mkdocs.yml",
        "site_name: Small\n",
        "INHERIT: above.yml\nsite_name: Small\nrepo_url: https://example.org/x\n",
    )
    edit(small.root / "mkdocs.yml", "  - search\n", "  - search\n  - macros\n")
    edit(small.root / "mkdocs.yml", "  font: false\n", "  font: false\n  features: [content.action.edit, toc.follow]\n")
    small.write("content/more.css", "p { color: red }")
    edit(
        small.root / "mkdocs.yml",
        "nav:\n",
        "extra_css: [more.css]\nextra_javascript: [{path: x.js, defer: true}]\nnav:\n",
    )
    small.write("content/x.js", "1")
    done = stage(small, tmp_path / "tree")
    assert done.exit_code == 0, done.output
    assert "Plugins that do not work on it: macros." in done.stdout
    found = settings(tmp_path / "tree")
    assert (found["site_description"], found["copyright"], found["edit_uri"]) == ("From above", "Ours", "")
    assert found["theme"] == {"name": "material", "font": False, "features": ["toc.follow"]}
    assert found["plugins"] == ["search", "offline"]
    assert found["extra_css"] == [
        *(f"assets/competent/{name}.css" for name in ("competent", "answers", "brand", "access")), "more.css",
    ]  # fmt: skip
    assert found["extra_javascript"] == [
        "assets/competent/competent.js", {"path": "x.js", "defer": True},
    ]  # fmt: skip
    assert found["extra"] == {
        "generator": False, "polyfills": ["assets/competent/iframe-worker.js", "assets/competent/early.js"],
    }  # fmt: skip
    assert {"docs/more.css", "docs/x.js"} <= set(snapshot(tmp_path / "tree"))


def test_what_other_plugins_make_of_markdown_is_in_the_pages(small: Site, tmp_path: Path) -> None:
    edit(small.root / "mkdocs.yml", "  - search\n", "  - search\n  - macros\n")
    edit(small.root / "mkdocs.yml", "nav:\n", "extra: {shop: The Blue Teapot}\nnav:\n")
    edit(small.root / "content/us900001/leaves.md", "Thandi buys", "At {{ shop }}, Thandi buys")
    staged(small, tmp_path / "tree")
    assert "At The Blue Teapot, Thandi buys" in (tmp_path / "tree/docs/us900001/leaves.md").read_text(encoding="utf-8")


def test_a_site_in_two_languages_is_written_in_the_first(small: Site, tmp_path: Path) -> None:
    languages = "[{locale: en, default: true, name: English}, {locale: de, name: Deutsch}]"
    edit(small.root / "mkdocs.yml", "  - search\n", f"  - search\n  - i18n: {{languages: {languages}}}\n")
    leaves = (small.root / "content/us900001/leaves.md").read_text(encoding="utf-8")
    small.write("content/us900001/leaves.de.md", leaves.replace("Thandi buys", "Thandi kauft"))
    files = staged(small, tmp_path / "tree")
    assert "docs/us900001/leaves.md" in files
    assert "Thandi buys" in (tmp_path / "tree/docs/us900001/leaves.md").read_text(encoding="utf-8")
    assert not [path for path in files if ".de." in path]
    assert "alternate" not in settings(tmp_path / "tree")["extra"]  # type: ignore[operator]


def test_names_of_files_are_written_as_links_need_them(small: Site, tmp_path: Path) -> None:
    (small.root / "content/us900001/images/cup.svg").rename(small.root / "content/us900001/images/cup & öne.svg")
    edit(small.root / "content/us900001/leaves.md", "images/cup.svg", "images/cup%20%26%20%C3%B6ne.svg")
    staged(small, tmp_path / "tree")
    page = (tmp_path / "tree/docs/us900001/leaves.md").read_text(encoding="utf-8")
    assert 'src="images/cup%20%26%20%C3%B6ne.svg"' in page
    assert (tmp_path / "tree/docs/us900001/images/cup & öne.svg").is_file()


def test_another_theme_is_told_nothing_of_the_projects_own(small: Site, tmp_path: Path) -> None:
    edit(small.root / "mkdocs.yml", "  font: false\n", "  font: false\n  language: af\n  custom_dir: look\n")
    small.write("look/main.html", "")
    files = staged(small, tmp_path / "tree", "--theme", "mkdocs")
    assert "overrides/main.html" not in files
    assert settings(tmp_path / "tree")["theme"] == {"name": "mkdocs", "language": "af"}
    assert settings(tmp_path / "tree")["plugins"] == ["search"]


@pytest.mark.parametrize(("first", "kept"), [("us900001/index.md", True), ("us900001/leaves.md", False)])
def test_no_page_is_taken_for_the_index_of_a_part(small: Site, tmp_path: Path, first: str, kept: bool) -> None:
    edit(small.root / "mkdocs.yml", "  font: false\n", "  font: false\n  features: [navigation.indexes]\n")
    edit(small.root / "mkdocs.yml", "use_directory_urls: false\n", "")
    edit(small.root / "mkdocs.yml", "  - offline\n", "")
    edit(small.root / "mkdocs.yml", "  - us900001/\n", f"  - Tea: [{first}, us900001/water.md]\n")
    staged(small, tmp_path / "tree")
    found = settings(tmp_path / "tree")
    assert found["theme"] == {"name": "material", "font": False, "features": ["navigation.indexes"] if kept else []}
    where = "us900001/index.md" if kept else "us900001/leaves/index.md"
    assert {"Tea": [where, "us900001/water/index.md"]} in found["nav"]  # type: ignore[operator]


def test_without_a_navigation_every_page_is_in_it_in_the_order_of_its_programme(small: Site, tmp_path: Path) -> None:
    text = (small.root / "mkdocs.yml").read_text(encoding="utf-8")
    small.write("mkdocs.yml", text[: text.index("nav:")])
    staged(small, tmp_path / "tree")
    nav = settings(tmp_path / "tree")["nav"]
    assert isinstance(nav, list)
    assert nav[:2] == ["index.md", "find.md"]
    own = ("index", "standard", "leaves", "water", "tasks")
    names = (*own, "my-answers", "key-points", "activities", "coverage", "downloads")
    assert {"Make good tea": [f"us900001/{name}.md" for name in names]} in nav


def test_without_mkdocs_the_tree_is_the_same(small: Site, tmp_path: Path) -> None:
    with_it = staged(small, tmp_path / "one")
    find = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "mkdocs" else find(name, package)

    with mock.patch.object(importlib.util, "find_spec", without):
        project = load_project(small.root / "mkdocs.yml")
        write_tree(project, tmp_path / "two")
    changed = {path for path, number in snapshot(tmp_path / "two").items() if with_it.get(path) != number}
    assert changed <= {"mkdocs.yml", LIST}
    assert settings(tmp_path / "two") == settings(tmp_path / "one")


WITHOUT_MKDOCS = """\
import importlib.util, sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("mkdocs", "material", "properdocs"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Missing())
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name == "mkdocs" else find(name, package)
from competent.cli import main
main()
"""


def test_the_command_runs_where_mkdocs_cannot_be_imported(small: Site, tmp_path: Path) -> None:
    call = [sys.executable, "-c", WITHOUT_MKDOCS, "stage", "../tree"]
    done = subprocess.run(call, cwd=small.root, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "19 pages written to ../tree." in done.stdout


# Where it may lie


@pytest.mark.parametrize(
    "folder",
    [".", "..", "content", "content/public", "build", "build/public", "build/site", "build/pdf", "unit_standards/x",
     "portfolio_templates", "records/public", "look", "look/inside"],
)  # fmt: skip
def test_the_tree_lies_in_no_folder_of_the_project(small: Site, folder: str) -> None:
    edit(small.root / "mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: look\n")
    small.write("look/main.html", "")
    before = snapshot(small.root)
    assert " C620 " in told(small, small.root / folder)
    after = {path: number for path, number in snapshot(small.root).items() if not path.startswith("build/.cache")}
    assert after == before


def test_a_link_to_a_folder_is_the_folder(small: Site, tmp_path: Path) -> None:
    (tmp_path / "tree").symlink_to(small.root / "content")
    assert " C620 " in told(small, tmp_path / "tree")


@pytest.mark.parametrize("name", ["notes.txt", "docs/mine.md", "site.bak/x", ".secret"])
def test_a_folder_of_others_is_left_alone(small: Site, tmp_path: Path, name: str) -> None:
    (tmp_path / "tree" / name).parent.mkdir(parents=True)
    (tmp_path / "tree" / name).write_text("mine", encoding="utf-8")
    said = told(small, tmp_path / "tree")
    assert " C621 " in said
    assert name in said
    assert snapshot(tmp_path / "tree").keys() == {name}


def test_a_file_is_no_folder(small: Site, tmp_path: Path) -> None:
    (tmp_path / "tree").write_text("mine", encoding="utf-8")
    assert " C621 " in told(small, tmp_path / "tree")
    assert (tmp_path / "tree").read_text(encoding="utf-8") == "mine"


def test_what_somebody_has_changed_is_not_written_over(small: Site, tmp_path: Path) -> None:
    staged(small, tmp_path / "tree")
    edit(tmp_path / "tree/mkdocs.yml", "site_name: Small", "site_name: Mine")
    assert "mkdocs.yml" in told(small, tmp_path / "tree")
    assert "site_name: Mine" in (tmp_path / "tree/mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "tree/mkdocs.yml").unlink()
    staged(small, tmp_path / "tree")


def test_other_ends_of_lines_are_no_change(small: Site, tmp_path: Path) -> None:
    staged(small, tmp_path / "tree")
    file = tmp_path / "tree/docs/index.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    staged(small, tmp_path / "tree")


KEPT: Mapping[str, str] = {
    ".git/HEAD": "ref",
    "CNAME": "tea.example.org",
    ".github/workflows/x.yml": "on",
    ".gitignore": "site/",
    "site/old.html": "built",
}


def test_what_was_made_before_is_replaced_and_the_repository_stays(small: Site, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for path, text in KEPT.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(text, encoding="utf-8")
    before = staged(small, tree)
    (small.root / "content/us900001/water.md").unlink()
    edit(small.root / "content/us900001/index.md", "  - water.md\n", "")
    edit(small.root / "content/us900001/leaves.md", "She smells", "She looks at and smells")
    after = staged(small, tree)
    assert set(before) - set(after) == {"docs/us900001/water.md"}
    assert after["docs/us900001/leaves.md"] != before["docs/us900001/leaves.md"]
    assert {path: (tree / path).read_text(encoding="utf-8") for path in KEPT} == KEPT


def test_a_tree_that_stops_half_way_changes_nothing(small: Site, tmp_path: Path) -> None:
    before = staged(small, tmp_path / "tree")
    edit(small.root / "content/us900001/leaves.md", "She smells", "She looks at and smells")
    for error, code in ((OSError(28, "No space left on device"), 1), (KeyboardInterrupt(), 130)):
        with mock.patch.object(stagefolder, "write_atomically", side_effect=error), standing_in():
            done = CliRunner().invoke(main, ["stage", str(tmp_path / "tree"), "-f", str(small.root / "mkdocs.yml")])
        assert done.exit_code == code
        assert snapshot(tmp_path / "tree") == before
    assert "C622" not in done.output
    assert {path.name for path in tmp_path.iterdir()} == {"tree", small.root.name}


def test_a_disk_that_is_full_is_said_in_words(small: Site, tmp_path: Path) -> None:
    error = OSError(28, "No space left on device")
    with mock.patch.object(stagefolder, "write_atomically", side_effect=error):
        said = told(small, tmp_path / "tree")
    assert "C622 The tree cannot be written: No space left on device" in said


def test_a_machine_that_stops_between_two_moves_loses_nothing(small: Site, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / ".git").mkdir(parents=True)
    (tree / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    before = staged(small, tree)
    tree.rename(tmp_path / ".tree-old")
    assert staged(small, tree) == before
    assert {path.name for path in tmp_path.iterdir()} == {"tree", small.root.name}


def test_nobody_else_reads_a_tree_that_is_not_searched(small: Site, tmp_path: Path) -> None:
    modes = []

    def searching(_project: object, folder: Path) -> list[object]:
        modes.append(os.stat(folder).st_mode & 0o777)
        return []

    with mock.patch("competent.adapters.stage.leaks", searching):
        staged(small, tmp_path / "tree")
    assert modes == [0o700]
    assert os.stat(tmp_path / "tree").st_mode & 0o777 == 0o755


@pytest.mark.parametrize("strict", [True, False])
def test_errors_end_it_and_warnings_only_where_that_is_asked_for(small: Site, tmp_path: Path, strict: bool) -> None:
    edit(small.root / "content/us900001/leaves.md", "She smells", "She smells, and colors,")
    options = ["--strict"] if strict else []
    done = stage(small, tmp_path / "tree", *options)
    assert done.exit_code == int(strict), done.output
    edit(small.root / "content/us900001/leaves.md", "/// model\n", "/// modell\n")
    assert " C204 " in told(small, tmp_path / "other", *options)


# The real programmes


def test_the_tree_of_the_real_programmes_holds_no_model_answer(built: Built, tmp_path: Path) -> None:
    root, tree = tmp_path / "real", tmp_path / "tree"
    shutil.copytree(built.root, root, ignore=shutil.ignore_patterns("site"))
    project = load_project(root / "mkdocs.yml")
    write_tree(project, tree)  # which searches it
    build("zensical", tree)
    assert leaks(project, tree) == []
    assert (tree / "site" / "us118028" / "moments-of-truth.html").is_file()
