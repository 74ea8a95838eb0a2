"""Write files so that an interruption leaves the old one or the new one, and know whether files are what they were."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import sysconfig
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

KEEP_DAYS = 14
"""How long something kept is left that no build has used, for those who go back and forth between versions."""
MOST_BYTES = 200_000_000
"""How much of it is left: some fifteen times what three programmes of a hundred pages are kept in."""


def write_atomically(file: Path, data: bytes) -> bool:
    """Write the file in one step; a file that already holds these bytes is left alone. Says whether it was written."""
    return bool(write_together({file: data}))


def write_together(files: Mapping[Path, bytes]) -> list[Path]:
    """Write files so that a full disk leaves all as they were; returns those that did not hold these bytes already.

    They are on the disk before they get their names: after a power cut there is the old one or the new one.
    """
    written: dict[Path, str] = {}
    try:
        for file, data in files.items():
            if not _holds(file, data):
                written[file] = _written_beside(file, data, synced=True)
        for file, name in written.items():
            os.replace(name, file)
    except BaseException:
        for name in written.values():
            Path(name).unlink(missing_ok=True)
        raise
    return list(written)


def _holds(file: Path, data: bytes) -> bool:
    return file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data


def _written_beside(file: Path, data: bytes, *, synced: bool) -> str:
    """Write under another name in the same folder; returns that name."""
    name = ""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:100]}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.chmod(name, 0o644)
            if synced:
                os.fsync(stream.fileno())
    except BaseException as error:
        if name:
            Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno:  # a full disk does not say which file it had no room for
            raise OSError(error.errno, error.strerror, str(file)) from error
        raise
    return name


_UNFINISHED = re.compile(r"\..+\.(?:json|pdf|xlsx)\.[a-z0-9_]{8}")
"""The other name under which a document is written before it gets its own."""


def sweep(folder: Path) -> None:
    """Take away what a command that was killed had begun to write below a folder. Nobody may be writing there."""
    for file in folder.rglob(".*"):
        if _UNFINISHED.fullmatch(file.name) and file.is_file() and not file.is_symlink():
            file.unlink()


def sync_folder(folder: Path) -> None:
    """See to it that all below a folder is on the disk before the folder gets its name."""
    for where, _folders, names in os.walk(folder):
        for name in (*names, ""):
            handle = os.open(os.path.join(where, name), os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def write_new(file: Path, data: bytes) -> None:
    """Write a file in one step that is not there yet. Raises FileExistsError where one is, whatever it holds."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(file):
        raise FileExistsError(file)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, 0o644)
        os.link(name, file)  # unlike a move, it never takes the place of a file
    finally:
        Path(name).unlink(missing_ok=True)


def write_kept(file: Path, data: bytes) -> None:
    """Write a file that only saves time, in a folder that is in no repository.

    Nobody waits for the disk: who reads it sees whether it is whole.
    """
    ignore = file.parent / ".gitignore"
    if not ignore.exists():
        write_atomically(ignore, b"*\n")
    if not _holds(file, data):
        os.replace(_written_beside(file, data, synced=False), file)


def files_below(folder: Path) -> list[Path]:
    """Every file below a folder, in order; links to folders are followed, each place once."""
    found: list[Path] = []
    seen: set[str] = set()
    for where, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(where)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        found += [Path(where, name) for name in names]
    return sorted(file for file in found if file.is_file())


def real_path(file: Path) -> Path:
    """Where a file lies when all links are followed; where they lead in a circle, as it is."""
    return Path(os.path.realpath(file))


def path_from(root: Path, file: Path) -> str:
    """The path of a file as people are told it: from the project, or the whole of it where the file lies elsewhere."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()


def hash_files(root: Path, files: Iterable[Path]) -> str:
    """A hash of the paths of these files, as seen from a folder, and of their bytes."""
    digest = hashlib.sha256()
    for file in files:
        name = path_from(root, file)
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


@functools.cache
def code_hash() -> str:
    """A hash of this package's own code and words, and of the packages that are installed beside it."""
    package = Path(__file__).resolve().parent
    files = [file for ending in ("*.py", "*.po", "*.yml") for file in package.rglob(ending)]
    installed = sorted(file.name for file in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    return hashlib.sha256("\0".join([hash_files(package, sorted(files)), *installed]).encode()).hexdigest()


def prune(files: Iterable[Path], days: int = KEEP_DAYS, most: int = MOST_BYTES) -> None:
    """Delete those of the files that are so many days old, and the oldest while all are larger than so many bytes."""
    before, room = time.time() - days * 86_400, most
    found = sorted(((file.stat(), file) for file in files), key=lambda pair: -pair[0].st_mtime)
    for stat, file in found:
        room -= stat.st_size
        if not days or stat.st_mtime < before or room < 0:
            file.unlink(missing_ok=True)
