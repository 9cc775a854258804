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
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from archive import regular
from archive.kept.tree import Known, Tree, mark_of

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

    def tree(self, name: str, folder: Path) -> Tree:
        """The folder as it was left, to be filled."""
        return Tree(folder, self.trees.get(name, {}))

    def of(self, stage: str) -> dict[str, Any]:
        """What a stage kept."""
        return self.units.get(stage, {})

    def save(self) -> None:
        """Put it into the folder; what cannot be written is made anew by the next build."""
        data = {
            "made_by": made_by(),
            "owner": self.owner,
            "trees": self.trees,
            "units": self.units,
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        with suppress(OSError):
            descriptor, aside = tempfile.mkstemp(prefix=".kept-", dir=self.file.parent)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(text.encode("utf-8", "surrogatepass"))
                Path(aside).replace(self.file)
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise


def read(file: Path, secret: Path) -> Kept:
    """What was kept in a file; nothing, where that does not hold. `secret` is the file of the folder's secret."""
    owner = hashlib.sha256(regular.read(secret, MOST_BYTES) + mark_of(secret).encode()).hexdigest()
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        data = json.loads(regular.read(file, MOST_BYTES).decode("utf-8", "surrogatepass"))
        if (data["made_by"], data["owner"]) == (made_by(), owner):
            trees = {
                name: {file: Known(*known) for file, known in files.items()} for name, files in data["trees"].items()
            }
            return Kept(file, owner, trees, {name: dict(units) for name, units in data["units"].items()})
    return Kept(file, owner)
