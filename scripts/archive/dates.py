"""Dates as the archive holds them: EDTF (ISO 8601-2:2019), with words for readers and bounds for order.

Takes EDTF strings (`2031?-03-12`, `2027/2030`, `2030-09/..` for what goes on, `2030-09/` for what ended nobody knows
when) and gives validity, the first and last possible day, and a label in either language. Refuses, with `ValueError`,
what is no EDTF: the tests ask the `edtf` library of every form, whose grammar would take a build as long to load as
all pages to read.
"""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache

from archive.findings import Lang
from archive.words import said

FIRST, LAST = "0000-01-01", "9999-12-31"
"""The bounds of an interval's open or unknown end, as ISO days."""

OPEN, UNKNOWN = "..", ""
"""The end of what goes on, or began before anything else; and that which nobody knows (ISO 8601-2, 4.4.1)."""

# No seasons (2018-21): we have no words for them. A year outside two centuries on either side is a slip of the hand.
_DAY = re.compile(r"((?:1[89]|2[01])[0-9]{2})(\?)?(?:-(0[1-9]|1[0-2])(?:-([0-3][0-9]))?)?(\?)?\Z")
_OWN = re.compile(r"[0-9]{4}\?-")
"""A mark of doubt of a year alone, with a month behind it."""
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


@lru_cache(maxsize=4096)
def bounds(date: str) -> tuple[str, str]:
    """The first and the last day that `date` can mean, as ISO days; an open or unknown end is `FIRST` or `LAST`.

    A mark of doubt moves none of them.
    """
    ends = date.split("/")
    if not (_shaped(ends) and _marked(ends)):
        raise ValueError(date)
    low, high = _days(ends[0])[0], _days(ends[-1])[1]
    if low > high:
        raise ValueError(date)
    return low, high


def _days(end: str) -> tuple[str, str]:
    """The first and last day of a day, month or year of ISO 8601, which the standard library reads."""
    if end in (OPEN, UNKNOWN):
        return FIRST, LAST
    year, *rest = map(int, end.replace("?", "").split("-"))
    if len(rest) > 1:
        day = datetime.date(year, *rest).isoformat()
        return day, day
    first, last = (rest[0], rest[0]) if rest else (1, 12)
    return f"{year:04}-{first:02}-01", f"{year:04}-{last:02}-{calendar.monthrange(year, last)[1]}"


def _shaped(ends: list[str]) -> bool:
    """EDTF has more than we can put into words; take only days, months, years and intervals of them."""
    known = [end for end in ends if end not in (OPEN, UNKNOWN)]
    return len(ends) <= 2 and len(known) > 0 and len(known) >= len(ends) - 1 and all(_DAY.match(end) for end in known)


def _marked(ends: list[str]) -> bool:
    """Whether EDTF knows these marks of doubt together: one at each end, be it of the whole date or of its year alone.

    In an interval a year's own goes with another such, or with a date that has none (ISO 8601-2, level 2).
    """
    own = [bool(_OWN.match(end)) for end in ends]
    if not any(own):
        return all(end.count("?") <= 1 for end in ends)
    return all(end not in (OPEN, UNKNOWN) and end.count("?") == mine for end, mine in zip(ends, own, strict=True))


def valid(date: str) -> bool:
    """Whether `date` is EDTF of a form that the archive can put into words."""
    try:
        bounds(date)
    except ValueError:
        return False
    return True


def is_day(date: str) -> bool:
    """Whether `date` is one whole day, `YYYY-MM-DD`, of the calendar: no month, no interval, nothing uncertain."""
    return "/" not in date and "?" not in date and len(date) == len(FIRST) and valid(date)


def covers(interval: str, date: str) -> bool:
    """Whether `date` can fall wholly within `interval`."""
    low, high = bounds(interval)
    first, last = bounds(date)
    return low <= first and last <= high


def uncertain(date: str) -> bool:
    """Whether some part of `date` is marked as not printed by a source (`?`)."""
    return "?" in date


def label(date: str, lang: Lang) -> str:
    """`date` in words: `12/3/2031`, `September 2030`, `từ tháng 9/2030`; says nothing of certainty (see `INFERRED`)."""
    if "/" in date:
        start, end = date.split("/")
        if end == UNKNOWN:
            return FROM[lang].format(start=_part(start, lang))
        if start == UNKNOWN:
            return UNTIL[lang].format(end=_part(end, lang))
        if end == OPEN:
            return f"{'từ' if lang == 'vi' else 'since'} {_part(start, lang)}"
        if start == OPEN:
            return f"{'đến' if lang == 'vi' else 'until'} {_part(end, lang)}"
        return f"{_part(start, lang, bare=True)}–{_part(end, lang, bare=True)}"
    return _part(date, lang)


FROM, UNTIL = said("dates.from_then"), said("dates.until_then")
INFERRED = said("dates.inferred")
"""What every label of a date with an uncertain year carries, beside a link to the proof."""


def _part(date: str, lang: Lang, *, bare: bool = False) -> str:
    match = _DAY.match(date)
    if not match:
        return date
    year, _, month, day, _ = match.groups()
    if lang == "vi":
        parts = [str(int(part)) for part in (day, month) if part]
        written = "/".join([*parts, year])
        return written if day or not month or bare else f"tháng {written}"
    parts = [str(int(day))] if day else []
    parts += [MONTHS.split("|")[int(month) - 1]] if month else []
    return " ".join([*parts, year])
