"""The scripts of a site, in its words: one for every page, others for what few pages have."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from competent.words import N_, Label, Words

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
    ),
    "feedback.js": ("answers/feedback.js",),
    "mine.js": ("answers/xfdf.js", "answers/mine.js"),
    "projector.js": ("projector.js",),
    "tables.js": ("tables.js",),
}
"""What each script is made of, in order."""
SAID: Mapping[str, tuple[str, Mapping[str, Label]]] = {
    "competent.js": (
        "competentWords",
        {
            "menu": N_("Menu"),
            "renewed": N_("There is a new version of these pages. What you wrote stays."),
            "load": N_("Load it"),
            "keys": N_("Single keys work: F, S or / for the search, N and P for the next page and the one before"),
            "project": N_("Show on a projector"),
        },
    ),
    "projector.js": (
        "competentProjector",
        {
            "task": N_("What is to be done"),
            "time": N_("Time left"),
            "start": N_("Start the clock"),
            "pause": N_("Pause the clock"),
            "reset": N_("From the beginning"),
            "minutes": N_("Minutes"),
            "over": N_("The time is over."),
            "before": N_("Activity before"),
            "next": N_("Next activity"),
            "leave": N_("Leave"),
        },
    ),
}
"""What scripts say in the language of the site, and the name under which they find it."""
_COMMENT = re.compile(r"^[ ]*/\*.*?\*/[ ]*$|[ ]+//[ ][^\"'\n]*$", re.DOTALL | re.MULTILINE)
_EMPTY = re.compile(r"\n\s+")


def script(name: str, _: Words) -> str:
    """A script without the comments and the spaces that are for those who write it."""
    parts = (_light((ASSETS / part).read_text(encoding="utf-8")) for part in PARTS[name])
    return "".join((_words(name, _), *parts))


def _words(script: str, _: Words) -> str:
    if script not in SAID:
        return ""
    name, labels = SAID[script]
    return f"window.{name} = {json.dumps({key: _(label) for key, label in labels.items()})};\n"


def _light(text: str) -> str:
    return _EMPTY.sub("\n", _COMMENT.sub("", text)).strip() + "\n"
