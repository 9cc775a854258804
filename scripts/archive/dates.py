"""Dates as the archive holds them: EDTF (ISO 8601-2:2019), with words for readers and bounds for order.

Takes EDTF strings (`2031?-03-12`, `2027/2030`, `2030-09/..` for what goes on, `2030-09/` for what ended nobody knows
when) and gives validity, the first and last possible day, and a
label in either language. Refuses, with `ValueError`, what the `edtf` library does not parse.
"""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from time import struct_time

from archive.findings import Lang
from archive.words import said

FIRST, LAST = "0000-01-01", "9999-12-31"
"""The bounds of an interval's open or unknown end, as ISO days."""

OPEN, UNKNOWN = "..", ""
"""The end of what goes on, or began before anything else; and that which nobody knows (ISO 8601-2, 4.4.1)."""

# No seasons (2018-21): we have no words for them. A year outside two centuries on either side is a slip of the hand.
_DAY = re.compile(r"((?:1[89]|2[01])[0-9]{2})(\?)?(?:-(0[1-9]|1[0-2])(?:-([0-3][0-9]))?)?(\?)?\Z")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


@lru_cache(maxsize=4096)
def bounds(date: str) -> tuple[str, str]:
    """The first and the last day that `date` can mean, as ISO days; an open or unknown end is `FIRST` or `LAST`."""
    if not _shaped(date):
        raise ValueError(date)
    # The library puts the unknown end ten years off: what is not known may be any day, as at an open one.
    ends = [end or OPEN for end in date.split("/")]
    # Which uncertain dates make an interval the library alone knows; it takes ten times as long to try all its rules.
    low, high = _parsed("/".join(ends)) if uncertain(date) else (_parsed(ends[0])[0], _parsed(ends[-1])[1])
    if low > high:
        raise ValueError(date)
    return low, high


@lru_cache(maxsize=4096)
def _parsed(date: str) -> tuple[str, str]:
    if date == OPEN:
        return FIRST, LAST
    if "/" in date or date.count("?") > 1:
        return _uncertain(date)
    return _plain(date.replace("?", ""))


def _plain(date: str) -> tuple[str, str]:
    """A day, month or year of ISO 8601, which the standard library reads; a mark of doubt moves none of its bounds."""
    year, *rest = map(int, date.split("-"))
    if len(rest) > 1:
        day = datetime.date(year, *rest).isoformat()
        return day, day
    first, last = (rest[0], rest[0]) if rest else (1, 12)
    return f"{year:04}-{first:02}-01", f"{year:04}-{last:02}-{calendar.monthrange(year, last)[1]}"


def _uncertain(date: str) -> tuple[str, str]:
    # Its grammar takes a quarter of a second to load and some milliseconds a date: few dates need it.
    from edtf import parse_edtf  # noqa: PLC0415
    from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415

    try:
        parsed = parse_edtf(date)
        return _iso(parsed.lower_strict(), FIRST), _iso(parsed.upper_strict(), LAST)
    except (EDTFParseException, ValueError, AttributeError, TypeError) as error:
        raise ValueError(date) from error


def _shaped(date: str) -> bool:
    """The library reads more than we can put into words; take only days, months, years and intervals of them."""
    ends = date.split("/")
    known = [end for end in ends if end not in (OPEN, UNKNOWN)]
    return len(ends) <= 2 and len(known) > 0 and len(known) >= len(ends) - 1 and all(_DAY.match(end) for end in known)


def _iso(moment: struct_time | float, open_end: str) -> str:
    if not isinstance(moment, struct_time):
        return open_end
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"


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
