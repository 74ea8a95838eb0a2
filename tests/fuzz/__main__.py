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
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from tests.fuzz.judge import BASES, Failure, files_of, judged, projects_in
from tests.fuzz.mutate import mutated

CORPUS = Path(__file__).resolve().parent / "corpus"
CHUNK = 50
STUCK = 1800
"""Seconds after which a chunk that nothing interrupts ends its worker."""
COMPOSED = 0.05
"""The share of the inputs of which, if nothing is wrong with them, everything is composed."""
WITH_MKDOCS = 0.03
"""The share of the inputs that MkDocs reads too; settings it always does."""
LIKELY = (12, 4, 1, 1, 1)
"""How often each of the projects is taken."""


@dataclass(frozen=True)
class Input:
    """Files that take the place of others in a project."""

    base: str
    files: Mapping[Path, bytes]
    compose: bool = True
    mkdocs: bool = True

    @property
    def name(self) -> str:
        """What it is kept by."""
        digest = hashlib.sha256(b"".join(self.files.values())).hexdigest()
        return f"{self.base}-{digest[:10]}"

    def failures(self, roots: Mapping[str, Path]) -> list[Failure]:
        """What goes wrong with it."""
        return judged(roots[self.base], self.files, compose=self.compose, mkdocs=self.mkdocs)

    def smaller(self, roots: Mapping[str, Path]) -> Input:
        """The one file that is enough to fail; itself where it takes several."""
        alone = (replace(self, files={file: data}) for file, data in self.files.items())
        return next((given for given in alone if len(self.files) > 1 and given.failures(roots)), self)

    def keep(self) -> None:
        """Write it into the corpus."""
        for file, data in self.files.items():
            target = CORPUS / self.name / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def kept() -> list[Input]:
    """What failed before."""
    found = []
    for folder in sorted(CORPUS.iterdir()) if CORPUS.is_dir() else ():
        files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
        base = folder.name.partition("-")[0]
        found.append(Input(base, {file.relative_to(folder): file.read_bytes() for file in files}))
    return found


def made(rng: random.Random, roots: Mapping[str, Path]) -> Input:
    """An input: settings or a standard alone, since much is said of them only; of other files up to four at once."""
    base = rng.choices(BASES, LIKELY)[0]
    files = files_of(roots[base])
    first = rng.choice(files)
    others = [file for file in files if file.suffix != ".yml" and file != first]
    several = [first] if first.suffix == ".yml" else [first, *rng.sample(others, min(len(others), 3))]
    changed = {file: mutated(rng, (roots[base] / file).read_bytes()) for file in several}
    return Input(base, changed, rng.random() < COMPOSED, first.name == "mkdocs.yml" or rng.random() < WITH_MKDOCS)


def tried(seed: int, count: int, roots: Mapping[str, Path]) -> Iterator[tuple[Input, list[Failure]]]:
    """At least so many mutated files that are made of a seed, each with what goes wrong."""
    rng, number = random.Random(seed), 0  # noqa: S311 (no secret)
    while number < count:
        given = made(rng, roots)
        number += len(given.files)
        failures = given.failures(roots)
        yield (given.smaller(roots) if failures else given), failures


ROOTS: dict[str, Path] = {}
"""Of this worker."""


def start(folder: str) -> None:
    """Give a worker its copies of the projects."""
    gc.set_threshold(50_000, 20, 20)
    ROOTS.update(projects_in(Path(tempfile.mkdtemp(dir=folder))))


def chunk(seed: int, count: int) -> tuple[int, list[tuple[Input, list[Failure]]]]:
    """How many files were tried, and the failures; what cannot even be interrupted ends the worker."""
    faulthandler.dump_traceback_later(STUCK, exit=True)
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere), contextlib.redirect_stdout(nowhere):
        all_of_them = list(tried(seed, count, ROOTS))
    faulthandler.cancel_dump_traceback_later()
    return sum(len(given.files) for given, _ in all_of_them), [found for found in all_of_them if found[1]]


def main() -> None:
    """Try so many inputs; exit 1 where one fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument(
        "--seed", type=int, default=0, help=f"of the first {CHUNK} inputs; the next {CHUNK} have the next"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + -(-options.inputs // CHUNK))
    kinds: Counter[str] = Counter()
    done = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(options.workers, initializer=start, initargs=(folder,)) as pool,
    ):
        for number, found in pool.map(chunk, seeds, [CHUNK] * len(seeds)):
            done += number
            for given, failures in found:
                for failure in failures:
                    kinds[failure.signature] += 1
                    if kinds[failure.signature] == 1:
                        given.keep()
                        print(f"{failure.signature}\n    {given.name}", flush=True)
            print(f"\r{done} of {options.inputs}", end="", file=sys.stderr, flush=True)
    print(f"\n{done} inputs, {sum(kinds.values())} failures of {len(kinds)} kinds.")
    for signature, count in kinds.most_common():
        print(f"{count:6d} {signature}")
    sys.exit(1 if kinds else 0)


if __name__ == "__main__":
    main()
