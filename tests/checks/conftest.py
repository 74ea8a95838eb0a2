"""What the tests of the checks share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.checks.cases import WHOLE, WholeProject


@pytest.fixture
def whole(tmp_path: Path) -> WholeProject:
    """A project of two programmes in which nothing at all is wrong."""
    shutil.copytree(WHOLE, tmp_path, dirs_exist_ok=True)
    return WholeProject(tmp_path)
