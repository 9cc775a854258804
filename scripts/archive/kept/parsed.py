"""Pages as they were parsed, kept for the next process: a page follows from its file's place and bytes alone.

Takes the folder that builds work in; gives the pages that the last process there read, none where that does not hold.
They stand in the file in parts, so that a change makes one part anew; each holds values of the content model alone.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, is_dataclass
from decimal import Decimal
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from archive.beside import ENOUGH, alternating, in_two
from archive.content.model import Archive, Page
from archive.content.read import Raw, parse, read_archive
from archive.kept import held
from archive.kept.fingerprint import fingerprint
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
    archive = read_archive(root, known.pages, known.parse)
    known.keep(archive.pages)
    return archive


@dataclass(frozen=True)
class Part:
    """Some pages, and how they stand in the file; from one process to another it goes as it stands there."""

    told: bytes

    @cached_property
    def pages(self) -> Sequence[Page]:
        """The pages; raises whatever the file is wrong by."""
        pages = held.value(self.told, _model)
        if not (isinstance(pages, list) and all(isinstance(page, Page) for page in pages)):
            raise pickle.UnpicklingError("no pages")
        return pages

    def __reduce__(self) -> tuple[type[Part], tuple[bytes]]:
        return Part, (self.told,)


def _part(pages: Sequence[Page]) -> Part:
    """The part with these pages, and with what is asked of many, worked out once of each."""
    for page in pages:
        _ = page.facts, page.worded, fingerprint([page, page.body.claims])
    part = Part(held.told(pages))
    vars(part)["pages"] = pages
    return part


@dataclass(frozen=True)
class Parsed:
    """The pages that are kept in a folder."""

    file: Path | None = None
    """Where they are kept; None where nothing is."""
    _parts: dict[int, Part] = field(default_factory=dict)
    """As they stand in the file."""
    _new: dict[int, Part] = field(default_factory=dict)
    """As they were just made."""

    @property
    def pages(self) -> dict[tuple[str, bytes], Page]:
        """All pages, by their files and bytes."""
        return {(page.file, page.raw): page for part in self._parts.values() for page in part.pages}

    def parse(self, raws: Sequence[Raw]) -> Sequence[Page]:
        """The pages of these files: of many by two processes, which make the parts for the file too."""
        if self.file is None or len(raws) < ENOUGH:
            return parse(raws)
        due = sorted(_apart(raws).items(), key=lambda part: len(part[1]))
        for made in in_two(_made, alternating(due), worth=0):
            self._new.update(made)
        return [page for number, _ in due for page in self._new[number].pages]

    def keep(self, pages: Iterable[Page]) -> None:
        """Keep these pages and no others; where they are those that are kept, nothing is written."""
        parts = _apart(pages)
        kept = {at: part for at, each in parts.items() if (part := _holding(self._parts.get(at), each))}
        if self.file and (kept.keys() != parts.keys() or kept.keys() != self._parts.keys()):
            told = (kept.get(at) or _holding(self._new.get(at), each) or _part(each) for at, each in parts.items())
            held.write(self.file, owner(self.file.parent), (part.told for part in told))


def _holding(part: Part | None, pages: Sequence[Page]) -> Part | None:
    """The part, where it has these pages and no others."""
    return part if part and [*map(id, part.pages)] == [*map(id, pages)] else None


def read(work: Path) -> Parsed:
    """The pages that are kept in the folder `work`."""
    file = work / NAME
    with suppress(Exception):  # what does not hold may fail in any way
        parts = [Part(told) for told in held.read(file)]
        return Parsed(file, {_number(part.pages[0].file): part for part in parts})
    return Parsed(file)


Named = TypeVar("Named", Raw, Page)


def _apart(each: Iterable[Named]) -> dict[int, list[Named]]:
    """Pages, or what they are made of, by the part in which they stand."""
    parts: dict[int, list[Named]] = {}
    for one in each:
        parts.setdefault(_number(one.file), []).append(one)
    return parts


def _number(file: str) -> int:
    """The part in which a file's page stands."""
    return zlib.crc32(file.encode()) % PARTS


def _made(parts: Iterable[tuple[int, Sequence[Raw]]]) -> dict[int, Part]:
    return {number: _part(parse(raws)) for number, raws in parts}


@cache
def _model(module: str, name: str) -> type:
    if (module, name) == ("decimal", "Decimal"):
        return Decimal
    found = getattr(import_module(module), name, None) if module.startswith(MODEL) else None
    if isinstance(found, type) and found.__module__ == module and (is_dataclass(found) or issubclass(found, _BASES)):
        return found
    raise pickle.UnpicklingError(f"{module}.{name} is no value of a page")


_BASES = (BaseModel, tuple)
