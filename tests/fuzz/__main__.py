"""Try mutated files on all processors: `python -m tests.fuzz --inputs 20000`. Each failure is kept in `corpus/`."""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import gc
import hashlib
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.judge import BASES, Failure, files_of, judged, projects_in
from tests.fuzz.mutate import mutated

CORPUS = Path(__file__).resolve().parent / "corpus"
CHUNK = 40
COMPOSED = 0.04
"""The share of the inputs of which, if nothing is wrong with them, everything is composed."""
WITH_MKDOCS = 0.03
"""The share of the inputs that MkDocs reads too; settings it always does."""
LIKELY = (5, 3, 1, 1, 1)
"""How often each of the projects is taken."""


@dataclass(frozen=True)
class Input:
    """A file that takes the place of another in a project."""

    base: str
    file: str
    data: bytes

    @property
    def name(self) -> str:
        """What it is kept by."""
        return f"{self.base}-{hashlib.sha256(self.data).hexdigest()[:10]}"

    def keep(self) -> None:
        """Write it into the corpus."""
        target = CORPUS / self.name / self.file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.data)


def kept() -> list[Input]:
    """What failed before."""
    found = []
    for folder in sorted(CORPUS.iterdir()) if CORPUS.is_dir() else ():
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                base = folder.name.partition("-")[0]
                found.append(Input(base, file.relative_to(folder).as_posix(), file.read_bytes()))
    return found


def tried(seeds: Iterable[int], roots: Mapping[str, Path]) -> Iterator[tuple[Input, list[Failure]]]:
    """What is made of these seeds, each with what goes wrong."""
    for seed in seeds:
        rng = random.Random(seed)  # noqa: S311 (no secret)
        base = rng.choices(BASES, LIKELY)[0]
        file = rng.choice(files_of(roots[base]))
        data = mutated(rng, (roots[base] / file).read_bytes())
        compose, mkdocs = rng.random() < COMPOSED, file.name == "mkdocs.yml" or rng.random() < WITH_MKDOCS
        yield Input(base, file.as_posix(), data), judged(roots[base], file, data, compose=compose, mkdocs=mkdocs)


ROOTS: dict[str, Path] = {}
"""Of this worker."""


def start(folder: str) -> None:
    """Give a worker its copies of the projects."""
    gc.set_threshold(50_000, 20, 20)
    ROOTS.update(projects_in(Path(tempfile.mkdtemp(dir=folder))))


def chunk(first: int, count: int) -> list[tuple[Input, list[Failure]]]:
    """The failures of so many seeds; what cannot even be interrupted ends the worker."""
    faulthandler.dump_traceback_later(CHUNK * 15, exit=True)
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere), contextlib.redirect_stdout(nowhere):
        found = [(given, failures) for given, failures in tried(range(first, first + count), ROOTS) if failures]
    faulthandler.cancel_dump_traceback_later()
    return found


def main() -> None:
    """Try so many inputs; exit 1 where one fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0, help="of the first input; each has the next number")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    starts = range(options.seed, options.seed + options.inputs, CHUNK)
    kinds: Counter[str] = Counter()
    first: dict[str, Input] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(options.workers, initializer=start, initargs=(folder,)) as pool,
    ):
        sizes = [min(CHUNK, options.seed + options.inputs - start) for start in starts]
        for number, found in enumerate(pool.map(chunk, starts, sizes), 1):
            for given, failures in found:
                for failure in failures:
                    kinds[failure.signature] += 1
                    if failure.signature not in first:
                        first[failure.signature] = given
                        given.keep()
                        print(f"\n{failure.signature}\n    {given.name}/{given.file}", flush=True)
            if sys.stderr.isatty() or number % 25 == 0:
                print(f"\r{number * CHUNK} of {options.inputs}", end="", file=sys.stderr, flush=True)
    print(f"\n{options.inputs} inputs, {sum(kinds.values())} failures of {len(kinds)} kinds.")
    for signature, count in kinds.most_common():
        print(f"{count:6d} {signature}")
    sys.exit(1 if kinds else 0)


if __name__ == "__main__":
    main()
