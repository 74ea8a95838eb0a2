"""Build the documents of a project: print in worker processes what has changed, publish when all are done."""

from __future__ import annotations

import functools
import hashlib
import multiprocessing
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from competent.documents.alignment import alignment
from competent.documents.assets import content_hash
from competent.documents.cache import Cache, engine_version
from competent.documents.compose import Composer, Document, Selection, roots_of, templates_of
from competent.documents.forms import printed_fields
from competent.documents.library import LibraryMissingError, NothingPrints
from competent.documents.manifest import manifests
from competent.documents.missing import missing_files
from competent.documents.shelf import Shelf
from competent.files import code_hash, hash_files, sweep, write_together
from competent.lock import OneBuild
from competent.programme.documents import sheet_path
from competent.programme.models import Programme
from competent.project import Project
from competent.roster import roster_file
from competent.stopping import interrupts_held_back
from competent.text.problem import Place, Problem, ProblemsFound
from competent.text.refused import refusals_told
from competent.words import Words

if TYPE_CHECKING:
    from competent.documents.press import Printed

ALIGNMENT = "alignment-matrix"
"""The kind that is a spreadsheet too."""
Progress = Callable[[str, int, int], None]
"""Called with the name of what was done, how many are done and how many there are."""


@dataclass
class Made:
    """What was made of one programme."""

    keys: dict[str, str] = field(default_factory=dict)
    """The keys of its documents by their path below `build`."""
    manifests: dict[str, str] = field(default_factory=dict)
    """What its documents are and what their fields mean, by the path of each manifest."""


@dataclass
class Build:
    """A build that is under way: documents are being printed while other work goes on."""

    project: Project
    cache: Cache
    only: Selection = None
    """The documents to make, such as `us118028/learner-guide`; None for all."""
    made: dict[str, Made] = field(default_factory=dict)
    """By the fingerprint of what a programme is made of, what is made of it."""
    changed: dict[str, Composer] = field(default_factory=dict)
    """By the same fingerprints, who composes what names pages of others when these are printed."""
    composed: dict[str, list[Document]] = field(default_factory=dict)
    """By the same fingerprints, the documents that were composed."""
    waiting: dict[Future[Printed], tuple[Document, str]] = field(default_factory=dict)
    pool: ProcessPoolExecutor | None = None
    done: int = 0
    """How many documents have been printed."""
    right: OneBuild | None = None
    """To write below the output, while it lasts."""

    @property
    def keys(self) -> dict[str, str]:
        """The key of every document by its path below `build`."""
        return {path: key for made in self.made.values() for path, key in made.keys.items()}


def start(project: Project, only: Selection = None) -> Build:
    """Compose what has changed and hand it to the workers; returns while they print.

    Raises ProblemsFound when a template fails, when a font, icon or picture is missing, and for what the file system
    refuses.
    """
    with refusals_told(project.root):
        return _started(project, only)


def _started(project: Project, only: Selection) -> Build:
    roots = roots_of(project)
    build = Build(project, Cache(project.output / ".cache", roots), only, right=OneBuild(project.output).taken())
    for part in ("pdf", "restricted"):
        sweep(project.output / part)
    engine = engine_version()
    known = build.cache.made() if only is None else {}
    templates = templates_of(project)
    for programme in project.programmes:
        fingerprint = _fingerprint(project, programme, engine)
        if fingerprint in known:
            build.made[fingerprint] = Made(known[fingerprint]["keys"], known[fingerprint]["manifests"])
        else:
            build.changed[fingerprint] = Composer(project, programme, templates)
    try:
        problems = [found for fingerprint in build.changed for found in _start_programme(build, fingerprint, engine)]
        if problems:
            raise ProblemsFound(problems)
    except BaseException:
        cancel(build)
        raise
    return build


def _start_programme(build: Build, fingerprint: str, engine: str) -> list[Problem]:
    """Compose the documents of a programme and hand them to the workers, which print while the next is composed."""
    composer = build.changed[fingerprint]
    try:
        documents = composer.all(build.only)
    except ProblemsFound as found:
        return found.problems
    if missing := list(missing_files(documents, composer.templates, roots_of(build.project), build.project)):
        return missing
    keyed = _keyed(build.project, documents, engine)
    build.composed[fingerprint] = documents
    build.made[fingerprint] = Made({document.path: key for document, key in keyed})
    _send(build, [(document, key) for document, key in keyed if not build.cache.has(key)])
    return []


def _keyed(project: Project, documents: list[Document], engine: str) -> list[tuple[Document, str]]:
    """The documents, each with the hash of all that it depends on."""
    digest = functools.cache(roots_of(project).digest)  # documents share fonts and icons
    return [(document, content_hash(_made_of(document), document.addresses, digest, engine)) for document in documents]


def _made_of(document: Document) -> str:
    """All that goes into a printed document beside files."""
    fields = printed_fields(document.form, Words(document.language))
    parts = (document.title, document.author, document.language, repr(fields), document.html)
    return "\0".join(parts)


def _send(build: Build, jobs: list[tuple[Document, str]]) -> None:
    """Hand documents to the workers, the longest first."""
    if not jobs:
        return
    from competent.documents.press import Job, print_document  # heavy; not always needed

    roots = roots_of(build.project)
    build.pool = build.pool or _pool(build)
    for document, key in sorted(jobs, key=lambda job: -len(job[0].html)):
        fields = printed_fields(document.form, Words(document.language))
        texts = (document.id, document.title, document.author, document.language, document.html)
        job = Job(*texts, roots, version_of(key), fields, document.page_code, document.zoom)
        with interrupts_held_back():  # a worker that has just been started would show a traceback for Ctrl-C
            future = build.pool.submit(print_document, job)
        build.waiting[future] = (document, key)


def version_of(key: str) -> str:
    """The version of a document, as its footer has it, by the hash of what it depends on."""
    return key[:10]


def _pool(build: Build) -> ProcessPoolExecutor:
    """The workers; as many are started as there is work for."""
    from competent.documents.press import start_worker, write_fonts_conf

    roots = roots_of(build.project)
    fonts_conf = write_fonts_conf(build.cache.folder / "fonts", [folder / "fonts" for folder in roots.templates])
    return ProcessPoolExecutor(
        max_workers=build.project.settings.workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=start_worker,
        initargs=(fonts_conf,),
    )


def finish(build: Build, progress: Progress | None = None, copies: Mapping[str, Path] | None = None) -> list[Path]:
    """Wait for the workers, then publish every document below `build`; returns the files that changed there.

    `copies` says by the paths of documents where else each is written: with the others, or none of them.

    Raises ProblemsFound when a document could not be printed, and for what the file system refuses; then nothing is
    published.
    """
    with refusals_told(build.project.root):
        return _finished(build, progress, copies or {})


def _finished(build: Build, progress: Progress | None, copies: Mapping[str, Path]) -> list[Path]:
    try:
        problems = _collect(build, progress)
        for number in range(1, max((len(composer.rounds) for composer in build.changed.values()), default=0)):
            if not problems:
                _send(build, _next_round(build, number))
                problems = _collect(build, progress)
    except BaseException:
        cancel(build)
        raise
    try:
        if build.pool:
            build.pool.shutdown()
        if problems:
            raise ProblemsFound(problems)
        return _publish(build, copies)
    finally:
        _give_back(build)


def _next_round(build: Build, number: int) -> list[tuple[Document, str]]:
    """Compose what awaits documents that are printed by now; returns what is to be printed."""
    engine = engine_version()
    jobs: list[tuple[Document, str]] = []
    for fingerprint, composer in build.changed.items():
        made = build.made[fingerprint]
        shelf = _shelf(build, made)
        documents = composer.round(number, shelf, build.only)
        keyed = _keyed(build.project, documents, engine)
        jobs += [(document, key) for document, key in keyed if not build.cache.has(key)]
        made.keys.update({document.path: key for document, key in keyed})
        if any(document.kind == ALIGNMENT for document in documents):
            made.keys[sheet_path(composer.programme)] = _keep_sheet(build, composer, shelf, engine)
        build.composed[fingerprint] += documents
        made.manifests = _manifests(build, composer.programme, fingerprint)
    return jobs


def _shelf(build: Build, made: Made) -> Shelf:
    """What is known of the documents of a programme that are printed."""
    return Shelf(
        {path: build.cache.pages(key) for path, key in made.keys.items()},
        {path: build.cache.sides(key) for path, key in made.keys.items()},
        {path: version_of(key) for path, key in made.keys.items()},
    )


def _manifests(build: Build, programme: Programme, fingerprint: str) -> dict[str, str]:
    versions = {path: version_of(key) for path, key in build.made[fingerprint].keys.items()}
    return manifests(build.project, programme, build.composed[fingerprint], versions)


def _keep_sheet(build: Build, composer: Composer, shelf: Shelf, engine: str) -> str:
    """Make the spreadsheet of the alignment matrix, where it is not kept already; returns its key."""
    from competent.documents.spreadsheet import alignment_sheet  # heavy; not always needed

    table = alignment(composer.making(shelf))
    settings, words = build.project.settings, composer.words
    parts = (engine, settings.provider.name, settings.paper, words.language, repr(table))
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    if not build.cache.has(key):
        build.cache.keep(key, alignment_sheet(table, settings.provider.name, settings.paper, words), {})
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
    try:
        printed = _result(build, future, document)
    except NothingPrints:
        raise  # none of the others can be printed either
    except ProblemsFound as found:
        return found.problems
    build.cache.keep(key, printed.pdf, printed.pages, printed.used, printed.sides)
    return []


def print_now(project: Project, document: Document) -> bytes:
    """The PDF of a document that no cache keeps. Raises ProblemsFound when it cannot be printed."""
    build = Build(project, Cache(project.output / ".cache", roots_of(project)))
    ((_document, key),) = _keyed(project, [document], engine_version())
    try:
        _send(build, [(document, key)])
        (future,) = build.waiting
        return _result(build, future, document).pdf
    finally:
        cancel(build)


def _result(build: Build, future: Future[Printed], document: Document) -> Printed:
    """What the worker printed. Raises ProblemsFound, with the document's name, for whatever it ran into."""
    place = Place(f"{build.project.settings.output}/{document.path}")
    try:
        printed = future.result()
    except LibraryMissingError as error:
        raise NothingPrints(Place(build.project.config.file.name), str(error)) from None
    except BrokenProcessPool:
        hint = "It may have run out of memory; try again."
        title = "The worker that printed this document died"
        raise ProblemsFound([Problem(place, "C311", title, hint)]) from None
    except Exception as error:  # whatever the engine runs into, the author is told which document it was
        title = f"The document could not be printed: {error}"
        hint = "Please report this with the document's sources."
        raise ProblemsFound([Problem(place, "C312", title, hint)]) from error
    if printed.complaints:
        raise ProblemsFound(Problem(place, "C313", f"In print: {complaint}") for complaint in printed.complaints)
    return printed


def _publish(build: Build, copies: Mapping[str, Path]) -> list[Path]:
    """Put every document in its place, and take away those that builds made before and the project no longer has."""
    output = build.project.output
    files = {path: build.cache.file(key).read_bytes() for path, key in sorted(build.keys.items())}
    before, made = build.cache.paths(), {}
    if build.only is None:
        made = {number: {"keys": found.keys, "manifests": found.manifests} for number, found in build.made.items()}
        notes = {path: f"{text}\n".encode() for found in build.made.values() for path, text in found.manifests.items()}
        files.update(notes)
        build.cache.remember(made, before.union(files))
        build.cache.prune(build.keys.values())
    places = {output / path: data for path, data in files.items()}
    changed = write_together({**places, **{copy: files[path] for path, copy in copies.items()}})
    if build.only is None:
        for path in before.difference(files):
            (output / path).unlink(missing_ok=True)
        build.cache.remember(made, files)
    return [file for file in changed if file in places]


def _give_back(build: Build) -> None:
    if build.right:
        build.right.give_back()


def cancel(build: Build) -> None:
    """Stop the workers at once; what was published before stays as it was."""
    _give_back(build)
    if build.pool:
        workers = list((getattr(build.pool, "_processes", None) or {}).values())
        build.pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()


def _fingerprint(project: Project, programme: Programme, engine: str) -> str:
    """A hash of all that any document of the programme could depend on: not the pages of other programmes."""
    roots = roots_of(project)
    config = project.config
    own = {page.uri for page in programme.pages}
    others = {page.uri for other in project.programmes for page in other.pages} - own
    folders = [config.content, config.standards, *roots.templates]
    files = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
    mine = [roster] if (roster := roster_file(config.rosters, programme.id)).is_file() else []
    mine += [file for file in files if not _is_of_others(file, config.content, others)]
    mine += [Path(name) for name in sorted(project.included)]
    texts = sorted((uri, text) for uri, text in config.texts.items() if uri in own)
    settings = project.settings.model_dump_json(exclude={"checks", "check_date", "workers"})
    tools = project.pages.tools(True) or secrets.token_hex()  # what cannot be known is never the same twice
    parts = (engine, code_hash(), programme.id, settings, tools, repr(texts), hash_files(project.root, mine))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _is_of_others(file: Path, content: Path, others: set[str]) -> bool:
    return file.is_relative_to(content) and file.relative_to(content).as_posix() in others
