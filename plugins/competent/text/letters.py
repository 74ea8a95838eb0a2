"""The letters that the documents' fonts hold, and what to write in the place of one that they lack.

They are those of all South African, African and European languages in Latin script, and of names in Arabic and
Ethiopic script. `tests/fonts.py` makes the fonts of these lists.
"""

from __future__ import annotations

import re
import unicodedata

LATIN = (
    (0x0020, 0x007E), (0x00A0, 0x02FF), (0x0300, 0x036F), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA78B, 0xA78D),
    (0xA7AA, 0xA7B7),
)  # fmt: skip
SIGNS = (
    (0x2010, 0x2027), (0x202F, 0x205E), (0x2070, 0x2071), (0x2074, 0x208E), (0x2090, 0x209C), (0x20A0, 0x20BF),
    (0x2116, 0x2116), (0x2122, 0x2122), (0x2126, 0x2126), (0x2190, 0x2195), (0x21D0, 0x21D4), (0x2212, 0x2212),
    (0x2215, 0x2215), (0x221A, 0x221A), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
    (0x25A0, 0x25A1), (0x25AA, 0x25AB), (0x25B2, 0x25B2), (0x25B6, 0x25B6), (0x25BA, 0x25BA), (0x25BC, 0x25BC),
    (0x25CB, 0x25CC), (0x25CF, 0x25CF), (0x25E6, 0x25E6), (0x2605, 0x2606), (0x2610, 0x2612), (0x2713, 0x2714),
    (0x2717, 0x2718),
)  # fmt: skip
"""Punctuation, small figures, currencies, arrows, comparisons, bullets, boxes and ticks."""
RANGES = (*LATIN, *SIGNS)
"""What the four faces of documents and site hold. A test compares them with the files."""
ARABIC = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0x200C, 0x200F))
ETHIOPIC = ((0x1200, 0x137C),)
LIGATURES = ((0xFB00, 0xFB04),)
"""Signs for two letters, which come with what is copied out of a PDF."""
TYPED = RANGES
"""What the font of forms holds beside ligatures, each letter in one piece."""

INSTEAD = {
    "➔": "→", "➜": "→", "➝": "→", "➞": "→", "➡": "→", "⟶": "→", "⟹": "⇒", "✅": "✓", "☛": "→", "❌": "✗", "✖": "✗",
    "⩾": "≥", "⩽": "≤", "≧": "≥", "≦": "≤", "⇾": "→", "‗": "_", "⁃": "•", "➢": "►", "❑": "□", "❖": "■", "\uf0b7": "•",
    "\uf0a7": "▪", "\uf0d8": "►", "\uf0fc": "✓", "\uf0e0": "→", "\uf06f": "□", "\uf0a8": "□",
}  # fmt: skip
"""What the fonts have in the place of a sign that they lack; those without a name are the bullets of Word."""

_KNOWN = "".join(f"{chr(first)}-{chr(last)}" for first, last in (*RANGES, *ARABIC, *ETHIOPIC))
UNKNOWN = re.compile(f"[^\t\r\n\ufeff{re.escape(_KNOWN).replace(chr(92) + '-', '-')}]")
"""Finds a letter that the fonts lack."""


def written_with(letters: str) -> str:
    """The same in letters that the fonts have; empty where there is no such way to write it."""
    plain = unicodedata.normalize("NFKC", "".join(INSTEAD.get(letter, letter) for letter in letters))
    return "" if UNKNOWN.search(plain) else plain
