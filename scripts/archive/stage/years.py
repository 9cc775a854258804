"""The picture of everything dated: a line of time to scale, with a break where it would be mostly empty, or too long.

Takes years and spans as plain values and gives `<figure class="picture">`. Places along the line are per cent, heights are
pixels: one drawing fits a phone and a wide screen, and its words are as large on both. What a year has is one link, as wide
as the year is, at 375 pixels 24 at least; the stylesheet lets the picture reach 4 pixels into each margin for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.escaping import xml
from archive.stage.markup import tag

HEIGHT, AXIS, LANE, RADIUS = 240, 120, 34, 14
"""Of the picture; where the line runs; from a span to the next; of a mark of the agreement."""
NAMED, BARS, TALLEST, STEP = AXIS + 32, AXIS + 40, 56, 4
"""The base line of the years' names; where the bars hang from, the longest of them, and what an entry adds to one at most."""
EARLIER, LATER = 2, 1
"""The columns of the first year and of all that lies in the break behind it; of all that lies behind the last year drawn."""
MOST = 12
"""As many years as are drawn to scale with nothing behind them: each has room for a finger on a phone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A date of the agreement: how much of its year has gone, whether the year is inferred, and its words if it is the foremost."""

    gone: float
    inferred: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """What a year has: how it is said, where its link leads, how many dates of context are sure and unsure, and the agreement's."""

    year: int
    said: str
    way: str
    sure: int = 0
    unsure: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Years that the sources name a time by; on which days it began and ended they do not say."""

    words: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Break:
    """What lies in a break: how it is said, where it is read, and how many entries it has."""

    said: str
    way: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """All that is drawn: the years to scale from `first` to `last`, one before the break, and what lies in it and behind."""

    first: int
    last: int
    years: Sequence[Year]
    spans: Sequence[Span]
    earliest: Year | None = None
    between: Break | None = None
    beyond: Break | None = None

    @property
    def columns(self) -> int:
        """How many years wide the picture is."""
        return self.last - self.first + 1 + EARLIER * (self.earliest is not None) + LATER * (self.beyond is not None)

    @property
    def drawn(self) -> list[Span]:
        """The spans that lie wholly among the years to scale."""
        return [span for span in self.spans if self.first <= span.first <= span.last <= self.last]

    def at(self, year: float) -> float:
        """Where a moment stands along the line, in per cent; a year is a whole number where it begins."""
        return 100 * (year - self.first + EARLIER * (self.earliest is not None)) / self.columns

    @property
    def placed(self) -> list[tuple[float, Year]]:
        """Every year that is drawn, and where it begins."""
        earliest = [(0.0, self.earliest)] if self.earliest else []
        return [*earliest, *((self.at(year.year), year) for year in self.years)]


def picture(line: Line, title: str, description: str, anchor: str, caption: str) -> str:
    """The line as a figure; by ear a group of links: `role="img"` would hide them."""
    told = tag("desc", xml(description), id=f"{anchor}-d")
    svg = tag(
        "svg",
        told + _fade(anchor) + "".join([*_spans(line, anchor), *_axis(line), *_links(line), *_labels(line)]),
        class_="times",
        width="100%",
        height=str(HEIGHT),
    )
    group = tag("div", svg, role="group", aria_label=title, aria_describedby=f"{anchor}-d")
    return tag("figure", group + tag("figcaption", xml(caption)), class_="picture", id=anchor)


def _n(value: float) -> str:
    """A per cent with two decimals, which is less than a tenth of a pixel on a wide screen."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def _rect(look: str, x: float, y: float, width: float, height: float, paint: str = "") -> str:
    painted = f'fill="url(#{paint})"' if paint else f'class="{look}"'
    return f'<rect {painted} x="{_n(x)}" y="{y:g}" width="{_n(width)}" height="{height:g}"/>'


def _text(look: str, x: float, y: float, words: str, anchor: str = "middle") -> str:
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{look}" x="{_n(x)}" y="{y:g}"{side}>{xml(words)}</text>'


def _fade(anchor: str) -> str:
    """The colour of a span: it comes and goes within a year, since that is all that is known of its ends."""
    stops = "".join(
        f'<stop offset="{at}%" stop-opacity="{seen}"/>' for at, seen in ((0, 0), (28, 1), (72, 1), (100, 0))
    )
    return tag("linearGradient", stops, id=f"{anchor}-f")


def _spans(line: Line, anchor: str) -> Iterable[str]:
    for lane, span in enumerate(line.drawn):
        start, end = line.at(span.first), line.at(span.last + 1)
        # Words begin where the time does, or end where it ends: whichever has more room.
        words, side = (start, "start") if 100 - start >= end else (end, "end")
        yield _text("ink", words, lane * LANE + 14, span.words, side)
        yield _rect("", start, lane * LANE + 20, end - start, 7, f"{anchor}-f")


def _axis(line: Line) -> Iterable[str]:
    """The line, and the sign of its break; there it is not drawn, and the years before are at no scale."""
    start = 0.0
    if line.earliest:
        start = line.at(line.first)
        yield _rect("soft", 0, AXIS - 1, start / EARLIER, 2)
        yield _text("soft", start * 0.75, AXIS + 5, "//")
    end = line.at(line.last + 1)
    yield _rect("soft", start, AXIS - 1, end - start, 2)
    if line.beyond:
        yield _text("soft", (end + 100) / 2, AXIS + 5, "//")


def _links(line: Line) -> Iterable[str]:
    tallest = max((year.sure + year.unsure for _, year in line.placed), default=0)
    step = min(STEP, TALLEST / max(tallest, 1))
    wide = 100 / line.columns
    named = next((year.year for year in line.years if year.marks), line.first)
    for x, year in line.placed:
        yield _year(year, x, wide, step, always=year is line.earliest or (year.year - named) % 2 == 0)
        if year is line.earliest and line.between:
            yield _hidden(line.between, wide, wide)
    if line.beyond:
        yield _hidden(line.beyond, line.at(line.last + 1), wide)


def _hidden(gap: Break, x: float, wide: float) -> str:
    """The link of what lies in a break."""
    return tag(
        "a", _room(x, wide) + _text("soft", x + wide / 2, BARS + 8, f"+{gap.count}"), href=gap.way, aria_label=gap.said
    )


def _year(year: Year, x: float, wide: float, step: float, *, always: bool) -> str:
    """A year's link: where a finger meets it, its name (every other alone on a narrow screen), its bar and its marks."""
    parts = [_room(x, wide), _text("year" if always else "year other", x + wide / 2, NAMED, str(year.year))]
    top, across = float(BARS), (x + wide * 0.2, wide * 0.6)
    for look, count in (("tint line-soft", year.sure), ("card line-soft dashed", year.unsure)):
        if count:
            parts.append(_rect(look, across[0], top, across[1], count * step))
            top += count * step
    if top > BARS:
        parts.append(_text("soft", x + wide / 2, top + 15, str(year.sure + year.unsure)))
    for mark in year.marks:
        where = f'cx="{_n(x + wide * mark.gone)}" cy="{AXIS}"'
        ring = "card line-turmeric thick dashed" if mark.inferred else "card line-indigo thick"
        parts.append(f'<circle class="{ring}" {where} r="{RADIUS}"/><circle class="indigo" {where} r="7"/>')
    return tag("a", "".join(parts), href=year.way, aria_label=year.said)


def _room(x: float, wide: float) -> str:
    return _rect("room", x, AXIS - 16, wide, HEIGHT - AXIS + 16)


def _labels(line: Line) -> Iterable[str]:
    """The words of the foremost mark, above it; near an end they run inwards."""
    for start, year in line.placed:
        for mark in year.marks:
            if mark.words:
                x = start + 100 / line.columns * mark.gone
                side = "start" if x < 35 else "end" if x > 65 else "middle"
                yield _text("head indigo", x, AXIS - RADIUS - 8, mark.words, side)
