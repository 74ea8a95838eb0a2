"""Print without a cache and with a version that never changes; or let a build run whole without the engine."""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from competent.adapters import load_project
from competent.documents import build as documents
from competent.documents import press as engine
from competent.documents.assets import addresses
from competent.documents.compose import Composer, Document, roots_of
from competent.documents.forms import printed_fields
from competent.documents.press import Job, Printed, print_document, start_worker, write_fonts_conf
from competent.documents.shelf import Shelf
from competent.documents.templates import shipped_templates
from competent.project import Project
from competent.words import Words

VERSION = "abcdef0123"


@dataclass(frozen=True)
class Press:
    """Workers that print as those of a build do."""

    pool: ProcessPoolExecutor

    def print(self, project: Project, documents: Iterable[Document]) -> dict[str, Printed]:
        """What is printed of each document, by its path below `build`."""
        found = list(documents)
        jobs = [job_of(project, document) for document in found]
        return dict(zip((d.path for d in found), self.pool.map(print_document, jobs), strict=True))

    def all(self, project: Project) -> dict[str, Printed]:
        """Every document of a project; those that name pages of others come after these."""
        composers = [Composer(project, programme) for programme in project.programmes]
        printed = self.print(project, (document for composer in composers for document in composer.all()))
        for number in range(1, max(len(composer.rounds) for composer in composers)):
            shelf = shelf_of(printed)
            found = (document for composer in composers for document in composer.round(number, shelf))
            printed = {**printed, **self.print(project, found)}
        return printed


def shelf_of(printed: Mapping[str, Printed]) -> Shelf:
    """What is known of printed documents, by path."""
    pages = {path: document.pages for path, document in printed.items()}
    sides = {path: document.sides for path, document in printed.items()}
    return Shelf(pages, sides, dict.fromkeys(printed, VERSION))


def start_press(scratch: Path, workers: int = 2) -> Press:
    """A press with the fonts that come with the package."""
    conf = write_fonts_conf(scratch, [shipped_templates() / "fonts"])
    context = multiprocessing.get_context("spawn")
    return Press(ProcessPoolExecutor(workers, mp_context=context, initializer=start_worker, initargs=(conf,)))


def job_of(project: Project, document: Document) -> Job:
    """What a worker is given to print."""
    fields = printed_fields(document.form, Words(document.language))
    texts = (document.id, document.title, document.author, document.language, document.html)
    return Job(*texts, roots_of(project), VERSION, fields, document.page_code, document.zoom)


def print_all(project_root: Path, scratch: Path) -> dict[str, Printed]:
    """Every document of a project in which nothing is wrong, by its path."""
    project = load_project(project_root / "mkdocs.yml")
    assert not project.problems
    press = start_press(scratch)
    with press.pool:
        return press.all(project)


@dataclass
class StandIn:
    """In the place of the engine: what it prints is the HTML itself, eight anchors a page."""

    jobs: list[Job] = field(default_factory=list)
    """What it was given, in order."""

    def __call__(self, job: Job) -> Printed:
        self.jobs.append(job)
        pages = self.pages(job)
        sides = max(pages.values(), default=1)
        return Printed(job.final_html().encode(), (), pages, tuple(addresses(job.html)), sides)

    @staticmethod
    def pages(job: Job) -> dict[str, int]:
        """The page of each anchor."""
        anchors = dict.fromkeys(re.findall(r' id="([^"]+)"', job.html))
        return {anchor: number // 8 + 1 for number, anchor in enumerate(anchors)}


class InOrder(Executor):
    """In the place of the workers: does at once what it is asked."""

    def __init__(self, **_: Any):
        """Workers are given a way to start; here there is nothing to start."""

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **options: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(call(*arguments, **options))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def standing_in(printer: Callable[[Job], Printed] | None = None) -> Iterator[StandIn]:
    """Builds run from start to end as they do, but that another printer prints, in this process."""
    stand_in = StandIn()
    with (
        mock.patch.object(documents, "ProcessPoolExecutor", InOrder),
        mock.patch.object(engine, "print_document", printer or stand_in),
    ):
        yield stand_in


def build(root: Path) -> set[str]:
    """Build the documents of a project in which nothing is wrong; returns those that were printed."""
    project = load_project(root / "mkdocs.yml")
    assert not project.problems
    printed: set[str] = set()
    documents.finish(documents.start(project), lambda path, done, total: printed.add(path))
    return printed


def everything(root: Path) -> set[str]:
    """All documents that builds have made, without the spreadsheets."""
    files = (file for folder in ("pdf", "restricted") for file in (root / "build" / folder).rglob("*.pdf"))
    return {file.relative_to(root / "build").as_posix() for file in files}
