"""One build at a time: whoever writes below an output folder holds its lock, and others wait.

The lock is one of the operating system (`flock`), so a build that is killed leaves none behind. Linux, macOS and other
systems of their family have it; Windows has it inside WSL.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import sys
from pathlib import Path

UNKNOWN = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a disk says that knows no locks, such as some of networks: there nobody is waited for."""


_held: set[tuple[int, int]] = set()
"""The files whose locks this process has; a number of a process is no name: each container has a process 1."""


class OneBuild:
    """The right to write below an output folder. Waits while another process has it, and says which."""

    def __init__(self, output: Path):
        self.output, self.file = output, output / ".cache" / "lock"
        self.handle: int | None = None
        self.is_inner = False
        """Whether another build of this very process holds the lock: it would wait for itself."""

    def taken(self) -> OneBuild:
        """Take it; inside another build of the same process there is nothing to wait for."""
        while self.handle is None:
            self.handle = self._opened()
        return self

    def give_back(self) -> None:
        """Let others write."""
        if self.handle is not None:
            if not self.is_inner:
                _held.discard(_number_of(self.handle))
            os.close(self.handle)  # which ends the lock
            self.handle = None

    def _opened(self) -> int | None:
        """The file of the lock, which is held now; None where it was deleted while this process waited."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            self.is_inner = _number_of(handle) in _held
            if self.is_inner:
                return handle
            self._wait(handle)
            if not self._is_the_file(handle):
                os.close(handle)
                return None
            os.truncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
            _held.add(_number_of(handle))
        except BaseException:
            with contextlib.suppress(OSError):
                os.close(handle)
            raise
        return handle

    def _wait(self, handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            who = f" (process {holder})" if holder else ""
            print(
                f"Another build{who} writes to {self.output.name}: this one goes on when that has ended.",
                file=sys.stderr,
                flush=True,
            )
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in UNKNOWN:
                raise

    def _is_the_file(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self.file.stat())
        except FileNotFoundError:
            return False


def _number_of(handle: int) -> tuple[int, int]:
    """What the system calls a file by, whatever its name."""
    found = os.fstat(handle)
    return found.st_dev, found.st_ino
