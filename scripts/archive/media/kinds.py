"""What a format of files is: its endings, how its bytes begin, how large its picture is, what it may not hold.

Takes bytes that nobody has looked at; gives values. A format's functions never fail on any bytes: what they cannot read
is a `Fault`, or a size that is not known.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from archive import media
from archive.content.read import MAX_ASSET
from archive.findings import Text

Size = tuple[int, int]
"""Width and height in pixels."""
MAX_SIDE = 16_384
"""Of one picture: a browser takes four bytes a pixel, however small the file is."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a file holds that its format allows and this archive does not, and where: line and column from 1."""

    message: Text
    line: int = 1
    column: int = 1


def _no_size(_: bytes) -> Size | None:
    return None


def _no_faults(_: bytes) -> Iterator[Fault]:
    yield from ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format. `begins` sees a file's first bytes, `size` and `faults` the whole of it."""

    name: str
    endings: tuple[str, ...]
    begins: Callable[[bytes], bool]
    size: Callable[[bytes], Size | None] = _no_size
    """The pixels that its picture takes; None where it cannot be read. Asked of `drawn` formats alone."""
    faults: Callable[[bytes], Iterator[Fault]] = _no_faults
    most: int = MAX_ASSET
    """The most bytes that a file of it may have."""
    drawn: bool = False
    """Whether a browser makes pixels of it whose count the file itself states."""


@cache
def formats() -> tuple[Format, ...]:
    """Every format, by name. Modules of `archive.media` are found by themselves; none is listed anywhere."""
    found: list[Format] = []
    for module in pkgutil.iter_modules(media.__path__):
        found.extend(getattr(importlib.import_module(f"archive.media.{module.name}"), "FORMATS", ()))
    return tuple(sorted(found, key=lambda one: one.name))


@cache
def by_ending() -> dict[str, Format]:
    """The format that each ending, without its dot and in small letters, promises."""
    return {ending: one for one in formats() for ending in one.endings}


def told_by(start: bytes) -> Format | None:
    """The format whose files begin like this, whatever the file is called."""
    return next((one for one in formats() if one.begins(start)), None)
