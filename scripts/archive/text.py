"""How two texts are compared for what they state.

Takes plain text, Vietnamese or English, without markup. Gives its normal form, the digest of a paragraph, and
the figures, dates, document symbols, quoted titles and proper names that it states; which of them stand in no
text that is to support it (`missing_…`), and which in one of two twins alone (`differences`).
Refuses nothing: any string has an answer, and it takes time in proportion to the string's length.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from archive.findings import LANGS, Lang


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a text states; equal to another of the same value and unit, however each is written."""

    value: Decimal
    unit: str = ""
    """`%`, or nothing."""
    written: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.written or f"{self.value:f}{self.unit}"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as it stands in a text, and the forms of which one is enough elsewhere."""

    text: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text states, each once, in the text's order."""

    figures: tuple[Figure, ...]
    dates: tuple[str, ...]
    symbols: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A figure, date or symbol that one of two twins states alone."""

    value: str
    only_in: Lang

    def __str__(self) -> str:
        return f"{self.value} ({self.only_in} only)"


# --- The normal form

_ALIKE = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("’‘‛", "'"))
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Letters straight before a digit; after - / # . they belong to a symbol, an id or an address, and stay.
_GLUED = re.compile(r"(?<![\w\-/#@.])[^\W\d_]{2,}+(?=[0-9])")
_WORD = re.compile(r"[^\W_]+|\S")
_TI = re.compile(r"(?<![^\W\d_])([tT])([ỉỈ])(?!\w)")


def normal(text: str) -> str:
    """Give the form in which texts are compared: what differs in it differs to a reader."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).translate(_ALIKE)
    # `trên10` is a slip; the capitals of `UBTVQH11` say that it is not.
    text = _GLUED.sub(lambda word: word[0] + " " * word[0][1:].islower(), " ".join(text.split()))
    return _TI.sub(lambda match: match[1] + ("ỷ" if match[2] == "ỉ" else "Ỷ"), text)


def paragraph_digest(text: str) -> str:
    """SHA-256 of a paragraph in NFC with its white space collapsed, and nothing else changed."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _spaced(text: str) -> str:
    """Put one space around each word and mark, so that `in` finds whole words only, in linear time."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


@lru_cache(maxsize=8192)
def _words(text: str) -> str:
    return _spaced(normal(text))


# --- Dates

_URL = re.compile(r"(?:https?://|www\.)\S+")
# 05-CT/TU, 34/2007/PL-UBTVQH11, 1/QĐ-TTg: a number, a year perhaps, and capitals (two at least).
_SYMBOL = re.compile(
    r"(?<!\w)(?<![0-9][.,/])[0-9]{1,5}(?:/(?:19|20)[0-9]{2})?(?=[-/][A-ZĐ][-/]?[A-ZĐ])"
    r"(?:[-/][A-ZĐ][A-Za-zĐđ0-9]*+(?!\w))+"
)
_LEFT, _RIGHT = r"(?<!\w)(?<![0-9][.,/])", r"(?![\w/])(?![.,][0-9])"
_Y, _END = r"(?P<y>(?:19|20)[0-9]{2})", r"(?P<end>(?:19|20)[0-9]{2})"
_M, _D = r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12][0-9]|0?[1-9])"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NAMED = rf"\b(?P<m>{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_MONTH_NUMBERS = {month[:3]: number for number, month in enumerate(_MONTHS.split("|"), 1)}
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE_MAY = "in|of|since|until|till|from|by|before|after|during|last|next|early|mid|late|and|or|to"
_WHOLE = (rf"{_LEFT}{_Y}-{_M}-{_D}{_RIGHT}", rf"{_LEFT}{_D}(?P<by>[/.-]){_M}(?P=by){_Y}{_RIGHT}")
_IN_WORDS: dict[Lang, tuple[str, ...]] = {
    "vi": (rf"(?:{_LEFT}{_D} |\b)[tT]háng {_M}(?: ?(?:năm |[/-] ?|, ?)?{_Y})?{_RIGHT}",),
    "en": (
        rf"(?P<sure>){_LEFT}{_D}(?:st|nd|rd|th)?(?: day)?(?: of)? {_NAMED}(?:,?(?: of)? {_Y}{_RIGHT})?(?!\w)",
        # `May` is a verb too: it needs another month after it, or a word before it.
        rf"\b(?P<m>May)(?= ?(?:and|or|to|-) ?(?:{_MONTHS})\b)",
        rf"{_NAMED} {_D}(?:st|nd|rd|th)?(?:,? {_Y})?{_RIGHT}",
        rf"{_NAMED}(?:,| of)? {_Y}{_RIGHT}",
        rf"(?i:\b(?:{_BEFORE_MAY})[ -])(?P<m>May)\b",
        rf"\b(?P<m>{_MONTHS.replace('May|', '')})\b",
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
_DATES = {lang: [re.compile(rule) for rule in (*_WHOLE, *_IN_WORDS[lang], *_IN_DIGITS)] for lang in LANGS}
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


def _date(match: re.Match[str]) -> str | None:
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


def _weaker(date: str) -> tuple[str, ...]:
    """Give what a date says besides itself: 2018-07-09 also says July 2018, 9 July and 2018."""
    if "/" in date:
        return tuple(date.split("/"))
    year, *rest = date.split("-")
    known = year != "XXXX"
    shorter = (f"{year}-{rest[0]}",) if len(rest) == 2 else ()
    return shorter + ((year, f"XXXX-{rest[0]}", "-".join(["XXXX", *rest])) if known and rest else ())


# --- Figures

_SCALES = {
    **{"trăm": 2, "hundred": 2, "nghìn": 3, "ngàn": 3, "thousand": 3, "vạn": 4, "triệu": 6, "million": 6},
    **{"tỷ": 9, "billion": 9, "bn": 9, "trillion": 12},
}
_SCALE = rf"(?:{'|'.join(_SCALES)})\b(?! (?:lệ|số|giá|trọng|suất|phú)\b)"
# No figure: what follows a letter (`p6`), or a letter and a hyphen (`kq-05`).
_NUMBER = re.compile(
    rf"(?<!\w)(?<![^\W\d_]-)([0-9]+(?:[.,][0-9]+)*)((?: ?{_SCALE})*)( ?(?:%|(?:phần trăm|per ?cent)\b))?",
    re.IGNORECASE,
)
_GROUPED: dict[Lang, re.Pattern[str]] = {
    "vi": re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
    "en": re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
}
_BODY = r"(?:term|tenure|congress|session|legislature)"
_ROMAN = re.compile(
    r"(?i:\b(?:khóa|khoá|thứ|nhiệm kỳ|kỳ)) ([IVXL]+)(?!\w)"
    rf"|(?i:\b{_BODY}) ([IVXL]{{2,}}|[VX])(?!\w)"
    rf"|\b([IVXL]+)(?:st|nd|rd|th)?(?= (?i:{_BODY})\b)"
)
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMANS = {ten + one: 10 * i + j for i, ten in enumerate(_TENS) for j, one in enumerate(_ONES)}


def _decimals(digits: str, lang: Lang) -> list[str]:
    if _GROUPED[lang].fullmatch(digits):
        group, point = (".", ",") if lang == "vi" else (",", ".")
        return [digits.replace(group, "").replace(point, ".")]
    parts = re.split("[.,]", digits)
    # One mark that does not group is a decimal point, whichever it is; several (1.2.3) part whole numbers.
    return [".".join(parts)] if len(parts) <= 2 else parts


def _numbers(text: str, lang: Lang) -> list[Figure]:
    found: list[Figure] = []
    last_end, last_scale = -1, 0
    for match in _NUMBER.finditer(text):
        scale = sum(_SCALES[word.casefold()] for word in _WORD.findall(match[2])) if match[2] else 0
        # By way of text, since arithmetic would round what is longer than 28 digits.
        values = [Decimal(f"{part}E{scale}") for part in _decimals(match[1], lang)]
        if 0 < scale < last_scale and match.start() == last_end + 1 and len(match[1]) < 18:
            # `10 tỷ 500 triệu` is one figure.
            values = [found[-1].value + values[0]]
            found[-1:] = [Figure(values[0], found[-1].unit, f"{found[-1].written} {match[0]}")]
        else:
            unit, written = "%" if match[3] else "", match[0].strip()
            found += [Figure(value, unit, written) for value in values]
        last_end, last_scale = match.end() if text[match.end() : match.end() + 1] == " " else -1, scale
    romans = ("".join(groups) for groups in _ROMAN.findall(text))
    return found + [Figure(Decimal(_ROMANS[roman]), "", roman) for roman in romans if roman in _ROMANS]


# --- What a text states


@lru_cache(maxsize=8192)
def stated(text: str, lang: Lang) -> Stated:
    """Give the figures, dates and symbols that `text` states; what is read as one is not read as another."""
    rest = _URL.sub("|", normal(text))
    symbols_found = tuple(dict.fromkeys(symbol.upper() for symbol in _SYMBOL.findall(rest)))
    rest = _SYMBOL.sub("|", rest)
    found: list[tuple[int, str]] = []

    def take(match: re.Match[str]) -> str:
        if (date := _date(match)) is None:
            return match[0]
        found.append((match.start(), date))
        return "|" * len(match[0])  # of the same length, so that places stay comparable

    for pattern in _DATES[lang]:
        rest = pattern.sub(take, rest)
    dates_found = tuple(dict.fromkeys(date for _, date in sorted(found)))
    return Stated(tuple(dict.fromkeys(_numbers(rest, lang))), dates_found, symbols_found)


@lru_cache(maxsize=8192)
def _said(text: str, lang: Lang) -> frozenset[Figure | str]:
    """Give all that `text` supports: `2018-07-09` supports `2018` too, and `05-CT/TU` the figure 5."""
    what = stated(text, lang)
    numbers = (Figure(Decimal(re.split("[-/]", symbol)[0])) for symbol in what.symbols)
    weaker = (date for exact in what.dates for date in _weaker(exact))
    return frozenset((*what.figures, *what.dates, *what.symbols, *numbers, *weaker))


def figures(text: str, lang: Lang) -> frozenset[Figure]:
    """Give the figures that `text` states: neither dates nor symbols."""
    return frozenset(stated(text, lang).figures)


def dates(text: str, lang: Lang) -> frozenset[str]:
    """Give the dates in `text`: `2018-07-09`, `2018-07`, `2018`, `XXXX-07-09`, `XXXX-07`, `2015/2018`."""
    return frozenset(stated(text, lang).dates)


def symbols(text: str) -> frozenset[str]:
    """Give the document symbols in `text` (`05-CT/TU`) in upper case, the same in both languages."""
    return frozenset(stated(text, "vi").symbols)


# --- Quoted titles and names

_QUOTES = re.compile("[\"“”„‟«»'‘’‛]")
_DEPTH = 4  # a limit, since each level copies its text


def quoted(text: str) -> tuple[str, ...]:
    """Give the titles within quotes of any kind, outer before inner, normal and without end marks."""
    found: list[tuple[int, str]] = []
    opened: list[tuple[bool, int]] = []
    for match in _QUOTES.finditer(text):
        mark, start, end = match[0], match.start(), match.end()
        single = mark in "'‘’‛"
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        if mark in "'’" and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        level = next((i for i in reversed(range(len(opened))) if opened[i][0] == single), None)
        begins = not (before.isalnum() or before in ".,;!?…”’" or after.isspace())
        opens = mark in "‘‛„‟«" or (mark in "“\"'" and begins) or (level is None and not single)
        if opens and len(opened) < _DEPTH:
            opened.append((single, end))
        elif not opens and level is not None:
            found.append((opened[level][1], text[opened[level][1] : start]))
            del opened[level:]
    titles = (normal(title).strip(" .,;:") for _, title in sorted(found))
    return tuple(dict.fromkeys(title for title in titles if title))


_BLOCK = re.compile(r"\n[^\S\n]*\n|\n(?=[^\S\n]*(?:[-*+•]|[0-9]+[.)])\s)")
_TOKEN = re.compile(r"[^\W_]+")
_MARKER = re.compile(r"^(?:[-*+•]|[a-z0-9]{1,2}[.)]) ")
_SENTENCE = re.compile(r"[.!?:;…](?:[\"')\]]* |[\"'])|\"'?$|[ (]'$")
_NO_NAMES: dict[Lang, frozenset[str]] = {
    "vi": frozenset(),
    "en": frozenset(_MONTHS.split("|"))
    | {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
    | {"English", "Vietnamese", "The", "Mr", "Mrs", "Ms", "Dr"},
}


def names(text: str, lang: Lang = "vi") -> tuple[Name, ...]:
    """Give the proper names: runs of capitalised words, acronyms too.

    A sentence's first word is capitalised anyway: a run that begins there may stand elsewhere without it, and
    is no name when it has no other word. An acronym is one wherever it stands.
    """
    found: list[Name] = []
    for block in _BLOCK.split(text):
        line = _MARKER.sub("", _SYMBOL.sub("|", _URL.sub("|", normal(block))))
        runs: list[tuple[bool, list[str]]] = []
        last, within = 0, False
        for token in _TOKEN.finditer(line):
            word, gap = token[0], line[last : token.start()]
            ordinary = len(word) == 1 or word in _NO_NAMES[lang] or word in _ROMANS
            capital = word[0].isupper() and not ordinary
            if capital and within and gap == " ":
                runs[-1][1].append(word)
            elif capital:
                starts = last == 0 or _SENTENCE.search(gap) is not None
                runs.append((starts and not word.isupper(), [word]))
            last, within = token.end(), capital
        for droppable, words in runs:
            forms = (" ".join(words), " ".join(words[1:])) if droppable else (" ".join(words),)
            found += [Name(forms[0], forms)] if forms[-1] else []
    return tuple(dict.fromkeys(found))


# --- Support

Allowed = Iterable[tuple[str, Lang]]
"""The texts of which one has to state it, each with its language."""


def _missing(stated_by_text: Sequence[Figure | str], allowed: Allowed) -> tuple[str, ...]:
    if not stated_by_text:  # most sentences: nothing to look for
        return ()
    said = frozenset[Figure | str]().union(*(_said(other, lang) for other, lang in allowed))
    return tuple(str(item) for item in stated_by_text if item not in said)


def missing_figures(text: str, allowed: Allowed, lang: Lang) -> tuple[str, ...]:
    """Give the figures of `text`, as written there, that none of the allowed texts states."""
    return _missing(stated(text, lang).figures, allowed)


def missing_dates(text: str, allowed: Allowed, lang: Lang) -> tuple[str, ...]:
    """Give the dates of `text` that none of the allowed texts states, be it within a more exact date."""
    return _missing(stated(text, lang).dates, allowed)


def missing_symbols(text: str, allowed: Allowed, lang: Lang) -> tuple[str, ...]:
    """Give the document symbols of `text` that stand in none of the allowed texts."""
    return _missing(stated(text, lang).symbols, allowed)


def missing_quotes(text: str, allowed: Allowed, lang: Lang) -> tuple[str, ...]:  # noqa: ARG001 - as its siblings
    """Give the quoted titles of `text` whose words stand, quoted or not, in none of the allowed texts."""
    titles = quoted(text)
    others = [_words(other) for other, _ in allowed] if titles else []
    return tuple(title for title in titles if not any(_spaced(title) in other for other in others))


def missing_names(text: str, allowed_texts: Iterable[str], lang: Lang) -> tuple[str, ...]:
    """Give the names of `text` of which no form stands, as whole words in any case, in an allowed text."""
    found = names(text, lang)
    others = [_words(other) for other in allowed_texts] if found else []
    return tuple(
        name.text for name in found if not any(_spaced(form) in other for form in name.alternatives for other in others)
    )


def differences(vi_text: str, en_text: str) -> tuple[Difference, ...]:
    """Give what only one of two twins states; how often it states it does not matter."""
    both: dict[Lang, str] = {"vi": vi_text, "en": en_text}
    found: list[Difference] = []
    for lang, other in (LANGS, LANGS[::-1]):
        mine = stated(both[lang], lang)
        alone = _missing((*mine.figures, *mine.dates, *mine.symbols), [(both[other], other)])
        found += [Difference(value, lang) for value in alone]
    return tuple(found)
