"""Options and output of the benchmarks."""

from __future__ import annotations

import os
import platform
import tempfile
import textwrap
import time
from importlib import metadata
from pathlib import Path

import click

from tests.bench import measures, projects
from tests.bench.clock import run, say
from tests.bench.measures import Result

TIMES = click.IntRange(1, 99)


@click.command(epilog="Example: python -m tests.bench --repeat 3 --repeat-long 1")
@click.option("--repeat", default=7, show_default=True, type=TIMES, help="How often the quick builds run.")
@click.option("--repeat-long", default=2, show_default=True, type=TIMES, help="How often the long ones run.")
def main(repeat: int, repeat_long: int) -> None:
    """Measure the builds of this project in temporary copies, and say which targets are reached."""
    start, load = time.monotonic(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="competent-bench-") as name:
        results = _measured(Path(name), repeat, repeat_long)
    for line in _table(results):
        click.echo(line)
    for number, result in enumerate(results, 1):
        click.echo(f"\n[{number}] {result.what}")
        for note in result.notes:
            click.echo(textwrap.fill(note, 100, initial_indent="  - ", subsequent_indent="    "))
    click.echo(f"\n{_machine()}. {time.monotonic() - start:.0f} s in all; {_busy(load)}")


def _measured(folder: Path, repeat: int, repeat_long: int) -> list[Result]:
    project = projects.competent_project(folder / "competent")
    say("First build")
    run(project, *measures.SITE)
    found = [
        measures.warm_build(folder, project, repeat),
        measures.edit_without_documents(folder, project, repeat),
        measures.edited_section_served(folder, project, repeat),
        measures.composing(folder, repeat_long),
        measures.one_word_edit(project, repeat_long),
        measures.learner_guides(folder, project, repeat_long),
        measures.whole_pack(project, repeat_long),
        measures.memory(project),
        measures.visit(folder, project, repeat),
    ]
    return [result for result in found if result]


def _table(results: list[Result]) -> list[str]:
    rows = [("", "Measure", "Value", "Target", "")]
    for number, result in enumerate(results, 1):
        verdict = "reached" if result.reached else "missed"
        rows.append((f"[{number}]", result.what, result.value, result.target, verdict))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return [lines[0], "-" * max(map(len, lines)), *lines[1:]]


def _busy(load: float) -> str:
    """Other work on the machine slows what uses all processors more than what uses one."""
    advice = " (the machine was busy: measure again when it is not)" if load > 1 else ""
    return f"load {load:.1f} at the start{advice}."


def _machine() -> str:
    names = ("weasyprint", "mkdocs", "mkdocs-material", "mkdocs-to-pdf")
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in names)
    return f"{os.cpu_count()} processors, Python {platform.python_version()}, {versions}"


if __name__ == "__main__":
    main()
