"""Put a folder together beside the last good one and swap them at the end, so that there is always a whole one."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path


def staging_folder(target: Path) -> Path:
    """Where the new one is put together; on the same disk, so that it can be moved in one step."""
    return target.parent / f".{target.name}-new"


def old_folder(target: Path) -> Path:
    """Where the last good one stands for the moment between two moves."""
    return target.parent / f".{target.name}-old"


def recover(target: Path, kept: Iterable[str] = ()) -> None:
    """Bring the last good one back if a machine stopped between the two moves of `swap`; or what it was to keep."""
    old = old_folder(target)
    if old.is_dir() and not target.exists():
        old.rename(target)
    _keep(old, target, kept)
    shutil.rmtree(old, ignore_errors=True)


def swap(target: Path, kept: Iterable[str] = ()) -> None:
    """Put what is finished in the place of the last one; what is `kept` in that folder stays in it."""
    staging, old = staging_folder(target), old_folder(target)
    recover(target, kept)
    if target.exists():
        target.rename(old)
    staging.rename(target)
    _keep(old, target, kept)
    shutil.rmtree(old, ignore_errors=True)


def _keep(old: Path, target: Path, kept: Iterable[str]) -> None:
    for name in kept:
        if (old / name).exists() and not (target / name).exists():
            (old / name).rename(target / name)


def discard(staged: Path) -> None:
    """Throw away what was not finished; what was swapped in is no longer here."""
    shutil.rmtree(staged, ignore_errors=True)
