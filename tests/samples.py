"""Files of every format that docs/assets takes, made from nothing: small, well formed, as large as they are asked to be."""

from __future__ import annotations

import struct
import zlib

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 1, height: int = 1) -> bytes:
    """One row of pixels, whatever the header says."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def gif(width: int = 1, height: int = 1, frame: tuple[int, int, int, int] = (0, 0, 1, 1)) -> bytes:
    """One frame after a comment, both with tables of colours."""
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    picture = b"," + struct.pack("<HHHHB", *frame, 0x80) + bytes(6) + b"\x02\x02\x44\x01\x00"
    return screen + b"!\xfe\x04loi.\x00" + picture + b";"


def jpeg(width: int = 1, height: int = 1) -> bytes:
    """An application's segment, fill bytes, then the start of the frame."""
    frame = b"\xff\xc2\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xff" + frame + b"\xff\xd9"


def webp(width: int = 1, height: int = 1, kind: bytes = b"VP8X") -> bytes:
    if kind == b"VP8X":
        body = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    elif kind == b"VP8L":
        body = b"\x2f" + ((width - 1) | (height - 1) << 14).to_bytes(4, "little") + bytes(5)
    else:
        body = b"\x10\x00\x00\x9d\x01\x2a" + struct.pack("<HH", width, height)
    data = b"WEBP" + kind + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(data)) + data


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + name + body


def avif(width: int = 1, height: int = 1, brand: bytes = b"avif") -> bytes:
    sizes = [box(b"ispe", bytes(4), struct.pack(">II", *size)) for size in ((1, 1), (width, height))]
    meta = box(b"meta", bytes(4), box(b"iprp", box(b"ipco", *sizes)))
    return box(b"ftyp", brand, bytes(4), b"mif1") + meta + box(b"mdat", b"\x00")


def ico(width: int = 16, height: int = 16, *, as_png: bool = False) -> bytes:
    """A directory that says 16 by 16, and one icon that says what it is."""
    icon = png(width, height) if as_png else struct.pack("<IiiHHIIiiII", 40, width, 2 * height, 1, 1, 0, 0, 0, 0, 0, 0)
    return b"\x00\x00\x01\x00\x01\x00" + struct.pack("<BBBBHHII", 16, 16, 0, 0, 1, 1, len(icon), 22) + icon


def woff2(rest: bytes = b"") -> bytes:
    return b"wOF2\x00\x01\x00\x00" + struct.pack(">I", 48) + bytes(36) + rest


def pdf(catalog: str = "", *objects: bytes) -> bytes:
    """A page of nothing, with more in its catalog, and more objects; readers rebuild the table of objects."""
    parts = [
        f"1 0 obj\n<< /Type /Catalog /Pages 2 0 R {catalog} >>\nendobj\n".encode("latin-1"),
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << >> >>\nendobj\n",
        *objects,
    ]
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"".join(parts) + b"trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


def stream(data: bytes, head: str = "", packed: bytes | None = None) -> bytes:
    """An object with a compressed stream; `packed` are its bytes where they are not the plain ones."""
    body = zlib.compress(data) if packed is None else packed
    start = f"9 0 obj\n<< /Filter /FlateDecode /Length {len(body)} {head} >>\nstream\n".encode("latin-1")
    return start + body + b"\nendstream\nendobj\n"
