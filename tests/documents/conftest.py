"""What the tests of documents share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from competent.project import Project, load_project
from tests.building import Built, once, small_project, tool
from tests.documents.printing import print_all


@pytest.fixture(scope="session")
def loaded(built: Built) -> Project:
    """The real project as the package reads it."""
    return load_project(built.root / "mkdocs.yml")


@pytest.fixture(scope="session")
def page_texts() -> Callable[[Path], list[str]]:
    """The text of each page of a PDF, as `pdftotext` finds it."""
    known: dict[Path, list[str]] = {}

    def texts(pdf: Path) -> list[str]:
        if pdf not in known:
            known[pdf] = tool("pdftotext", "-enc", "UTF-8", pdf, "-").split("\f")[:-1]
        return known[pdf]

    return texts


@pytest.fixture(scope="session")
def small_pdfs(shared: Path) -> Path:
    """A folder with the small project's documents, printed once; their version is fixed."""
    folder = shared / "small"
    printed = folder / "printed"

    def make() -> None:
        project = small_project(folder / "project")
        for path, document in print_all(project, folder / "fonts").items():
            target = printed / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(document.pdf)

    once(folder, make)
    return printed
