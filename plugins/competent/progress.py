"""Show progress: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def shown_progress(things: str = "Documents", done: str = "Printed") -> Iterator[Callable[[str, int, int], None]]:
    """Yields a function that is told what was done, how many are done and how many there are."""
    if not sys.stderr.isatty():
        yield _plain_lines(done, time.monotonic())
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (
        TextColumn(things),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda name, number, total: progress.update(task, completed=number, total=total, description=name)


def _plain_lines(what: str, start: float) -> Callable[[str, int, int], None]:
    def line(name: str, done: int, total: int) -> None:
        print(f"{what} {done}/{total}: {name} ({time.monotonic() - start:.1f} s)", file=sys.stderr, flush=True)

    return line
