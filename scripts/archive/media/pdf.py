"""PDF: pages to read, without scripts, actions or files within.

Takes bytes; gives what names an action. No PDF parser looks inside: readers repair what is broken, each in its way, so
what one parser does not reach another runs. Instead every byte is searched for the names that actions need: as it
stands, and as it reads once each compressed stream is inflated. What cannot be looked into so (encryption, other
compressions) is refused. This finds what a PDF asks a reader to do, not what attacks a reader's own faults.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from archive.findings import Text
from archive.media.kinds import Fault, Format

MAX_INFLATED = 64 * 1024 * 1024
"""Bytes that inflating takes in and gives out, over all streams."""
MAX_LAYERS = 3
"""Streams compressed again and again."""
MAX_STREAMS, MAX_ESCAPES = 20_000, 20_000
"""What takes long where there are very many: streams, and letters written as numbers."""
_STEP, _BY_BYTE = 4_096, 16
"""Bytes inflated at a time; what one byte counts for where they are inflated one by one, which takes so much longer."""

_END = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z)"
_LONG = re.compile(
    rb"/(JavaScript|OpenAction(?!\s*+\[)|Launch|EmbeddedFiles?|RichMedia\w*|Rendition|SubmitForm|ImportData|GoToE|Movie|Sound"
    rb"|Encrypt|Crypt|LZWDecode|ASCII85Decode|ASCIIHexDecode|RunLengthDecode|FFilter)" + _END
)
"""Names too long to stand among compressed bytes by chance. What opens with a list opens at a page."""
_REFERENCE = rb"\s++\d{1,9}+\s++\d{1,5}+\s++R"
_SHORT = re.compile(
    rb"/(JS(?=\s*+\((?:[\t\n\r -~]{4}|\xfe\xff)|\s*+<[0-9A-Fa-f]{2}|" + _REFERENCE + rb")"
    rb"|AA(?=\s*+<<|" + _REFERENCE + rb")"
    rb"|XFA(?=\s*+[(<\[]|" + _REFERENCE + rb")"
    rb"|Filter(?=" + _REFERENCE + rb"|\s*+\[?+\s*+(?:/\w{1,20}+\s*+){0,3}?/(?:LZW|A85|AHx|RL)" + _END + rb"))"
)
"""Short names, with what follows them where they are what they seem."""
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream[ \t]{0,4}[\r\n]{0,2}")
_ALTERED = re.compile(rb"/(?:Predictor|DecodeParms|DP)" + _END)
_OBJECTS = re.compile(rb"/ObjStm" + _END)
_FIRST, _COUNT = re.compile(rb"/First" + _END), re.compile(rb"/N" + _END)


class _TooMuchError(Exception):
    """Looking inside takes more than an honest file needs."""


class _Budget:
    """Inflates within a number of bytes for the whole file."""

    def __init__(self) -> None:
        self.left = MAX_INFLATED

    def inflate(self, data: memoryview) -> tuple[bytes, int]:
        """What the bytes from here on inflate to, as far as they do, and how many of them it took; 0 where it broke."""
        machine = zlib.decompressobj()
        out: list[bytes] = []
        at, step = 0, 256
        while not machine.eof and at < len(data):
            given, before = data[at : at + step], machine.copy()
            try:
                out.append(machine.decompress(given, self.left))
            except zlib.error:
                return b"".join([*out, *self._up_to_the_break(before, given)]), 0
            at += len(given)
            self._spend(len(given) + len(out[-1]))
            if machine.unconsumed_tail:
                raise _TooMuchError
            step = _STEP
        return b"".join(out), at - len(machine.unused_data) if machine.eof else 0

    def _up_to_the_break(self, machine: zlib._Decompress, given: memoryview) -> Iterator[bytes]:
        """Readers show what a broken stream gave before it broke."""
        for at in range(len(given)):
            self._spend(_BY_BYTE)
            try:
                yield machine.decompress(given[at : at + 1], self.left)
            except zlib.error:
                return

    def _spend(self, count: int) -> None:
        self.left -= count
        if self.left <= 0:
            raise _TooMuchError


def faults(data: bytes) -> Iterator[Fault]:
    """The names of actions that the file holds, each once, and what keeps it from being looked into."""
    try:
        met = _met(data)
    except _TooMuchError:
        cap = MAX_INFLATED // 2**20
        yield Fault(
            Text(
                f"Dữ liệu nén trong PDF vượt {cap} MB, quá {MAX_LAYERS} lớp hoặc quá vụn nên không kiểm tra được",
                f"The PDF holds over {cap} MB, {MAX_LAYERS} layers or too many pieces of compressed data to look into",
            )
        )
        return
    for name in sorted(met):
        yield Fault(Text(f"PDF có /{name}", f"The PDF has /{name}"))


def _met(data: bytes) -> set[str]:
    budget, view = _Budget(), memoryview(data)
    met = _names(data, _LONG)
    at = 0
    for number, found in enumerate(_STREAM.finditer(data)):
        if number > MAX_STREAMS:
            raise _TooMuchError
        if found.end() < at:
            continue
        inflated, used = budget.inflate(view[found.end() :])
        met |= _inside(inflated, budget, 1)
        if used:
            # What was inflated is searched in that form; all else as it stands.
            between = data[at : found.end()]
            met |= _names(between, _SHORT) | _altered(between)
            at = found.end() + used
    return met | _names(data[at:], _SHORT)


def _inside(inflated: bytes, budget: _Budget, layer: int) -> set[str]:
    met = _names(inflated, _LONG, _SHORT)
    again, _ = budget.inflate(memoryview(inflated))
    if again:
        if layer >= MAX_LAYERS:
            raise _TooMuchError
        met |= _inside(again, budget, layer + 1)
    return met


def _names(data: bytes, *patterns: re.Pattern[bytes]) -> set[str]:
    """The names in question, also where letters of them are written as numbers (`/J#61vaScript`)."""
    plain = _plain(data)
    return {found[1].decode("ascii") for pattern in patterns for found in pattern.finditer(plain)}


def _plain(data: bytes) -> bytes:
    if len(_ESCAPE.findall(data)) > MAX_ESCAPES:
        raise _TooMuchError
    return _ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode("ascii")), data)


def _altered(between: bytes) -> set[str]:
    """Whether objects in a stream are not as they inflate: a predictor makes other bytes of them."""
    plain = _plain(between)
    objects = _OBJECTS.search(plain) or (_FIRST.search(plain) and _COUNT.search(plain))
    return {"Predictor"} if objects and _ALTERED.search(plain) else set()


FORMATS = (Format("PDF", ("pdf",), lambda start: start.startswith((b"%PDF-1.", b"%PDF-2.")), faults=faults),)
