"""How a command ends when it is told to: in order, so that what it began is put away."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells count: 128 and the number of the signal."""
_TOLD = ("SIGTERM", "SIGHUP")
"""What an editor, a service manager or a container sends to end a program, and a terminal that is closed."""


@contextlib.contextmanager
def ending_in_order() -> Iterator[None]:
    """A signal that would end the program at once ends it as an error does: every `finally` is heeded.

    A signal that is heeded or left out already (`nohup`) stays as it is.
    """
    ours = [number for name in _TOLD if (number := getattr(signal, name, None)) and _would_kill(number)]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _would_kill(number: int) -> bool:
    main = threading.current_thread() is threading.main_thread()  # no other may say what a signal does
    return main and signal.getsignal(number) is signal.SIG_DFL


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # a second one does not break off the putting away
    raise SystemExit(128 + number)
