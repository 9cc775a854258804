"""Pictures made of pixels: how each format begins, and the width and height that its headers state.

A size is the largest that anything in the file asks a decoder for: a frame may be larger than its picture, an icon
holds several. Nothing is decoded. Each function looks at every byte once at most.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

from archive.media.kinds import Format, Size

_PNG = b"\x89PNG\r\n\x1a\n"
_ICO = b"\x00\x00\x01\x00"
_PARTS = 100_000
"""The most segments, blocks and boxes that are passed over on the way to a size: an honest file has far fewer."""
_STARTS_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}
_BOXES = {b"meta": 4, b"iprp": 0, b"ipco": 0}
"""The boxes of AVIF in which sizes stand, and how many bytes of their own come before the boxes within."""


def _largest(sizes: list[Size]) -> Size | None:
    return (max(width for width, _ in sizes), max(height for _, height in sizes)) if sizes else None


def png(data: bytes) -> Size | None:
    """From the header chunk, which comes first."""
    if not data.startswith(_PNG) or data[12:16] != b"IHDR" or len(data) < 33:
        return None
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def gif(data: bytes) -> Size | None:
    """From the logical screen and every frame on it."""
    if len(data) < 13:
        return None
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    sizes = [(width, height)]
    at = 13 + _colours(flags)
    parts = _PARTS
    while data[at : at + 1] in {b"!", b","}:
        if data[at] == ord("!"):
            at += 2
        elif len(data) < at + 10:
            return None
        else:
            left, top, width, height, flags = struct.unpack_from("<HHHHB", data, at + 1)
            sizes.append((left + width, top + height))
            at += 11 + _colours(flags)
        while at < len(data) and data[at] and parts:
            at, parts = at + data[at] + 1, parts - 1
        at, parts = at + 1, parts - 1
        if parts <= 0:
            return None
    # Some old ones lack the last sign; one that is cut off ends within a block.
    return _largest(sizes) if data[at : at + 1] == b";" or at == len(data) else None


def _colours(flags: int) -> int:
    """How many bytes a table of colours takes."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def jpeg(data: bytes) -> Size | None:
    """From the first start of a frame."""
    at = 2
    for _ in range(_PARTS):
        if at + 9 > len(data) or data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _WITHOUT_LENGTH:
            at += 2
        elif marker in _STARTS_OF_FRAME:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        elif marker in {0xD9, 0xDA}:
            return None
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    return None


def webp(data: bytes) -> Size | None:
    """From the first chunk: the canvas, or the one picture there is."""
    name, body = data[12:16], data[20:30]
    if len(body) < 10:
        return None
    if name == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if name == b"VP8L" and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    return None


def avif(data: bytes) -> Size | None:
    """From every size that the file's items are given."""
    boxes = islice(_boxes(data), _PARTS)
    sizes = [struct.unpack_from(">II", body, 4) for name, body in boxes if name == b"ispe" and len(body) >= 12]
    return _largest([(int(width), int(height)) for width, height in sizes])


def _boxes(data: bytes, at: int = 0) -> Iterator[tuple[bytes, bytes]]:
    """The boxes of a file, and those within the ones that hold sizes; three deep at most."""
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if length == 1 and at + 16 <= len(data):
            (length,), head = struct.unpack_from(">Q", data, at + 8), 16
        end = at + length if length else len(data)
        if end < at + head:
            return
        body = data[at + head : end]
        yield name, body
        if name in _BOXES:
            yield from _boxes(body, _BOXES[name])
        at = end


def ico(data: bytes) -> Size | None:
    """From every icon in the file: the header of each, for the directory may say otherwise."""
    count = int.from_bytes(data[4:6], "little")
    sizes: list[Size] = []
    if not 0 < count <= 64 or len(data) < 6 + 16 * count:
        return None
    for number in range(count):
        width, height, start = struct.unpack_from("<BB10xI", data, 6 + 16 * number)
        sizes.append((width or 256, height or 256))
        found = png(data[start : start + 33]) or _bitmap(data[start : start + 16])
        if found is None:
            return None
        sizes.append(found)
    return _largest(sizes)


def _bitmap(header: bytes) -> Size | None:
    """The picture and its mask, one above the other."""
    if len(header) < 16 or int.from_bytes(header[:4], "little") != 40:
        return None
    width, height = struct.unpack_from("<ii", header, 4)
    return abs(width), abs(height) // 2


FORMATS = (
    Format("PNG", ("png",), lambda start: start.startswith(_PNG), png, drawn=True),
    Format("GIF", ("gif",), lambda start: start.startswith((b"GIF87a", b"GIF89a")), gif, drawn=True),
    Format("JPEG", ("jpg", "jpeg"), lambda start: start.startswith(b"\xff\xd8\xff"), jpeg, drawn=True),
    Format("WebP", ("webp",), lambda start: start[:4] == b"RIFF" and start[8:12] == b"WEBP", webp, drawn=True),
    Format("AVIF", ("avif",), lambda start: start[4:12] == b"ftypavif", avif, drawn=True),
    Format("ICO", ("ico",), lambda start: start.startswith(_ICO), ico, drawn=True),
)
