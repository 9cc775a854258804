"""What every test may use: the repository's root on the path, small archives, and the real site, built once a run."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from functools import wraps
from hashlib import sha256
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # `tests.archives`, under plain `pytest` too

from tests.archives import build_real, make, project

from archive.finish import draw

# What a shell starts in the background ignores Ctrl+C, and so would all that the tests start and end by it.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuse a pair of pytest and xdist that runs the tests of a group on several workers, in silence."""
    if not session.config.getoption("loadgroup", default=False):
        return
    scattered = [i.nodeid for i in session.items if i.get_closest_marker("xdist_group") and "@" not in i.nodeid]
    if scattered:
        pytest.exit(f"xdist does not heed xdist_group under this pytest: {scattered[0]}", returncode=3)


def shared(factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of this run have in common."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The minimal valid archive in a folder of its own."""
    return make(tmp_path)


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """The minimal archive as a project that builds."""
    return project(tmp_path)


@pytest.fixture(scope="session", autouse=True)
def _drawn_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A picture that a build of this run has drawn already is not drawn again: most have the minimal archive's cards."""
    folder, drawing = shared(tmp_path_factory) / "drawn", draw.draw
    folder.mkdir(exist_ok=True)

    @wraps(drawing)
    def once(jobs: Sequence[draw.Job]) -> None:
        kept = {job.file: folder / sha256(repr(job._replace(file="")).encode()).hexdigest() for job in jobs}
        drawing([job for job in jobs if not kept[job.file].exists()])
        for file, known in kept.items():
            if known.exists():
                shutil.copyfile(known, file)
            else:
                # Whole under its name: another worker may look for it at this moment.
                aside = known.with_name(f"{known.name}.{os.getpid()}")
                shutil.copyfile(file, aside)
                aside.replace(known)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(draw, "draw", once)
        yield


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the real content with its site in `site/`, built by the worker that comes first; to be read alone."""
    folder = shared(tmp_path_factory)
    root, made = folder / "real-site", folder / "real-site.made"
    with (folder / "real-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(root, ignore_errors=True)
            build_real(root)
            made.touch()
    return root
