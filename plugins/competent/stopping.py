"""A command that is stopped, by Ctrl-C or by the system, cleans up and ends without a word."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl-C; what `kill` and systems that shut down send; a terminal that is closed."""


INTERRUPTED = 128 + signal.SIGINT
"""The exit code after Ctrl-C, as shells count."""
BY_OTHERS = (signal.SIGTERM, signal.SIGHUP)
"""The same without Ctrl-C, where that is how one ends a program that waits for it."""


@contextmanager
def ends_quietly(numbers: Iterable[signal.Signals] = STOPS) -> Iterator[None]:
    """While it lasts, a signal to stop ends the program as if it had ended by itself, so that all is put away.

    What somebody else has already arranged for a signal stays, such as that it is ignored.
    """
    before = {}
    if threading.current_thread() is threading.main_thread():  # others may arrange nothing
        usual = (signal.SIG_DFL, signal.default_int_handler)
        before = {number: found for number in numbers if (found := signal.getsignal(number)) in usual}
    for number in before:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number, found in before.items():
            signal.signal(number, found)


def _end(number: int, _at: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # a second one, of somebody in a hurry, would leave half of it lying
    sys.exit(128 + number)


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """While it lasts, Ctrl-C waits; processes that are started meanwhile never hear of it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
