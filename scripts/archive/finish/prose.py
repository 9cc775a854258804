"""The prose of a finished page: its text, apart from code, pictures and what a rule leaves alone.

Takes a page of ours, whose HTML is well formed and whose attributes hold neither `<` nor `>`; gives it with each
stretch of text between two tags changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

_APART = re.compile(r"<(?:code|pre|script|style|svg|textarea)(?![a-z0-9])")
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"})
_OPENS = re.compile(r"<([a-z0-9]++)[^<>]*+>")
_TEXT = re.compile(r">\s*+([^<\s][^<]*+)")


def prose(page: str, change: Callable[[str], str], apart: Callable[[str], bool], signs: Sequence[str]) -> str:
    """The page with the text of its body changed, but within elements for whose opening tag `apart` says so.

    In each such tag stands one of the `signs`: a page has a thousand tags, and few of them are to be asked of.
    """
    at = last = max(page.find("<body"), 0)
    parts = [page[:at]]
    for start, end in [*_left(page, at, apart, signs), (len(page), len(page))]:
        for text in _TEXT.finditer(page, max(at - 1, 0), start):
            parts += (page[last : text.start(1)], change(text[1]))
            last = text.end()
        at = end
    return "".join([*parts, page[last:]])


def _left(page: str, at: int, apart: Callable[[str], bool], signs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each element that is left alone begins, and where what stands behind it."""
    found = {tag.start() for tag in _APART.finditer(page, at)}
    asked = {start for words in signs for start in _tags_with(page, words, at)}
    for start in sorted(found | asked):
        tag = _OPENS.match(page, start) if start >= at else None
        if tag and (start in found or (tag[1] not in _VOID and apart(tag[0]))):
            at = _behind(page, tag[1], tag.end())
            yield start, at


def _tags_with(page: str, words: str, at: int) -> Iterator[int]:
    """Where the tags begin in which these words stand; more of them in one tag lead to it once."""
    while (sign := page.find(words, at)) >= 0:
        if (start := page.rfind("<", at, sign)) >= 0:
            yield start
        at = sign + 1


def _behind(page: str, name: str, at: int) -> int:
    """Where what stands behind an element begins, whose content begins there."""
    depth = 1
    for tag in _tags(name).finditer(page, at):
        depth += -1 if tag[0].startswith("</") else 1
        if not depth:
            return tag.end()
    return len(page)


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}>|<{name}(?![a-z0-9])[^<>]*+>")
