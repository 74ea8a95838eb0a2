"""Build the site beside the last good one and swap them at the end, so that there is always a whole site."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from mkdocs.utils import CountHandler


def staging_folder(site: Path) -> Path:
    """Where a build is put together; on the same disk, so that it can be moved in one step."""
    return site.parent / f".{site.name}-new"


def old_folder(site: Path) -> Path:
    """Where the last good site stands for the moment between two moves."""
    return site.parent / f".{site.name}-old"


def recover(site: Path) -> None:
    """Bring the last good site back if a machine stopped between the two moves of `swap`."""
    old = old_folder(site)
    if old.is_dir() and not site.exists():
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def swap(site: Path) -> None:
    """Put the finished build in the place of the last one."""
    staging, old = staging_folder(site), old_folder(site)
    recover(site)
    if site.exists():
        site.rename(old)
    staging.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def discard(staged: Path) -> None:
    """Throw a build away that was not finished; one that was swapped in is no longer here."""
    shutil.rmtree(staged, ignore_errors=True)


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
