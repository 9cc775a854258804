"""One holder at a time: a lock beside what it is for, which ends with its holder, however that ends.

Takes the lock's file, and the words for who comes second; gives the open file, to be released.
Refuses a second holder at once, and a file that is a link or no plain one.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from archive import regular
from archive.findings import Text
from archive.refusal import Refusal


class BusyError(Refusal):
    """Another build holds the lock."""


def acquire(path: Path, busy: Text) -> IO[str]:
    """Hold the lock; its folder is made where it is missing. Raises what the system refuses."""
    # flock, because the kernel releases it when its holder dies, by kill -9 too: a lock that is only a file
    # would outlive the build, and somebody would have to judge whether it is stale.
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        lock = regular.appending(path)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.close()
            raise BusyError(busy) from error
        except OSError:
            lock.close()
            raise
        # Its last holder may have deleted the file after we opened it: a lock on that one holds nobody off.
        if _is_at(lock, path):
            return lock
        lock.close()


def release(lock: IO[str], path: Path) -> None:
    """Hold it no more, and leave no file behind."""
    with lock, suppress(OSError):
        if _is_at(lock, path):
            path.unlink()


def _is_at(lock: IO[str], path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(lock.fileno()), path.lstat())
    return False
