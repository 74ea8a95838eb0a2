"""The libraries that the engine needs from the machine, and what to say where one is missing."""

from __future__ import annotations

import re

from competent.text.problem import Place, Problem, ProblemsFound

INSTALL = (
    "Install it. Debian, Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "Fedora: sudo dnf install pango harfbuzz. macOS: brew install pango harfbuzz."
)


class LibraryMissingError(Exception):
    """The engine cannot start in a worker; what it said of that."""


class NothingPrints(ProblemsFound):
    """No document can be printed on this machine."""

    def __init__(self, place: Place, said: str):
        name = re.search(r"'([^'/]+)'", said)  # such as: cannot load library 'libpango-1.0-0': ...
        title = f"What prints needs a library that this machine does not have: {name[1] if name else said}"
        super().__init__([Problem(place, "C314", title, INSTALL)])
