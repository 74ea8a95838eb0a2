"""Starts the `competent` command. Ctrl-C ends it without a word from the first moment, before it has loaded itself."""

from __future__ import annotations

import os
import signal

from competent.stopping import INTERRUPTED


def main() -> None:
    """Load the command and run it."""
    waits = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not ignored, as in the background
    if waits:
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))  # nothing has been begun yet
    from competent.cli import main as command

    if waits:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    command()


if __name__ == "__main__":
    main()
