"""What enters the site is an allow-list: pages, and the files that pages of learners use; and nothing secret."""

from __future__ import annotations

import pytest

from tests.adapters.sites import SECRETS, Site
from tests.building import run_warm

CONFIG, LEAVES = "mkdocs.yml", "content/us900001/leaves.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>\n'
MODEL = "/// model\n"


def test_a_picture_that_only_a_model_answer_shows_is_not_published(small: Site) -> None:
    small.write("content/us900001/images/answer.svg", SVG)
    text = (small.root / LEAVES).read_text("utf-8")
    assert MODEL in text
    small.write(LEAVES, text.replace(MODEL, f"{MODEL}![The answer](images/answer.svg)\n\n", 1))
    assert small.check() == []
    small.built()
    assert "us900001/images/answer.svg" not in small.published
    assert "us900001/images/cup.svg" in small.published


@pytest.mark.parametrize(
    "name", ["leaves.md.bak", "leaves.md~", "leaves (1).txt", "notes/leaves.markdown.orig", "x.html"]
)
def test_a_copy_of_a_page_is_not_published_and_is_told(small: Site, name: str) -> None:
    small.write(f"content/us900001/{name}", (small.root / LEAVES).read_text("utf-8"))
    assert small.check() == [f"content/us900001/{name}:1 C273"]
    assert small.build().returncode == 1
    assert not small.site.exists()


@pytest.mark.parametrize("name", ["us900001.roster.csv", "deep/us900001.sample.csv", "US900001.ROSTER.CSV"])
def test_a_file_that_names_people_is_not_published_though_a_page_links_to_it(small: Site, name: str) -> None:
    small.write(f"content/us900001/{name}", "learner-name\nThandi Nkosi\n")
    small.replace(LEAVES, "# Leaves", f"# Leaves\n\n[The list]({name})")
    assert f"content/us900001/{name}:1 C273" in small.check()
    assert small.build().returncode == 1
    assert not small.site.exists()


def test_a_file_that_no_page_uses_is_told_and_published_only_by_name(small: Site) -> None:
    small.write("content/forms/blank.txt", "A form.\n")
    small.write("content/forms/old.txt", "An old form.\n")
    assert small.check() == ["content/forms/blank.txt:1 C274", "content/forms/old.txt:1 C274"]
    small.replace(CONFIG, "      documents: false\n", "      documents: false\n      publish: [forms/blank.*]\n")
    assert small.check() == ["content/forms/old.txt:1 C274"]
    small.built()
    assert {name for name in small.published if name.startswith("forms/")} == {"forms/blank.txt"}


@pytest.mark.parametrize(
    "use",
    [
        "![A form](FILE)",
        "[The form](FILE)",
        '<img src="FILE" alt="A form">',
        '<a href="FILE">The form</a>',
        '<img srcset="FILE 2x" src="images/cup.svg" alt="A form">',
        "![A form][form]\n\n[form]: FILE",
        "[![A form](FILE)](../index.md)",
    ],
)
def test_a_file_that_a_page_uses_in_any_way_is_published(small: Site, use: str) -> None:
    small.write("content/us900001/forms/a form.svg", SVG)
    small.replace(LEAVES, "# Leaves", f"# Leaves\n\n{use.replace('FILE', 'forms/a%20form.svg')}")
    found = small.check()
    assert found == []
    small.built()
    assert "us900001/forms/a form.svg" in small.published


@pytest.mark.parametrize("use", ['<video src="FILE"></video>', '<object data="FILE"></object>', '<a href="FILE">x</a>'])
def test_a_file_that_html_on_a_page_outside_of_programmes_uses_is_published(small: Site, use: str) -> None:
    small.write("content/forms/a form.svg", SVG)
    small.write("content/index.md", f"# Small\n\n{use.replace('FILE', 'forms/a%20form.svg')}\n")
    assert small.check() == []
    small.built()
    assert "forms/a form.svg" in small.published


def test_what_leads_out_of_the_project_is_not_published(small: Site) -> None:
    outside = small.root.parent / "secret.txt"
    outside.write_text("secret", "utf-8")
    (small.root / "content/us900001/out.txt").symlink_to(outside)
    small.replace(LEAVES, "# Leaves", "# Leaves\n\n[out](out.txt)")
    assert "content/us900001/out.txt:1 C273" in small.check()
    assert small.build().returncode == 1


def test_a_site_without_documents_offers_none(small: Site) -> None:
    small.built()
    assert [name for name in small.published if name.endswith((".pdf", ".xlsx"))] == []
    page = small.article("us900001/downloads.html")
    assert ".pdf" not in page
    assert "without documents" in page
    everything = "".join(small.article(name) for name in small.published if name.endswith(".html") and "/" in name)
    assert 'href="downloads/' not in everything


@pytest.mark.parametrize("feature", ["content.action.edit", "content.action.view"])
def test_a_button_that_leads_to_the_source_is_warned_of(small: Site, feature: str) -> None:
    theme = f"theme:\n  name: material\n  features: [{feature}]\n"
    small.replace(CONFIG, "theme:\n  name: material\n", f"repo_url: https://example.org/x\nedit_uri: edit/\n{theme}")
    assert [line.split()[-1] for line in small.check()] == ["C407"]
    small.replace(CONFIG, "edit_uri: edit/\n", "edit_uri: ''\n")
    assert small.check() == []


def test_a_footnote_that_a_model_answer_alone_cites_is_not_published(small: Site) -> None:
    text = (small.root / LEAVES).read_text("utf-8")
    small.write(LEAVES, text.replace(MODEL, f"{MODEL}It is green.[^hue]\n\n", 1) + "\n[^hue]: Emerald, in fact.\n")
    extensions = "markdown_extensions: [footnotes]\n\nplugins:\n"
    small.replace(CONFIG, "plugins:\n", extensions)
    assert small.check() == []
    small.built()
    found = [name for name in small.published if b"Emerald" in (small.site / name).read_bytes()]
    assert found == []
    small.replace(LEAVES, "# Leaves", "# Leaves\n\nTea.[^hue]")
    small.built()
    assert "Emerald" in small.article("us900001/leaves.html")


def test_a_page_that_others_include_is_told_since_it_is_published(small: Site) -> None:
    small.write("content/us900001/words.md", "Emerald, in fact.\n")
    text = (small.root / LEAVES).read_text("utf-8")
    small.write(LEAVES, text.replace(MODEL, f'{MODEL}--8<-- "us900001/words.md"\n\n', 1))
    folder = small.root / "content"
    extensions = f"markdown_extensions:\n  - pymdownx.snippets: {{base_path: [{folder}]}}\n\nplugins:\n"
    small.replace(CONFIG, "plugins:\n", extensions)
    assert "content/us900001/words.md:1 C273" in small.check()
    assert small.build().returncode == 1
    assert not small.site.exists()


SETTINGS = [
    "extra: {x: 1}",
    "use_directory_urls: true",
    "markdown_extensions: [attr_list, md_in_html, pymdownx.superfences, pymdownx.details, toc]",
    "markdown_extensions: {pymdownx.blocks.tab: {}, pymdownx.blocks.admonition: {}, pymdownx.blocks.html: {}}",
    "markdown_extensions: {pymdownx.snippets: {base_path: [content]}}",
    "strict: true",
]


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_setting_publishes_a_model_answer(small: Site, setting: str) -> None:
    small.replace(CONFIG, "use_directory_urls: false\n", f"{setting}\n")
    done = run_warm("mkdocs", "build", cwd=small.root)
    assert done.returncode == 0, done.stderr
    assert any(name.startswith("us900001/leaves") for name in small.published)
    assert small.leaks() == []


def test_the_words_that_are_looked_for_are_those_of_model_answers(small: Site) -> None:
    text = "".join(file.read_text("utf-8") for file in (small.root / "content").rglob("*.md"))
    assert any(secret in text for secret in SECRETS)
