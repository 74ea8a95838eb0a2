"""The scripts of a site: one for every page, in the words of the site; one more for “My answers”, one for feedback."""

from __future__ import annotations

import json
import re
from pathlib import Path

from competent.words import Words

ASSETS = Path(__file__).parent / "assets"
PARTS = {
    "competent.js": (
        "answers/store.js",
        "answers/questions.js",
        "answers/people.js",
        "answers/page.js",
        "answers/who.js",
        "answers/ring.js",
        "answers/offline.js",
        "competent.js",
        "access.js",
        "tables.js",
    ),
    "feedback.js": ("answers/feedback.js",),
    "mine.js": ("answers/xfdf.js", "answers/mine.js"),
}
"""What each script is made of, in order."""
_COMMENT = re.compile(r"^[ ]*/\*.*?\*/[ ]*$|[ ]+//[ ][^\"'\n]*$", re.DOTALL | re.MULTILINE)
_EMPTY = re.compile(r"\n\s+")


def script(name: str, _: Words) -> str:
    """A script without the comments and the spaces that are for those who write it."""
    parts = (_light((ASSETS / part).read_text(encoding="utf-8")) for part in PARTS[name])
    return "".join((_words(_) if name == "competent.js" else "", *parts))


def _words(_: Words) -> str:
    said = {
        "menu": _("Menu"),
        "renewed": _("There is a new version of these pages. What you wrote stays."),
        "load": _("Load it"),
        "keys": _("Single keys work: F, S or / for the search, N and P for the next page and the one before"),
    }
    return f"window.competentWords = {json.dumps(said)};\n"


def _light(text: str) -> str:
    return _EMPTY.sub("\n", _COMMENT.sub("", text)).strip() + "\n"
