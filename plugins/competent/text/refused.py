"""What the file system refuses, as a Problem: the file, the reason, and what to do about it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from competent.files import path_from
from competent.text.problem import Place, Problem, ProblemsFound

FULL = ("The disk is full", "Make room on it, then try again. What was there before is as it was.")
DENIED = (
    "There is no permission for this",
    "Change who may read and write it, or work as its owner.",
)
IN_THE_WAY = ("A file stands where a folder should be, or a folder where a file should be", "Give it another name.")
REASONS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: ("The share of the disk that this user has is full", FULL[1]),
    errno.EFBIG: ("This file would be larger than files may be here", FULL[1]),
    errno.EACCES: DENIED,
    errno.EPERM: DENIED,
    errno.EROFS: (
        "This lies on a disk that can only be read",
        "Set “output” and site_dir to other folders.",
    ),
    errno.EEXIST: IN_THE_WAY,
    errno.ENOTDIR: IN_THE_WAY,
    errno.EISDIR: IN_THE_WAY,
    errno.ENAMETOOLONG: (
        "This name is too long for the disk",
        "Shorten it, or the names of its folders.",
    ),
    errno.EIO: ("The disk does not answer as it should", "Look whether it is whole, and try again."),
    errno.EMFILE: ("Too many files are open at once", "Raise the limit, such as with “ulimit -n 4096”."),
    errno.ENFILE: ("Too many files are open at once", "Close other programs, and try again."),
}
"""By what the system says, what that means and what to do."""


def refused(error: OSError, root: Path) -> Problem:
    """C315 at the file that could not be read or written."""
    title, hint = REASONS.get(error.errno or 0, (error.strerror or str(error), "Look at this file and its folder."))
    file = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else root
    if title == IN_THE_WAY[0]:
        file = next((above for above in (file, *file.parents) if os.path.lexists(above)), file)
    return Problem(Place(path_from(root, file)), "C315", title, hint)


def is_refusal(error: BaseException) -> bool:
    """Whether the file system says no, and not a program that looks for what is not there."""
    return isinstance(error, OSError) and error.errno in REASONS


@contextmanager
def refusals_told(root: Path) -> Iterator[None]:
    """What the file system refuses meanwhile is raised as ProblemsFound."""
    try:
        yield
    except OSError as error:
        raise ProblemsFound([refused(error, root)]) from error
