"""What every test may use: the repository's root on the path, and small archives."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # `tests.archives`, under plain `pytest` too

from tests.archives import make, project


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The minimal valid archive in a folder of its own."""
    return make(tmp_path)


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """The minimal archive as a project that builds."""
    return project(tmp_path)
