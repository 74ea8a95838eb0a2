"""The scripts of a site: light, and what few pages have in files of their own."""

from __future__ import annotations

import gzip

import pytest

from competent.pages.scripts import PARTS, script
from competent.words import Words


@pytest.mark.parametrize("language", ["en", "af", "zu"])
def test_the_script_of_every_page_is_under_30_kilobytes_and_10_packed(language: str) -> None:
    sent = script("competent.js", Words(language)).encode()
    assert len(sent) < 30_000
    assert len(gzip.compress(sent)) < 10_000


@pytest.mark.parametrize("name", PARTS)
def test_a_script_has_no_comments_and_no_spaces_that_nobody_needs(name: str) -> None:
    sent = script(name, Words())
    assert "/*" not in sent
    assert "\n " not in sent
    assert "\n\n" not in sent
