"""The fonts of the site: the same letters as those of the documents, in small files, and no letter in two of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from competent.adapters.assets import ASSETS, asset_files
from competent.documents.templates import shipped_templates

FACES = ("Regular", "Italic", "Bold", "BoldItalic")
RULE = re.compile(r'@font-face \{[^}]*url\("fonts/(?P<file>[^"]+)"\)[^}]*unicode-range: (?P<letters>[^;}]+);')
STYLE = (ASSETS / "competent.css").read_text("utf-8")
RANGES = {rule["file"]: rule["letters"] for rule in RULE.finditer(STYLE)}


def letters(file: Path) -> set[int]:
    with TTFont(file) as font:
        return set(font.getBestCmap())


def named(ranges: str) -> set[int]:
    found: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


@pytest.mark.parametrize("face", FACES)
def test_the_site_has_every_letter_that_documents_have(face: str) -> None:
    files = [f"NotoSans-{face}.woff2", f"NotoSans-{face}-more.woff2"]
    printed = letters(shipped_templates() / "fonts" / f"NotoSans-{face}.ttf")
    shown = [letters(ASSETS / "fonts" / file) & named(RANGES[file]) for file in files]
    assert shown[0] | shown[1] == printed
    assert not shown[0] & shown[1]
    assert {ord(letter) for letter in "Aa09éñü“–€"} <= shown[0]
    assert {ord(letter) for letter in "ḓḽṋṱṅŠ"} <= shown[1]


def test_no_font_of_the_site_is_in_another_form_and_what_most_pages_need_is_small() -> None:
    fonts = {name: file for name, file in asset_files().items() if "/fonts/" in name}
    assert len(fonts) == 2 * len(FACES) == len(RANGES)
    assert all(file.read_bytes()[:4] == b"wOF2" for file in fonts.values())
    assert all(file.stat().st_size < 12_000 for name, file in fonts.items() if "-more" not in name)
