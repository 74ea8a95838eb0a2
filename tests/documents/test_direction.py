"""In a document from right to left, what is written from left to right is kept together."""

from __future__ import annotations

import xml.etree.ElementTree as etree

import pytest

from competent.documents.direction import isolate
from competent.documents.unbroken import keep_whole

TEA = "\u0634\u0627\u064a"
"""Tea, in Arabic."""


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Tea is served.</p>", '<p><bdi dir="ltr">Tea is served.</bdi></p>'),
        ("<p><b>Range:</b> all.</p>", '<p><bdi dir="ltr"><b>Range:</b> all.</bdi></p>'),
        (f"<p>{TEA} <b>Rooibos.</b></p>", f'<p>{TEA} <b><bdi dir="ltr">Rooibos.</bdi></b></p>'),
        (f"<p>{TEA}.</p>", f"<p>{TEA}.</p>"),
        ("<p>12-34</p>", "<p>12-34</p>"),
        ("<li>Tea<ul><li>hot</li></ul>now</li>",
         '<li><bdi dir="ltr">Tea</bdi><ul><li><bdi dir="ltr">hot</bdi></li></ul><bdi dir="ltr">now</bdi></li>'),
        ("<div><svg><text>Tea</text></svg><style>p</style></div>",
         "<div><svg><text>Tea</text></svg><style>p</style></div>"),
    ],
)  # fmt: skip
def test_a_line_without_letters_from_right_to_left_is_kept_from_left_to_right(written: str, kept: str) -> None:
    root = etree.fromstring(written)
    isolate(root)
    assert etree.tostring(root, encoding="unicode") == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>See KM-01-KT01, now</p>", '<p>See <bdi class="unbroken">KM-01-KT01,</bdi> now</p>'),
        ("<p><b>a</b> on 2026-06-30.</p>", '<p><b>a</b> on <bdi class="unbroken">2026-06-30.</bdi></p>'),
        ("<p><b>T/900/0010</b> x</p>", '<p><b><bdi class="unbroken">T/900/0010</bdi></b> x</p>'),
        ("<p>On 20 June, at 9</p>", "<p>On 20\u00a0June, at 9</p>"),
        ("<p>(12 h 16 min)</p>", "<p>(12\u00a0h 16\u00a0min)</p>"),
        ("<p>R 250 or R1 260.</p>", "<p>R\u00a0250 or R1\u00a0260.</p>"),
        ("<p>12 members, 3 Maybe</p>", "<p>12 members, 3 Maybe</p>"),
        ("<p>well-known and/or 12 -3</p>", "<p>well-known and/or 12 -3</p>"),
        ("<p>us900001-learner-guide-1</p>", "<p>us900001-learner-guide-1</p>"),
        ("<pre>KM-01-KT01</pre>", "<pre>KM-01-KT01</pre>"),
        (
            '<tr><th>A judgement</th><td class="a">Counterrevolutionary</td><td class="b"/></tr>',
            '<tr><th class="short">A judgement</th><td class="a">Counterrevolutionary</td><td class="b short" /></tr>',
        ),
    ],
)
def test_codes_and_numbers_are_not_broken_and_cells_without_a_long_word_break_none(written: str, kept: str) -> None:
    root = etree.fromstring(written)
    keep_whole(root)
    assert etree.tostring(root, encoding="unicode") == kept


def test_a_date_is_whole_in_the_language_of_its_document() -> None:
    root = etree.fromstring("<p>20 Junie en 20 June</p>")
    keep_whole(root, "af-ZA")
    assert root.text == "20\u00a0Junie en 20 June"
