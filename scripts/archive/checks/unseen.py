"""Rules on letters that nobody sees, or that only look like ours: DV127 to DV129, DV134, DV135.

What a letter is, `text.unseen` says. Every text of a page is looked at, as it is spelt and as it decodes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from archive.checks.encodings import is_old
from archive.checks.leftovers import is_bullet
from archive.checks.prose import PageText, page_text, places
from archive.checks.values import Reading, front_end, readings
from archive.content.model import Archive, Page
from archive.extending import MOST, RULES, Problem, rule
from archive.findings import LANGS, Place, Text
from archive.text.unseen import LOST, Odd, odd

BREAKS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
"""What some reader takes for the end of a line."""
_ODD = re.compile(
    "[^\n\t -~\u00a0-\u00ac\u00ae-\u024f\u0300-\u034e\u0370-\u0377\u0384-\u038a\u0400-\u052f\u1ea0-\u1ef9\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2100-\u218b\u2190-\u23ff\u2500-\u27ff\u3001-\u303e\u3040-\u3096\u30a0-\u30ff\u4e00-\u9fef]"
)
"""Anything but what is surely honest: a page without these is not looked at further."""
_TAB_OR_BREAK = re.compile("[\t\n]")


@lru_cache(maxsize=8192)
def has_odd(text: str) -> bool:
    """Whether a text can hold an odd letter at all; asked by several rules, so it is remembered."""
    return _ODD.search(text) is not None


def _found(reading: Reading, what: Odd) -> Iterator[int]:
    """Positions of letters that are odd in this way; breaks and tabs in values are DV212's and DV213's."""
    for match in _ODD.finditer(reading.text) if has_odd(reading.text) else ():
        letter = match.group()
        broken = bool(reading.key) and letter in BREAKS
        if odd(letter) == what and not broken and reading.fresh(match.start(), match.end()):
            yield match.start()
    if what == "control" and reading.origins is not None and not reading.key:
        for match in _TAB_OR_BREAK.finditer(reading.text):
            if reading.fresh(match.start(), match.end()):
                yield match.start()


def _own(page: Page, what: Odd) -> Iterator[tuple[int, str]]:
    """The odd letters of a page, with their places in its text, of which no rule but this one speaks."""
    old: bool | None = None
    text: PageText | None = None
    for reading in readings(page):
        for position in _found(reading, what):
            letter = reading.text[position]
            if letter == "\u00ad" or "\x80" <= letter < "\xa0":
                old = is_old(page) if old is None else old
                if old:
                    continue  # part of a word in an old encoding: DV136 names that
            if reading.origins is None and is_bullet(reading.text, position):
                text = text or page_text(page)
                if text.is_prose(position):
                    continue  # a bullet of Word's own font: DV345 names it, and looks nowhere else
            yield reading.at(position), letter


def _odd_rule(code: str, what: Odd) -> None:
    """Declare the rule on letters that are odd in one way."""

    def look(page: Page, _: Archive) -> Iterator[Problem]:
        if what == "control" and LOST in page.text and LOST.encode() not in page.raw:
            return  # the bytes were not UTF-8: DV121 says so, once
        found = list(islice(_own(page, what), MOST))
        for place, (_offset, letter) in zip(places(page, (offset for offset, _ in found)), found, strict=True):
            sign = f"U+{ord(letter):04X}"
            text = Text(*(f"{RULES[code].summary[lang]} ({sign})" for lang in LANGS))
            yield Problem(place, text, about=_id_at(page, place))

    look.__name__ = f"{what}_letters"
    rule(code)(look)


_odd_rule("DV127", "bidi")
_odd_rule("DV128", "unseen")
_odd_rule("DV129", "control")
_odd_rule("DV134", "space")
_odd_rule("DV135", "digit")


def _id_at(page: Page, place: Place) -> tuple[str, ...]:
    """The id of a claim that is lost by a letter at this place: as it is written, and as it was meant."""
    for claim in page.body.claims:
        start = claim.place_of("id")
        if start.line == place.line and 0 < place.column - start.column <= len(claim.id):
            return (claim.id, "".join(_meant(letter) for letter in claim.id))
    return ()


def _meant(letter: str) -> str:
    """An odd letter as it was meant in an id: a digit is that of ASCII, and all else is nothing."""
    what = odd(letter)
    return str(unicodedata.digit(letter)) if what == "digit" else "" if what else letter


def breaks_yaml(page: Page) -> bool:
    """Whether a control in the front matter is why YAML cannot be read."""
    front = Reading(page.text[: front_end(page)])
    return next(_found(front, "control"), None) is not None
