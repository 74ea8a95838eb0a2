"""Hash every file of a build, and say what differs from an earlier one: proof that a refactoring changed nothing.

    python -m tests.hashes build > before.txt
    python -m tests.hashes build --against before.txt

A compressed file is hashed by what is in it, since gzip notes the time at which it was packed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.building import snapshot


def hashes(folder: Path) -> dict[str, str]:
    """A hash for each file below the folder by its path; the cache of builds is no output."""
    found = {path: digest for path, digest in snapshot(folder).items() if not path.startswith(".cache/")}
    for path in (path for path in found if path.endswith(".gz")):
        found[path] = hashlib.sha256(gzip.decompress((folder / path).read_bytes())).hexdigest()
    return found


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """A line for each file that is new (+), gone (-) or other than it was (~), by path."""
    lines = []
    for path in sorted({*before, *after}):
        if before.get(path) != after.get(path):
            sign = "+" if path not in before else "-" if path not in after else "~"
            lines.append(f"{sign} {path}")
    return lines


def read(file: Path) -> dict[str, str]:
    """What an earlier run printed."""
    rows = (line.partition("  ") for line in file.read_text(encoding="utf-8").splitlines())
    return {path: digest for digest, _, path in rows}


def main() -> int:
    """The command; the exit code is 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", type=Path, metavar="FILE", help="what an earlier run printed")
    options = parser.parse_args()
    found = hashes(options.folder)
    if options.against is None:
        print("\n".join(f"{digest}  {path}" for path, digest in found.items()))
        return 0
    lines = differences(read(options.against), found)
    print("\n".join([*lines, f"{len(found)} files, {len(lines)} differ"]), file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
