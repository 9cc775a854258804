"""A folder in another's place, in one step: what the kernel, the C library and the file system can of it.

Takes two folders beside each other; gives each in the other's place, on the disk before it is seen there.
Where the kernel cannot exchange folders two renames do it, between which the old one stands under a third name.
"""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_LIBC = ctypes.CDLL(None, use_errno=True)


def replace(place: Path, new: Path, parked: Path) -> None:
    """Put a new folder where a folder may stand: that is where the new one was, then.

    Between two renames the old one is `parked`. Raises what the system refuses: then the old one is in its place.
    """
    try:
        # A missing or empty folder is replaced by a plain rename, and rename(2) refuses anything else.
        new.rename(place)
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise
        # Where the exchange fails, for whatever reason, the two renames either work or name the true error.
        if not exchange(new, place):
            _two_renames(place, new, parked)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the C library, the kernel or the file system cannot."""
    renameat2 = getattr(_LIBC, "renameat2", None)
    if renameat2 is None:
        return False
    status = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(status == 0)


def flush(folder: Path) -> None:
    """Have the new files on the disk before they are swapped in, against a power cut.

    One syncfs(2) is twenty times faster than an fsync(2) for each file.
    """
    syncfs = getattr(_LIBC, "syncfs", None)
    if syncfs is None:
        os.sync()
        return
    with _opened(folder) as descriptor:
        if syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))


def settle(folder: Path) -> None:
    """Have the new names in a folder on the disk, where its file system can: the swap is made by now."""
    with suppress(OSError), _opened(folder) as descriptor:
        os.fsync(descriptor)


def _two_renames(place: Path, new: Path, parked: Path) -> None:
    place.rename(parked)
    try:
        new.rename(place)
    except BaseException:
        parked.rename(place)
        raise
    # From here on it is to be deleted, and must not be put back half deleted.
    parked.rename(new)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
