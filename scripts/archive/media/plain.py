"""Formats that draw no picture of their own: plain text, which says nothing else, and fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.findings import Text
from archive.media.kinds import Fault, Format

_TAGS = (
    "a|b|base|body|br|button|div|embed|font|form|h1|head|html|iframe|img|input|link|math|meta|object|p|script|style|svg"
    "|table|title|video"
)
_MARKUP = re.compile(
    rf"<!doctype|<!--|<\?(?:xml|php)|</?(?:{_TAGS})(?=[\s/>])|<[a-z][^\s<>/=]*[\s/][^<>=]{{0,200}}=", re.IGNORECASE
)
"""What a browser that is told no type takes for HTML, and any element with an attribute."""


def _reads_as_text(start: bytes) -> bool:
    """Whether these are words: no other format's files begin so."""
    return not set(start) & _CONTROLS and not start.startswith(
        (b"%PDF", b"GIF8", b"RIFF", b"wOF", b"PK", b"\xff", b"\xfe")
    )


_CONTROLS = {*range(0x20), 0x7F} - {*b"\t\n\r\f"}
_SEEN = "\t\f\u00a0"
"""White space that an honest text has within its lines; a form feed parts pages."""


def words(data: bytes) -> Iterator[Fault]:
    """Text in UTF-8, without letters that nobody sees and without markup."""
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line, column = _at(data.decode("latin-1"), error.start)
        yield Fault(Text("Văn bản không phải UTF-8", "The text is not UTF-8"), line, column)
        return
    # Only a line feed ends a line, as in `_at`: what else `splitlines` splits at, nobody sees, and it is named.
    for number, row in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        hidden = next((at for at, sign in enumerate(row) if not (sign.isprintable() or sign in _SEEN)), None)
        if hidden is not None:
            name = f"U+{ord(row[hidden]):04X}"
            message = Text(f"Ký tự không nhìn thấy ({name})", f"An invisible character ({name})")
            yield Fault(message, number, hidden + 1)
            return
    found = _MARKUP.search(text)
    if found:
        message = Text("Tệp văn bản chứa mã HTML", "The text holds HTML")
        yield Fault(message, *_at(text, found.start()))


def _at(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def font(data: bytes) -> Iterator[Fault]:
    """A font is as long as it says: nothing is put behind it."""
    if int.from_bytes(data[8:12], "big") != len(data):
        yield Fault(Text("Độ dài tệp phông chữ không khớp phần đầu tệp", "The font is not as long as its header says"))


FORMATS = (
    Format("TXT", ("txt",), _reads_as_text, faults=words, most=256 * 1024),
    Format("WOFF2", ("woff2",), lambda start: start.startswith(b"wOF2"), faults=font, most=1024 * 1024),
)
