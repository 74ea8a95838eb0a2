"""Folders of settings may not lie where they publish or delete what they must not; a build removes only its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.documents import build as documents
from tests.adapters.sites import Site
from tests.building import edit, small_project, snapshot
from tests.documents.printing import build, standing_in

CONFIG = "mkdocs.yml"
OURS = "  - competent:\n      documents: false\n"
FOLDERS = {
    "output": "documents are copied into the site by the second build",
    "rosters": "names of people are published",
    "standards": "its files are published",
    "templates": "its files are published",
}
"""Settings that name a folder, and what happens where they lie in the content."""


def setting(site: Site, name: str, value: str) -> None:
    site.replace(CONFIG, OURS, f'{OURS}      {name}: "{value}"\n')


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize(
    "folder", ["content", "content/inside", "content/us900001/deep/inside", "./content/../content"]
)
def test_no_folder_of_the_settings_lies_in_the_content(small: Site, name: str, folder: str) -> None:
    setting(small, name, folder)
    assert f"{CONFIG}:15 C404" in small.check()


def test_with_a_folder_that_would_be_published_nothing_is_built(small: Site) -> None:
    setting(small, "output", "content/files")
    done = small.build()
    assert (done.returncode, f"{CONFIG}:15:15 C404" in done.stderr) == (1, True)
    assert not small.site.exists()


@pytest.mark.parametrize("name", ["rosters", "standards", "templates"])
def test_no_folder_of_the_settings_lies_in_the_site(small: Site, name: str) -> None:
    setting(small, name, "build/site/inside")
    assert f"{CONFIG}:15 C404" in small.check()


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("folder", [".", "..", "../elsewhere", "content/.."])
def test_no_folder_of_the_settings_is_the_project_or_lies_outside(small: Site, name: str, folder: str) -> None:
    setting(small, name, folder)
    assert f"{CONFIG}:15 C404" in small.check()


@pytest.mark.parametrize(("site_dir", "right"), [("build/site", True), ("public", True), ("build", False)])
@pytest.mark.parametrize("also", ["build/pdf/site", "build/restricted/site"])
def test_the_site_lies_nowhere_that_is_made_or_emptied(small: Site, site_dir: str, right: bool, also: str) -> None:
    small.replace(CONFIG, "site_dir: build/site", f"site_dir: {site_dir}")
    assert (small.check() == []) is right
    small.replace(CONFIG, f"site_dir: {site_dir}", f"site_dir: {also}")
    assert [line.split()[-1] for line in small.check()] == ["C404"]


@pytest.mark.parametrize("name", ["output", "rosters"])
def test_a_link_that_leads_into_the_content_is_seen_through(small: Site, name: str) -> None:
    (small.root / "shortcut").symlink_to(small.root / "content", target_is_directory=True)
    setting(small, name, "shortcut/made")
    assert f"{CONFIG}:15 C404" in small.check()


@pytest.mark.parametrize("name", ["pdf", "restricted"])
def test_what_is_made_is_not_written_through_a_link(small: Site, name: str) -> None:
    (small.root / "build").mkdir()
    (small.root / "build" / name).symlink_to("site", target_is_directory=True)
    assert [line.split()[-1] for line in small.check()] == ["C404"]


def test_a_logo_is_a_file_of_the_project(small: Site, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg/>", "utf-8")
    small.replace(CONFIG, "logo: content/assets/logo.svg", "logo: ../logo.svg")
    assert f"{CONFIG}:17 C405" in small.check()


def test_a_build_removes_only_what_an_earlier_build_made(tmp_path: Path) -> None:
    """Also with the output of another project, and where files of one's own lie beside those that are made."""
    root = small_project(tmp_path / "project")
    mine = {f"build/{path}": "mine" for path in ("pdf/mine/own.pdf", "pdf/us900001/own.pdf", "restricted/own.pdf")}
    for path, text in mine.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    with standing_in():
        build(root)
        assert (root / "build/pdf/unit900/programme-outline.pdf").is_file()
        edit(root / "content/unit900/index.md", "title: Serve", "draft: true\ntitle: Serve")
        documents.finish(documents.start(load_project(root / CONFIG)))
    assert {path: (root / path).read_text("utf-8") for path in mine} == mine
    assert (root / "build/pdf/us900001/programme-outline.pdf").is_file()
    assert [path for path in snapshot(root / "build") if path.startswith(("pdf/unit900", "restricted/unit900"))] == []
