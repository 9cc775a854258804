"""The file in which a build keeps what it knows of its results for the next build in the same folder.

Takes the folder that builds work in; gives what the last one kept there, nothing where that does not hold: other code
wrote it, or it came from elsewhere (`held`). It is replaced whole, and has what this build saw alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.kept import held
from archive.kept.secret import owner
from archive.kept.tree import Found, Known, Tree

NAME, CHECKED = "kept", "checked"
"""What a build keeps, under the lock of its folder; what a check keeps, which may run beside it."""


@dataclass
class Kept:
    """What is kept of the builds in one folder: of the last one, until it is replaced."""

    file: Path
    owner: str
    trees: dict[str, dict[str, Known]] = field(default_factory=dict)
    units: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By a stage's name, by what it made: whatever that stage keeps of it, as plain values."""
    keep: Callable[[Kept], None] = field(default=lambda kept: kept.write())
    """What saving does: else than writing the file at once, where more builds follow in this process."""

    stands: Mapping[str, Found] = field(default_factory=dict)
    """What stands in the folders beside the file, by their names, where somebody has looked."""

    def tree(self, name: str, folder: Path) -> Tree:
        """The folder as it was left, to be filled."""
        stands = self.stands.get(name) if folder == self.file.with_name(name) else None
        return Tree(folder, self.trees.get(name, {}), _found=stands)

    def of(self, stage: str) -> dict[str, Any]:
        """What a stage kept."""
        return self.units.get(stage, {})

    def save(self) -> None:
        """Leave it to the next build."""
        self.keep(self)

    def write(self) -> None:
        """Put it into the file."""
        held.write(self.file, self.owner, self._told())

    def _told(self) -> Iterator[bytes]:
        """One of each folder and stage: of a large archive all at once would take as much room as the archive."""
        for name, files in self.trees.items():
            yield held.told(("trees", name, {path: tuple(known) for path, known in files.items()}))
        for name, values in self.units.items():
            yield held.told(("units", name, values))


def read(file: Path) -> Kept:
    """What was kept in a file, beside the secret of its folder; nothing, where that does not hold."""
    mine = owner(file.parent)
    kept = Kept(file, mine)
    with suppress(Exception):  # what does not hold may fail in any way
        for told in held.read(file):
            part, name, values = held.value(told)
            if part == "trees":
                kept.trees[name] = {path: Known(*known) for path, known in values.items()}
            else:
                kept.units[name] = dict(values)
        return kept
    return Kept(file, mine)
