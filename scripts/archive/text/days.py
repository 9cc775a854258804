"""Dates as texts write them: whole and in part, in digits and in words.

Takes normal text by way of the patterns of `DATES`; gives each match as `2018-07-09`, `2018-07`, `2018`, `XXXX-07-09`,
`XXXX-07` or `2015/2018`, and what such a date says besides itself.
"""

from __future__ import annotations

import re

from archive.findings import LANGS, Lang

_LEFT, _RIGHT = r"(?<!\w)(?<![0-9][.,/])", r"(?![\w/])(?![.,][0-9])"
_Y, _END = r"(?P<y>(?:19|20)[0-9]{2})", r"(?P<end>(?:19|20)[0-9]{2})"
_M, _D = r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12][0-9]|0?[1-9])"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NAMED = rf"\b(?P<m>{MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_MONTH_NUMBERS = {month[:3]: number for number, month in enumerate(MONTHS.split("|"), 1)}
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE_MAY = "in|of|since|until|till|from|by|before|after|during|last|next|early|mid|late|and|or|to"
_WHOLE = (rf"{_LEFT}{_Y}-{_M}-{_D}{_RIGHT}", rf"{_LEFT}{_D}(?P<by>[/.-]){_M}(?P=by){_Y}{_RIGHT}")
_IN_WORDS: dict[Lang, tuple[str, ...]] = {
    "vi": (rf"(?:{_LEFT}{_D} |\b)[tT]háng {_M}(?: ?(?:năm |[/-] ?|, ?)?{_Y})?{_RIGHT}",),
    "en": (
        rf"(?P<sure>){_LEFT}{_D}(?:st|nd|rd|th)?(?: day)?(?: of)? {_NAMED}(?:,?(?: of)? {_Y}{_RIGHT})?(?!\w)",
        # `May` is a verb too: it needs another month after it, or a word before it.
        rf"\b(?P<m>May)(?= ?(?:and|or|to|-) ?(?:{MONTHS})\b)",
        rf"{_NAMED} {_D}(?:st|nd|rd|th)?(?:,? {_Y})?{_RIGHT}",
        rf"{_NAMED}(?:,| of)? {_Y}{_RIGHT}",
        rf"(?i:\b(?:{_BEFORE_MAY})[ -])(?P<m>May)\b",
        rf"\b(?P<m>{MONTHS.replace('May|', '')})\b",
    ),
}
_IN_DIGITS = (
    rf"{_LEFT}{_Y} ?(?:-|/|(?:đến|tới)(?: hết)?(?: năm)?|to|until|through) ?{_END}{_RIGHT}",
    rf"\b[bB]etween {_Y} and {_END}{_RIGHT}",
    rf"{_LEFT}{_Y}-(?P<m>0[1-9]|1[0-2])(?!-[0-9]){_RIGHT}",
    rf"{_LEFT}{_Y}-(?P<end>[0-9]{{2}})(?!-[0-9]){_RIGHT}",
    rf"{_LEFT}{_M}/{_Y}{_RIGHT}",
    rf"{_LEFT}{_D}/{_M}{_RIGHT}",
    rf"{_LEFT}{_Y}{_RIGHT}",
)
# In order: what has more parts comes first, and is gone when the next is looked for.
DATES = {lang: [re.compile(rule) for rule in (*_WHOLE, *_IN_WORDS[lang], *_IN_DIGITS)] for lang in LANGS}
WITHOUT_DIGITS: dict[Lang, list[re.Pattern[str]]] = {
    "vi": [],
    "en": [pattern for pattern in DATES["en"] if "[0-9]" not in pattern.pattern],
}
"""Those of them that a text without any digit can match."""
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
    return f"{start}-{int(day):02}" if int(day) <= _LONGEST[number - 1] else None


def weaker(date: str) -> tuple[str, ...]:
    """Give what a date says besides itself: 2018-07-09 also says July 2018, 9 July and 2018."""
    if "/" in date:
        return tuple(date.split("/"))
    year, *rest = date.split("-")
    known = year != "XXXX"
    shorter = (f"{year}-{rest[0]}",) if len(rest) == 2 else ()
    return shorter + ((year, f"XXXX-{rest[0]}", "-".join(["XXXX", *rest])) if known and rest else ())
