"""Pictures drawn from the data as SVG, in the page: no script, no request, colours from the stylesheet.

Takes rows of plain values and gives `<figure class="picture">`. Text sizes are in the picture's own units, which are
pixels on a 360-pixel phone; wider screens show the picture no larger than its `max-width`. Every picture has a title and
a description, and what it shows also stands in the page's text.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from archive.stage.markup import tag

LOOKS = {
    "reported": "card line-indigo",
    "inferred": "card line-turmeric dashed",
    "official": "card line-celadon thick",
    "source": "tint line-rule",
    "empty": "none line-rule dashed",
    "context": "tint line-soft dotted",
    "primary": "indigo",
}
"""The stylesheet's classes for each look: fill, stroke and kind of line."""
WIDTH = 360
LINE = 18
PAD = 10
FONT = 13


@dataclass(frozen=True, slots=True)
class Node:
    """A row of a tree: how deep, its words, and the look (`reported`, `inferred`, `source` …) that its line takes."""

    depth: int
    words: str
    look: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A row of a comparison: what stands left, what stands right, and whether an arrow joins them."""

    left: str
    right: str
    joined: bool


def wrapped(words: str, letters: int, most: int = 4) -> list[str]:
    """`words` in lines of at most `letters`, at most `most` of them; what is cut ends in an ellipsis."""
    lines = textwrap.wrap(words, letters) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], textwrap.shorten(" ".join(lines[most - 1 :]), letters, placeholder=" …")]
    return lines


def figure(drawing: str, height: int, title: str, description: str, anchor: str, *, width: int = WIDTH) -> str:
    """The figure around a drawing, with its text equivalent."""
    heads = tag("title", escape(title), id=f"{anchor}-t") + tag("desc", escape(description), id=f"{anchor}-d")
    svg = tag(
        "svg",
        heads + drawing,
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=f"{anchor}-t {anchor}-d",
        width=str(width),
        height=str(height),
    )
    return tag("figure", svg + tag("figcaption", escape(title)), class_="picture", id=anchor)


def _words(lines: Sequence[str], x: int, y: int, look: str = "ink") -> str:
    return "".join(
        f'<text class="{look}" x="{x}" y="{y + index * LINE}">{escape(line)}</text>' for index, line in enumerate(lines)
    )


def tree(nodes: Sequence[Node], title: str, description: str, anchor: str) -> str:
    """A proof as an indented tree: the conclusion first, what it rests on below and further in."""
    parts: list[str] = []
    y = 4
    last_at: dict[int, int] = {}
    for node in nodes:
        x = 4 + node.depth * 18
        lines = wrapped(node.words, (WIDTH - x - 24) // 7, 3)
        head = 1 if node.mark else 0
        tall = (len(lines) + head) * LINE + 12
        if node.depth:
            start = last_at[node.depth - 1]
            parts.append(f'<path class="none line-soft" d="M{x - 9} {start} V{y + 16} H{x}"/>')
        parts.append(
            f'<rect class="{LOOKS[node.look]}" x="{x}" y="{y}" width="{WIDTH - x - 4}" height="{tall}" rx="2"/>'
        )
        if node.mark:
            parts.append(f'<text class="soft" x="{x + PAD}" y="{y + LINE}">{escape(node.mark)}</text>')
        parts.append(_words(lines, x + PAD, y + (1 + head) * LINE))
        last_at[node.depth] = y + tall
        y += tall + 8
    return figure("".join(parts), y, title, description, anchor)


def comparison(rows: Sequence[Link], heads: tuple[str, str], title: str, description: str, anchor: str) -> str:
    """Two columns of boxes, an arrow where the one continues as the other, a dashed gap where nothing is said."""
    wide, gap = 158, 36
    right = 4 + wide + gap
    parts = [_words([heads[0]], 4, LINE, "soft"), _words([heads[1]], right, LINE, "soft")]
    y = LINE + 12
    for row in rows:
        sides = (wrapped(row.left, 21), wrapped(row.right, 21))
        tall = max(len(lines) for lines in sides) * LINE + 14
        for x, words, lines in ((4, row.left, sides[0]), (right, row.right, sides[1])):
            look = "reported" if words else "empty"
            parts.append(f'<rect class="{LOOKS[look]}" x="{x}" y="{y}" width="{wide}" height="{tall}" rx="2"/>')
            parts.append(_words(lines, x + PAD, y + LINE + 2))
        if row.joined:
            middle = y + tall // 2
            start, end = 4 + wide + 3, right - 3
            parts.append(
                f'<path class="none line-indigo" d="M{start} {middle} H{end} M{end - 7} {middle - 5} L{end} {middle} L{end - 7} {middle + 5}"/>'
            )
        y += tall + 10
    return figure("".join(parts), y, title, description, anchor)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on a time line: its place from 0 to 1, its label, and the tier that its mark shows."""

    at: float
    words: str
    look: str


def line(moments: Sequence[Moment], title: str, description: str, anchor: str) -> str:
    """A time line from top to bottom: a filled disc for the primary tier, an open square for context."""
    parts = ['<path class="none line-soft" d="M16 8 V{end}"/>']
    y = 20
    for moment in moments:
        if moment.look == "context":
            parts.append(f'<rect class="{LOOKS["context"]}" x="10" y="{y - 6}" width="12" height="12"/>')
        else:
            parts.append(f'<circle class="{LOOKS[moment.look]}" cx="16" cy="{y}" r="6"/>')
        lines = wrapped(moment.words, 44, 2)
        parts.append(_words(lines, 34, y + 5))
        y += len(lines) * LINE + 14
    drawing = "".join(parts).replace("{end}", str(y - 14))
    return figure(drawing, y, title, description, anchor)
