"""The script for keyboard and paper, with its words in the language of the site."""

from __future__ import annotations

import json
from pathlib import Path

from competent.words import Words

SCRIPT = Path(__file__).parent / "assets" / "access.js"


def access_script(_: Words) -> str:
    """The script as a site has it: it tells people what the theme leaves unsaid."""
    said = {
        "menu": _("Menu"),
        "keys": _("Single keys work: F, S or / for the search, N and P for the next page and the one before"),
    }
    return f"window.competentWords = {json.dumps(said)};\n{SCRIPT.read_text(encoding='utf-8')}"
