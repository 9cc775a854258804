"""Where a walk over a page's tokens stands, and what it has found: shared by `markdown` and `doubts`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from archive.content.body import Anchor, Claim, Doubt, Fragment, Html, Link, Parting, Quote, Table
from archive.findings import Place


@dataclass
class Walk:
    """Where a walk over the tokens stands, and what it has found."""

    file: str
    offset: int
    lines: list[str]
    environment: dict[str, Any]
    """What the parser knows of the page: its reference links."""
    claims: list[Claim] = field(default_factory=list)
    fragments: list[Fragment] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    html: list[Html] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    noted: set[int] = field(default_factory=set)
    """The body lines of the doubts."""
    anchors: list[Anchor] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """The last number behind each id of a heading that was taken; 0 for an id that stands by itself."""
    met: tuple[int, int] = (0, 0)
    """Line and column after the last link or tag found: the next one stands behind it."""

    def place(self, line: int, needle: str = "") -> Place:
        """The place of body line `line` (from 0); the column of `needle` in it, or of its first letter."""
        text = self.lines[line] if line < len(self.lines) else ""
        column = text.find(needle) if needle else len(text) - len(text.lstrip())
        return Place(self.file, self.offset + line, max(column, 0) + 1)

    def find(self, needle: str, span: Sequence[int]) -> Place:
        """The next place of `needle` within the body lines `span`; the first line's where it is not there."""
        first = needle.partition("\n")[0]
        start = max(self.met, (span[0], 0))
        for line in range(start[0], min(span[1], len(self.lines))):
            column = self.lines[line].find(first, start[1] if line == start[0] else 0)
            if column >= 0:
                self.met = (line, column + len(first))
                return Place(self.file, self.offset + line, column + 1)
        return self.place(span[0])

    def anchor(self, name: str, place: Place) -> None:
        """Note an id of the page."""
        self.anchors.append(Anchor(name, place))
        self.numbers.setdefault(name, 0)

    def doubt(self, why: Parting, line: int, column: int = -1) -> None:
        """Note that the renderer's parser would see the body line `line` otherwise."""
        self.doubt_at(why, self.place(line) if column < 0 else Place(self.file, self.offset + line, column + 1))

    def doubt_at(self, why: Parting, place: Place) -> None:
        """The same, at a place that is known."""
        self.doubts.append(Doubt(why, place))
        self.noted.add(place.line - self.offset)


def span_of(token: Token) -> tuple[int, int]:
    """The body lines (from 0) of a block: its first, and the one after its last."""
    return (token.map[0], token.map[1]) if token.map else (0, 1)


def lines_of(walk: Walk, span: Sequence[int]) -> tuple[int, int]:
    """The lines of the file that body lines are."""
    return walk.offset + span[0], walk.offset + span[1]
