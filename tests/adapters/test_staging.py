"""A finished site is put in the place of the last one; a folder that is not ours alone stays, with what others put there."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from competent.adapters.mkdocs.staging import begin, files_of, made_before, old_folder, publish

FIRST = {"index.html": "first", "us1/tea.html": "tea", "assets/a.css": "a"}
SECOND = {"index.html": "second", "assets/a.css": "a", "us2/milk.html": "milk"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Where a site goes; its output is there."""
    (tmp_path / "build").mkdir()
    return tmp_path / "build" / "site"


def build(site: Path, files: Mapping[str, str], noted: Mapping[str, str] | None = None) -> None:
    """Put these files together and publish them; `noted` are those of the build before."""
    staged = begin(site, site.parent)
    for path, text in files.items():
        (staged / path).parent.mkdir(parents=True, exist_ok=True)
        (staged / path).write_text(text, encoding="utf-8")
    publish(staged, site, made_before(site, site.parent, noted))
    assert [path.name for path in site.parent.iterdir() if path.name.startswith(f".{site.name}-")] == []


def texts(site: Path) -> dict[str, str]:
    return {path: (site / path).read_text(encoding="utf-8") for path in files_of(site)}


def test_a_folder_that_is_ours_alone_is_swapped(site: Path) -> None:
    build(site, FIRST)
    before = site.stat().st_ino
    build(site, SECOND, FIRST)
    assert texts(site) == SECOND
    assert site.stat().st_ino != before


@pytest.mark.parametrize("noted", [FIRST, None])
def test_what_others_have_put_into_a_site_stays(site: Path, noted: Mapping[str, str] | None) -> None:
    build(site, FIRST)
    others = {".git/HEAD": "ref", "CNAME": "tea.example"}
    for path, text in others.items():
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    before = site.stat().st_ino
    build(site, SECOND, noted)
    assert texts(site) == {**SECOND, **others}
    assert site.stat().st_ino == before
    assert not (site / "us1").exists()


def test_the_site_lands_where_a_link_leads_to_and_the_link_stays(site: Path) -> None:
    www = site.parent.parent / "www"
    www.mkdir()
    (www / "mine.txt").write_text("mine", encoding="utf-8")
    site.symlink_to("../www")
    build(site, FIRST)
    assert texts(www) == {**FIRST, "mine.txt": "mine"}
    build(site, SECOND, FIRST)
    assert texts(www) == {**SECOND, "mine.txt": "mine"}
    assert os.readlink(site) == "../www"


def test_a_link_to_a_folder_that_is_not_there_yet_makes_it(site: Path) -> None:
    site.symlink_to("../www")
    build(site, FIRST)
    assert texts(site.parent.parent / "www") == FIRST


def test_a_mount_stays_and_gets_the_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.mkdir()
    before = site.stat().st_ino
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == site)
    build(site, FIRST)
    build(site, SECOND, FIRST)
    assert (texts(site), site.stat().st_ino) == (SECOND, before)


def test_a_folder_that_cannot_be_moved_gets_the_site_file_by_file(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(site, FIRST)
    rename = Path.rename

    def busy(path: Path, target: Path) -> Path:
        if path == site:
            raise OSError(errno.EBUSY, "Device or resource busy", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", busy)
    build(site, SECOND, FIRST)
    assert texts(site) == SECOND


def test_where_nothing_may_be_made_beside_the_site_it_is_put_together_elsewhere(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    www = tmp_path / "www" / "html"
    www.mkdir(parents=True)
    mkdir = Path.mkdir

    def denied(path: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:
        if path.parent == www.parent and path != www:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        mkdir(path, mode, parents, exist_ok)

    monkeypatch.setattr(Path, "mkdir", denied)
    staged = begin(www, site.parent)
    assert staged.parent == site.parent / ".cache"
    (staged / "index.html").write_text("first", encoding="utf-8")
    publish(staged, www, ())
    assert (texts(www), staged.exists()) == ({"index.html": "first"}, False)


def test_outside_of_the_project_nothing_is_ours_that_is_not_noted(tmp_path: Path) -> None:
    root = tmp_path / "project"
    assert made_before(tmp_path / "www", root, None) == ()
    assert made_before(tmp_path / "www", root, {"a.html"}) == {"a.html"}
    assert made_before(root / "site", root, None) is None


def test_what_mkdocs_alone_had_published_goes(site: Path) -> None:
    (site / "us1").mkdir(parents=True)
    (site / "us1" / "tea.md~").write_text("a model answer", encoding="utf-8")
    build(site, FIRST)
    assert texts(site) == FIRST


def test_what_a_killed_build_left_is_taken_away(site: Path) -> None:
    (site.parent / ".site-new-4711").mkdir()
    old_folder(site).symlink_to("../www")
    site.mkdir()
    build(site, FIRST)
    assert texts(site) == FIRST


def test_each_process_puts_its_site_together_by_itself(site: Path) -> None:
    assert begin(site, site.parent).name == f".site-new-{os.getpid()}"
