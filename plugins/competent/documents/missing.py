"""What documents name and what is not there: fonts, icons and pictures of the templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePosixPath

from competent.documents.assets import Roots
from competent.documents.compose import Document
from competent.documents.templates import Templates
from competent.project import Project
from competent.text.problem import Place, Problem


def missing_files(
    documents: Iterable[Document], templates: Templates, roots: Roots, project: Project
) -> Iterator[Problem]:
    """C304: fonts and icons that a template names and that are not there. What pages show is checked with the pages."""
    for address in sorted({address for document in documents for address in document.addresses}):
        if roots.find(address) is None:
            name = PurePosixPath(address).name
            noun = "font" if name.endswith((".ttf", ".otf", ".woff2")) else "file"
            hint = f"Put it into the folder “{PurePosixPath(address).parent}”, or correct the name."
            yield Problem(_where_named(address, templates, project), "C304", f"There is no {noun} “{name}”", hint)


def _where_named(address: str, templates: Templates, project: Project) -> Place:
    for file in chain.from_iterable(sorted(folder.rglob("*")) for folder in templates.folders):
        if file.suffix in (".css", ".j2"):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if address in line:
                    shown = file.relative_to(templates.root) if file.is_relative_to(templates.root) else file
                    return Place(shown.as_posix(), number, line.index(address) + 1)
    return project.config.setting_place("templates")
