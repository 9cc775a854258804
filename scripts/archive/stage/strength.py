"""How sure the statements of a record, a campaign or the whole archive are: counted, in words and as one tick a statement.

Takes statements; gives plain words or HTML. What was withdrawn is not counted: it states nothing any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from archive.content.model import Archive
from archive.content.statement import Statement
from archive.findings import Lang
from archive.stage import markup
from archive.words import among, numbered

LOOKS = among("strength.looks")
"""What each look is called behind a number, in the order in which they are told."""
COUNT = among("strength.count")
TICKS: Mapping[str, str] = {
    "reported": "line-indigo",
    "official": "line-celadon thick",
    "inferred": "line-turmeric dashed",
    "context": "line-soft dotted",
}
"""The stylesheet's classes of a tick, by the look of its statement: the line beside the statement."""
ROW, PITCH, HIGH, TICK = 58, 6, 18, 14
"""Ticks in a row of a drawing 360 wide, how far apart ticks and rows are, and how long a tick is."""


def tally(statements: Iterable[Statement]) -> dict[str, int]:
    """How many statements of each look there are, in the order of `LOOKS`; a look that none has is left out."""
    found: Counter[str] = Counter(statement.look for statement in statements if statement.withdrawal is None)
    return {look: found[look] for look in LOOKS if found[look]}


def counted(number: int, lang: Lang) -> str:
    """`6 câu`."""
    return numbered(COUNT, number)[lang]


def named(archive: Archive, look: str, lang: Lang) -> str:
    """What statements of a look are called behind their number: `đã thuật`."""
    return archive.settings.told(LOOKS[look])[lang]


def told(archive: Archive, statements: Iterable[Statement], lang: Lang) -> str:
    """`6 câu, đã thuật`; `7 câu: 4 đã thuật; 3 theo nguồn bối cảnh` where they differ; nothing where there are none."""
    found = tally(statements)
    if not found:
        return ""
    whole = counted(sum(found.values()), lang)
    if len(found) == 1:
        return f"{whole}, {named(archive, next(iter(found)), lang)}"
    return f"{whole}: " + "; ".join(f"{number} {named(archive, look, lang)}" for look, number in found.items())


def ticks(looks: Sequence[str], name: str = "") -> str:
    """One upright line a statement, in rows; called `name`, or nothing by ear where it is said in words beside it."""
    ways, ends = dict[str, str](), dict[str, tuple[int, int]]()
    for at, look in enumerate(looks):
        x, y = 2 + at % ROW * PITCH, 1 + at // ROW * HIGH
        # From where the last one of its look ended: a row of the same ones is one step, told again and again.
        step = f"m{x - ends[look][0]} {y - ends[look][1]}" if look in ends else f"M{x} {y}"
        ways[look], ends[look] = f"{ways.get(look, '')}{step}v{TICK}", (x, y + TICK)
    drawn = "".join(f'<path class="none {TICKS[look]}" d="{ways[look]}"/>' for look in LOOKS if look in ways)
    wide, high = PITCH * min(ROW, len(looks)), HIGH * -(-len(looks) // ROW)
    told = {"role": "img", "aria_label": name} if name else {"aria_hidden": "true"}
    size = {"viewBox": f"0 0 {wide} {high}", "width": str(wide), "height": str(high)}
    return markup.tag("svg", drawn, **size, **told, class_="ticks")


def row(archive: Archive, statements: Sequence[Statement], lang: Lang) -> str:
    """The statements of one page in their order, a tick each, called by what they are; nothing where there are none."""
    looks = [statement.look for statement in statements if statement.withdrawal is None]
    return ticks(looks, told(archive, statements, lang)) if looks else ""


def strip(archive: Archive, found: Mapping[str, int], lang: Lang, ways: Mapping[str, str]) -> str:
    """The looks that a tally found, each with its number, as the link `ways` gives for it, and its ticks."""
    items = (
        markup.tag("a", escape(f"{counted(number, lang)} {named(archive, look, lang)}"), href=ways[look])
        + ticks([look] * number)
        for look, number in found.items()
    )
    return markup.tag("ul", "".join(markup.tag("li", item) for item in items), class_="strip")
