"""Headings, links, rights and ways to a page."""

from __future__ import annotations

import pytest

from tests.checks.cases import WholeProject

MORE = "content/shared/more.md"


def test_headings_in_code_and_in_comments_are_none(whole: WholeProject) -> None:
    text = "# More tea\n\n```\n#### Not a heading\n```\n\n    # Nor this\n\n<!--\n# Nor this\n-->\n\n## A heading\n"
    whole.write(MORE, text)
    assert whole.found() == []


def test_two_headings_may_have_the_same_words(whole: WholeProject) -> None:
    whole.write(MORE, "# More tea\n\n## Pour\n\n## Pour\n\n### Pour\n\n## Pour\n")
    assert whole.found() == []


def test_a_page_may_have_no_heading(whole: WholeProject) -> None:
    whole.write(MORE, "Ask before you pour.\n")
    assert whole.found() == []


@pytest.mark.parametrize(
    "link",
    [
        "[a](welcome.md)",
        "[a](./welcome.md#welcome)",
        '[a](welcome.md "With a title")',
        "[a](<welcome.md>)",
        "[a](../us1/coverage.md) and [b](../us1/standard.md#us1-so1), [c](../us1/downloads.md)",
        "[a](../find.md)",
        "[a](https://example.org/none.md)",
        "[a](mailto:a@example.org)",
        "[a](#more-tea) and [b]()",
        "`[a](none.md)`",
        "[a][b]\n\n[b]: welcome.md",
        "[a](welcome_(1).md)",
    ],
)
def test_a_link_that_leads_somewhere_is_right(link: str, whole: WholeProject) -> None:
    whole.write("content/shared/welcome_(1).md", "# Welcome\n\n[back](more.md)\n")
    whole.write(MORE, f"# More tea\n\n[a](welcome_(1).md)\n\n{link}\n")
    assert whole.found() == []


@pytest.mark.parametrize(
    "link",
    [
        "[a](none.md)",
        "[a](none.md#welcome)",
        "[a](<no such page.md>)",
        "[a](no%20such%20page.md)",
        "[a](../../mkdocs.md)",
        "[a](/shared/welcome.md)",
        "[ṱhoho ya mafhungo](ṅwaha.md)",
        "[a][b] [b]: x\n\n[b]: none.md",
        "[a](none_(1).md)",
        "[a](none((1)).md)",
        "[a](no such page.md)",
        "[a](welcome.md#no(1))",
        "[a\nb](none.md)",
        "text[^1]\n\n[^1]: none.md",
        "[a](javascript:alert(1))",
        "<a href='JavaScript://%0aalert(1)'>a</a>",
    ],
)
def test_a_link_that_leads_nowhere_is_found(link: str, whole: WholeProject) -> None:
    whole.write(MORE, f"# More tea\n\n{link}\n")
    assert [line.split()[-1] for line in whole.found()] == ["C248"]


BROKEN = {
    "cut.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>cut off',
    "words.svg": "not svg at all",
    "words.png": "not png at all",
    "empty.png": "",
    "other.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="none.png" width="1" height="1"/></svg>',
    "linked.svg": '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
    '<use x:href="https://example.org/a.svg#b"/></svg>',
}
"""Pictures that print cannot draw."""


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("style", ["![A cup]({})", '<img src="{}" alt="A cup">'])
def test_a_picture_that_cannot_be_drawn_is_told_where_it_is_shown(name: str, style: str, whole: WholeProject) -> None:
    whole.write(f"content/shared/{name}", BROKEN[name])
    whole.write(MORE, f"# More tea\n\n{style.format(name)}\n")
    assert whole.found() == [f"{MORE}:3 C240"]


def test_a_logo_that_cannot_be_drawn_is_told_at_its_setting(whole: WholeProject) -> None:
    whole.write("content/logo.svg", BROKEN["cut.svg"])
    whole.replace(
        "mkdocs.yml", "        name: Teapot Academy\n", "        name: Teapot\n        logo: content/logo.svg\n"
    )
    assert whole.found() == ["mkdocs.yml:11 C405"]


def test_pictures_that_can_be_drawn_are_right(whole: WholeProject) -> None:
    dots = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
    whole.write("content/shared/dots.gif", dots)
    inside = '<defs><g id="b"/></defs><use href="#b"/><a href="https://example.org"/><image href="data:image/gif;base64,R0"/>'
    whole.write("content/shared/own.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')
    whole.write(MORE, "# More tea\n\n![Dots](dots.gif)\n\n![A cup](own.svg)\n")
    assert whole.found() == []


@pytest.mark.parametrize("target", ["a second cup.md", "ṱee.md"])
@pytest.mark.parametrize("style", ["[x](<{}>)", "[x][y]\n\n[y]: {quoted}", "[y]\n\n[y]: <{quoted}>"])
def test_a_page_may_be_found_by_a_link_of_any_form(target: str, style: str, whole: WholeProject) -> None:
    whole.write(f"content/shared/{target}", "# A second cup\n")
    assert whole.found() == [f"content/shared/{target}:1 C249"]
    whole.write(MORE, f"# More tea\n\n{style.format(target, quoted=target.replace(' ', '%20'))}\n")
    assert whole.found() == []


def test_a_page_may_be_found_by_a_chain_of_links(whole: WholeProject) -> None:
    whole.write("content/shared/one.md", "# One\n\n[two](two.md)\n")
    whole.write("content/shared/two.md", "# Two\n\n[one](one.md)\n")
    assert whole.found() == ["content/shared/one.md:1 C249", "content/shared/two.md:1 C249"]
    whole.write(MORE, "# More tea\n\n[one](one.md)\n")
    assert whole.found() == []


def test_a_page_that_links_to_itself_is_an_orphan_still(whole: WholeProject) -> None:
    whole.write("content/shared/one.md", "# One\n\n[one](one.md)\n")
    assert whole.found() == ["content/shared/one.md:1 C249"]


@pytest.mark.parametrize("name", ["part #2.md", "a & b?.md", "50%.md", "it's (1).md"])
def test_pages_that_are_made_lead_to_a_section_of_any_name(name: str, whole: WholeProject) -> None:
    (whole.root / "content/us1/water.md").rename(whole.root / "content/us1" / name)
    whole.replace("content/us1/index.md", "  - water.md\n", f'  - "{name}"\n')
    pages = whole.load().pages
    links = {link.uri for uri in (*pages.generated, "us1/index.md") for link in pages.seen(uri).links}
    assert f"us1/{name}" in links
    assert [uri for uri in links if uri.endswith(".md") and uri not in pages.all] == []


def test_without_a_menu_of_its_own_every_page_is_found(whole: WholeProject) -> None:
    text = (whole.root / "mkdocs.yml").read_text("utf-8")
    whole.write("mkdocs.yml", text[: text.index("nav:")])
    whole.write("content/shared/one.md", "# One\n")
    assert whole.found() == []


def test_a_menu_may_be_nested(whole: WholeProject) -> None:
    whole.replace(
        "mkdocs.yml", "  - More tea: shared/more.md\n", "  - More:\n      - Tea:\n          - shared/more.md\n"
    )
    assert whole.found() == []


def test_a_picture_may_have_spaces_in_its_name(whole: WholeProject) -> None:
    whole.write("content/shared/a cup.svg", "<svg/>")
    whole.write(MORE, "# More tea\n\n![A cup](<a cup.svg>)\n")
    whole.replace("content/us1/water.md", "(images/kettle.svg)", "(<../shared/a cup.svg>)")
    (whole.root / "content/us1/images/kettle.svg").unlink()
    assert whole.found() == []


def test_a_reading_on_a_page_that_is_no_section_needs_rights_too(whole: WholeProject) -> None:
    reading = (
        "/// reading | Tea\n    id: tea\n    author: A. B.\n    year: 1999\n    source: A book.\n    summary: Tea.\n"
    )
    whole.write(MORE, f"# More tea\n\n{reading}    keywords: [tea]\n\nTea is hot.\n///\n")
    assert whole.found() == [f"{MORE}:3 C246"]


UNREAD = {
    '=== "Tea"\n\n    Two minutes.': "pymdownx.tabbed",
    '??? note "Why"\n\n    Because.': "pymdownx.details",
    "- [ ] Boil it": "pymdownx.tasklist",
    "Press ++ctrl+s++ now.": "pymdownx.keys",
    "It is ==hot==.": "pymdownx.mark",
    "It is ~~cold~~ hot.": "pymdownx.tilde",
    "It is {++very++} hot.": "pymdownx.critic",
    "Tea :material-cup: here.": "pymdownx.emoji",
    "A pot[^1] of tea.": "footnotes",
    "| Pot | Cup |\n| 1 | 4 |": "a table",
}


@pytest.mark.parametrize("text", UNREAD)
def test_signs_that_nothing_reads_are_told_at_their_line(text: str, whole: WholeProject) -> None:
    whole.write(MORE, f"# More tea\n\n{text}\n")
    (problem,) = whole.load().problems
    assert (problem.place.line, problem.code) == (3, "C277")
    assert UNREAD[text] in str(problem)


def test_a_footnote_without_its_note_is_told_where_footnotes_are_read(whole: WholeProject) -> None:
    whole.replace("content/us1/serving.md", "the colour of the cup.", "the colour of the cup.[^1]")
    (problem,) = whole.load().problems
    assert (problem.place.line, problem.code) == (7, "C277")
    assert "no note for “[^1]”" in str(problem)


def test_a_table_that_is_glued_to_a_text_is_told_at_its_line(whole: WholeProject) -> None:
    whole.write(MORE, "# More tea\n\nSo it is:\n| Pot | Cup |\n|---|---|\n| 1 | 4 |\n")
    (problem,) = whole.load().problems
    assert (problem.place.line, problem.code) == (4, "C277")
    assert "empty line" in str(problem)


def test_each_of_several_is_told_where_it_stands_and_not_in_code_or_after_a_backslash(whole: WholeProject) -> None:
    text = "`==hot==` is code.\n\n\\==hot== is meant.\n\nIt is ==hot==.\n\n```\n==hot==\n```\n\nAnd ==hot== again.\n"
    whole.write(MORE, f"# More tea\n\n{text}")
    assert [(problem.place.line, problem.code) for problem in whole.load().problems] == [(7, "C277"), (13, "C277")]


MEANT = [
    "`- [ ] x` and `==x==`", '```\n=== "x"\n[^1]\n```', "2 == 2 and 3 == 3", "C++ or ~~ or a | b", "\\[^1]",
    "a==b and b==c", "x==y, z==w", "a++b+c++", "[^a-z] [^0-9]+ [^-]", "^^happy^^", "10:material-gold:20", "??? Qui parle",
    "!!! Achtung bitte", "=== Übersicht", "$$$ dear", "|one|\n|two|", "|x| is its size, and\n|y| is too", "--8<-- cut here",
]  # fmt: skip


@pytest.mark.parametrize("text", MEANT)
def test_signs_that_are_meant_to_be_seen_are_not_told(text: str, whole: WholeProject) -> None:
    whole.write(MORE, f"# More tea\n\n{text}\n")
    assert whole.found() == []


def test_signs_are_read_where_the_extension_is_on(whole: WholeProject) -> None:
    whole.replace("mkdocs.yml", "nav:", "markdown_extensions: [pymdownx.tasklist, pymdownx.mark]\nnav:")
    whole.write(MORE, "# More tea\n\n- [ ] Boil it\n\nIt is ==hot==.\n")
    assert whole.found() == []


def test_what_stands_in_model_answers_is_checked_too(whole: WholeProject) -> None:
    """A picture that is not there would end the build of the documents."""
    whole.replace(
        "content/us1/water.md", "/// model\n", "/// model\n\n![A pot](images/no.png) [go](no.md) [there](#no)\n\n"
    )
    found = whole.load().problems
    assert {problem.code for problem in found} == {"C240", "C248"}
    assert len({str(problem.place) for problem in found}) == 6


def test_links_in_html_to_pages_lead_nowhere(whole: WholeProject) -> None:
    whole.write(
        MORE, '# More tea\n\nGo <a href="../us1/water.md">there</a> or <a href="https://example.org">away</a>.\n'
    )
    (problem,) = whole.load().problems
    assert (problem.place.line, problem.code) == (3, "C248")


def test_links_in_html_may_lead_to_an_anchor_of_their_own_page(whole: WholeProject) -> None:
    """Pygments numbers the lines of code so."""
    whole.write(
        MORE, '# More tea\n\nGo <a href="#cup">there</a>, <a href="#mug">or there</a>.\n\n<p id="cup">Tea</p>\n'
    )
    (problem,) = whole.load().problems
    assert (problem.place.line, problem.code) == (3, "C248")
    assert "mug" in problem.title


def test_a_programme_that_nothing_leads_to_is_an_orphan(whole: WholeProject) -> None:
    whole.replace("mkdocs.yml", "  - unit2/\n", "")
    whole.write("content/index.md", "# Home\n\n[One](us1/index.md)\n")
    found = whole.found()
    assert found
    assert {line.split()[-1] for line in found} == {"C249"}
    assert {line.split("/")[1] for line in found} == {"unit2"}


@pytest.mark.parametrize(
    "tag",
    ["<INPUT type='text'>", "<Form></Form>", "<SCRIPT>alert(1)</SCRIPT>", '<p style="background: url(a.png)">x</p>'],
)
def test_what_has_no_form_on_paper_is_told_however_it_is_written(tag: str, whole: WholeProject) -> None:
    whole.replace("content/us1/serving.md", "the colour of the cup.", f"the colour of the cup.\n\n{tag}")
    assert (9, "C271") in {(problem.place.line, problem.code) for problem in whole.load().problems}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<svg><image xlink:href="no.png"/></svg>', "C240"),
        ('<svg><image xlink:href="https://example.org/x.png"/></svg>', "C242"),
        ('<p style="background: url(https://example.org/x.png)">x</p>', "C242"),
        ("<style>p { background: url(https://example.org/x.png) }</style>", "C242"),
    ],
)
def test_pictures_are_found_wherever_html_names_them(text: str, code: str, whole: WholeProject) -> None:
    whole.replace("content/us1/serving.md", "the colour of the cup.", f"the colour of the cup.\n\n{text}")
    assert (9, code) in {(problem.place.line, problem.code) for problem in whole.load().problems}


@pytest.mark.parametrize("target", ["java&#10;script:alert(1)", "data:text/html,x", "&#108;eaves.md"])
def test_links_in_html_are_read_as_a_browser_reads_them(target: str, whole: WholeProject) -> None:
    whole.write(MORE, f'# More tea\n\nGo <a href="{target}">there</a>.\n')
    assert [(problem.place.line, problem.code) for problem in whole.load().problems] == [(3, "C248")]


def test_a_folder_in_the_menu_without_its_slash_is_told(whole: WholeProject) -> None:
    """MkDocs would look for a page of that name, and leave the programme out."""
    whole.replace("mkdocs.yml", "  - unit2/\n", "  - unit2\n")
    assert "C409" in {problem.code for problem in whole.load().problems}
