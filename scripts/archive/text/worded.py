"""Numbers that a text writes in words: what counts as a figure, and what only supports one.

A figure is: two or more number words that make one number (`năm mươi mốt`, `hai mươi tư`, `mười tỷ`, `forty-one`, `a
hundred`, `ten billion`); `mười` alone, and `ten` to `ninety`, cardinal or ordinal; a word for 2 to 9 straight before
`phần trăm`/`per cent` or before one of the few things that the archive counts (`ba xã`, `both communes`).

No figure is: `năm` that may be a year (`hai năm`, `hai mươi năm`: two, twenty years), `một` and `a` alone, a word for 2
to 9 before anything else (`hai bên`, `ba việc`, `two sides`), what is guessed at (`hai ba xã`, `vài trăm`, `hundreds`,
`a dozen`, `half a million`), months and days (`tháng mười hai`, `ngày mười lăm`), and years in words. Yet a text with
any word for 1 to 9 but `năm` supports that digit elsewhere (`spelled`): `nine months` stands for `9 tháng`.

Takes normal text; time in proportion to its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from archive.findings import Lang
from archive.text.numbers import Figure

_WORD = re.compile(r"[^\W\d_]+")
_VI_DIGITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_VI_LAST = {**_VI_DIGITS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
del _VI_LAST["năm"]  # twenty-five is `hai mươi lăm`; `hai mươi năm` is twenty years
_VI_SCALES = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9}
_NO_SCALE = frozenset(["lệ", "số", "giá", "trọng", "suất", "phú"])
_EN_ONES = {w: n for n, w in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)}
_EN_FIRST = {
    w: n
    for n, w in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"], 1)
}
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_EN_TEENS = {w: n for n, w in enumerate(_TEENS.split(), 10)} | {
    {"twelve": "twelfth"}.get(w, f"{w}th"): n for n, w in enumerate(_TEENS.split(), 10)
}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_EN_TENS = {w: n for n, w in zip(range(20, 100, 10), _TENS.split(), strict=True)}
_EN_TENTHS = {f"{w[:-1]}ieth": n for w, n in _EN_TENS.items()}
_EN_SINGLE = {**_EN_ONES, "both": 2}
_SPELLED: dict[Decimal, tuple[str, ...]] = {
    Decimal(n): tuple(
        word
        for each in (_VI_DIGITS, _EN_SINGLE, _EN_FIRST)
        for word, value in each.items()
        if value == n and word != "năm"  # a year far more often than five
    )
    for n in range(1, 10)
}
_PER_CENT = frozenset(["phần trăm", "per cent"])
_YEARS = range(1900, 2100)
_EN_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_FIRST: dict[Lang, frozenset[str]] = {
    "vi": frozenset(["mười", *_VI_DIGITS]),
    "en": frozenset(["a", "both", *_EN_ONES, *_EN_TEENS, *_EN_TENS, *_EN_TENTHS]),
}
"""The words with which a number can begin."""
_GUESSED: dict[Lang, frozenset[str]] = {
    "vi": frozenset(["tháng", "ngày", "mùng", "mồng", "vài", "mấy", "dăm", "đôi", "nửa"]),
    "en": frozenset(["half"]),
}
"""Words straight after which no figure is read."""
_OR = frozenset(["or", "to", "hoặc", "hay", "đến", "tới"])
_COUNTED: dict[Lang, frozenset[str]] = {
    "vi": frozenset(["xã", "phường", "huyện", "tỉnh", "hộ", "suất"]),
    "en": frozenset(
        [
            "commune",
            "communes",
            "ward",
            "wards",
            "district",
            "districts",
            "province",
            "provinces",
            "household",
            "households",
        ]
    )
    | {"gift", "gifts"},
}
"""Things of which 2 to 9 in words is a figure; of others it is most often a way of speaking."""
_OTHER_WORD = frozenset(["hội", "viên", "luận", "tắc", "ủy", "đoàn", "đội", "lỵ", "trưởng", "khẩu"])
"""What makes another word of one of them: `xã hội`, `tỉnh ủy`."""
_FIVE_AFTER = frozenset(
    ["giúp", "cho", "ở", "tại", "có", "gồm", "là", "được", "của", "trên", "với", "và", "trong", "cả"]
)
"""Where `năm xã` is five communes and no year."""
_HINTS: dict[Lang, tuple[str, ...]] = {
    "vi": ("mươi", "mười", "trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", *sorted(_COUNTED["vi"])),
    "en": (
        *("ten", "twel", "eleven", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eigh", "ninet", "hundred"),
        *("thousand", "illion", "per", "commune", "ward", "district", "province", "household", "gift"),
    ),
}
"""Parts of words, one of which a text has where it has a figure in words."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text in small letters, with their places."""

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def at(self, index: int) -> str:
        """The word at `index`; nothing where there is none."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def linked(self, index: int) -> bool:
        """Whether nothing but a space or hyphen parts the word at `index` from the one before it."""
        inside = 0 < index < len(self.words)
        return inside and self.text[self.spans[index - 1][1] : self.spans[index][0]] in {" ", "-"}

    def next(self, index: int) -> str:
        """The word after that at `index`, where it is linked to it."""
        return self.at(index + 1) if self.linked(index + 1) else ""


_Read = tuple[int, int]
"""A number, and the index of the word behind it: the first one's where there is no number."""


def worded(text: str, lang: Lang) -> list[Figure]:
    """Give the figures that `text` writes in words, in its order."""
    small = text.casefold()
    if not any(hint in small for hint in _HINTS[lang]):
        return []
    matches = list(_WORD.finditer(text))
    words = _Words(text, tuple(m[0].casefold() for m in matches), tuple(m.span() for m in matches))
    found: list[Figure] = []
    index = 0
    while index < len(words.words):
        if words.words[index] not in _FIRST[lang]:
            index += 1
            continue
        value, after = _number(words, index, lang)
        if after == index:
            value, after = _single(words, index, lang)
        if after > index and not (words.linked(index) and words.at(index - 1) in _GUESSED[lang]):
            per_cent = words.next(after - 1) == "percent" or f"{words.next(after - 1)} {words.next(after)}" in _PER_CENT
            written = text[words.spans[index][0] : words.spans[after - 1][1]]
            if not (words.linked(index) and words.at(index - 1) == "năm" and value in _YEARS):
                found.append(Figure(Decimal(value), "%" if per_cent else "", written))
        index = max(after, index + 1)
    return found


def spelled(figure: Figure) -> tuple[str, ...]:
    """Give the words, of either language, by which a text supports a figure of one digit."""
    return () if figure.unit else _SPELLED.get(figure.value, ())


def _single(words: _Words, index: int, lang: Lang) -> _Read:
    """A word for 2 to 9 where it is a figure."""
    digits = _VI_DIGITS if lang == "vi" else _EN_SINGLE
    value = digits.get(words.at(index), 0)
    if value < 2:
        return 0, index
    following, then = words.next(index), words.next(index + 1)
    before = words.at(index - 1)
    guessed = before in digits or (before in _OR and words.at(index - 2) in digits)
    counted = following in _COUNTED[lang] and then not in _OTHER_WORD
    if words.at(index) == "năm":
        counted = counted and (before in _FIVE_AFTER or not before)
    share = following == "percent" or f"{following} {then}" in _PER_CENT
    return (value, index + 1) if (counted or share) and not guessed else (0, index)


def _number(words: _Words, index: int, lang: Lang) -> _Read:
    """A number of several words, or of one that is always a number."""
    group, scales = (_vi_group, _VI_SCALES) if lang == "vi" else (_en_group, _EN_SCALES)
    total, after, last = 0, index, 99
    while True:
        start = after
        if total and words.at(start) == "and" and words.linked(start) and words.linked(start + 1):
            start += 1
        if total and not words.linked(start):
            return total, after
        value, end = group(words, start, _scale(words, start + 1, scales)[0] > 0 or (total > 0 and lang == "en"))
        scale, end_of_scale = _scale(words, end, scales)
        if end == start or scale >= last:
            return total, after
        total, after, last = total + value * 10**scale, end_of_scale, scale
        if scale and words.linked(after) and words.at(after) == "rưỡi":
            return total + 10**scale // 2, after + 1
        if not scale:
            return total, after


def _scale(words: _Words, index: int, scales: dict[str, int]) -> _Read:
    """The power of ten that the words from `index` on multiply by: `nghìn tỷ` is 12."""
    scale = 0
    for _ in range(2):
        if words.linked(index) and words.at(index) in scales and words.next(index) not in _NO_SCALE:
            scale += scales[words.at(index)]
            index += 1
    return scale, index


def _vi_group(words: _Words, index: int, single: bool) -> _Read:
    """A Vietnamese number below a thousand; one digit alone only where `single` allows it."""
    digit = _VI_DIGITS.get(words.at(index), 0)
    if digit and words.next(index) == "trăm":
        after = index + 2
        if words.next(index + 1) in {"linh", "lẻ"} and words.next(after) in _VI_DIGITS:
            return digit * 100 + _VI_DIGITS[words.at(after + 1)], after + 2
        rest, end = _vi_tens(words, after) if words.linked(after) else (0, after)
        return digit * 100 + rest, end
    value, end = _vi_tens(words, index)
    return (digit, index + 1) if end == index and digit and single else (value, end)


def _vi_tens(words: _Words, index: int) -> _Read:
    digit = _VI_DIGITS.get(words.at(index), 0)
    if words.at(index) == "mười":
        value, after = 10, index + 1
    elif digit and words.next(index) == "mươi":
        value, after = digit * 10, index + 2
    else:
        return 0, index
    last = _VI_LAST.get(words.next(after - 1), 0)
    return (value + last, after + 1) if last else (value, after)


def _en_group(words: _Words, index: int, single: bool) -> _Read:
    """An English number below a thousand; one digit alone, and `a`, only where `single` allows it."""
    digit = _EN_ONES.get(words.at(index), 0) or int(words.at(index) == "a")
    if digit and words.next(index) == "hundred":
        after = index + 2
        start = after + 1 if words.next(index + 1) == "and" else after
        rest, end = _en_tens(words, start) if words.linked(start) else (0, start)
        if end == start and words.linked(start) and words.at(start) in _EN_ONES:
            rest, end = _EN_ONES[words.at(start)], start + 1
        return (digit * 100 + rest, end) if rest else (digit * 100, after)
    value, end = _en_tens(words, index)
    return (digit, index + 1) if end == index and digit and single else (value, end)


def _en_tens(words: _Words, index: int) -> _Read:
    word = words.at(index)
    value = _EN_TENS.get(word, 0)
    if not value:
        value = _EN_TEENS.get(word, 0) or _EN_TENTHS.get(word, 0)
        return value, index + bool(value)
    last = _EN_ONES.get(words.next(index), 0) or _EN_FIRST.get(words.next(index), 0)
    return value + last, index + 1 + bool(last)
