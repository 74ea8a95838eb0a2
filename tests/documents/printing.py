"""Print the small project's documents without a cache, with a version that never changes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from competent.documents.compose import Document, compose, compose_with_pages, roots_of
from competent.documents.press import Job, Printed, print_document, start_worker, write_fonts_conf
from competent.project import Project, load_project

VERSION = "abcdef0123"


def print_all(project_root: Path, scratch: Path) -> dict[str, Printed]:
    """Every document by its path, printed by the workers that a build uses; those that name pages of others last."""
    project = load_project(project_root / "mkdocs.yml")
    assert not project.problems
    conf = write_fonts_conf(scratch, [folder / "fonts" for folder in roots_of(project).templates])
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context, initializer=start_worker, initargs=(conf,)) as pool:
        printed = _print(project, pool, (d for programme in project.programmes for d in compose(project, programme)))
        pages = {path: document.pages for path, document in printed.items()}
        versions = dict.fromkeys(printed, VERSION)
        last = (d for p in project.programmes for d in compose_with_pages(project, p, pages, None, versions)[0])
        return {**printed, **_print(project, pool, last)}


def _print(project: Project, pool: ProcessPoolExecutor, documents: Iterable[Document]) -> dict[str, Printed]:
    found = list(documents)
    roots = roots_of(project)
    jobs = [Job(d.id, d.title, d.author, d.language, d.html, roots, VERSION) for d in found]
    return dict(zip((d.path for d in found), pool.map(print_document, jobs), strict=True))
