"""Build the documents of a project: print in worker processes what has changed, publish when all are done."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from competent.checks.project import Project
from competent.documents.assets import content_hash
from competent.documents.cache import Cache, code_hash, engine_version, hash_files
from competent.documents.compose import Document, compose, roots_of
from competent.files import write_atomically
from competent.problem import Place, Problem, ProblemsFound
from competent.programme.models import Programme

if TYPE_CHECKING:
    from competent.documents.press import Printed

Progress = Callable[[str, int, int], None]
"""Called with the name of what was done, how many are done and how many there are."""


@dataclass
class Build:
    """A build that is under way: documents are being printed while other work goes on."""

    project: Project
    cache: Cache
    fingerprints: dict[str, dict[str, str]] = field(default_factory=dict)
    """For what each programme is made of, the keys of its documents by their path below `build`."""
    waiting: dict[Future[Printed], tuple[Document, str]] = field(default_factory=dict)
    pool: ProcessPoolExecutor | None = None

    @property
    def keys(self) -> dict[str, str]:
        """The key of every document by its path below `build`."""
        return {path: key for keys in self.fingerprints.values() for path, key in keys.items()}


def start(project: Project) -> Build:
    """Compose what has changed and hand it to the workers; returns while they print.

    Raises ProblemsFound when a template fails or a font, icon or picture is missing.
    """
    build = Build(project, Cache(project.output / ".cache"))
    engine = engine_version()
    known = build.cache.known_keys()
    jobs: list[tuple[Document, str]] = []
    problems: list[Problem] = []
    for programme in project.programmes:
        number = _fingerprint(project, programme, engine)
        if number not in known:
            try:
                keyed = _keyed(project, programme, engine)
            except ProblemsFound as found:
                problems += found.problems
                continue
            jobs += [(document, key) for document, key in keyed if not build.cache.has(key)]
            known[number] = {document.path: key for document, key in keyed}
        build.fingerprints[number] = known[number]
    if problems:
        raise ProblemsFound(problems)
    _send(build, jobs)
    return build


def _keyed(project: Project, programme: Programme, engine: str) -> list[tuple[Document, str]]:
    """The documents of a programme, composed, each with the hash of all that it depends on."""
    roots = roots_of(project)
    documents = compose(project, programme)
    return [(d, content_hash(f"{d.title}\0{d.author}\0{d.html}", roots, engine)) for d in documents]


def _send(build: Build, jobs: list[tuple[Document, str]]) -> None:
    """Start as many workers as there is work for, the longest documents first."""
    if not jobs:
        return
    from competent.documents.press import (
        Job,
        print_document,
        start_worker,
        write_fonts_conf,
    )  # heavy; not always needed

    project = build.project
    roots = roots_of(project)
    fonts_conf = write_fonts_conf(build.cache.folder / "fonts", [folder / "fonts" for folder in roots.templates])
    build.pool = ProcessPoolExecutor(
        max_workers=min(project.settings.workers, len(jobs)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=start_worker,
        initargs=(fonts_conf,),
    )
    for document, key in sorted(jobs, key=lambda job: -len(job[0].html)):
        job = Job(document.id, document.title, document.author, document.language, document.html, roots, key[:10])
        build.waiting[build.pool.submit(print_document, job)] = (document, key)


def finish(build: Build, progress: Progress | None = None) -> list[Path]:
    """Wait for the workers, then publish every document below `build`; returns the files that changed.

    Raises ProblemsFound when a document could not be printed; then nothing is published.
    """
    problems = _collect(build, progress)
    if problems:
        raise ProblemsFound(problems)
    build.cache.remember(build.fingerprints)
    build.cache.prune(build.keys.values())
    changed = [file for path, key in sorted(build.keys.items()) if (file := _publish(build, path, key))]
    _withdraw(build)
    return changed


def _collect(build: Build, progress: Progress | None) -> list[Problem]:
    problems: list[Problem] = []
    total = len(build.waiting)
    try:
        for number, future in enumerate(as_completed(build.waiting), 1):
            document, key = build.waiting[future]
            problems += _take(build, future, document, key)
            if progress:
                progress(document.path, number, total)
    except BaseException:
        cancel(build)
        raise
    if build.pool:
        build.pool.shutdown()
    return problems


def _take(build: Build, future: Future[Printed], document: Document, key: str) -> list[Problem]:
    place = Place(f"{build.project.settings.output}/{document.path}")
    try:
        printed = future.result()
    except BrokenProcessPool:
        return [
            Problem(
                place, "C311", "The worker that printed this document died", "It may have run out of memory; try again."
            )
        ]
    except Exception as error:  # whatever the engine runs into, the author is told which document it was
        return [
            Problem(
                place,
                "C312",
                f"The document could not be printed: {error}",
                "Please report this with the document's sources.",
            )
        ]
    if printed.complaints:
        return [Problem(place, "C313", f"In print: {complaint}") for complaint in printed.complaints]
    build.cache.keep(key, printed.pdf)
    return []


def _publish(build: Build, path: str, key: str) -> Path | None:
    target = build.project.output / path
    return target if write_atomically(target, build.cache.file(key).read_bytes()) else None


def _withdraw(build: Build) -> None:
    """Remove documents that the project no longer has, so that nobody hands out an old one."""
    for kind in ("pdf", "restricted"):
        for file in (build.project.output / kind).rglob("*.pdf"):
            if file.relative_to(build.project.output).as_posix() not in build.keys:
                file.unlink()


def cancel(build: Build) -> None:
    """Stop the workers at once; what was published before stays as it was."""
    if build.pool:
        build.pool.shutdown(wait=False, cancel_futures=True)
        for worker in multiprocessing.active_children():
            worker.terminate()


def _fingerprint(project: Project, programme: Programme, engine: str) -> str:
    """A hash of every file that any document of the programme could depend on: not those of other programmes."""
    roots = roots_of(project)
    folders = [roots.content, project.root / project.settings.standards, *roots.templates]
    others = tuple(roots.content / other.folder for other in project.programmes if other.id != programme.id)
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
    mine = [file for file in files if not any(file.is_relative_to(folder) for folder in others)]
    parts = (engine, code_hash(), programme.id, project.settings.model_dump_json(), hash_files(mine))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
