"""Pictures drawn from the data as SVG, in the page: no script, no request, colours from the stylesheet.

Takes rows of plain values and gives `<figure class="picture">`. Sizes are in the picture's own units, which are pixels
on a 360-pixel phone with text of 15; wider screens show the picture no larger than its `max-width`. Every picture has a
title and a description, and what it shows also stands in the page's text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from archive.escaping import xml
from archive.stage.markup import tag

LOOKS = {
    "reported": "card line-indigo",
    "inferred": "card line-turmeric dashed",
    "official": "card line-celadon thick",
    "source": "tint line-rule",
    "empty": "none line-soft dotted",
    "context": "tint line-soft dotted",
}
"""The stylesheet's classes for each look: fill, stroke and kind of line."""
WIDTH = 360
LINE = 20
PAD = 10
FONT = 15

_WIDTHS = {
    0.30: "iljI|'",
    0.34: " .,:;f",
    0.42: "tr()[]/-",
    0.55: 'szc–“”"',
    0.85: "wM%",
    0.98: "mW—…→",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def measure(text: str) -> float:
    """How wide `words` run at `FONT`, in pixels, in the widest face of the stylesheet's stack; never less than real."""
    total = 0.0
    for letter in text:
        base = unicodedata.normalize("NFD", letter)[0]
        total += _WIDTH_OF.get(base, 0.70 if base.isupper() else 0.63)
    return total * FONT


def wrapped(text: str, room: float, most: int = 4, wide: Callable[[str], float] = measure) -> list[str]:
    """`words` in lines no wider than `room` pixels, at most `most` of them; what is cut ends in an ellipsis.

    `wide` tells how wide words run.
    """
    lines = [""]
    for word in re.split(r"[^\S\u00a0]+", text.strip()):  # at no other blanks: a no-break space holds words together
        longer = f"{lines[-1]} {word}".strip()
        if wide(longer) <= room or not lines[-1]:
            lines[-1] = longer
        elif len(lines) > most:  # What is cut off takes no time, however long it is.
            break
        else:
            lines.append(word)
    if len(lines) > most:
        lines = lines[:most]
        while " " in lines[-1] and wide(f"{lines[-1]} …") > room:
            lines[-1] = lines[-1].rpartition(" ")[0]
        lines[-1] += " …"
    return lines


def figure(drawing: str, height: int, title: str, description: str, anchor: str, *, caption: str = "") -> str:
    """The figure around a drawing, with its text equivalent; the caption is the title where none is given."""
    heads = tag("title", xml(title), id=f"{anchor}-t") + tag("desc", xml(description), id=f"{anchor}-d")
    svg = tag(
        "svg",
        heads + drawing,
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_labelledby=f"{anchor}-t",
        aria_describedby=f"{anchor}-d",
        width=str(WIDTH),
        height=str(height),
    )
    return tag("figure", svg + tag("figcaption", xml(caption or title)), class_="picture", id=anchor)


def _words(lines: Sequence[str], x: float, y: float, look: str = "ink") -> str:
    return "".join(
        f'<text class="{look}" x="{x:g}" y="{y + index * LINE:g}">{xml(line)}</text>'
        for index, line in enumerate(lines)
    )


def _middle(text: str, x: float, y: float, look: str = "soft") -> str:
    return f'<text class="{look}" x="{x:g}" y="{y:g}" text-anchor="middle">{xml(text)}</text>'


@dataclass(frozen=True, slots=True)
class Node:
    """A row of a tree: how deep, its words, and the look (`reported`, `inferred`, `source` …) that its line takes."""

    depth: int
    text: str
    look: str
    mark: str = ""


def tree(nodes: Sequence[Node], title: str, description: str, anchor: str) -> str:
    """A proof as an indented tree: the conclusion first, what it rests on below and further in."""
    parts: list[str] = []
    y = 4
    last_at: dict[int, int] = {}
    for node in nodes:
        x = 4 + node.depth * 20
        room = WIDTH - x - 4 - 2 * PAD
        lines = wrapped(node.text, room, 2)
        head = 1 if node.mark else 0
        tall = (len(lines) + head) * LINE + 10
        if node.depth:
            parts.append(f'<path class="none line-soft" d="M{x - 10} {last_at[node.depth - 1]}V{y + 16}H{x}"/>')
        parts.append(f'<rect class="{LOOKS[node.look]}" x="{x}" y="{y}" width="{WIDTH - x - 4}" height="{tall}"/>')
        if node.mark:
            parts.append(_words(wrapped(node.mark, room, 1), x + PAD, y + LINE, "soft"))
        parts.append(_words(lines, x + PAD, y + (1 + head) * LINE))
        last_at[node.depth] = y + tall
        y += tall + 8
    return figure("".join(parts), y, title, description, anchor)


@dataclass(frozen=True, slots=True)
class Bar:
    """What held for a time: its words, and its ends as fractions of the picture's whole time (None: open, or not known)."""

    text: str
    start: float
    end: float | None
    unknown: bool = False
    """Whether nobody knows when it ended: it is drawn dotted, and with no arrow."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day that could be meant: its label, its place as a fraction, and whether it is the one that is left."""

    text: str
    at: float
    left: bool


def window(
    groups: Sequence[tuple[str, Sequence[Bar]]],
    candidates: Sequence[Candidate],
    title: str,
    description: str,
    anchor: str,
    caption: str = "",
) -> str:
    """The days that could be meant as upright lines, and what held when as bars across them, grouped by argument.

    A line gives way to the words that it would run through.
    """
    parts, bars = [], []
    taken: list[tuple[float, float, float]] = []  # of words: top, bottom, right end
    top, y = 30.0, 44.0

    def text(lines: Sequence[str], look: str, first: float) -> None:
        bars.append(_words(lines, 4, first, look))
        taken.extend(
            (first + at * LINE - FONT, first + at * LINE + 6, 4 + measure(line)) for at, line in enumerate(lines)
        )

    for head, rows in groups:
        lines = wrapped(head, WIDTH - 8, 2)
        text(lines, "head turmeric", y + 14)
        y += len(lines) * LINE + 8
        for bar in rows:
            label = wrapped(bar.text, WIDTH - 8, 3)
            start = 4 + bar.start * (WIDTH - 8)
            end = WIDTH - 4 if bar.end is None else max(4 + bar.end * (WIDTH - 8), start + 6)
            text(label, "ink", y + 12)
            y += len(label) * LINE
            look = "line-indigo bar dotted" if bar.unknown else "line-indigo bar"
            bars.append(f'<path class="{look}" d="M{start:.0f} {y + 2:g}H{end:.0f}"/>')
            if bar.end is None and not bar.unknown:
                bars.append(f'<path class="none line-page" d="M{WIDTH - 12} {y - 3:g}l5 5l-5 5"/>')
            y += 18
        y += 10
    for candidate in candidates:
        x = 4 + candidate.at * (WIDTH - 8)
        look = "line-turmeric thick" if candidate.left else "line-soft dotted"
        parts.append(_middle(candidate.text, x, 18, "head turmeric" if candidate.left else "soft"))
        way = "".join(f"M{x:.0f} {start:g}V{end:g}" for start, end in _gaps(top - 4, y - 6, x, taken))
        parts.append(f'<path class="none {look}" d="{way}"/>')
    return figure("".join(parts + bars), int(y), title, description, anchor, caption=caption)


def _gaps(
    top: float, bottom: float, x: float, taken: Sequence[tuple[float, float, float]]
) -> Iterator[tuple[float, float]]:
    """The pieces of an upright line at `x` that no words lie on; `taken` from top to bottom."""
    for first, last, right in taken:
        if x <= right + 3:
            if first - top > 4:
                yield top, first
            top = max(top, last)
    if bottom - top > 4:
        yield top, bottom
