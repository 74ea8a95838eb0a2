"""MkDocs' own command, in this process: a signal reaches it, and nothing of it is left when this one ends."""

from __future__ import annotations

from collections.abc import Sequence

import click
from mkdocs.__main__ import cli

from competent.stopping import INTERRUPTED


def run(arguments: Sequence[str]) -> int:
    """Run `mkdocs` with these arguments and return its exit code. What it says goes where it always goes."""
    try:
        cli.main(list(arguments), prog_name="mkdocs", standalone_mode=False)
    except click.exceptions.Abort:  # Ctrl-C
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return 0
