"""Quotation marks are curly in print, whoever wrote them, and never in code."""

from __future__ import annotations

import xml.etree.ElementTree as etree

import pytest

from competent.documents.quotes import make_curly


def curly(html: str, language: str = "en-ZA") -> str:
    root = etree.fromstring(html)
    make_curly(root, language)
    return etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('<p>He said "yes".</p>', "<p>He said “yes”.</p>"),
        ('<p>"<em>Yes</em>", she said ("loudly").</p>', "<p>“<em>Yes</em>”, she said (“loudly”).</p>"),
        ('<p>Status: <b>"Reregistered"</b></p>', "<p>Status: <b>“Reregistered”</b></p>"),
        ("<p>It's the learners' 'own' work, since '26.</p>", "<p>It’s the learners’ ‘own’ work, since ’26.</p>"),
        ("<p>'n Goeie begin is 'n halwe wins.</p>", "<p>’n Goeie begin is ’n halwe wins.</p>"),
        ('<div><p>One</p><p>"Two"</p></div>', "<div><p>One</p><p>“Two”</p></div>"),
        ('<p>Write <code>"x"</code> "so".</p>', '<p>Write <code>"x"</code> “so”.</p>'),
        ("<pre>'x'</pre>", "<pre>'x'</pre>"),
        ("<p>“Done” already.</p>", "<p>“Done” already.</p>"),
    ],
)
def test_marks_open_and_close(written: str, printed: str) -> None:
    assert curly(written) == printed


def test_the_heads_of_pages_have_them_and_names_of_fields_stay() -> None:
    found = etree.fromstring(curly("""<p data-title='The "x"'><input title='The "x"' name='x'/></p>"""))
    assert found.get("data-title") == "The “x”"
    assert found[0].get("title") == 'The "x"'


def test_a_language_with_other_marks_keeps_what_its_author_wrote() -> None:
    assert curly('<p>Er sagte "ja".</p>', "de-DE") == '<p>Er sagte "ja".</p>'
    assert curly('<p>Hy sê "ja".</p>', "af-ZA") == "<p>Hy sê “ja”.</p>"
