"""Count the warnings of a build, by which it is known whether it may stand."""

from __future__ import annotations

import logging

from mkdocs.utils import CountHandler


class Warnings(CountHandler):
    """Counts the warnings of a build: those of a quiet one too, which are not said."""

    def begin(self) -> None:
        """Count from now on. Where warnings would not come this far, what shows them is told not to."""
        logger = logging.getLogger("mkdocs")
        self.counts.clear()
        self.setLevel(logging.WARNING)
        if logger.level > logging.WARNING:
            for handler in logger.handlers:
                handler.setLevel(max(handler.level, logger.level))
            logger.setLevel(logging.WARNING)
        logger.addHandler(self)

    def end(self) -> None:
        """Count no more."""
        logging.getLogger("mkdocs").removeHandler(self)
