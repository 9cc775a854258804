"""The picture of a proved date, drawn from the data in the page.

No script, no request, colours from the stylesheet. Takes rows of plain values and gives `<figure class="picture window">`.
Its words are the page's own text, so that they wrap and grow as all text does; only lines are SVG, stretched to the width
that they get.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from archive.escaping import xml
from archive.stage.markup import tag


@dataclass(frozen=True, slots=True)
class Bar:
    """What held for a time: its words, where it is stated, and what is said of its time as fractions of the whole."""

    text: str
    href: str
    start: float
    end: float
    from_before: bool = False
    """Whether it began earlier, and nobody knows when; `to_later` likewise of its end."""
    to_later: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A step of an argument: its words, where it stands, and what held when."""

    text: str
    href: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day that could be meant: its label, its place as a fraction, and whether it is the one that is left."""

    text: str
    at: float
    left: bool


UNITS = 1000
"""Of a row, from its left to its right end, however wide the screen makes it."""
LEAST = 16
"""Units of a bar: a day, too, is seen."""
FADING = ((8, 18), (32, 12), (50, 6))
"""Of an end that nobody knows: where each dash starts behind the bar, and how long it is; ever shorter."""
LABELLED = 7
"""Years named at most on a phone: of more, every second or third."""


def window(
    steps: Sequence[Held], candidates: Sequence[Candidate], left: tuple[str, str], caption: str, anchor: str
) -> str:
    """The days that could be meant as upright lines, and what held when as bars across them, a row each.

    A row is a link to what it shows: its words, and a drawing as wide as the screen allows, above which (on a phone) or
    beside which they stand; so no line meets a word. `left` is where the day that is left is stated, and that day in full.
    """
    plain = "".join(f"M{_unit(one.at)} 0V9" for one in candidates if not one.left)
    last = "".join(f"M{_unit(one.at)} 0V9" for one in candidates if one.left)
    lines = tag("path", "", class_="line-soft dotted", d=plain) + tag("path", "", class_="line-turmeric thick", d=last)
    items = ""
    for step in steps:
        items += tag("li", _row(step.text, step.href, lines, class_="head turmeric"))
        items += "".join(tag("li", _row(bar.text, bar.href, lines + _bar(bar))) for bar in step.bars)
    content = _axis(candidates, left) + tag("ul", items) + tag("figcaption", xml(caption))
    return tag("figure", content, class_="picture window", id=anchor)


def _unit(at: float) -> int:
    return round(at * UNITS)


def _row(text: str, href: str, drawing: str, class_: str | None = None) -> str:
    svg = tag("svg", drawing, viewBox=f"0 0 {UNITS} 9", preserveAspectRatio="none", aria_hidden="true")
    return tag("a", tag("span", xml(text)) + svg, href=href, class_=class_)


def _bar(bar: Bar) -> str:
    """A solid line where the source speaks, and where an end is not known a few dashes that die away."""
    start, end = _unit(bar.start), max(_unit(bar.end), _unit(bar.start) + LEAST)
    dashes = "".join(f"M{end + at} 4h{long}" for at, long in FADING if bar.to_later)
    dashes += "".join(f"M{start - at} 4h-{long}" for at, long in FADING if bar.from_before)
    sure = tag("path", "", class_="line-indigo bar", d=f"M{start} 4H{end}")
    return sure + (tag("path", "", class_="line-indigo bar fading", d=dashes) if dashes else "")


def _axis(candidates: Sequence[Candidate], left: tuple[str, str]) -> str:
    """The years above the rows, in a drawing of its own whose letters keep their size."""
    every = -(-len(candidates) // LABELLED)
    middle = next((at for at, one in enumerate(candidates) if one.left), 0)
    words = ""
    for at, one in enumerate(candidates):
        look = "head turmeric" if one.left else "soft"
        text = tag("text", xml(one.text), class_=look, x=f"{one.at:.1%}", y="16", text_anchor="middle")
        if (at - middle) % every == 0:
            words += (
                tag("a", text, href=left[0], aria_label=unescape(xml(f"{one.text}: {left[1]}"))) if one.left else text
            )
    return tag("svg", words, class_="axis")
