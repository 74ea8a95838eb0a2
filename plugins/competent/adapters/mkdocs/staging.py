"""Build the site beside the last good one and swap them at the end, so that there is always a whole site."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path


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


def warnings_counted() -> bool:
    """Whether MkDocs has counted warnings in this build, which under --strict end it in failure."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(counts() for handler in handlers if (counts := getattr(handler, "get_counts", None)))
