"""Edits of a file that leave every other byte as it was: line ends, a mark of byte order, spelling.

Takes a `Page` and `Edit`s at positions of its text, which has neither mark nor carriage returns; gives the file's new
bytes. Refuses a file that is no UTF-8: which letter stands where in it nobody can say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from archive.content.model import Page
from archive.findings import Place, Text
from archive.refusal import Refusal

_MARK = "\ufeff"
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """What stands from `start` to `end` of a page's text gives way to `new`."""

    start: int
    end: int
    new: str


def edited(page: Page, edits: Iterable[Edit]) -> bytes:
    """The file's bytes after the edits, which lie apart; new lines end as the file's first one does."""
    ordered = sorted(set(edits), reverse=True)
    if not ordered:
        return page.raw
    try:
        raw = page.raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(
            Text(
                f"{page.file} không phải UTF-8; lưu lại bằng UTF-8 trước", f"{page.file} is not UTF-8; save it so first"
            )
        ) from error
    mark, text = (_MARK, raw[1:]) if raw.startswith(_MARK) else ("", raw)
    pairs: list[int] = []
    """The line ends, by their position in the page's text, that are two letters in the file."""
    for match in _LINE_END.finditer(text):
        if match[0] == "\r\n":
            pairs.append(match.start() - len(pairs))
    first = _LINE_END.search(text)
    end = first[0] if first else "\n"
    for edit in ordered:
        start, stop = (position + bisect_left(pairs, position) for position in (edit.start, edit.end))
        text = text[:start] + edit.new.replace("\n", end) + text[stop:]
    return (mark + text).encode("utf-8")


def line_start(page: Page, line: int) -> int:
    """The position at which a line (from 1) of the page's text starts; its end, behind the last one."""
    position = 0
    for _ in range(line - 1):
        found = page.text.find("\n", position)
        if found < 0:
            return len(page.text)
        position = found + 1
    return position


def offset(page: Page, place: Place) -> int:
    """The position of a place in the page's text."""
    return line_start(page, place.line) + place.column - 1
