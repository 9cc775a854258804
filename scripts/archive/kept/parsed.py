"""Pages as they were parsed, kept for the next process: a page follows from its file's place and bytes alone.

Takes the folder that builds work in; gives the pages that the last process there read, none where that does not hold.
They stand in the file in parts, each a pickle, so that a change makes one part anew. What is read from there is values
of the content model and what they are made of: no name in the file can have anything else built, let alone run.
"""

from __future__ import annotations

import gc
import io
import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, is_dataclass
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path

from pydantic import BaseModel

from archive.content.model import Archive, Page
from archive.content.read import read_archive
from archive.kept import held
from archive.kept.secret import build_secret, owner
from archive.refusal import Refusal

NAME = "parsed"
PARTS = 64
MODEL = ("archive.content.", "archive.findings", "archive.text.")
"""The modules of whose values a page is made."""


def read_known(root: Path, work: Path) -> Archive:
    """The archive; no page is parsed again that the last process that worked in the folder `work` has read.

    All pages are kept there, where the folder is there.
    """
    known = Parsed()
    with suppress(OSError, Refusal):
        if work.is_dir() and not work.is_symlink():
            build_secret(work)
            known = read(work)
    archive = read_archive(root, known.pages)
    known.keep(archive.pages)
    return archive


@dataclass(frozen=True)
class Parsed:
    """The pages that are kept in a folder."""

    file: Path | None = None
    """Where they are kept; None where nothing is."""
    _parts: dict[int, tuple[bytes, Sequence[Page]]] = field(default_factory=dict)
    """Each as it stands in the file, and as it was read."""

    @property
    def pages(self) -> dict[tuple[str, bytes], Page]:
        """All pages, by their files and bytes."""
        return {(page.file, page.raw): page for _, pages in self._parts.values() for page in pages}

    def keep(self, pages: Iterable[Page]) -> None:
        """Keep these pages and no others; where they are those that are kept, nothing is written."""
        parts: dict[int, list[Page]] = {}
        for page in pages:
            parts.setdefault(zlib.crc32(page.file.encode()) % PARTS, []).append(page)
        due = {number for number, each in parts.items() if not self._holds(number, each)}
        if self.file and (due or parts.keys() != self._parts.keys()):
            told = (self._parts[at][0] if at not in due else _told(at, each) for at, each in parts.items())
            held.write(self.file, owner(self.file.parent), told)

    def _holds(self, number: int, pages: Sequence[Page]) -> bool:
        _, known = self._parts.get(number, (b"", ()))
        return len(known) == len(pages) and all(one is other for one, other in zip(known, pages, strict=True))


def read(work: Path) -> Parsed:
    """The pages that are kept in the folder `work`."""
    file, data = work / NAME, io.BytesIO(held.read(work / NAME))
    parts: dict[int, tuple[bytes, Sequence[Page]]] = {}
    with suppress(Exception), _still():  # what does not hold may fail in any way
        while head := data.readline():
            number, length = map(int, head.split())
            part = data.read(length)
            parts[number] = (head + part, _Values(io.BytesIO(part)).load())
        return Parsed(file, parts)
    return Parsed(file)


def _told(number: int, pages: Sequence[Page]) -> bytes:
    """A part of the file: its number and length on a line, then its pages."""
    for page in pages:
        _ = page.facts  # worked out once of each, and kept with it
    with _still():
        told = pickle.dumps(pages, pickle.HIGHEST_PROTOCOL)
    return b"%d %d\n%b" % (number, len(told), told)


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


class _Values(pickle.Unpickler):
    """Reads values of the model alone."""

    def find_class(self, module_name: str, name: str) -> type:
        """A class of the model; raises `UnpicklingError` for any other name."""
        return _model(module_name, name)


@cache
def _model(module: str, name: str) -> type:
    if (module, name) == ("decimal", "Decimal"):
        return Decimal
    found = getattr(import_module(module), name, None) if module.startswith(MODEL) else None
    if isinstance(found, type) and found.__module__ == module and (is_dataclass(found) or issubclass(found, _BASES)):
        return found
    raise pickle.UnpicklingError(f"{module}.{name} is no value of a page")


_BASES = (BaseModel, tuple)
