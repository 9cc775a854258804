"""A page's words as they are typed, read without any Markdown parser: what must come out on the published page.

Two parsers read each page, and both could lose the same figure (`51. Đơn vị` is a list item to either). This reading
knows only what every editor knows: which signs are markup. Takes numbered lines of Markdown; gives words, that is runs
of letters and digits and the signs between them, each with its line. Refuses nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

_FENCE = re.compile(r"(```++|~~~++)[^`]*+$")
_OPENING = re.compile(r"[ \t]*+(?:>[ \t]*+)*+(?:(?:[-*+]|(?P<number>[0-9]++)[.)])[ \t]++)?+(?:#{1,6}[ \t]++)?+")
_ATTRIBUTES = re.compile(r"\{:?[ ]*+[#.][^{}\n]*+\}[ \t]*+$")
_CODE = re.compile(r"(?<!`)(`++)(?!`)([^`]*+)\1(?!`)")
_LINK = re.compile(
    r"!?\[([^\[\]]*+)\]\([ ]*+(?:<[^<>\n]*+>|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)"
    r"(?:[ ]++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?+[ ]*+\)"
)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]*+)>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*+>")
_BREAK = re.compile(r"<(?:br|wbr)\b[^<>]*+>", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_KEPT = re.compile("\ue000([0-9]++)\ue001")
_REFERENCE = re.compile(r"&(?:#[0-9]++|#[xX][0-9A-Fa-f]++|[A-Za-z][A-Za-z0-9]*+);")
_WORD = re.compile("[^\\W_]+|[%/\"'&@;?,−–—…“”‘’°±×÷$€§№½]")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits, or a sign, and the line of the file that it stands on."""

    text: str
    line: int


def typed(lines: Iterable[tuple[int, str]]) -> Iterator[Word]:
    """The words of the lines, in order; the number that a list's item is given is one of them."""
    fence = ""
    for number, line in lines:
        mark = _FENCE.match(line)
        if mark and (not fence or line.startswith(fence)):
            fence = "" if fence else mark[1]
        elif fence:
            yield from (Word(word, number) for word in words(line))
        else:
            yield from _of_line(line, number)


def _of_line(line: str, number: int) -> Iterator[Word]:
    opening = _OPENING.match(line)
    if opening:
        if opening["number"]:
            yield Word(opening["number"], number)
        line = line[opening.end() :]
    # Two signs that no text holds stand for what is code, so that nothing in it is taken for markup.
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[2])
        return f"\ue000{len(kept) - 1}\ue001"

    text = _CODE.sub(keep, _ATTRIBUTES.sub("", line)) if "`" in line else _ATTRIBUTES.sub("", line)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", _AUTOLINK.sub(r"\1", text)))
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", _REFERENCE.sub(lambda match: unescape(match[0]), text))
    text = _KEPT.sub(lambda match: kept[int(match[1])] if int(match[1]) < len(kept) else "", text) if kept else text
    yield from (Word(word, number) for word in words(text))


def words(text: str) -> list[str]:
    """Runs of letters and digits, and single signs that Markdown knows nothing of, in normal form C.

    How an address begins is left out, since the renderer may leave it out.
    """
    return _WORD.findall(_SCHEME.sub("", unicodedata.normalize("NFC", text)))
