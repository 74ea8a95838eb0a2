"""Print one document that no build makes and no cache keeps, such as a sheet with people's names."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from competent.documents.assets import content_hash
from competent.documents.cache import engine_version
from competent.documents.compose import Document, roots_of
from competent.project import Project
from competent.text.problem import Place, Problem, ProblemsFound


def print_single(project: Project, document: Document) -> bytes:
    """The PDF of a document. Raises ProblemsFound when it cannot be printed."""
    from competent.documents.press import Job, print_document, start_worker, write_fonts_conf  # heavy

    roots = roots_of(project)
    version = content_hash(f"{document.title}\0{document.html}", roots, engine_version())[:10]
    job = Job(document.id, document.title, document.author, document.language, document.html, roots, version)
    fonts = write_fonts_conf(project.output / ".cache" / "fonts", [folder / "fonts" for folder in roots.templates])
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=start_worker, initargs=(fonts,)) as pool:
        try:
            printed = pool.submit(print_document, job).result()
        except BrokenProcessPool as error:
            hint = "It may have run out of memory; try again."
            raise ProblemsFound([Problem(Place(document.path), "C311", "The worker died", hint)]) from error
        except Exception as error:  # whatever the engine runs into, the user is told which document it was
            title = f"The document could not be printed: {error}"
            raise ProblemsFound([Problem(Place(document.path), "C312", title)]) from error
    if printed.complaints:
        raise ProblemsFound(Problem(Place(document.path), "C313", f"In print: {text}") for text in printed.complaints)
    return printed.pdf
