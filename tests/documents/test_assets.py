"""The files that a document names are found in its HTML as a browser would find them."""

from __future__ import annotations

import pytest

from competent.documents.assets import addresses

FOUND = {
    '<img src="content/a.png">': "content/a.png",
    '<IMG ALT="x < y" SRC="content/a.png">': "content/a.png",
    '<img src="content/a>b.png">': "content/a>b.png",
    "<img src='content/a.png' alt='>'>": "content/a.png",
    '<img src="content&#47;a.png">': "content/a.png",
    '<a href="content/a.pdf#page=2">x</a>': "content/a.pdf",
    '<p style="background: url(templates/icons/tick.svg)">x</p>': "templates/icons/tick.svg",
    "<style>p { background: url('templates/icons/tick.svg') }</style>": "templates/icons/tick.svg",
    '<STYLE media="print">@import "templates/css/x.css";</STYLE>': "templates/css/x.css",
}


@pytest.mark.parametrize("html", FOUND)
def test_an_address_is_found_however_it_is_written(html: str) -> None:
    assert addresses(f"<p>Text</p>{html}<p>More</p>") == [FOUND[html]]


@pytest.mark.parametrize(
    "html", ["<p>See content/a.png.</p>", '<img src="https://example.org/content/a.png">', "<p>a < content/b</p>"]
)
def test_words_and_addresses_of_others_are_none(html: str) -> None:
    assert addresses(html) == []
