"""Rules on how a file's letters are stored: DV121 to DV126. What letters may stand there: `unseen`, `alphabet`, `encodings`.

A text can look right and still be wrong: two spellings of one letter, a letter of another alphabet, a mark that nobody
sees. Search, comparison and citation all fail on these in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from archive.checks.prose import at, places
from archive.checks.values import Reading, each_line, readings
from archive.content.model import Archive, Page
from archive.extending import Problem, Spoils, rule
from archive.findings import Place, Severity, Text

TRAILING = " \t\u00a0"
"""White space that means nothing at a line's end; `fix` takes it away."""

_MARKS_OF_A_LETTER = 4
"""A letter and the marks that can stand behind it, generously."""
_TRAILING = re.compile(rf"(?<![{TRAILING}])[{TRAILING}]++$", re.MULTILINE)


@rule("DV121", spoils=Spoils.FILE)
def not_utf8(page: Page, _: Archive) -> Iterator[Problem]:
    """Bytes are strict UTF-8."""
    if "\ufffd" not in page.text:
        return
    try:
        page.raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = page.raw[: error.start].decode("utf-8").removeprefix("\ufeff")
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        byte = f"0x{page.raw[error.start]:02x}"
        yield Problem(
            Place(page.file, before.count("\n") + 1, len(before) - before.rfind("\n")),
            Text(f"Tệp không phải UTF-8 (byte {byte})", f"The file is not UTF-8 (byte {byte})"),
            about=(page.file,),
        )


@rule("DV122")
def not_nfc(page: Page, _: Archive) -> Iterator[Problem]:
    """Text is in normal form C; one finding a line."""
    for reading in readings(page):
        if not unicodedata.is_normalized("NFC", reading.text):
            for place in places(page, _apart(reading)):
                yield Problem(place)


def _apart(reading: Reading) -> Iterator[int]:
    """Where lines part from their normal form: at the letter whose mark stands behind it."""
    for start, line in each_line(reading):
        normal = unicodedata.normalize("NFC", line)
        if normal != line:
            same = next((i for i, pair in enumerate(zip(line, normal, strict=False)) if pair[0] != pair[1]), 0)
            if reading.fresh(start + same, min(start + same + _MARKS_OF_A_LETTER, len(reading.text))):
                yield reading.at(start + same)


@rule("DV123")
def bom(page: Page, _: Archive) -> Iterator[Problem]:
    """No byte-order mark."""
    if page.raw.startswith(b"\xef\xbb\xbf"):
        yield Problem(Place(page.file))


@rule("DV124", severity=Severity.WARNING)
def other_line_ends(page: Page, _: Archive) -> Iterator[Problem]:
    """Lines end in LF; one finding a file, at the first."""
    if b"\r" in page.raw:
        first = page.raw.index(b"\r")
        before = page.raw[:first].decode("utf-8", "replace").removeprefix("\ufeff")
        ends = "CRLF (Windows)" if page.raw.startswith(b"\r\n", first) else "CR"
        yield Problem(Place(page.file, before.count("\n") + 1, len(before) - before.rfind("\n")), values={"ends": ends})


@rule("DV125", severity=Severity.WARNING)
def trailing_space(page: Page, _: Archive) -> Iterator[Problem]:
    """Lines end in a letter, not in white space."""
    for place in places(page, (match.start() for match in _TRAILING.finditer(page.text))):
        yield Problem(place)


@rule("DV126", severity=Severity.WARNING)
def no_last_newline(page: Page, _: Archive) -> Iterator[Problem]:
    """A file ends in a line end."""
    if page.text and not page.text.endswith("\n"):
        yield Problem(at(page, len(page.text)))
