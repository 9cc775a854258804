"""When the preview is built anew: what it is made from has changed, and has been left alone for a moment.

Looks at the files' times and sizes twice a second, which takes a few milliseconds and works on every file system. What
changes while a build runs differs from the look that was taken before it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from archive.folders import FILES, READ
from archive.preview.sources import spare

WATCHED = (*READ, *FILES)
"""All that a build reads, but for git's history."""
EVERY = 0.5
"""Seconds."""

Look = dict[str, tuple[int, int, int]]
"""Every file below the watched ones: what it is, when it was changed and how long it is."""


def look(root: Path) -> Look:
    """How the watched files are now; what cannot be seen is not there."""
    return {path: mark for name in WATCHED for path, mark in files(root / name).items()}


def files(path: Path) -> Look:
    """How the file, or every file below the folder, is now."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            return {file: _mark(stat) for file, stat in _files(str(path))}
        return {str(path): _mark(path.lstat())}
    return {}


def changed(root: Path, seen: Look) -> None:
    """Wait until the files are other than `seen`, and have come to rest."""
    before = seen
    while (now := look(root)) == seen or now != before:
        before = now
        time.sleep(EVERY)


def _mark(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_ino, found.st_mtime_ns, found.st_size


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with suppress(OSError):
        for entry in os.scandir(folder):
            # Python's own notes would be a change after every build.
            if spare(entry.name) or entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                with suppress(OSError):  # gone meanwhile
                    yield entry.path, entry.stat(follow_symlinks=False)
