"""Other plugins live beside ours: each does its work, on our pages too, and ours is done as if it were alone."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.adapters.sites import Site, copied
from tests.building import environment
from tests.documents.composing import composed, programme_of, text

CONFIG = "mkdocs.yml"
LEAVES = "content/us900001/leaves.md"
SPOKEN = "Thandi buys rooibos by the sack"
"""Words of a section that are changed."""


def add(site: Site, plugin: str, *, last: bool = False) -> None:
    """Turn a plugin on, before ours or after it."""
    lines = "".join(f"  {line}\n" for line in plugin.strip("\n").splitlines())
    if last:
        site.replace(CONFIG, "\nnav:\n", f"{lines}\nnav:\n")
    else:
        site.replace(CONFIG, "  - search\n", f"  - search\n{lines}")


def in_menu(site: Site, entry: str) -> None:
    """Let the navigation begin with a page."""
    site.replace(CONFIG, "nav:\n", f"nav:\n  - {entry}\n")


def without_menu(site: Site) -> None:
    """Leave the navigation to others."""
    site.write(CONFIG, (site.root / CONFIG).read_text("utf-8").partition("\nnav:\n")[0] + "\n")


def plain(site: Site, path: str) -> str:
    """The HTML of a page, however its attributes are quoted."""
    return site.page(path).replace('"', "")


def build_whole(site: Site) -> None:
    """What `check` passes is built, and all is there that is there without the other plugin."""
    assert site.check() == []
    site.built()
    whole(site)


def whole(site: Site, folder: str = "") -> None:
    """The sheet of the standard, the activities with their fields, and no model answer."""
    sheet, leaves = plain(site, f"{folder}us900001/standard.html"), plain(site, f"{folder}us900001/leaves.html")
    assert "Nobody is scalded." in sheet
    assert "href=leaves.html#us900001-a01" in sheet
    for field in ("see", "sacks-r1-sack", "fresh", "check-the-leaves-are-dry"):
        assert f"id=us900001-a01-{field}" in leaves
    assert "id=us900001-a02-long" in plain(site, f"{folder}us900001/water.html")
    assert site.leaks() == []


# Navigation and addresses


def test_awesome_nav_orders_the_pages_of_a_programme(small: Site) -> None:
    add(small, "- awesome-nav")
    without_menu(small)
    small.write("content/.nav.yml", "nav:\n  - index.md\n  - Carry: unit900\n  - Brew: us900001\n  - find.md\n")
    small.write(
        "content/us900001/.nav.yml", "nav:\n  - index.md\n  - water.md\n  - leaves.md\n  - standard.md\n  - '*'\n"
    )
    build_whole(small)
    menu = small.menu("index.html")
    words = ["Carry", "Brew", "Water", "Leaves", "The unit standard", "Coverage", "Downloads", "Tasks", "Find"]
    assert [word for word in menu[menu.index("Brew") :] if word in words] == words[1:]
    assert menu.index("Carry") < menu.index("Serving") < menu.index("Brew")


@pytest.mark.parametrize("last", [False, True], ids=["before ours", "after ours"])
def test_redirects_lead_to_sections_and_to_pages_that_nobody_wrote(last: bool, small: Site) -> None:
    maps = "'old.md': us900001/leaves.md\n        'older/sheet.md': us900001/standard.md"
    add(small, f"- redirects:\n    redirect_maps:\n        {maps}", last=last)
    build_whole(small)
    assert "url=us900001/leaves.html" in small.page("old.html")
    assert "url=../us900001/standard.html" in small.page("older/sheet.html")


# What is on a page


def test_a_value_of_macros_is_shown_on_the_page_and_in_the_printed_guide(small: Site) -> None:
    add(small, "- macros")
    small.write(CONFIG, f"{(small.root / CONFIG).read_text('utf-8')}\nextra:\n  price: R42\n  sacks: four\n")
    small.replace(LEAVES, SPOKEN, f"{SPOKEN}, for {{{{ price }}}}")
    small.replace(LEAVES, "Look at three sacks.", "Look at {{ sacks }} sacks.")
    build_whole(small)
    assert f"{SPOKEN}, for R42." in small.article("us900001/leaves.html")
    assert "Look at four sacks." in small.article("us900001/leaves.html")
    project = small.load()
    programme = programme_of(project, "us900001")
    assert f"{SPOKEN}, for R42." in text(composed(project, programme, "learner-guide").html)
    assert "Look at four sacks." in text(composed(project, programme, "formative-workbook").html)


def test_pictures_of_a_section_open_in_glightbox(small: Site) -> None:
    add(small, "- glightbox")
    build_whole(small)
    picture = r'<a class="glightbox"[^>]* href="images/cup.svg"[^>]*><img alt="A cup with one handle"'
    assert re.search(picture, small.article("us900001/leaves.html"))
    assert "us900001/images/cup.svg" in small.published


def test_sections_have_tags_and_are_listed_by_them(small: Site) -> None:
    add(small, "- tags")
    in_menu(small, "Tags: tags.md")
    small.write("content/tags.md", "# Tags\n\n<!-- material/tags -->\n")
    small.replace(LEAVES, "title: Leaves\n", "title: Leaves\ntags: [herbs]\n")
    build_whole(small)
    assert 'href="../tags.html#tag:herbs"' in small.article("us900001/leaves.html")
    assert 'href="us900001/leaves.html"' in small.article("tags.html")


def test_a_blog_has_posts_that_lead_to_sections(small: Site) -> None:
    add(small, "- blog")
    in_menu(small, "News: blog/index.md")
    small.write("content/blog/index.md", "# News\n")
    small.write(
        "content/blog/posts/kettle.md",
        "---\ndate: 2026-01-02\n---\n# The kettle is new\n\nRead of [leaves](../../us900001/leaves.md#us900001-a01).\n\n<!-- more -->\n\nIt whistles.\n",
    )
    build_whole(small)
    assert "The kettle is new" in small.article("blog/index.html")
    post = small.article("blog/2026/01/02/the-kettle-is-new.html")
    assert "It whistles." in post
    assert 'href="../../../../us900001/leaves.html#us900001-a01"' in post


# Languages

LANGUAGES = """
- i18n:
    docs_structure: {structure}
    languages:
      - locale: en
        default: true
        name: English
      - locale: de
        name: Deutsch
"""
GERMAN = "Thandi kauft Rotbusch sackweise"


def translate(site: Site, source: str, target: str) -> None:
    """Write a section in German, with a model answer of its own."""
    section = (site.root / source).read_text("utf-8")
    assert SPOKEN in section
    assert "purple elephants" in section
    site.write(target, section.replace(SPOKEN, GERMAN).replace("purple elephants", "orange giraffes"))


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of which one section is translated; all else is there in English only."""
    site = copied("small", tmp_path_factory.mktemp("bilingual") / "small")
    add(site, LANGUAGES.format(structure="suffix"))
    translate(site, LEAVES, "content/us900001/leaves.de.md")
    assert site.check() == []
    site.built()
    return site


def in_folders(site: Site) -> None:
    """Each language in a folder of its own: a programme and a home page are translated, the other programme is not."""
    add(site, LANGUAGES.format(structure="folder"))
    (site.root / "content").rename(site.root / "en")
    (site.root / "content").mkdir()
    (site.root / "en").rename(site.root / "content/en")
    shutil.copytree(site.root / "content/en/us900001", site.root / "content/de/us900001")
    translate(site, "content/en/us900001/leaves.md", "content/de/us900001/leaves.md")
    site.write("content/de/index.md", "# Klein\n")
    site.replace(CONFIG, "content/assets/logo.svg", "content/en/assets/logo.svg")


def both_languages(site: Site) -> None:
    """The section is there in both languages, each with the fields of its activity."""
    english, german = site.page("us900001/leaves.html"), site.page("de/us900001/leaves.html")
    assert ('<html lang="en"' in english, SPOKEN in english, GERMAN in english) == (True, True, False)
    assert ('<html lang="de"' in german, SPOKEN in german, GERMAN in german) == (True, False, True)
    assert 'id="us900001-a01-see"' in english
    assert 'id="us900001-a01-see"' in german
    assert 'id="us900001-a02-long"' in site.page("de/us900001/water.html")
    assert site.leaks() == []


def test_a_translated_section_is_shown_in_its_language_with_its_activities(bilingual: Site) -> None:
    both_languages(bilingual)


def test_a_second_language_leaves_the_pages_of_the_first_as_they_were(bilingual: Site) -> None:
    whole(bilingual)
    for path in ("us900001/standard.html", "us900001/coverage.html", "us900001/downloads.html", "find.html"):
        assert '<html lang="en"' in bilingual.page(path), path
        assert "de/us900001/" not in bilingual.article(path), path


def test_a_second_language_has_the_pages_that_nobody_wrote_too(bilingual: Site) -> None:
    assert {"de/us900001/coverage.html", "de/us900001/downloads.html", "de/find.html"} <= bilingual.published
    whole(bilingual, "de/")
    assert '<html lang="de"' in bilingual.page("de/us900001/standard.html")


def test_languages_may_lie_in_folders(small: Site) -> None:
    in_folders(small)
    without_menu(small)
    assert small.check() == []
    small.built()
    both_languages(small)
    whole(small, "de/")
    whole(small)


def test_the_menu_of_languages_in_folders_names_no_folder_of_a_language(small: Site) -> None:
    in_folders(small)
    assert small.check() == []
    small.built()
    assert {"Make good tea", "Leaves", "Water", "Tasks"} <= set(small.menu("us900001/leaves.html"))
    assert {"Make good tea", "Leaves", "Water", "Tasks"} <= set(small.menu("de/us900001/leaves.html"))


# The finished page


def test_pages_are_minified(small: Site) -> None:
    add(small, "- minify:\n    minify_html: true\n    htmlmin_opts:\n      remove_comments: true", last=True)
    build_whole(small)
    assert "class=activity__body" in small.page("us900001/leaves.html")
    assert "<!--" not in small.page("us900001/leaves.html")


@pytest.mark.parametrize("hashed", ["true", "false"])
def test_styles_and_scripts_of_the_project_are_minified(hashed: str, small: Site) -> None:
    add(
        small,
        "- minify:\n    minify_js: true\n    minify_css: true\n    js_files: [more.js]\n    css_files: [more.css]\n"
        f"    cache_safe: {hashed}",
    )
    small.write("content/more.css", "body  {  color : #123456 ; }\n")
    small.write("content/more.js", "var   kettles  =  1 ;\n")
    small.replace(CONFIG, "nav:\n", "extra_css: [more.css]\nextra_javascript: [more.js]\n\nnav:\n")
    build_whole(small)
    (style,) = [name for name in small.published if re.fullmatch(r"more\.(\w+\.)?min\.css", name)]
    (script,) = [name for name in small.published if re.fullmatch(r"more\.(\w+\.)?min\.js", name)]
    assert small.page(style) == "body{color:#123456}"
    assert small.page(script).strip() == "var kettles=1;"
    assert f'href="../{style}"' in small.page("us900001/leaves.html")
    assert f'src="../{script}"' in small.page("us900001/leaves.html")


def committed(site: Site, day: str) -> None:
    """The project in a repository of its own, with a commit of that day."""
    when = f"{day}T10:00:00Z"
    who = ["-c", "user.name=Thandi", "-c", "user.email=thandi@example.org"]
    extra = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": "/dev/null"}
    for call in (["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "--message", "Tea"]):
        subprocess.run(["git", *call], cwd=site.root, env=environment(extra), check=True, timeout=60)


def test_sections_show_the_date_of_their_last_commit(small: Site) -> None:
    add(small, "- git-revision-date-localized:\n    type: iso_date\n    enable_creation_date: true")
    committed(small, "2024-03-02")
    build_whole(small)
    assert ">2024-03-02</span>" in small.page("us900001/leaves.html")
    assert ">2024-03-02</span>" not in small.page("us900001/standard.html")
