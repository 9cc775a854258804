"""What a process that builds again and again has at hand from one build to the next; nothing of it is needed.

Takes the pages that a build read, and what it keeps; gives them to the next one, which need not parse them, nor read
the files of what is kept: these are written when there is time (`write`). What a build kept is given on as that build
saved it: one that failed half-way changes nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive.content.model import Page
from archive.kept import store
from archive.kept.secret import owner
from archive.kept.store import Kept


@dataclass
class Memory:
    """The memory of one process."""

    parsed: Mapping[tuple[str, bytes], Page] = field(default_factory=dict)
    """The pages of the last build."""
    _kept: dict[Path, Kept] = field(default_factory=dict)
    _unwritten: set[Path] = field(default_factory=set)

    def remember(self, pages: Iterable[Page]) -> None:
        """Have these pages at hand, and no others."""
        self.parsed = {(page.file, page.raw): page for page in pages}

    def read(self, file: Path) -> Kept:
        """What was kept under a file's name, in this process or by an earlier one."""
        known = self._kept.get(file)
        if known is None or known.owner != owner(file.parent):
            known = store.read(file)
        return replace(known, trees=dict(known.trees), units=dict(known.units), keep=self._keep)

    def write(self) -> None:
        """Put into the files what is not there yet: the next process begins with it."""
        for file in self._unwritten:
            self._kept[file].write()
        self._unwritten.clear()

    def _keep(self, kept: Kept) -> None:
        self._kept[kept.file] = replace(kept)
        self._unwritten.add(kept.file)
