"""Build the site beside the last good one and put it in its place at the end, so that there is always a whole site.

A folder that holds what builds have made and nothing else is swapped in one step. One that is a link or a mount, or in
which other people's files lie, stays as it is, and the files of the site are written into it one by one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from pathlib import Path

from competent.files import real_path, sync_folder, write_atomically

KEPT = ("CNAME",)
"""Files at the top of a site that other programs put there, beside those whose names begin with a dot."""


def begin(site: Path, output: Path) -> Path:
    """A folder of this process in which a site is put together: beside the site, to be moved in one step."""
    recover(site)
    for folder in (site.parent, output / ".cache"):
        for left in folder.glob(f".{site.name}-new*"):  # by a build that was killed
            shutil.rmtree(left, ignore_errors=True)
    try:
        return _made(site.parent, site)
    except PermissionError:
        return _made(output / ".cache", site)


def _made(folder: Path, site: Path) -> Path:
    staged = folder / f".{site.name}-new-{os.getpid()}"
    staged.mkdir(parents=True)
    return staged


def old_folder(site: Path) -> Path:
    """Where the last good site stands for the moment between two moves."""
    return site.parent / f".{site.name}-old"


def recover(site: Path) -> None:
    """Bring the last good site back if a machine stopped between the two moves of `publish`."""
    old = old_folder(site)
    if os.path.lexists(old) and not os.path.lexists(site):
        old.rename(site)
    if old.is_symlink():
        old.unlink()
    shutil.rmtree(old, ignore_errors=True)


def _stays(site: Path) -> bool:
    """Whether a folder is one that cannot be moved without harm."""
    return site.is_symlink() or os.path.ismount(site)


def publish(staged: Path, site: Path, before: Collection[str] | None) -> None:
    """Put the finished build in the place of the last one.

    `before` are the files that builds have put there; None where a site is theirs but for what others put into sites.
    """
    now, there = files_of(staged), files_of(site)
    ours = {path for path in there if path in before} if before is not None else set(filter(_is_of_builds, there))
    if ours == there and not _stays(site) and staged.parent == site.parent:
        sync_folder(staged)
        if _swapped(staged, site):
            return
    _write_into(site, staged, now, ours)
    discard(staged)


def made_before(site: Path, root: Path, noted: Collection[str] | None) -> Collection[str] | None:
    """What builds have put into a site, where that is noted. Where it is not, a folder of the project counts as theirs.

    There may lie a site that MkDocs made alone, with model answers in it; elsewhere nothing counts that is not noted.
    """
    ours = real_path(site).is_relative_to(real_path(root)) and not _stays(site)
    return noted if noted is not None or ours else ()


def files_of(folder: Path) -> set[str]:
    """Every file below a folder, and every link."""
    found = set[str]()
    for where, folders, names in os.walk(folder):
        links = (name for name in folders if os.path.islink(os.path.join(where, name)))
        found.update(Path(where, name).relative_to(folder).as_posix() for name in (*names, *links))
    return found


def _is_of_builds(path: str) -> bool:
    return not path.startswith(".") and path not in KEPT


def _swapped(staged: Path, site: Path) -> bool:
    """Move the last site away and the new one there; False where this folder cannot be moved."""
    old = old_folder(site)
    recover(site)
    try:
        if site.exists():
            site.rename(old)
    except OSError:
        return False
    staged.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    return True


def _write_into(site: Path, staged: Path, now: set[str], before: set[str]) -> None:
    """Write what pages need, then the pages, then take away what builds made before and this one has not."""
    real = real_path(site)
    for path in sorted(now, key=lambda path: (path.endswith(".html"), path)):
        write_atomically(real / path, (staged / path).read_bytes())
    for path in sorted(before - now):
        (real / path).unlink(missing_ok=True)
        _without_empty(real, (real / path).parent)


def _without_empty(site: Path, folder: Path) -> None:
    while folder != site and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def discard(staged: Path) -> None:
    """Throw a build away that was not finished; one that was published is no longer here."""
    shutil.rmtree(staged, ignore_errors=True)
