"""Rules on what lies in docs/assets: DV113, DV115 to DV117, DV119.

A file is what its bytes are, whatever it is called. Each is read once at a time, its size known before; where there are
too many, or too much in all, none is read. Which bytes are what, and what each format may hold, says `archive.media`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path, PurePosixPath

from archive import regular
from archive.content.model import Archive
from archive.extending import Problem, formats, rule
from archive.findings import Place, Text
from archive.frame import files_of
from archive.media.kinds import MAX_SIDE, Fault, Format, by_ending, told_by

MAX_ASSETS = 1_000
MAX_SUM = 128 * 1024 * 1024
"""Files in docs/assets, and their bytes in all."""
MAX_PIXELS = 40_000_000
"""Of one picture, as `MAX_SIDE` is."""
MAX_FAULTS = 20
"""Of one file: whoever mends these sees the rest."""
_START = 512
"""Bytes by which a format is told."""


def _sizes(archive: Archive) -> dict[str, int]:
    """The bytes of each asset, from the folder: nothing is opened. Empty where there are too many to look at.

    Names that are no text are left to other rules.
    """
    sizes = {}
    for asset in archive.assets if len(archive.assets) <= MAX_ASSETS else ():
        with suppress(OSError):
            sizes[asset] = (archive.root / "docs" / asset).lstat().st_size
    return sizes


def each(archive: Archive) -> Iterator[tuple[str, Path, Format]]:
    """The assets that are looked into, with the format that their endings promise.

    DV102 names what nobody may read, DV117 what is too large.
    """
    sizes = _sizes(archive)
    if sum(sizes.values()) > MAX_SUM:
        return
    for asset, size in sizes.items():
        path = archive.root / "docs" / asset
        promised = by_ending().get(_ending(asset))
        if promised and size <= promised.most and os.access(path, os.R_OK):
            yield asset, path, promised


def _ending(asset: str) -> str:
    return asset.rpartition(".")[2].lower()


def _problems(asset: str, faults: Iterator[Fault]) -> Iterator[Problem]:
    for fault in islice(faults, MAX_FAULTS):
        yield Problem(Place(f"docs/{asset}", fault.line, fault.column), fault.message)


@rule("DV113")
def active_svg(archive: Archive) -> Iterator[Problem]:
    """SVG images are drawings and nothing else."""
    for asset, path, promised in each(archive):
        if promised.name == "SVG":
            yield from _problems(asset, promised.faults(regular.read(path, promised.most)))


@rule("DV115")
def other_bytes(archive: Archive) -> Iterator[Problem]:
    """What a file is, is read from its bytes, and agrees with its ending."""
    for asset, path, promised in each(archive):
        if promised.name == "SVG":
            continue
        start = regular.start(path, _START)
        if not promised.begins(start):
            found = told_by(start)
            vi, en = (found.name, found.name) if found else ("một loại không nhận ra được", "no known format")
            text = Text(
                f"Đuôi tên ghi {promised.name}, nội dung lại là {vi}", f"Named as {promised.name}, the bytes are {en}"
            )
            yield Problem(Place(f"docs/{asset}"), text)
        elif promised.name != "PDF":
            data = regular.read(path, promised.most)
            yield from _problems(asset, promised.faults(data))
            if promised.drawn and promised.size(data) is None:
                text = Text(f"Tệp {promised.name} hỏng hoặc bị cắt", f"The {promised.name} file is broken or cut off")
                yield Problem(Place(f"docs/{asset}"), text)


@rule("DV116")
def active_pdf(archive: Archive) -> Iterator[Problem]:
    """PDFs are pages to read."""
    for asset, path, promised in each(archive):
        if promised.name == "PDF" and promised.begins(regular.start(path, _START)):
            yield from _problems(asset, promised.faults(regular.read(path, promised.most)))


@rule("DV117")
def too_much(archive: Archive) -> Iterator[Problem]:
    """Assets stay under the caps on their number, their bytes in all, and the pixels of each."""
    count, total = len(archive.assets), sum(_sizes(archive).values())
    if count > MAX_ASSETS:
        text = Text(f"{count} tệp (giới hạn {MAX_ASSETS})", f"{count} files (the cap is {MAX_ASSETS})")
        yield Problem(Place("docs/assets"), text)
    if total > MAX_SUM:
        cap = MAX_SUM // 2**20
        text = Text(
            f"Tổng cộng {total // 2**20} MB (giới hạn {cap} MB)", f"{total // 2**20} MB in all (the cap is {cap} MB)"
        )
        yield Problem(Place("docs/assets"), text)
    for asset, size in _sizes(archive).items():
        promised = by_ending().get(_ending(asset))
        if promised and size > promised.most:
            cap = promised.most // 1024
            text = Text(f"Tệp {promised.name} lớn hơn {cap} KB", f"A {promised.name} file of more than {cap} KB")
            yield Problem(Place(f"docs/{asset}"), text)
    for asset, path, promised in each(archive):
        pixels = promised.size(regular.read(path, promised.most)) if promised.drawn else None
        if pixels and (max(pixels) > MAX_SIDE or pixels[0] * pixels[1] > MAX_PIXELS):
            cap = MAX_PIXELS // 1_000_000
            yield Problem(
                Place(f"docs/{asset}"),
                Text(
                    f"Hình {pixels[0]} × {pixels[1]} điểm ảnh (giới hạn {cap} triệu, mỗi cạnh nhiều nhất {MAX_SIDE})",
                    f"A picture of {pixels[0]} × {pixels[1]} pixels (the cap is {cap} million, {MAX_SIDE} a side)",
                ),
            )


@rule("DV119")
def frame_name(archive: Archive) -> Iterator[Problem]:
    """Assets leave the frame's own names alone, in whatever case, folders too."""
    few = archive.assets if len(archive.assets) <= MAX_ASSETS else ()
    owned = frame_names(archive) if few else ()
    for asset in few:
        path = PurePosixPath(asset.casefold())
        ways = [str(way) for way in (path, *path.parents)]
        if any(fnmatchcase(way, pattern) for way in ways for pattern in owned):
            yield Problem(Place(f"docs/{asset}"))


def frame_names(archive: Archive) -> tuple[str, ...]:
    """Patterns of the names below assets/ that the templates bring, or that a format is written to."""
    brought = {name for name in files_of(archive.root) if name.startswith("assets/")}
    written = {name for output in formats() for name in output.owns}
    return tuple(sorted(name.casefold() for name in brought | written))
