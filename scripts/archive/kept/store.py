"""The file in which a build keeps what it knows of its results for the next build in the same folder.

Takes the folder that builds work in; gives what the last one kept there, nothing where that does not hold: other code
wrote it, or it came from elsewhere. What is kept is trusted as the machine's own work, so a file that somebody shipped
with a project must never be taken for it: it names the mark of the folder's secret, in which stands the moment at which
this machine made it, and that nobody else can know. It is replaced whole, and has what this build saw alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from archive import regular
from archive.kept.secret import owner
from archive.kept.tree import Known, Label, Tree

NAME, CHECKED = "kept.json", "checked.json"
"""What a build keeps, under the lock of its folder; what a check keeps, which may run beside it."""
MOST_BYTES = 1024 * 1024 * 1024
_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def made_by() -> str:
    """The digest of the code, and of the names and versions of what it works with."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.suffix != ".pyc" and path.is_file()):
        digest.update(path.read_bytes())
    for folder in sorted({place for place in sys.path if place.endswith("-packages")}):
        with suppress(OSError):
            digest.update(repr(sorted(path.name for path in Path(folder).glob("*.dist-info"))).encode())
    return digest.hexdigest()


@dataclass
class Kept:
    """What is kept of the builds in one folder: of the last one, until it is replaced."""

    file: Path
    owner: str
    trees: dict[str, dict[str, Known]] = field(default_factory=dict)
    units: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By a stage's name, by what it made: whatever that stage keeps of it, as JSON."""
    keep: Callable[[Kept], None] = field(default=lambda kept: kept.write())
    """What saving does: else than writing the file at once, where more builds follow in this process."""

    def tree(self, name: str, folder: Path) -> Tree:
        """The folder as it was left, to be filled."""
        return Tree(folder, self.trees.get(name, {}))

    def of(self, stage: str) -> dict[str, Any]:
        """What a stage kept."""
        return self.units.get(stage, {})

    def save(self) -> None:
        """Leave it to the next build."""
        self.keep(self)

    def write(self) -> None:
        """Put it into the file; what cannot be written is made anew by the next build."""
        aside = self.file.with_name(f"{self.file.name}.new")
        with suppress(OSError):
            # Two checks at once may spoil each other's words here: then the lines are not what the head says.
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(descriptor, "wb") as opened:
                label = Label()
                opened.write(_head(self.owner, label))
                for line in self._lines():
                    label.add(line)
                    opened.write(line)
                opened.seek(0)
                opened.write(_head(self.owner, label))
            aside.replace(self.file)

    def _lines(self) -> Iterator[bytes]:
        """One of each folder and stage: of a large archive all at once would take as much room as the archive."""
        for part, kept in (("trees", self.trees), ("units", self.units)):
            for name, files in kept.items():
                line = json.dumps([part, name, files], ensure_ascii=False, separators=(",", ":"))
                yield f"{line}\n".encode("utf-8", "surrogatepass")


def _head(owner: str, label: Label) -> bytes:
    """The first line, as long whatever the label is."""
    return json.dumps({"made_by": made_by(), "owner": owner, "body": label.told}).encode() + b"\n"


def read(file: Path) -> Kept:
    """What was kept in a file, beside the secret of its folder; nothing, where that does not hold."""
    mine = owner(file.parent)
    kept = Kept(file, mine)
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        data = regular.read(file, MOST_BYTES)
        at = data.index(b"\n") + 1
        label = Label()
        label.add(memoryview(data)[at:])
        if not mine or data[:at] != _head(mine, label):
            return kept
        while at < len(data):
            end = data.index(b"\n", at)
            part, name, held = json.loads(data[at:end].decode("utf-8", "surrogatepass"))
            if part == "trees":
                kept.trees[name] = {sys.intern(path): Known(*known) for path, known in held.items()}
            else:
                kept.units[name] = dict(held)
            at = end + 1
        return kept
    return Kept(file, mine)
