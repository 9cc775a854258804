"""The words on each sheet of a PDF that Chromium prints, read without a library: its writer makes one plain form of PDF.

Takes the bytes of such a PDF; gives the text of its sheets in order. What stands in the margins comes before the rest,
and a line's end is a line break. Fails on a PDF of another form rather than reading half of it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?s)\n([0-9]+) 0 obj\s(.*?)\nendobj")
_STREAM = re.compile(rb"(?s)\bstream\r?\n(.*)\r?\nendstream")
_SHOWN = re.compile(
    rb"/(?P<font>F[0-9]+) [0-9.]+ Tf|(?P<line>[0-9.-]+) Tm|(?:^|\s)(?P<down>-?[0-9.]+) Td|<(?P<glyphs>[0-9A-F]+)> Tj"
)
_SINGLE = re.compile(rb"(?s)beginbfchar(.*?)endbfchar")
_RANGES = re.compile(rb"(?s)beginbfrange(.*?)endbfrange")


def sheets(pdf: bytes) -> list[str]:
    """The text of each sheet."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(pdf)}
    letters = {
        number: dict(_letters(_content(one))) for number, one in objects.items() if b"begincmap" in _content(one)
    }
    pages = [one for _, one in sorted(objects.items()) if re.match(rb"<</Type /Page\s", one)]
    assert pages, "no sheets: is this a PDF of Chromium's?"
    return [_text(page, objects, letters) for page in pages]


def squeezed(text: str) -> str:
    """Text without blanks: where a line ends is the printer's own."""
    return "".join(text.split())


def _text(page: bytes, objects: dict[int, bytes], letters: dict[int, dict[int, str]]) -> str:
    fonts = {}
    for name, number in re.findall(rb"/(F[0-9]+) ([0-9]+) 0 R", page):
        means = re.search(rb"/ToUnicode ([0-9]+) 0 R", objects[int(number)])
        fonts[name] = letters[int(means[1])] if means else {}
    content = re.search(rb"/Contents ([0-9]+) 0 R", page)
    assert content, "a sheet without content"
    shown, font, line = [], {}, b""
    for found in _SHOWN.finditer(_content(objects[int(content[1])])):
        if found["font"]:
            font = fonts[found["font"]]
        elif found["glyphs"]:
            glyphs = found["glyphs"]
            shown += [
                font.get(int(glyphs[at : at + 4], 16), "\N{REPLACEMENT CHARACTER}") for at in range(0, len(glyphs), 4)
            ]
        elif found["line"] and found["line"] != line:
            line = found["line"]
            shown.append("\n")
    return "".join(shown)


def _content(one: bytes) -> bytes:
    found = _STREAM.search(one)
    return b"" if found is None else zlib.decompress(found[1]) if b"/FlateDecode" in one else found[1]


def _letters(table: bytes) -> Iterator[tuple[int, str]]:
    """The letters of each glyph, from a font's own table."""
    for block in _SINGLE.findall(table):
        for glyph, means in re.findall(rb"<([0-9A-F]+)> <([0-9A-F]+)>", block):
            yield int(glyph, 16), _words(means)
    for block in _RANGES.findall(table):
        for first, last, means in re.findall(rb"<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]+)>", block):
            start, begins = int(first, 16), _words(means)
            for number in range(start, int(last, 16) + 1):
                yield number, begins[:-1] + chr(ord(begins[-1]) + number - start)


def _words(means: bytes) -> str:
    return bytes.fromhex(means.decode()).decode("utf-16-be")
