"""The fonts that social cards are drawn with, and which letters each of them has.

Takes no input but the files beside this module; gives code points. Raises `ValueError` on a font that it cannot read.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
TITLES = FOLDER / "NotoSerif-Bold.subset.ttf"
"""What a card's title is drawn with."""
WORDS = FOLDER / "NotoSans-Regular.subset.ttf"
"""What the rest is drawn with."""


def drawn(font: Path, letter: str) -> str:
    """The letter as the font has it, or what it is put together from (ć is c and an acute); empty for neither."""
    if letter in letters(font):
        return letter
    parts = unicodedata.decomposition(letter)
    # What stands in `<…>` first is only akin to the letter: it is not put in its place.
    found = [] if "<" in parts else [drawn(font, chr(int(part, 16))) for part in parts.split()]
    return "".join(found) if all(found) else ""


@cache
def letters(font: Path) -> frozenset[str]:
    """The letters that the font can draw: the keys of its `cmap`, in the two forms that OpenType fonts have today."""
    data = font.read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = dict(struct.unpack_from(">4s4xI", data, 12 + 16 * number) for number in range(count))
    start = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", data, start + 2)
    found: set[str] = set()
    for number in range(count):
        (offset,) = struct.unpack_from(">I", data, start + 8 + 8 * number)
        (form,) = struct.unpack_from(">H", data, start + offset)
        if form == 4:
            found.update(_segments(data, start + offset))
        elif form == 12:
            found.update(_groups(data, start + offset))
    if not found:
        raise ValueError(f"{font.name} has no cmap of a known form")
    return frozenset(found)


def _segments(data: bytes, at: int) -> set[str]:
    """Form 4: ranges of letters up to U+FFFF, each with a shift, or with glyphs listed after all of them."""
    (doubled,) = struct.unpack_from(">H", data, at + 6)
    ends, starts, shifts, lists = (at + 14 + part * doubled + (2 if part else 0) for part in range(4))
    found = set()
    for way in range(0, doubled, 2):
        end, start, shift, listed = (
            struct.unpack_from(">H", data, table + way)[0] for table in (ends, starts, shifts, lists)
        )
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = struct.unpack_from(">H", data, lists + way + listed + 2 * (code - start))[0] if listed else code
            if glyph and (glyph + shift) % 0x10000:
                found.add(chr(code))
    return found


def _groups(data: bytes, at: int) -> set[str]:
    """Form 12: ranges of letters, each with its first glyph; the first glyph of all is the sign for a missing one."""
    (count,) = struct.unpack_from(">I", data, at + 12)
    groups = (struct.unpack_from(">III", data, at + 16 + 12 * number) for number in range(count))
    return {chr(code) for start, end, glyph in groups for code in range(start, end + 1) if glyph + code - start}
