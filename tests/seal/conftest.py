"""A sealed edition, made once, and copies of it to be spoilt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.archives import project
from tests.editions import (
    archive,
    commit,
)


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A project in git, its sealed edition, and the commit."""
    root = project(tmp_path_factory.mktemp("seal") / "du an")
    for name in ("LICENSE", "requirements.lock"):
        (root / name).write_text(f"{name}\n", "utf-8")
    (root / ".gitignore").write_text("/dist/\n", "utf-8")
    head = commit(root)
    result = archive("seal", "2026-11-25", root=root)
    assert result.exit_code == 0, result.output
    return root, root / "dist" / "danvan-2026-11-25", head


@pytest.fixture
def bag(sealed: tuple[Path, Path, str], tmp_path: Path) -> Path:
    """A copy of the sealed edition, to be spoilt."""
    return shutil.copytree(sealed[1], tmp_path / "bag")
