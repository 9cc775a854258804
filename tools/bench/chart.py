"""The figures of `bench.growth` as one SVG: pages across, seconds of the processor upwards, both by powers of ten.

Takes the sizes, smallest first; gives the whole file as text. One line a part, its name at its end; a part without a
figure has none. The picture has a ground of its own and follows the reader's choice of light or dark. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from archive.findings import Lang, Text
from bench import others
from bench.figures import CARDS, CHECK, CHECK_WORD, NAMES, NOTHING, PARTS, SAME, WORD, Size, Spent

WIDTH, HEIGHT = 860, 560
LEFT, RIGHT, TOP, BOTTOM = 62, 600, 64, 500
"""The plot; the names stand to the right of it."""
STEP = 17
"""How far apart two names are at least."""
INKS = {
    NOTHING: ("#0b5394", "#8cc4ff"), CARDS: ("#0b5394", "#8cc4ff"), WORD: ("#0b5394", "#8cc4ff"),
    SAME: ("#0b5394", "#8cc4ff"), CHECK: ("#1b6e3c", "#7fd6a0"), CHECK_WORD: ("#1b6e3c", "#7fd6a0"),
    others.PLAIN: ("#1f1f1f", "#f0f0f0"), others.LEAST: ("#1f1f1f", "#f0f0f0"),
    others.PROPERDOCS: ("#7a4d00", "#e8b866"), others.ZENSICAL: ("#8a1c5c", "#f29ac8"),
    others.HUGO: ("#a3290f", "#ff9d85"), others.STARLIGHT: ("#5b2a9d", "#c6a6ff"),
}  # fmt: skip
"""Each part's ink on a light ground and on a dark one: one for ours, one for the check, one for each other."""
DASHES = {CARDS: "9 3", WORD: "5 4", SAME: "2 3", CHECK_WORD: "5 4", others.LEAST: "2 3", others.PROPERDOCS: "9 3"}
"""Lines of one ink are told apart by their strokes too, as those are whose inks somebody cannot tell apart."""
TITLE = Text("Giá một lần dựng khi kho lớn dần", "What a build costs as the archive grows")
ACROSS, UPWARDS = Text("trang", "pages"), Text("giây xử lý", "seconds of the processor")
ABOUT = Text(
    "Mỗi đường là một phần. Thang lôgarit ở cả hai trục. {each}.",
    "One line for each part. Both axes are logarithmic. {each}.",
)
SHORT = {
    CARDS: Text("của ta, còn giữ thẻ", "ours, cards kept"),
    WORD: Text("của ta, sau khi đổi một chữ", "ours, after one word"),
    SAME: Text("của ta, không đổi gì", "ours, nothing changed"),
    CHECK_WORD: Text("kiểm tra, sau khi đổi một chữ", "check, after one word"),
}
"""The names of lines that lean in the table on the one before them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A part's line: what it is called, and the pages and seconds of its points."""

    part: str
    name: str
    points: tuple[tuple[int, float], ...]


def lines(sizes: Sequence[Size], lang: Lang) -> list[Line]:
    """A line for each part that has a figure."""
    found = []
    for part in PARTS:
        known = [(size.pages, one.processor) for size in sizes if isinstance(one := size.middle(part), Spent)]
        if known:
            found.append(Line(part, SHORT.get(part, NAMES[part])[lang], tuple(known)))
    return found


def svg(sizes: Sequence[Size], lang: Lang) -> str:
    """The picture."""
    all_lines = lines(sizes, lang)
    pages = [size.pages for size in sizes]
    seconds = [value for line in all_lines for _, value in line.points]
    across = _axis(min(pages), max(pages), LEFT, RIGHT - 12, tight=True)
    upwards = _axis(min(seconds), max(seconds), BOTTOM, TOP, tight=False)
    each = "; ".join(
        f"{line.name}: " + ", ".join(f"{value:.1f} s / {number:,}" for number, value in line.points)
        for line in all_lines
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' role="img" aria-labelledby="title about" lang="{lang}">',
        f'<title id="title">{escape(TITLE[lang])}</title>',
        f'<desc id="about">{escape(ABOUT.format(each=each)[lang])}</desc>',
        f"<style>{_style()}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>',
        f'<text class="head" x="{LEFT}" y="30">{escape(TITLE[lang])}</text>',
        f'<text x="{LEFT}" y="50">{escape(UPWARDS[lang])}</text>',
        f'<text x="{RIGHT}" y="{BOTTOM + 44}" text-anchor="end">{escape(ACROSS[lang])}</text>',
        *_grid(across, sorted(set(pages)), upwards),
    ]
    places: dict[str, float] = {}
    for number in set(pages):  # a name stands where its line ends: drawn on to the right it would seem to go on
        ends = {line.part: upwards.at(line.points[-1][1]) for line in all_lines if line.points[-1][0] == number}
        places |= apart(ends)
    for line in sorted(all_lines, key=lambda line: -line.points[-1][0]):  # what ends early stands upon the others
        drawn = [(across.at(number), upwards.at(value)) for number, value in line.points]
        way = " ".join(f"{x:.1f},{y:.1f}" for x, y in drawn)
        end, place = drawn[-1], places[line.part]
        beside = RIGHT + 6 if line.points[-1][0] == max(pages) else end[0] + 18
        parts += [
            f'<g class="line {line.part}"><polyline points="{way}"/>',
            *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in drawn),
            f'<path class="lead" d="M{end[0] + 4:.1f} {end[1]:.1f}L{beside:.1f} {place:.1f}"/>',
            f'<text x="{beside + 4:.1f}" y="{place + 4:.1f}">{escape(line.name)} {line.points[-1][1]:.1f} s</text></g>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def apart(wanted: dict[str, float]) -> dict[str, float]:
    """Where names stand that would stand at these heights: as near to them as they can, none upon another."""
    found: dict[str, float] = {}
    before = float("-inf")
    for name, height in sorted(wanted.items(), key=lambda one: one[1]):
        before = found[name] = max(height, before + STEP)
    after = float(BOTTOM)
    for name in reversed(list(found)):  # what was pushed below the plot moves up again
        after = found[name] = min(found[name], after)
        after -= STEP
    return found


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic scale: from one value to another, drawn from one place to another."""

    least: float
    most: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands."""
        share = (log10(value) - log10(self.least)) / (log10(self.most) - log10(self.least))
        return self.start + share * (self.end - self.start)


def _axis(least: float, most: float, start: float, end: float, *, tight: bool) -> Axis:
    """An axis around these values; from step to step of the scale where it is not to be tight."""
    if tight:
        return Axis(least / 1.1, most * 1.02, start, end)
    below = max(step for step in _steps(least, most) if step <= least)
    return Axis(below, min(step for step in _steps(least, most) if step >= most and step > below), start, end)


def _steps(least: float, most: float) -> list[float]:
    """The steps of a scale by powers of ten, from below the least value to above the greatest."""
    powers = range(floor(log10(least)), ceil(log10(most)) + 2)
    return [float(f"{factor}e{power}") for power in powers for factor in (1, 2, 5)]


def _grid(across: Axis, pages: Sequence[int], upwards: Axis) -> Iterator[str]:
    for value in _steps(upwards.least, upwards.most):
        if upwards.least <= value <= upwards.most:
            y = upwards.at(value)
            yield f'<path class="grid" d="M{LEFT} {y:.1f}H{RIGHT}"/>'
            yield f'<text class="scale" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>'
    for number in pages:
        x = across.at(number)
        yield f'<path class="grid" d="M{x:.1f} {TOP}V{BOTTOM}"/>'
        yield f'<text class="scale" x="{x:.1f}" y="{BOTTOM + 20}" text-anchor="middle">{number:,}</text>'


def _style() -> str:
    light = "".join(f".{part}{{--ink:{INKS[part][0]}}}" for part in PARTS)
    dark = "".join(f".{part}{{--ink:{INKS[part][1]}}}" for part in PARTS)
    dashes = "".join(f".{part} polyline{{stroke-dasharray:{dash}}}" for part, dash in DASHES.items())
    return (
        "text{font:13px system-ui,sans-serif;fill:#1f1f1f}.head{font-size:17px;font-weight:600}.ground{fill:#fff}"
        ".grid{stroke:#d8d8d8;fill:none}.scale{font-size:12px;fill:#595959}"
        ".line polyline{fill:none;stroke:var(--ink);stroke-width:2}.line circle,.line text{fill:var(--ink)}"
        ".lead{stroke:var(--ink);stroke-width:.75;fill:none}"
        ".line text{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}"
        f"{light}{dashes}"
        "@media (prefers-color-scheme:dark){.ground{fill:#16181c}text{fill:#f0f0f0}.scale{fill:#b4b4b4}"
        f".line text{{stroke:#16181c}}.grid{{stroke:#3a3d43}}{dark}}}"
    )
