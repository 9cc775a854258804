"""Files opened and replaced as what they are: never through a symbolic link, never a pipe or a device.

Takes paths that somebody else may have prepared, or chosen; gives bytes, open files, or a path that is no plain file.
Refuses by `IrregularError` what is no regular file, and by `OSError` with EFBIG a file over the cap.
What replaces a file is written aside under a random name, which nobody can have put there before.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

_PLAINLY = os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
"""No link is followed, no child inherits it, and the opening of a pipe does not wait for its other end."""


class IrregularError(OSError):
    """A symbolic link, a pipe, a socket, a device or a folder stands where a regular file was asked for."""


@contextmanager
def at(place: Path) -> Iterator[None]:
    """Name the place of what the system refuses within, where it names none: a full disk names no file."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(place)
        raise


def read(path: Path, most: int) -> bytes:
    """The file's bytes, `most` at the most: its size is known before it is read."""
    with at(path):
        return _whole(_opened(path, os.O_RDONLY), most)


def start(path: Path, most: int) -> bytes:
    """The first `most` bytes of the file."""
    with os.fdopen(_opened(path, os.O_RDONLY), "rb") as file:
        return file.read(most)


def below(folder: Path, names: Sequence[str], most: int) -> bytes:
    """The bytes of the file that `names` lead to from `folder`, of which none is followed where it is a link.

    The names are taken as they are: whoever lets others choose them refuses `..` and `/`.
    """
    held = os.open(folder, _PLAINLY | os.O_DIRECTORY)
    try:
        for name in names[:-1]:
            deeper = os.open(name, _PLAINLY | os.O_DIRECTORY, dir_fd=held)
            os.close(held)
            held = deeper
        descriptor = _opened(Path(names[-1]), os.O_RDONLY, held)
    finally:
        os.close(held)
    return _whole(descriptor, most)


def appending(path: Path) -> IO[str]:
    """The file opened for writing at its end, made where it is missing."""
    return os.fdopen(_opened(path, os.O_RDWR | os.O_APPEND | os.O_CREAT), "a", encoding="utf-8")


def replace_whole(files: Mapping[Path, bytes]) -> None:
    """Put these bytes in the files' places, in all of them or in none; a file that is missing is made.

    What was there is kept beside it, and put back by a rename, whatever ends the work, Ctrl-C too. (A kill -9 among the
    renames leaves some files old and some new, each whole.) What is written keeps the file's rights, but for that to be
    run. The folders on the way are the caller's to answer for: see `folder`.
    """
    with ExitStack() as asides, ExitStack() as undo:
        ready = []
        for path, data in files.items():
            old, mode = _known(path)
            kept = None if old is None else _aside(path, old, mode, asides)
            ready.append((path, _aside(path, data, mode, asides), kept))
        for path, new, kept in ready:
            if kept:
                undo.callback(kept.replace, path)
            else:
                undo.callback(path.unlink, missing_ok=True)
            new.replace(path)
        undo.pop_all()


def folder(root: Path, path: Path) -> None:
    """Have the folder `path` below `root`, made where it is missing; none on the way is a link."""
    place = root
    for name in path.relative_to(root).parts:
        place /= name
        with suppress(FileExistsError):
            place.mkdir()
        if not stat.S_ISDIR(place.lstat().st_mode):
            raise IrregularError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))


def sync(out: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Have just these files below `out`, touching only what changed; gives how many were written."""
    wanted = dict(files)
    # First what is not wanted goes: a folder may stand where a file is to be, or the other way round.
    for path in sorted(out.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path.relative_to(out).as_posix() not in wanted:
            path.unlink()
    written = 0
    for name, content in wanted.items():
        path = out / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written += 1
    return written


def irregular(folder: Path) -> Path | None:
    """Something in `folder` (or itself) that is neither a real folder nor a regular file; None where all are."""
    if folder.is_symlink():
        return folder
    folders = [str(folder)] if folder.exists() else []
    found: list[str] = []
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif not entry.is_file(follow_symlinks=False):
                    found.append(entry.path)
    return Path(min(found)) if found else None


def _known(path: Path) -> tuple[bytes | None, int]:
    """The file's bytes and rights; None, and those of a new one, where it is missing."""
    try:
        with os.fdopen(_opened(path, os.O_RDONLY), "rb") as file:
            return file.read(), os.fstat(file.fileno()).st_mode & 0o666
    except FileNotFoundError:
        return None, 0o644


def _aside(path: Path, data: bytes, mode: int, asides: ExitStack) -> Path:
    """A new file with these bytes in the same folder, deleted with `asides` where it is still there."""
    descriptor, name = tempfile.mkstemp(prefix=".aside-", dir=path.parent)
    aside = Path(name)
    asides.callback(aside.unlink, missing_ok=True)
    with at(path), os.fdopen(descriptor, "wb") as file:
        file.write(data)
        os.fchmod(file.fileno(), mode)
        file.flush()
        os.fsync(file.fileno())
    return aside


def _whole(descriptor: int, most: int) -> bytes:
    with os.fdopen(descriptor, "rb") as file:
        if os.fstat(descriptor).st_size > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return file.read(most)


def _opened(path: Path, how: int, folder: int | None = None) -> int:
    """The descriptor of a regular file; a path that is not absolute leads from the open `folder` where there is one."""
    try:
        descriptor = os.open(path, how | _PLAINLY, 0o644, dir_fd=folder)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENXIO, errno.EISDIR} and os.path.lexists(path):
            raise IrregularError(error.errno, error.strerror, str(path)) from error
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise IrregularError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return descriptor
