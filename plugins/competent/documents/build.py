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

from competent.documents.alignment import Alignment
from competent.documents.assets import content_hash
from competent.documents.cache import Cache, code_hash, engine_version, hash_files
from competent.documents.compose import Document, Selection, compose, compose_with_pages, roots_of
from competent.documents.spreadsheet import alignment_sheet
from competent.files import write_atomically
from competent.programme.models import Programme
from competent.project import Project
from competent.roster import roster_file
from competent.text.problem import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from competent.documents.press import Printed

Progress = Callable[[str, int, int], None]
"""Called with the name of what was done, how many are done and how many there are."""


@dataclass
class Build:
    """A build that is under way: documents are being printed while other work goes on."""

    project: Project
    cache: Cache
    only: Selection = None
    """The documents to make, such as `us118028/learner-guide`; None for all."""
    fingerprints: dict[str, dict[str, str]] = field(default_factory=dict)
    """For what each programme is made of, the keys of its documents by their path below `build`."""
    changed: dict[str, Programme] = field(default_factory=dict)
    """By the same fingerprints, the programmes whose documents with page numbers are still to be composed."""
    waiting: dict[Future[Printed], tuple[Document, str]] = field(default_factory=dict)
    pool: ProcessPoolExecutor | None = None
    done: int = 0
    """How many documents have been printed."""

    @property
    def keys(self) -> dict[str, str]:
        """The key of every document by its path below `build`."""
        return {path: key for keys in self.fingerprints.values() for path, key in keys.items()}


def start(project: Project, only: Selection = None) -> Build:
    """Compose what has changed and hand it to the workers; returns while they print.

    Raises ProblemsFound when a template fails or a font, icon or picture is missing.
    """
    build = Build(project, Cache(project.output / ".cache"), only)
    engine = engine_version()
    known = build.cache.known_keys()
    for programme in project.programmes:
        number = _fingerprint(project, programme, engine)
        if number in known and only is None:
            build.fingerprints[number] = known[number]
        else:
            build.changed[number] = programme
    problems = [problem for number in build.changed for problem in _start_programme(build, number, engine)]
    if problems:
        cancel(build)
        raise ProblemsFound(problems)
    return build


def _start_programme(build: Build, number: str, engine: str) -> list[Problem]:
    """Compose the documents of a programme and hand them to the workers, which print while the next is composed."""
    try:
        keyed = _keyed(build.project, compose(build.project, build.changed[number], build.only), engine)
    except ProblemsFound as found:
        return found.problems
    build.fingerprints[number] = {document.path: key for document, key in keyed}
    _send(build, [(document, key) for document, key in keyed if not build.cache.has(key)])
    return []


def _keyed(project: Project, documents: list[Document], engine: str) -> list[tuple[Document, str]]:
    """The documents, each with the hash of all that it depends on."""
    roots = roots_of(project)
    return [(d, content_hash(f"{d.title}\0{d.author}\0{d.language}\0{d.html}", roots, engine)) for d in documents]


def _send(build: Build, jobs: list[tuple[Document, str]]) -> None:
    """Hand documents to the workers, the longest first; as many are started as there is work for."""
    if not jobs:
        return
    from competent.documents.press import Job, print_document  # heavy; not always needed

    roots = roots_of(build.project)
    build.pool = build.pool or _pool(build, len(jobs) * len(build.changed))
    for document, key in sorted(jobs, key=lambda job: -len(job[0].html)):
        version = version_of(key)
        job = Job(document.id, document.title, document.author, document.language, document.html, roots, version)
        build.waiting[build.pool.submit(print_document, job)] = (document, key)


def version_of(key: str) -> str:
    """The version of a document, as its footer has it, by the hash of what it depends on."""
    return key[:10]


def _pool(build: Build, jobs: int) -> ProcessPoolExecutor:
    from competent.documents.press import start_worker, write_fonts_conf

    roots = roots_of(build.project)
    fonts_conf = write_fonts_conf(build.cache.folder / "fonts", [folder / "fonts" for folder in roots.templates])
    return ProcessPoolExecutor(
        max_workers=min(build.project.settings.workers, jobs),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=start_worker,
        initargs=(fonts_conf,),
    )


def finish(build: Build, progress: Progress | None = None) -> list[Path]:
    """Wait for the workers, then publish every document below `build`; returns the files that changed.

    Raises ProblemsFound when a document could not be printed; then nothing is published.
    """
    try:
        problems = _collect(build, progress)
        if not problems:
            _send(build, _with_pages(build))
            problems = _collect(build, progress)
    except BaseException:
        cancel(build)
        raise
    if build.pool:
        build.pool.shutdown()
    if problems:
        raise ProblemsFound(problems)
    if build.only is None:
        build.cache.remember(build.fingerprints)
        build.cache.prune(build.keys.values())
    changed = [file for path, key in sorted(build.keys.items()) if (file := _publish(build, path, key))]
    if build.only is None:
        _withdraw(build)
    return changed


def _with_pages(build: Build) -> list[tuple[Document, str]]:
    """Compose what names the pages of other documents, now that they are printed; returns what is to be printed."""
    engine = engine_version()
    jobs: list[tuple[Document, str]] = []
    for number, programme in build.changed.items():
        keys = build.fingerprints[number]
        pages = {path: build.cache.pages(key) for path, key in keys.items()}
        versions = {path: version_of(key) for path, key in keys.items()}
        documents, tables = compose_with_pages(build.project, programme, pages, build.only, versions)
        keyed = _keyed(build.project, documents, engine)
        jobs += [(document, key) for document, key in keyed if not build.cache.has(key)]
        keys.update({document.path: key for document, key in keyed})
        keys.update({path: _keep_sheet(build, table, engine) for path, table in tables.items()})
    return jobs


def _keep_sheet(build: Build, table: Alignment, engine: str) -> str:
    """Make the spreadsheet of a matrix, where it is not kept already; returns its key."""
    key = hashlib.sha256(f"{engine}\0{build.project.settings.provider.name}\0{table!r}".encode()).hexdigest()
    if not build.cache.has(key):
        build.cache.keep(key, alignment_sheet(table, build.project.settings.provider.name), {})
    return key


def _collect(build: Build, progress: Progress | None) -> list[Problem]:
    problems: list[Problem] = []
    total = build.done + len(build.waiting)
    for future in as_completed(build.waiting):
        document, key = build.waiting[future]
        problems += _take(build, future, document, key)
        build.done += 1
        if progress:
            progress(document.path, build.done, total)
    build.waiting.clear()
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
    build.cache.keep(key, printed.pdf, printed.pages)
    return []


def _publish(build: Build, path: str, key: str) -> Path | None:
    target = build.project.output / path
    return target if write_atomically(target, build.cache.file(key).read_bytes()) else None


def _withdraw(build: Build) -> None:
    """Remove documents that the project no longer has, so that nobody hands out an old one."""
    for kind in ("pdf", "restricted"):
        for file in (build.project.output / kind).rglob("*.*"):
            if file.suffix in (".pdf", ".xlsx") and file.relative_to(build.project.output).as_posix() not in build.keys:
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
    mine = [roster] if (roster := roster_file(project.root / project.settings.rosters, programme.id)).is_file() else []
    mine += [file for file in files if not any(file.is_relative_to(folder) for folder in others)]
    parts = (engine, code_hash(), programme.id, project.settings.model_dump_json(), hash_files(mine))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
