"""Print the small project's documents without a cache, with a version that never changes."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from competent.checks.project import load_project
from competent.documents.compose import compose, roots_of
from competent.documents.press import Job, Printed, print_document, start_worker, write_fonts_conf

VERSION = "abcdef0123"


def print_all(project_root: Path, scratch: Path) -> dict[str, Printed]:
    """Every document by its path, printed by the workers that a build uses."""
    project = load_project(project_root / "mkdocs.yml")
    assert not project.problems
    roots = roots_of(project)
    conf = write_fonts_conf(scratch, [folder / "fonts" for folder in roots.templates])
    context = multiprocessing.get_context("spawn")
    documents = [document for programme in project.programmes for document in compose(project, programme)]
    jobs = [Job(d.id, d.title, d.author, d.language, d.html, roots, VERSION) for d in documents]
    with ProcessPoolExecutor(2, mp_context=context, initializer=start_worker, initargs=(conf,)) as pool:
        printed = list(pool.map(print_document, jobs))
    return {document.path: result for document, result in zip(documents, printed, strict=True)}
