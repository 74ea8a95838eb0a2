"""What the tests of the MkDocs plugin share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.sites import Site, copied
from tests.building import run_warm, small_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project with templates of its own, built without documents: a good site to fall back on."""
    root = small_project(tmp_path / "project", templates=True)
    quick = root / "mkdocs.yml"
    text = quick.read_text(encoding="utf-8")
    quick.write_text(text.replace("  - competent:\n", "  - competent:\n      documents: false\n"), encoding="utf-8")
    done = run_warm("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def small(tmp_path: Path) -> Site:
    """The small project, to be built without documents."""
    return copied("small", tmp_path / "small")


@pytest.fixture
def dialect(tmp_path: Path) -> Site:
    """The project with every extension, to be built without documents."""
    return copied("dialect", tmp_path / "dialect")
