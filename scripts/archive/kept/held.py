"""A file below `build/` that is this machine's own work, to be read again by the next process.

Takes the file, and what is to be in it; gives that back where the same code wrote it in the same folder, else nothing.
What it holds is trusted, so a file that somebody shipped with a project must never be taken for it: its first line
names the mark of the folder's secret, in which stands the moment at which this machine made it, and that nobody else
can know. It is replaced whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from archive import regular
from archive.kept.secret import owner
from archive.kept.tree import Label

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


def read(file: Path) -> bytes:
    """What a file beside the secret of its folder holds; nothing where that is not this machine's work."""
    with suppress(OSError, ValueError):
        data = regular.read(file, MOST_BYTES)
        at = data.index(b"\n") + 1
        label, mine = Label(), owner(file.parent)
        label.add(memoryview(data)[at:])
        if mine and data[:at] == _head(mine, label):
            return data[at:]
    return b""


def write(file: Path, mine: str, parts: Iterable[bytes]) -> None:
    """Have these bytes in a file of the folder whose owner is `mine`; what cannot be written is made anew next time."""
    aside = file.with_name(f"{file.name}.new")
    with suppress(OSError):
        # Two checks at once may spoil each other's words here: then they are not what the head says.
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            label = Label()
            opened.write(_head(mine, label))
            for part in parts:
                label.add(part)
                opened.write(part)
            opened.seek(0)
            opened.write(_head(mine, label))
        aside.replace(file)


def _head(mine: str, label: Label) -> bytes:
    """The first line, as long whatever the label is."""
    return json.dumps({"made_by": made_by(), "owner": mine, "body": label.told}).encode() + b"\n"
