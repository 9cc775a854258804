"""A page's text as the rules on Markdown look at it: where its body starts, and what in it is code to both parsers.

Takes a `Page` and gives a `PageText`; the places of positions in it; helpers for addresses. No rule stands here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.content.model import Page
from archive.findings import Place

_TICKS = re.compile(r"(?<![\\`])(`+)(?!`)([^`\n]+)\1(?!`)")
CURLY = re.compile("[“”„‟«»‘’]")
"""Quotation marks of prose, which attribute lists do not know."""
DESTINATION = re.compile(r"\]\s?\(\s*<?")
_SIGNS = {")": re.compile(r"[()]|\n\n"), ">": re.compile(r">|\n\n"), "\n": re.compile(r"\n")}
_DEEPEST = 32
"""CommonMark's own limit on brackets within an address."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's text with what is code in it, to both parsers."""

    page: Page
    body: int
    """Where the body starts."""
    code: tuple[tuple[int, int], ...]

    def is_code(self, offset: int) -> bool:
        """Whether the letter at `offset` of the page's text is code."""
        index = bisect_right(self.code, (offset, len(self.page.text))) - 1
        return index >= 0 and self.code[index][0] <= offset < self.code[index][1]

    def is_prose(self, offset: int) -> bool:
        """Whether the letter at `offset` of the page's text stands in the body, and is no code."""
        return offset >= self.body and not self.is_code(offset)


def page_text(page: Page) -> PageText:
    """The page's text, its body's start, and the spans that both parsers take for code."""
    lines = page.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    first = min(page.front.body_line - 1, len(lines))
    body = starts[first]
    spans = [(starts[start - 1], starts[end - 1]) for start, end in page.body.code]
    if "`" in page.text:
        coded = {n for start, end in page.body.code for n in range(start - 1, end - 1)}
        loose = [n for n in range(first, len(lines)) if n not in coded and "`" in lines[n]]
        # An odd tick may open code on one line and close it on another; then nothing is taken for code within lines.
        odd = any(lines[n].count("`") % 2 and not lines[n].startswith("```") for n in loose)
        for n in () if odd else loose:
            for match in _TICKS.finditer(lines[n]):
                spans.append((starts[n] + match.start(2), starts[n] + match.end(2)))
    return PageText(page, body, tuple(sorted(spans)))


def short(text: str) -> str:
    """`words` as a message shows them."""
    return text if len(text) <= 60 else f"{text[:60]}…"


def until(source: str, start: int, end: str) -> str:
    """What follows, up to a closing sign; a bracket within brackets belongs to it."""
    depth = 0
    stop = min(len(source), start + 2_000)
    for match in _SIGNS[end].finditer(source, start, stop):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")" and depth:
            depth -= 1
        else:
            return source[start : match.start()]
        if depth > _DEEPEST:
            break
    return source[start:stop]


def places(page: Page, offsets: Iterable[int]) -> Iterator[Place]:
    """The places of positions in the page's text; the table of lines is made once, at the first of them."""
    starts: list[int] | None = None
    for offset in offsets:
        if starts is None:
            starts = [0, *(match.end() for match in re.finditer("\n", page.text))]
        line = bisect_right(starts, offset)
        yield Place(page.file, line, offset - starts[line - 1] + 1)


def at(page: Page, offset: int) -> Place:
    """The place of one position in the page's text."""
    return Place(page.file, page.text.count("\n", 0, offset) + 1, offset - page.text.rfind("\n", 0, offset))
