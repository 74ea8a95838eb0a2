"""What the tests of the checks share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import project_copy
from tests.checks.cases import WholeProject


@pytest.fixture
def whole(tmp_path: Path) -> WholeProject:
    """A project of two programmes in which nothing at all is wrong."""
    project_copy("whole", tmp_path)
    return WholeProject(tmp_path)
