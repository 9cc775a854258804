"""The second folder of a site: the next site is made of it, so that what stays the same is not laid again.

Takes where it stands, below `build/`, and what was left there; gives a folder with just the files of a new site, to be
exchanged with the old one, which is then the second folder. What is alike in both is one file with two names. Where
anything in it is not as it was left, or it cannot be had (on another file system), the site has to be laid anew.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from archive.kept.tree import Known, found_below, mark_of, rooms_of

SPARE = "spare"
"""Its name, below `build/`: what somebody put into the site comes into it, and is no reason to refuse a build."""
ROOM, FILE = 0o755, 0o644
"""The rights in a public site, whatever the umask is."""


@dataclass
class Spare:
    """The second folder."""

    folder: Path
    known: Mapping[str, Known] = field(default_factory=dict)
    """What was left there, but for the file that says whose the folder is."""

    def due(self, made: Mapping[str, Known]) -> set[str]:
        """The files that are otherwise in it than they were `made`, or in one of both alone."""
        names = self.known.keys() | made.keys()
        labels = ((name, self.known.get(name), made.get(name)) for name in names)
        return {name for name, one, other in labels if not (one and other and one.label == other.label)}

    def become(self, built: Path, made: Mapping[str, Known], marker: str) -> bool:
        """Have just the files in it that were `made` in the folder `built`; False where it has to be laid anew.

        Raises what the system refuses meanwhile: then it is not whole any more, and is not taken next time.
        """
        if not self._is_whole(marker):
            return False
        due = self.due(made)
        for name in due & self.known.keys():
            Path(self.folder, name).unlink()
        rooms, old = rooms_of(made), rooms_of(self.known)
        for room in sorted(old - rooms, reverse=True):
            Path(self.folder, room).rmdir()
        _make(self.folder, rooms - old)
        put = {}
        for name in due & made.keys():
            file = self.folder / name
            shutil.copyfile(built / name, file)
            file.chmod(FILE)
            put[name] = Known(made[name].label, mark_of(file))
        self.known = {name: put.get(name) or self.known[name] for name in made}
        return True

    def exchanged(self, before: Mapping[str, Known], held: Iterable[str]) -> Mapping[str, Known]:
        """Take what was left of the site `before`, which stands there now; gives what is known of the new one.

        Of the `held` files, as they were left just before, the mark may have changed by that alone that the other name
        was taken away.
        """
        now = self.known
        marks = {name: mark_of(self.folder / name) for name in held}
        self.known = {name: Known(known.label, marks.get(name, known.mark)) for name, known in before.items()}
        return now

    def lay(self, site: Path, names: Iterable[str]) -> bool:
        """Have these files of the site in it, as further names of the same files; gives whether that could be done."""
        self.drop()
        names = [*names]
        try:
            if site.stat().st_dev != self.folder.parent.stat().st_dev:
                return False
            self.folder.mkdir()
            self.folder.chmod(ROOM)
            _make(self.folder, rooms_of(names))
            for name in names:
                os.link(f"{site}/{name}", f"{self.folder}/{name}", follow_symlinks=False)
        except OSError:
            self.drop()
            return False
        return True

    def drop(self) -> None:
        """Have no such folder; what cannot be deleted now is never taken for one."""
        self.known = {}
        with suppress(OSError, RecursionError):
            shutil.rmtree(self.folder)

    def _is_whole(self, marker: str) -> bool:
        if not self.known or self.folder.is_symlink() or stat.S_IMODE(self.folder.stat().st_mode) != ROOM:
            return False
        found = found_below(self.folder)
        return (
            found.files.pop(marker, "") != ""
            and found.files == {name: known.mark for name, known in self.known.items()}
            and found.folders == dict.fromkeys(rooms_of(self.known), ROOM)
        )


def lasting(mark: str) -> list[str]:
    """Of a mark what a link to the file, or one taken away, leaves: size, time of change of its content, inode."""
    return [part for at, part in enumerate(mark.split()) if at != 2]


def _make(top: Path, rooms: Iterable[str]) -> None:
    for room in sorted(rooms):
        os.mkdir(f"{top}/{room}")  # noqa: PTH102  of thousands
        os.chmod(f"{top}/{room}", ROOM)  # noqa: PTH101
