"""Callouts say in words what kind they are."""

from __future__ import annotations

import xml.etree.ElementTree as etree

import pytest
from markdown import Markdown

from competent.blocks.view import Medium, View
from competent.pages.callouts import name_callouts
from competent.words import Words


def drawn(text: str, medium: Medium = "web", language: str = "en-ZA") -> str:
    md = Markdown(extensions=["admonition", "pymdownx.details"])
    html = f"<div>{md.convert(text)}</div>"
    root = etree.fromstring(html)
    name_callouts(root, View(medium, "page.md", Words(language)))
    return etree.tostring(root, encoding="unicode").replace("\n", "")


HEARD = '<span class="visually-hidden">%s: </span>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("!!! remember\n    Text.", ">Remember</p>"),
        ('!!! remember "Wash"\n    Text.', f">{HEARD % 'Remember'}Wash</p>"),
        ('!!! note inline end "Wash"\n    Text.', f">{HEARD % 'Note'}Wash</p>"),
        ('!!! caution "Hot"\n    Text.', f">{HEARD % 'Warning'}Hot</p>"),
        ('!!! tip "A tip for tea"\n    Text.', ">A tip for tea</p>"),
        ('!!! kettle "Hot"\n    Text.', f">{HEARD % 'Kettle'}Hot</p>"),
        ('!!! tip "Multiple cups"\n    Text.', f">{HEARD % 'Tip'}Multiple cups</p>"),
        ('!!! danger ""\n    Text.', '<p class="visually-hidden">Danger: </p>'),
        ('??? question "Why?"\n    Text.', f"<summary>{HEARD % 'Question'}Why?</summary>"),
        ("??? question\n    Text.", "<summary>Question</summary>"),
    ],
)
def test_the_kind_of_a_callout_is_told_once(written: str, shown: str) -> None:
    found = drawn(written)
    assert shown in found
    assert found.count("visually-hidden") == shown.count("visually-hidden")


def test_a_kind_without_a_title_is_told_in_the_language_of_the_page() -> None:
    assert ">Onthou</p>" in drawn("!!! remember\n    Teks.", language="af-ZA")
    assert HEARD % "Onthou" in drawn('!!! remember "Was"\n    Teks.', language="af-ZA")
    assert "<summary>Waarskuwing</summary>" in drawn("??? warning\n    Teks.", language="af-ZA")


@pytest.mark.parametrize("medium", ["guide", "workbook", "restricted"])
def test_paper_shows_the_kind_beside_the_title(medium: Medium) -> None:
    found = drawn('!!! remember "Wash"\n    Text.', medium)
    assert '<span class="callout__kind">Remember: </span>Wash</p>' in found
    assert "visually-hidden" not in found
    assert "callout__kind" not in drawn('!!! tip "A tip for tea"\n    Text.', medium)


def test_paper_shows_a_kind_of_its_authors_own_as_he_wrote_it() -> None:
    assert ">Hot</p>" in drawn('!!! kettle "Hot"\n    Text.', "guide")


def test_a_fold_that_is_no_callout_stays_as_it_is() -> None:
    root = etree.fromstring('<div><details class="mine"><summary>More</summary></details></div>')
    name_callouts(root, View("web", "page.md"))
    assert etree.tostring(root, encoding="unicode").count("span") == 0
