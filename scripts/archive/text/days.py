"""Dates as texts write them: whole and in part, in digits and in words, with quarters and halves of a year.

Takes normal text by way of `patterns`; gives each match as `2031-03-12`, `2031-03`, `2031`, `XXXX-03-12`,
`XXXX-03`, `2027/2030`, `2031-Q2`, `XXXX-Q2` or `2031-H1`, says whether there is such a day, and what it says besides
itself. A quarter is told from the name Quý by what follows: a Roman number, a year, or a small letter before it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from itertools import combinations

from archive.dates import MONTHS
from archive.findings import LANGS, Lang

_LEFT, _RIGHT = r"(?<!\w)(?<![0-9][.,/])", r"(?![\w/])(?![.,][0-9])"
_Y, _END = r"(?P<y>(?:19|20)[0-9]{2})", r"(?P<end>(?:19|20)[0-9]{2})"
_M, _D = r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12][0-9]|0?[1-9])"
SHORT_MONTHS = "|".join(["Sept", *(month[:3] for month in MONTHS.split("|") if month != "May")])
_NAMED = rf"\b(?P<m>{MONTHS}|(?:{SHORT_MONTHS})\b\.?)"
_MONTH_NUMBERS = {month[:3]: number for number, month in enumerate(MONTHS.split("|"), 1)}
_LOOSE_D, _LOOSE_M = r"(?P<d>[0-9]{1,2})", r"(?P<m>[0-9]{1,2})"
"""Where the form alone says that a date is meant, so that 31/13/2031 is one which there is not."""
_BEFORE_MAY = "in|of|since|until|till|from|by|before|after|during|last|next|early|mid|late|and|or|to"
_WHOLE = (
    rf"{_LEFT}{_Y}-{_LOOSE_M}-{_LOOSE_D}{_RIGHT}",
    rf"{_LEFT}{_LOOSE_D}(?P<by>[/.-]){_LOOSE_M}(?P=by){_Y}{_RIGHT}",
)
_IN_YEAR: dict[Lang, str] = {
    "vi": rf"(?:(?: ?[/-] ?|,? (?:của )?năm | ){_Y}{_RIGHT})?",
    "en": rf"(?:(?: ?[/-] ?|,? (?:of |in )?(?:the year )?){_Y}{_RIGHT})?",
}
_QUARTERS: dict[Lang, tuple[str, ...]] = {
    "vi": (
        rf"\b[qQ]uý (?P<q>IV|I{{1,3}})(?!\w){_IN_YEAR['vi']}",
        rf"\b[qQ]uý (?P<q>[1-4]|thứ (?:nhất|hai|ba|tư)|một|hai|ba|bốn|tư){_IN_YEAR['vi'][:-1]}",
        r"\bquý (?P<q>[1-4]|thứ (?:nhất|hai|ba|tư)|một|hai|ba|bốn)(?![\w/])",
        rf"\b(?i:6|sáu) tháng (?P<h>đầu|cuối)(?: (?:của )?năm(?! [0-9])\b|{_IN_YEAR['vi'][:-1]})",
        rf"\b[nN]ửa (?P<h>đầu|cuối|sau)(?: của)? năm\b(?: {_Y}{_RIGHT})?",
    ),
    "en": (
        rf"\b{_Y}[ -]?Q(?P<q>[1-4])(?!\w)",
        rf"\bQ(?P<q>[1-4])(?!\w){_IN_YEAR['en']}",
        rf"(?i:\b(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) quarter)\b"
        rf"(?: of the year\b(?! [0-9])|{_IN_YEAR['en'][:-1]}|(?! of the))",
        rf"(?i:\b(?P<h>first|last|second) (?:six|6) months)\b(?: of the year\b(?! [0-9])|{_IN_YEAR['en'][:-1]})",
        rf"(?i:\b(?P<h>first|second|latter) half of )(?:the year (?=[0-9]))?(?:{_Y}{_RIGHT}|the year\b)",
        rf"\bH(?P<h>[12])(?!\w){_IN_YEAR['en'][:-1]}",
    ),
}
_IN_WORDS: dict[Lang, tuple[str, ...]] = {
    "vi": (
        rf"(?P<sure>)(?<=[nN]gày ){_LOOSE_D} tháng {_LOOSE_M}(?: ?(?:năm |[/-] ?|, ?)?{_Y})?{_RIGHT}",
        rf"\b[tT]háng (?P<m>1[3-9]|[2-9][0-9])(?: năm |/){_Y}{_RIGHT}",
        rf"(?:{_LEFT}{_D} |\b)[tT]háng {_M}(?: ?(?:năm |[/-] ?|, ?)?{_Y})?{_RIGHT}",
    ),
    "en": (
        rf"{_LEFT}{_LOOSE_D}(?:st|nd|rd|th)?(?: day)?(?: of)? {_NAMED},?(?: of)? {_Y}{_RIGHT}",
        rf"{_NAMED} {_LOOSE_D}(?:st|nd|rd|th)?,? {_Y}{_RIGHT}",
        rf"(?P<sure>){_LEFT}{_D}(?:st|nd|rd|th)?(?: day)?(?: of)? {_NAMED}(?:,?(?: of)? {_Y}{_RIGHT})?(?!\w)",
        # `May` is a verb too: it needs another month after it, or a word before it.
        rf"\b(?P<m>May)(?= ?(?:and|or|to|-) ?(?:{MONTHS})\b)",
        rf"{_NAMED} {_D}(?:st|nd|rd|th)?(?:,? {_Y})?{_RIGHT}",
        rf"{_NAMED}(?:,| of)? {_Y}{_RIGHT}",
        rf"(?i:\b(?:{_BEFORE_MAY})[ -])(?P<m>May)\b",
        rf"\b(?P<m>{MONTHS.replace('May|', '')})\b",
    ),
}
_DAY_AND_MONTH = rf"{_LEFT}{_D}/{_M}{_RIGHT}"
_IN_DIGITS = (
    rf"{_LEFT}{_Y} ?(?:-|/|(?:đến|tới)(?: hết)?(?: năm)?|to|until|through) ?{_END}{_RIGHT}",
    rf"\b[bB]etween {_Y} and {_END}{_RIGHT}",
    rf"{_LEFT}{_Y}-(?P<m>0[1-9]|1[0-2])(?!-[0-9]){_RIGHT}",
    rf"{_LEFT}{_Y}-(?P<end>[0-9]{{2}})(?!-[0-9]){_RIGHT}",
    rf"{_LEFT}{_M}/{_Y}{_RIGHT}",
    _DAY_AND_MONTH,
    rf"{_LEFT}{_Y}{_RIGHT}",
)
QUARTERS = {lang: re.compile("|".join(re.sub(r"\(\?P<\w>", "(?:", rule) for rule in _QUARTERS[lang])) for lang in LANGS}
"""The same patterns of quarters and halves in one, for whoever looks for names: `Quý II`, `Q2` are none."""
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_NEEDS: dict[str, dict[Lang, tuple[str, ...]]] = {
    "/": {"vi": ("/",), "en": ("/",)},
    "month": {"vi": ("háng ",), "en": tuple(month[:3] for month in MONTHS.split("|"))},
    "part": {"vi": ("uý ", " tháng ", "ửa "), "en": ("arter", " half ", "months", "Q", "H1", "H2")},
}
"""By need of a pattern: parts of words, one of which a text has that it can match."""


def _by_needs(lang: Lang) -> dict[frozenset[str], list[re.Pattern[str]]]:
    # In order: what has more parts comes first, and is gone when the next is looked for.
    needs = [("year", _WHOLE), ("part", _QUARTERS[lang]), ("month", _IN_WORDS[lang])]
    rules = [(need, rule) for need, group in needs for rule in group]
    rules += [("/" if rule == _DAY_AND_MONTH else "year", rule) for rule in _IN_DIGITS]
    sets = [frozenset(met) for n in range(5) for met in combinations(("year", "part", "month", "/"), n)]
    return {met: [re.compile(rule) for need, rule in rules if need in met] for met in sets}


_PATTERNS = {lang: _by_needs(lang) for lang in LANGS}


def patterns(text: str, lang: Lang) -> list[re.Pattern[str]]:
    """The patterns of dates that `text` can match, in the order in which they are to be looked for."""
    met = {need for need, hints in _NEEDS.items() if any(hint in text for hint in hints[lang])}
    if _YEAR.search(text):
        met.add("year")
    return _PATTERNS[lang][frozenset(met)]


_PARTS = {
    **{"i": 1, "1": 1, "một": 1, "thứ nhất": 1, "first": 1, "1st": 1, "đầu": 1},
    **{"ii": 2, "2": 2, "hai": 2, "thứ hai": 2, "second": 2, "2nd": 2, "cuối": 2, "sau": 2, "last": 2, "latter": 2},
    **{"iii": 3, "3": 3, "ba": 3, "thứ ba": 3, "third": 3, "3rd": 3},
    **{"iv": 4, "4": 4, "bốn": 4, "tư": 4, "thứ tư": 4, "fourth": 4, "4th": 4},
}
# The word that makes a date of what could be a count (`5/7 xã`, `2000 đồng`), and what is counted.
_SURE = re.compile(r"(?i)\b(?:ngày|mùng|mồng|sáng|trưa|chiều|tối|đêm|hôm|on|năm|in|since|year) $")
_COUNTED = re.compile(
    r" ?(?:of (?:the )?)?(?:%|(?:đồng|nghìn|ngàn|triệu|tỷ|phần|số|tổng|phiếu|xã|phường|huyện|đơn vị|km|ha|kg"
    r"|cơ quan|tổ chức|chi bộ|đảng bộ|đại biểu|đồng chí|đảng viên|người|hộ|suất|em|học sinh|cán bộ|tập thể"
    r"|cá nhân|mô hình|usd|vnd|dong|votes?|communes?|wards?|districts?|units?|agencies|organi[sz]ations?"
    r"|delegates?|members?|people|persons?|households?|gifts?|pupils?|collectives?|models?|thousand|million"
    r"|billion|trillion|per ?cent)\b)",
    re.IGNORECASE,
)


def date_of(match: re.Match[str]) -> str | None:
    """Give what a match states as a date, or None where it is no date after all."""
    part = match.groupdict()
    if named := part.get("q") or part.get("h"):
        kind = "Q" if part.get("q") else "H"
        return f"{part.get('y') or 'XXXX'}-{kind}{_PARTS[named.casefold()]}"
    year, month, day, end = (part.get(key) for key in ("y", "m", "d", "end"))
    if year and end:
        last = year[: 4 - len(end)] + end
        return f"{year}/{last}" if year < last else None
    if "sure" not in part and ((day and not year) or not month):
        before = match.string[max(0, match.start() - 8) : match.start()]
        if not _SURE.search(before) and _COUNTED.match(match.string, match.end()):
            return None
    if month is None:
        return year
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month[:3]]
    start = f"{year or 'XXXX'}-{number:02}"
    if day is None:
        return start
    return f"{start}-{int(day):02}"


def exists(date: str) -> bool:
    """Whether the calendar has the date; 29 February without a year is in some."""
    year, *rest = date.split("-")
    if "/" in date or not rest or not rest[0].isdecimal():
        return True
    month, day = int(rest[0]), int(rest[1]) if rest[1:] else 1
    some_leap_year = 2000
    return 1 <= month <= 12 and 1 <= day <= monthrange(some_leap_year if year == "XXXX" else int(year), month)[1]


def weaker(date: str) -> tuple[str, ...]:
    """Give what a date says besides itself: 2031-03-12 also says March 2031, 12 March and 2031."""
    if "/" in date:
        return tuple(date.split("/"))
    year, *rest = date.split("-")
    known = year != "XXXX"
    shorter = (f"{year}-{rest[0]}",) if len(rest) == 2 else ()
    return shorter + ((year, f"XXXX-{rest[0]}", "-".join(["XXXX", *rest])) if known and rest else ())
