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
from archive.words import among

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
ROW, PITCH, HIGH = 58, 6, 18
"""Ticks in a row of a drawing 360 wide, and how far apart ticks and rows are."""


def tally(statements: Iterable[Statement]) -> dict[str, int]:
    """How many statements of each look there are, in the order of `LOOKS`; a look that none has is left out."""
    found: Counter[str] = Counter(statement.look for statement in statements if statement.withdrawal is None)
    return {look: found[look] for look in LOOKS if found[look]}


def counted(number: int, lang: Lang) -> str:
    """`6 câu`."""
    return COUNT["one" if number == 1 else "more"][lang].format(n=number)


def named(archive: Archive, look: str, lang: Lang) -> str:
    """What statements of a look are called behind their number: `đã thuật`."""
    return archive.settings.told(LOOKS[look])[lang]


def told(archive: Archive, statements: Iterable[Statement], lang: Lang) -> str:
    """`6 câu, đã thuật`; `7 câu: 4 đã thuật, 3 bối cảnh` where they differ; nothing where there are none."""
    found = tally(statements)
    if not found:
        return ""
    whole = counted(sum(found.values()), lang)
    if len(found) == 1:
        return f"{whole}, {named(archive, next(iter(found)), lang)}"
    return f"{whole}: " + ", ".join(f"{number} {named(archive, look, lang)}" for look, number in found.items())


def ticks(look: str, number: int) -> str:
    """One upright line a statement, in rows; said in words beside it, so that it is nothing by ear."""
    rows = [min(ROW, number - start) for start in range(0, number, ROW)]
    way = "".join(f"M2 {1 + at * HIGH}v14{f'm{PITCH}-14v14' * (count - 1)}" for at, count in enumerate(rows))
    wide, high = PITCH * min(ROW, number), HIGH * len(rows)
    drawn = f'<path class="none {TICKS[look]}" d="{way}"/>'
    return markup.tag(
        "svg",
        drawn,
        viewBox=f"0 0 {wide} {high}",
        width=str(wide),
        height=str(high),
        aria_hidden="true",
        class_="ticks",
    )


def row(archive: Archive, statements: Sequence[Statement], lang: Lang) -> str:
    """The statements of one page in their order, a tick each, called by what they are; nothing where there are none."""
    live = [statement for statement in statements if statement.withdrawal is None]
    ways = {
        look: "".join(f"M{2 + at * PITCH} 1v14" for at, s in enumerate(live) if s.look == look) for look in tally(live)
    }
    drawn = "".join(f'<path class="none {TICKS[look]}" d="{way}"/>' for look, way in ways.items())
    box, name = f"0 0 {PITCH * len(live)} 16", told(archive, live, lang)
    return (
        markup.tag(
            "svg",
            drawn,
            viewBox=box,
            width=str(PITCH * len(live)),
            height="16",
            role="img",
            aria_label=name,
            class_="ticks",
        )
        if live
        else ""
    )


def strip(archive: Archive, statements: Iterable[Statement], lang: Lang, ways: Mapping[str, str]) -> str:
    """The looks one below the other, each with its number, as the link `ways` gives for it, and its ticks.

    A look that no statement has is told as well: that none rests on an official text is a thing to know.
    """
    found = tally(statements)
    items = (
        markup.tag("a", escape(f"{counted(found.get(look, 0), lang)} {named(archive, look, lang)}"), href=ways[look])
        + (ticks(look, found[look]) if look in found else "")
        for look in LOOKS
    )
    return markup.tag("ul", "".join(markup.tag("li", item) for item in items), class_="strip")
