"""What every test may use: the repository's root on the path, small archives, and the real site, built once a run."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # `tests.archives`, under plain `pytest` too

from tests.archives import build_real, make, project

# What a shell starts in the background ignores Ctrl+C, and so would all that the tests start and end by it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuse a pair of pytest and xdist that runs the tests of a group on several workers, in silence."""
    if not session.config.getoption("loadgroup", default=False):
        return
    scattered = [i.nodeid for i in session.items if i.get_closest_marker("xdist_group") and "@" not in i.nodeid]
    if scattered:
        pytest.exit(f"xdist does not heed xdist_group under this pytest: {scattered[0]}", returncode=3)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The minimal valid archive in a folder of its own."""
    return make(tmp_path)


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """The minimal archive as a project that builds."""
    return project(tmp_path)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the real content with its site in `site/`, built by the worker that comes first; to be read alone."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root, made = shared / "real-site", shared / "real-site.made"
    with (shared / "real-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(root, ignore_errors=True)
            build_real(root)
            made.touch()
    return root
