"""What is kept counts only while it is what was kept, and what it was made of is as it was."""

from __future__ import annotations

import json
import os
import time
from itertools import cycle
from pathlib import Path
from unittest import mock

import jinja2
import pytest

from competent.adapters import load_project
from competent.documents.assets import Roots
from competent.documents.build import start
from competent.documents.cache import Cache
from competent.files import MOST_BYTES
from tests.building import edit, own_templates, small_project, snapshot
from tests.documents.composing import composed, programme_of
from tests.documents.printing import Press, StandIn, build, everything

GUIDE, WORKBOOK = "pdf/us900001/learner-guide.pdf", "pdf/us900001/formative-workbook.pdf"
NONSENSE = (b"", b"{", b"[]", b"null", b"7", b"\xff\xfe", b'{"keys": 7}', b'{"digest": 1}', b'{"a": {"keys": 7}}')


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache with one document, which was made of one picture."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "cup.svg").write_bytes(b"<svg/>")
    cache = Cache(tmp_path / "cache", Roots(tmp_path / "content", ()))
    cache.keep("key", b"%PDF- a document", {"top": 1}, ["content/cup.svg"])
    return cache


def test_what_was_kept_is_there_with_its_pages(cache: Cache) -> None:
    assert cache.has("key")
    assert cache.file("key").read_bytes() == b"%PDF- a document"
    assert cache.pages("key") == {"top": 1}
    assert not cache.has("another")
    assert cache.pages("another") == {}


@pytest.mark.parametrize("damaged", [b"", b"%PDF- a doc", b"%PDF- a documemt", b"%PDF- a document "])
def test_a_document_that_was_cut_short_or_changed_is_not_kept(cache: Cache, damaged: bytes) -> None:
    cache.file("key").write_bytes(damaged)
    assert not cache.has("key")


def test_a_document_whose_file_or_record_is_gone_is_not_kept(cache: Cache) -> None:
    record = cache.file("key").with_suffix(".kept")
    text = record.read_bytes()
    record.unlink()
    assert not cache.has("key")
    record.write_bytes(text)
    assert cache.has("key")
    cache.file("key").unlink()
    assert not cache.has("key")


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_a_record_that_cannot_be_read_does_no_harm(cache: Cache, nonsense: bytes) -> None:
    cache.file("key").with_suffix(".kept").write_bytes(nonsense)
    assert not cache.has("key")
    assert cache.pages("key") == {}


def test_a_document_is_kept_while_every_file_that_went_into_it_is_as_it_was(cache: Cache) -> None:
    picture = cache.roots.content / "cup.svg"
    picture.write_bytes(b"<svg />")
    assert not cache.has("key")
    picture.write_bytes(b"<svg/>")
    assert cache.has("key")
    picture.unlink()
    assert not cache.has("key")


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_notes_that_cannot_be_read_do_no_harm(cache: Cache, nonsense: bytes) -> None:
    for name in ("index.json", "made.json"):
        (cache.folder / name).write_bytes(nonsense)
    assert cache.made() == {}
    assert cache.paths() == set()


def test_what_a_programme_was_made_of_is_known_only_while_all_of_it_is_kept(cache: Cache) -> None:
    cache.keep("other", b"%PDF- another", {})
    whole, half = {"keys": {"a.pdf": "key"}, "manifests": {}}, {"keys": {"b.pdf": "other"}, "manifests": {}}
    cache.remember({"one": whole, "two": half}, ["a.pdf", "b.pdf"])
    assert cache.made() == {"one": whole, "two": half}
    cache.file("other").write_bytes(b"")
    assert cache.made() == {"one": whole}


def test_what_is_kept_has_a_bound_but_for_what_is_used(cache: Cache) -> None:
    for age, key in enumerate(["newest", "older", "oldest"]):
        cache.keep(key, b"%PDF- another", {})
        os.truncate(cache.file(key), MOST_BYTES * 2 // 5)
        os.utime(cache.file(key), (time.time() - age, time.time() - age))
    os.truncate(cache.file("key"), MOST_BYTES * 2)
    cache.prune(["key"])
    assert sorted(file.stem for file in cache.folder.glob("*.document")) == ["key", "newest", "older"]


# In a build


@pytest.fixture
def project(small_built: Path) -> Path:
    """The small project, built."""
    return small_built


def published(root: Path) -> dict[str, str]:
    return {**snapshot(root / "build" / "pdf"), **snapshot(root / "build" / "restricted")}


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied"])
def test_damaged_documents_are_printed_again_and_never_published(project: Path, damage: str) -> None:
    before = published(project)
    for file in (project / "build/.cache").glob("*.document"):
        data = file.read_bytes()
        file.write_bytes({"cut": data[:100], "changed": data[:50] + b"?" + data[51:], "emptied": b""}[damage])
    edit(project / "content/index.md", "# Small", "# Little")
    assert build(project) == everything(project)
    assert published(project) == before


def test_a_document_missing_from_the_cache_is_printed_again(project: Path) -> None:
    built = start(load_project(project / "mkdocs.yml"))
    built.cache.file(built.keys[GUIDE]).unlink()
    assert build(project) == {GUIDE}


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_a_broken_index_of_the_cache_prints_nothing_again(project: Path, nonsense: bytes) -> None:
    before = published(project)
    for name in ("index.json", "made.json"):
        (project / "build/.cache" / name).write_bytes(nonsense)
    assert build(project) == set()
    assert published(project) == before


def test_broken_records_print_again_what_they_were_of(project: Path) -> None:
    before = published(project)
    for file in (project / "build/.cache").glob("*.kept"):
        file.write_bytes(b"")
    assert build(project) == everything(project)
    assert published(project) == before


def test_templates_are_compiled_once(project: Path) -> None:
    def composing() -> tuple[int, str]:
        """How many templates are compiled for a document, and what it is."""
        loaded = load_project(project / "mkdocs.yml")
        with mock.patch.object(jinja2.Environment, "compile", autospec=True, side_effect=compile_template) as compiled:
            document = composed(loaded, programme_of(loaded, "us900001"), "formative-workbook")
        return compiled.call_count, document.html

    compile_template = jinja2.Environment.compile
    number, html = composing()
    assert number == 0
    kept = sorted((project / "build/.cache").glob("*.template"))
    for file, damage in zip(kept, cycle((b"", b"nonsense", kept[0].read_bytes()[:-1])), strict=False):
        file.write_bytes(damage)
    number, again = composing()
    assert number > 5
    assert again == html


RED = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="red"/></svg>'
STYLE = ".front h1::before { content: ''; display: block; background-image: url( templates/icons/mine.svg ); }\n"


def with_picture_of_a_style(root: Path) -> Path:
    """A picture that only a style names, without quotes and with spaces, as CSS allows it."""
    picture = own_templates(root) / "portfolio_templates/icons/mine.svg"
    picture.write_text(RED, encoding="utf-8")
    style = root / "portfolio_templates/css/workbook.css"
    style.write_text(style.read_text(encoding="utf-8") + STYLE, encoding="utf-8")
    return picture


def test_another_picture_of_a_style_prints_what_shows_it(project: Path) -> None:
    picture = with_picture_of_a_style(project)
    assert WORKBOOK in build(project)
    assert build(project) == set()
    picture.write_text(RED.replace("red", "green"), encoding="utf-8")
    printed = build(project)
    assert WORKBOOK in printed
    assert GUIDE not in printed


def test_what_the_engine_fetched_is_noted_whoever_names_it(tmp_path: Path, press: Press) -> None:
    root = small_project(tmp_path / "project")
    with_picture_of_a_style(root)
    project = load_project(root / "mkdocs.yml")
    document = composed(project, programme_of(project, "us900001"), "formative-workbook")
    (printed,) = press.print(project, [document]).values()
    assert printed.complaints == ()
    assert "templates/icons/mine.svg" in printed.used
    assert "content/assets/logo.svg" in printed.used
    assert "templates/fonts/NotoSans-Regular.ttf" in printed.used


def test_files_of_ones_own_beside_the_documents_stay(project: Path) -> None:
    mine = [
        project / "build" / path
        for path in (
            "pdf/my-own.pdf",
            "pdf/us900001/my-own.pdf",
            "restricted/my-own.xlsx",
            "pdf/mine/learner-guide.pdf",
        )
    ]
    for file in mine:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"mine")
    edit(project / "content/us900001/leaves.md", "by the sack", "by the bag")
    build(project)
    assert [file for file in mine if file.read_bytes() != b"mine"] == []


def test_what_the_project_no_longer_has_is_taken_away_and_nothing_else(project: Path, stand_in: StandIn) -> None:
    mine = project / "build/pdf/unit900/my-own.pdf"
    mine.write_bytes(b"mine")
    edit(project / "content/unit900/index.md", "standards: [unit900]\n", "standards: [unit900]\nlanguage: en-GB\n")
    (project / "content/unit900").rename(project / "unit900")
    (project / "unit_standards/unit900.yml").unlink()
    edit(project / "mkdocs.yml", "  - unit900/\n", "")
    before = published(project)
    build(project)
    gone = set(before) - set(published(project))
    assert gone == {path for path in before if path.startswith("unit900/")} - {"unit900/my-own.pdf"}
    assert mine.read_bytes() == b"mine"


def test_without_notes_of_earlier_builds_nothing_is_taken_away(project: Path) -> None:
    old = project / "build/pdf/unit900/learner-guide.pdf"
    (project / "build/.cache/made.json").unlink()
    (project / "content/unit900").rename(project / "unit900")
    (project / "unit_standards/unit900.yml").unlink()
    edit(project / "mkdocs.yml", "  - unit900/\n", "")
    build(project)
    assert old.is_file()
    paths = json.loads((project / "build/.cache/made.json").read_text(encoding="utf-8"))
    assert [path for path in paths if "unit900" in path] == []
