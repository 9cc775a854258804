"""A folder of files that a build fills: what is in it as it should be is not written again.

Takes the folder and what was known of it when it was last filled: a label of each file's content, and the file's mark
(size, times, number), which nobody changes unseen. Gives the same of what is there now. A file that was touched
meanwhile, or half written when a build was killed, has another mark, so it is written anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple


class Known(NamedTuple):
    """A file as it was left."""

    label: str
    """Two files with one label hold the same bytes."""
    mark: str
    """Changes whenever the file does, as git's index has it: its size, its times of change, its inode."""


ASIDE = ".new"
"""How the name of a file begins while it is written, one for each process; nothing of a site is called that."""


class Label:
    """The label of bytes that come one after the other: BLAKE2b, 128 bits, hex."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=16)

    def add(self, content: bytes | memoryview) -> None:
        """Take more."""
        self._hash.update(content)

    @property
    def told(self) -> str:
        """The label of all so far."""
        return self._hash.hexdigest()


def label_of(content: bytes) -> str:
    """The label of bytes at hand."""
    label = Label()
    label.add(content)
    return label.told


def mark_of(path: Path | str) -> str:
    """The mark of a regular file; empty where there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return ""
    return _mark(found)


def _mark(told: os.stat_result) -> str:
    if not stat.S_ISREG(told.st_mode):
        return ""
    return f"{told.st_size} {told.st_mtime_ns} {told.st_ctime_ns} {told.st_ino}"


@dataclass
class Tree:
    """The folder while it is filled."""

    folder: Path
    known: Mapping[str, Known] = field(default_factory=dict)
    """What was left there, by the file's place in the folder."""
    files: dict[str, Known] = field(default_factory=dict)
    """What is there now, and should be."""
    written: int = 0
    """How many files were written."""
    _found: Found | None = None
    """What a look at the folder showed, where there was one."""
    _rooms: set[str] = field(default_factory=set)
    """The folders that are known to be there."""

    def put(self, name: str, content: bytes) -> None:
        """Have these bytes in the file."""
        self._put(name, label_of(content), lambda aside: aside.write_bytes(content))

    def copy(self, name: str, source: Path | str, label: str) -> None:
        """Have a copy of a file whose content has this label."""
        self._put(name, label, lambda aside: shutil.copyfile(source, aside))

    def make(self, name: str, label: str, content: Callable[[], bytes]) -> None:
        """Have bytes of this label in the file; they are asked for where they are not there."""
        self._put(name, label, lambda aside: aside.write_bytes(content()))

    def keep(self, name: str) -> bool:
        """Leave a file as it is; False where it is not as it was left."""
        if not self.holds(name):
            return False
        self.files[name] = self.known[name]
        return True

    def holds(self, name: str) -> bool:
        """Whether a file is as it was left."""
        known = self.known.get(name)
        return known is not None and known.mark == self._mark(name)

    def look(self) -> Found:
        """Look at the whole folder at once, which is quicker than at one file after the other: most are asked for."""
        if self._found is None:
            self._found = found_below(self.folder)
        return self._found

    def take(self, files: Mapping[str, Known], written: int) -> None:
        """Take what another process has put there."""
        self.files.update(files)
        self.written += written
        self._found = None  # it may have put a folder in a file's place

    def sweep(self) -> None:
        """Delete what was neither put nor kept, and folders that hold nothing."""
        found = self.look()
        for name in found.files.keys() - self.files.keys():
            Path(self.folder, name).unlink()
        rooms = rooms_of(self.files)
        for name in sorted(found.folders.keys() - rooms, reverse=True):  # what is below comes first
            Path(self.folder, name).rmdir()

    def _put(self, name: str, label: str, write: Callable[[Path], object]) -> None:
        known, path = self.known.get(name), f"{self.folder}/{name}"
        if known is None or known.label != label or known.mark != self._mark(name):
            self._make_room(name)
            write(self._aside)
            try:
                os.replace(self._aside, path)  # noqa: PTH105  of thousands of files
            except IsADirectoryError:
                shutil.rmtree(path)
                self._found = None
                self._rooms = {room for room in self._rooms if not f"{room}/".startswith(f"{name}/")}
                self._aside.replace(path)
            self.written += 1
            known = Known(label, mark_of(path))
            if self._found:
                self._found.files[name] = known.mark
        self.files[name] = known

    def _mark(self, name: str) -> str:
        return self._found.files.get(name, "") if self._found else mark_of(f"{self.folder}/{name}")

    def _make_room(self, name: str) -> None:
        """Have a folder for a new file; what stood in the folder's place may have other names elsewhere."""
        place = name.rpartition("/")[0]
        if place in self._rooms:
            return
        if place:
            self._make_room(place)
            room = self.folder / place
            if room.is_symlink() or room.is_file():
                room.unlink()
                self._found = None
            room.mkdir(exist_ok=True)
        else:
            self.folder.mkdir(parents=True, exist_ok=True)
        self._rooms.add(place)

    @cached_property
    def _aside(self) -> Path:
        """Where a file is written before it is put into its place: who reads meanwhile has the old or the new."""
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = self.folder / f"{ASIDE}-{os.getpid()}"
        if aside.is_dir() and not aside.is_symlink():
            shutil.rmtree(aside)
        aside.unlink(missing_ok=True)
        return aside


class Found(NamedTuple):
    """What stands below a folder, by its place there."""

    files: dict[str, str]
    """The marks of the regular files; an empty one of what is neither file nor folder."""
    folders: dict[str, int]
    """The folders' rights."""


def found_below(folder: Path) -> Found:
    """What stands below a folder."""
    found = Found({}, {})
    for name, entry in _below(folder):
        try:
            told = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue  # another process fills the folder meanwhile, and has put the file into its place
        if stat.S_ISDIR(told.st_mode):
            found.folders[name] = stat.S_IMODE(told.st_mode)
        else:
            found.files[name] = _mark(told)
    return found


def _below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that stands below a folder, by its place there; a folder's own before what is below it."""
    waiting = [""] if folder.is_dir() and not folder.is_symlink() else []
    while waiting:
        below = waiting.pop()
        with os.scandir(f"{folder}/{below}") as entries:
            for entry in entries:
                name = below + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                yield name, entry


def found_in(folder: Path, but: str = "") -> tuple[list[str], dict[str, Found]]:
    """What below a folder is neither file nor folder, by its place, and what stands in each folder in it `but` one."""
    odd: list[str] = []
    rooms: dict[str, Found] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == but and entry.is_dir(follow_symlinks=False):
                continue
            if entry.is_dir(follow_symlinks=False):
                rooms[entry.name] = found = found_below(Path(entry.path))
                odd += [f"{entry.name}/{name}" for name, mark in found.files.items() if not mark]
            elif not entry.is_file(follow_symlinks=False):
                odd.append(entry.name)
    return odd, rooms


def rooms_of(names: Iterable[str]) -> set[str]:
    """The folders that files stand in, and those that these stand in."""
    rooms: set[str] = set()
    for name in names:
        while (name := name.rpartition("/")[0]) and name not in rooms:
            rooms.add(name)
    return rooms


def files_below(folder: Path) -> Iterator[str]:
    """Every file below a folder, by its place there."""
    return iter(names_below(folder)[0])


def names_below(folder: Path) -> tuple[list[str], list[str]]:
    """The files below a folder, or what is neither file nor folder, and the folders, by their places there."""
    files: list[str] = []
    folders: list[str] = []
    for name, entry in _below(folder):
        (folders if entry.is_dir(follow_symlinks=False) else files).append(name)
    return files, folders
