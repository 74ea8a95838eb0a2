"""What the tests of documents share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from competent.adapters import load_project
from competent.project import Project
from tests.building import Built, once, small_project, tool
from tests.documents.printing import Press, StandIn, build, print_all, standing_in, start_press


@pytest.fixture(scope="session")
def loaded(built: Built) -> Project:
    """The real project as the package reads it."""
    return load_project(built.root / "mkdocs.yml")


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """A worker that prints what it is given."""
    press = start_press(tmp_path_factory.mktemp("press"), workers=1)
    with press.pool:
        yield press


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


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, built once without the engine."""
    root = small_project(tmp_path_factory.mktemp("first") / "project")
    with standing_in():
        build(root)
    return root


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """What prints in the place of the engine, and remembers it."""
    with standing_in() as found:
        yield found


@pytest.fixture
def small_built(first_build: Path, tmp_path: Path, stand_in: StandIn) -> Path:
    """A copy of the small project that is built already, to change something in it and build again."""
    return shutil.copytree(first_build, tmp_path / "project")
