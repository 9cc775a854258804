"""What no line breaks within: names of people and of archive.toml, numbers in words (`10 tỷ đồng`), spans of years.

Takes a page; gives the same words, each of these within an element that the stylesheet keeps on one line.
A figure of a statement is held where the sentence is staged: only there it is known to be one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape

from archive.content.model import Archive
from archive.extending import page_output
from archive.finish.built import Built, RenderedPage
from archive.finish.prose import prose

_HELD = '<span class="nb">'
_SMALL = (' class="citation">', ' class="earlier">')
_SIGNS = (' class="nb">', *_SMALL)
_YEARS = "[0-9]{3}[-–][0-9]{4}"
_AMOUNT = "[0-9.,]{0,15} (?:nghìn|triệu|tỷ|thousand|million|billion)(?: đồng)?"


def given(built: Built) -> Callable[[str], tuple[str, ...]]:
    """The names."""
    found = tuple(names(built.archive))
    return lambda name: found


@page_output(order=19, given=given)
def finish(page: RenderedPage, names: tuple[str, ...]) -> RenderedPage:
    """Hold what is to stay whole on a page for readers."""
    return page.changed(prose(page.html, holding(names), _apart, _SIGNS)) if page.public else page


def _apart(tag: str) -> bool:
    # What is held already; what is small and read by the letter: a citation, former words.
    return tag == _HELD or tag.endswith(_SMALL)


def names(archive: Archive) -> list[str]:
    """The names of the settings, and of everybody who has a page, longest first; those of one word cannot break."""
    people = (record.title("vi") for record in archive.records.values() if record.kind == "person")
    known = {name for name in (*archive.settings.unbroken, *people) if " " in name}
    return sorted(known, key=lambda name: (-len(name), name))


@lru_cache(maxsize=8)
def holding(names: tuple[str, ...]) -> Callable[[str], str]:
    """What holds these names, amounts and spans of years in text of HTML, where they stand as words.

    The pattern begins with the letters that any of them begins with: what begins with another is passed over at once.
    """
    shown = [escape(name) for name in names]
    first = "".join(sorted({name[0] for name in shown}))
    rest = [rf"(?<=[0-9])(?:{_YEARS}|{_AMOUNT})", *(f"(?<={re.escape(n[0])}){re.escape(n[1:])}" for n in shown)]
    held = rf"[0-9{re.escape(first)}](?<![\w/.,–&#-].)(?:{'|'.join(rest)})"
    pattern = re.compile(rf"{held}(?![\w/–-]|[.,][0-9])")
    return lambda text: pattern.sub(lambda found: f"{_HELD}{found[0]}</span>", text)
