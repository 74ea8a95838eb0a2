"""A build of which nothing has changed is not made again; every change of what was read is seen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.adapters.sites import Site, copied

CONFIG = "mkdocs.yml"
SAID = "Nothing has changed since the last build."
Change = Callable[[Site], None]


def stands(site: Site, extra: Mapping[str, str] | None = None) -> bool:
    """Build, and say whether there was nothing to do."""
    done = site.build(extra=extra)
    assert done.returncode == 0, done.stderr
    return SAID in done.stderr


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small project, made of files in many places; the tests change it one after the other."""
    site = copied("small", tmp_path_factory.mktemp("unchanged") / "small")
    base, nav = (site.root / CONFIG).read_text("utf-8").split("nav:\n")
    site.write("house/base.yml", base.replace("site_name: Small\n", "copyright: Written in winter\n"))
    own = "INHERIT: house/base.yml\nsite_name: !ENV [NAME_OF_THIS_TEST, Small]\n"
    snippets = "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [early, late]\n"
    site.write(CONFIG, f"{own}{snippets}nav:\n{nav}")
    site.write("late/note.md", "The kettle sings.\n")
    site.write("late/sign.md", "The sign is green.\n")
    site.write("early/other.md", "Nobody includes this.\n")
    site.replace(
        "content/us900001/water.md", "Water for rooibos", '--8<-- "note.md"\n\n--8<-- "sign.md"\n\nWater for tea'
    )
    shutil.move(site.root / "content/unit900", site.root / "shelf")
    os.symlink("../shelf", site.root / "content/unit900")
    return site


@pytest.fixture
def standing(kept: Site) -> Site:
    """The same, built, so that there is nothing to do."""
    assert stands(kept) or stands(kept)
    return kept


def test_a_build_of_which_nothing_has_changed_leaves_every_file_alone(standing: Site) -> None:
    def files() -> dict[Path, tuple[int, bytes]]:
        found = (file for file in (standing.root / "build").rglob("*") if file.is_file() and file.name != "lock")
        return {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in found}

    before, folders = files(), sorted(path.name for path in (standing.root / "build").iterdir())
    done = standing.build(strict=False)
    assert (done.returncode, SAID in done.stderr) == (0, True)
    assert files() == before
    assert sorted(path.name for path in (standing.root / "build").iterdir()) == folders


# Changes of what was read


def a_section(site: Site) -> None:
    site.replace("content/us900001/leaves.md", "rooibos by the sack", "honeybush by the sack")


def a_section_in_a_linked_folder(site: Site) -> None:
    site.replace("shelf/serve.md", "Knock before you enter.", "Whistle before you enter.")


def an_inherited_file(site: Site) -> None:
    site.replace("house/base.yml", "Written in winter", "Written in summer")


def a_snippet(site: Site) -> None:
    site.replace("late/note.md", "sings", "roars")


def a_snippet_that_is_found_first(site: Site) -> None:
    site.write("early/sign.md", "The sign is orange.\n")


def a_standard(site: Site) -> None:
    site.replace("unit_standards/us900001.yml", "Nobody is scalded.", "Nobody is burnt.")


def a_picture(site: Site) -> None:
    site.replace("content/us900001/images/cup.svg", "</svg>", "<title>Blue</title></svg>")


CHANGES: Mapping[Change, tuple[str, str]] = {
    a_section: ("us900001/leaves.html", "honeybush by the sack"),
    a_section_in_a_linked_folder: ("unit900/serve.html", "Whistle before you enter."),
    an_inherited_file: ("us900001/leaves.html", "Written in summer"),
    a_snippet: ("us900001/water.html", "The kettle roars."),
    a_snippet_that_is_found_first: ("us900001/water.html", "The sign is orange."),
    a_standard: ("us900001/standard.html", "Nobody is burnt."),
    a_picture: ("us900001/images/cup.svg", "<title>Blue</title>"),
}
"""By what is changed, the file of the site that shows it, and what it shows."""


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_of_what_was_read_is_shown(change: Change, standing: Site) -> None:
    path, shown = CHANGES[change]
    assert shown not in standing.page(path)
    change(standing)
    assert not stands(standing)
    assert shown in standing.page(path)


def test_a_change_of_a_variable_of_the_environment_is_shown(standing: Site) -> None:
    named = {"NAME_OF_THIS_TEST": "Klein"}
    assert not stands(standing, named)
    assert "<title>Klein</title>" in standing.page("index.html").replace("Small - ", "")
    assert stands(standing, named)
    assert not stands(standing)
    assert "Klein" not in standing.page("index.html")


# Changes of code: a build may also be made each time


def a_hook(site: Site, word: str) -> None:
    site.replace(CONFIG, "nav:\n", "hooks: [house.py]\nnav:\n")
    site.write("house.py", f"def on_page_markdown(markdown, **_):\n    return markdown.replace('rooibos', '{word}')\n")


def a_theme(site: Site, word: str) -> None:
    site.replace(CONFIG, "  name: material\n", "  name: material\n  custom_dir: house\n")
    site.write("house/main.html", f'{{% extends "base.html" %}}\n{{% block footer %}}{word}{{% endblock %}}\n')


def an_extension_of_markdown(site: Site, word: str) -> None:
    site.replace(CONFIG, "nav:\n", "markdown_extensions: [house]\nnav:\n")
    site.write(
        "house.py",
        "from markdown import Extension\nfrom markdown.preprocessors import Preprocessor\n\n\n"
        "class Words(Preprocessor):\n    def run(self, lines):\n"
        f"        return [line.replace('rooibos', '{word}') for line in lines]\n\n\n"
        "class House(Extension):\n    def extendMarkdown(self, md):\n"
        "        md.preprocessors.register(Words(md), 'house', 1)\n\n\n"
        "def makeExtension(**settings):\n    return House(**settings)\n",
    )


CODE: Mapping[Callable[[Site, str], None], str] = {
    a_hook: "house.py",
    a_theme: "house/main.html",
    an_extension_of_markdown: "house.py",
}
"""Code that a project may bring, and its file."""


@pytest.mark.parametrize("code", CODE, ids=lambda code: code.__name__)
def test_a_change_of_code_of_the_project_is_shown(code: Callable[[Site, str], None], small: Site) -> None:
    code(small, "honeybush")
    extra = {"PYTHONPATH": str(small.root)}
    small.built(extra=extra)
    assert "honeybush" in small.page("us900001/leaves.html")
    small.replace(CODE[code], "honeybush", "gingerbush")
    small.built(extra=extra)
    page = small.page("us900001/leaves.html")
    assert ("gingerbush" in page, "honeybush" in page) == (True, False)


# Changes of what was made


def deleted(file: Path) -> None:
    file.unlink()


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:100])


def changed_at_the_same_length(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"Thandi", b"Sipho!"))


@pytest.mark.parametrize("harm", [deleted, cut, changed_at_the_same_length], ids=lambda harm: harm.__name__)
def test_a_published_file_that_was_harmed_is_made_again(harm: Callable[[Path], None], standing: Site) -> None:
    page = standing.site / "us900001/leaves.html"
    before = page.read_bytes()
    harm(page)
    try:
        assert not stands(standing)
        assert page.read_bytes() == before
    finally:
        page.write_bytes(before)


# Warnings


def of_ours(site: Site) -> str:
    site.replace("content/us900001/leaves.md", "Smell comes before taste.", "Color comes before taste.")
    return "C262"


def of_mkdocs(site: Site) -> str:
    site.replace(CONFIG, "  - Home: index.md\n", "  - Home: index.md\n  - More: /nowhere.md\n")
    site.replace(CONFIG, "nav:\n", "validation:\n  nav:\n    absolute_links: warn\nnav:\n")
    return "/nowhere.md"


@pytest.mark.parametrize("warning", [of_ours, of_mkdocs], ids=lambda warning: warning.__name__)
def test_warnings_are_said_by_every_build_until_they_are_mended(warning: Callable[[Site], str], small: Site) -> None:
    word = warning(small)
    for options in [("--quiet",), ()]:
        done = small.build(*options, strict=False)
        assert done.returncode == 0, done.stderr
        assert (SAID in done.stderr, word in done.stderr) == (False, not options)
    done = small.build()
    assert (done.returncode, word in done.stderr) == (1, True)
