"""A file below `build/` that is this machine's own work, to be read again by the next process.

Takes the file, and the values that are to be in it, one after the other; gives them back where the same code wrote them
in the same folder, else nothing. Each is a pickle: what is one object in a value is one when it is read again.
What it holds is trusted, so a file that somebody shipped with a project must never be taken for it: its first line
names the mark of the folder's secret, in which stands the moment at which this machine made it, and that nobody else
can know. And no name in it can have anything built but plain values and what the reader says, let alone run. It is
replaced whole.
"""

from __future__ import annotations

import gc
import hashlib
import io
import json
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from archive import regular
from archive.kept.secret import owner
from archive.kept.tree import Label, found_below

MOST_BYTES = 1024 * 1024 * 1024
_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def made_by() -> str:
    """What tells the code, by its files' marks, and the names and versions of what it works with."""
    digest = hashlib.sha256(sys.version.encode())
    for name, mark in sorted(found_below(_PACKAGE).files.items()):
        if not name.endswith(".pyc"):
            digest.update(f"{name} {mark}\n".encode())
    for folder in sorted({place for place in sys.path if place.endswith("-packages")}):
        with suppress(OSError):
            digest.update(repr(sorted(path.name for path in Path(folder).glob("*.dist-info"))).encode())
    return digest.hexdigest()


Known = Callable[[str, str], type]
"""The class that a module has by a name; raises `UnpicklingError` where a value may not be of that one."""


def none_known(module: str, name: str) -> type:
    """No class at all: plain values are of none."""
    raise pickle.UnpicklingError(f"{module}.{name} is no plain value")


def told(value: object) -> bytes:
    """A value as it stands in a file."""
    with _still():
        return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def value(data: bytes, known: Known = none_known) -> Any:
    """The value that stands there; raises whatever is wrong with it."""
    with _still():
        return _Reader(io.BytesIO(data), known).load()


class _Reader(pickle.Unpickler):
    """Builds values of known classes alone."""

    def __init__(self, data: io.BytesIO, known: Known) -> None:
        super().__init__(data)
        self._known = known

    def find_class(self, module_name: str, global_name: str) -> type:
        """The class of that name."""
        return self._known(module_name, global_name)


@contextmanager
def _still() -> Iterator[None]:
    """No look for rings among thousands of values that are just being made."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read(file: Path) -> Iterator[bytes]:
    """What a file beside the secret of its folder holds, one value after the other; nothing where it is not ours."""
    try:
        data = regular.read(file, MOST_BYTES)
        at = data.index(b"\n") + 1
    except (OSError, ValueError):
        return
    label, mine = Label(), owner(file.parent)
    label.add(memoryview(data)[at:])
    if not mine or data[:at] != _head(mine, label):
        return
    body = io.BytesIO(data)
    body.seek(at)
    while length := body.readline():
        yield body.read(int(length))


def write(file: Path, mine: str, values: Iterable[bytes]) -> None:
    """Have these in a file of the folder whose owner is `mine`; what cannot be written is made anew next time."""
    aside = file.with_name(f"{file.name}.new")
    with suppress(OSError):
        # Two checks at once may spoil each other's words here: then they are not what the head says. A pipe is not
        # waited for.
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            label = Label()
            opened.write(_head(mine, label))
            for one in values:
                for part in (b"%d\n" % len(one), one):
                    label.add(part)
                    opened.write(part)
            opened.seek(0)
            opened.write(_head(mine, label))
        aside.replace(file)


def _head(mine: str, label: Label) -> bytes:
    """The first line, as long whatever the label is."""
    return json.dumps({"made_by": made_by(), "owner": mine, "body": label.told}).encode() + b"\n"
