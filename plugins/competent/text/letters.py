"""The letters that the documents' fonts hold: those of all South African and European languages in Latin script."""

from __future__ import annotations

import re

RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x02FF), (0x0300, 0x036F), (0x1E00, 0x1EFF), (0x2010, 0x2027),
    (0x202F, 0x205E), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122), (0x2126, 0x2126),
)  # fmt: skip
"""What the fonts were cut down to; CONTRIBUTING tells how. A test compares them with the files."""

DRAWN = "✓"
"""Drawn as a picture where the block “letter” uses it."""

_KNOWN = "".join(f"{chr(first)}-{chr(last)}" for first, last in RANGES)
UNKNOWN = re.compile(f"[^{re.escape(DRAWN)}\t\r\n\ufeff{_KNOWN}]")
"""Finds a letter that the fonts lack."""
