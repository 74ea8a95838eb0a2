"""Seal what a page shows only after an answer, when all else has been done to its HTML."""

from __future__ import annotations

import re

from markdown.postprocessors import Postprocessor

from competent.blocks.feedback import SEALED
from competent.text.sealing import sealed

LAST = -1000
"""After what else is done to the HTML of a page, such as putting back what an author wrote as HTML."""
_PARTS = re.compile(rf'\s*<{SEALED} key="([^"]*)">(.*?)</{SEALED}>\s*', re.DOTALL)


class Seal(Postprocessor):
    """Puts what is sealed into attributes, where no search and no reader finds words."""

    def run(self, text: str) -> str:
        """The page without a word that stands between the tags."""
        return _PARTS.sub(lambda found: f'<i hidden="" data-why="{sealed(found[1], found[2].strip())}"></i>', text)
