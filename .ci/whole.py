"""Say what an environment lacks: files of its packages, or its place. Usage: python -I -S .ci/whole.py .venv

A set-up that was stopped leaves packages without some of their files; one that was moved, scripts that look for Python
where it was. Needs nothing but Python itself, since nothing else may be there. Exit codes: 0 whole, 1 not.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path


def flaws(environment: Path) -> Iterator[str]:
    """What is wrong, in words; nothing where the environment is whole."""
    folders = sorted(environment.glob("lib/python3*/site-packages"))
    if len(folders) != 1:
        yield f"it has {len(folders)} folders of packages"
    for folder in folders:
        for record in sorted(folder.glob("*.dist-info")):
            yield from _lost(folder, record)
    for script in (environment / "bin" / "mkdocs", environment / "bin" / "competent"):
        if script.is_file() and not _is_of(script, environment):
            yield "it was made in another place"
            return


def _lost(folder: Path, package: Path) -> Iterator[str]:
    """What a package does not have, or not in full, of the files that it says it has."""
    name = package.name.partition("-")[0]
    try:
        with (package / "RECORD").open(encoding="utf-8", newline="") as stream:
            rows = [row for row in csv.reader(stream) if len(row) == 3]
    except (OSError, UnicodeError):
        yield f"the package {name} does not say what is in it"
        return
    lost = [path for path, _hash, size in rows if not _is_there(folder / path, size)]
    if lost:
        yield f"the package {name} lacks files, such as {lost[0]}"


def _is_there(file: Path, size: str) -> bool:
    try:
        found = file.stat().st_size
    except OSError:
        return False
    return not size or found == int(size)


def _is_of(script: Path, environment: Path) -> bool:
    """Whether a script is run by the Python of this environment: its first lines say by which."""
    head = os.fsdecode(script.read_bytes()[:1000])
    names = [line.strip("#!' ").removeprefix("'exec' ").split('"') for line in head.splitlines()[:3]]
    paths = [Path(part.strip()) for parts in names for part in parts if part.strip().startswith("/")]
    return any(path.parent.is_dir() and path.parent.samefile(environment / "bin") for path in paths)


if __name__ == "__main__":
    found = list(flaws(Path(sys.argv[1])))
    for flaw in found:
        print(flaw, file=sys.stderr)
    sys.exit(1 if found else 0)
