"""Numbers as texts write them: digits with their marks, scales and per cent, and Roman numerals of terms.

Takes normal text from which dates and symbols are gone; gives `Figure`s, equal where value and unit are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal

from archive.findings import Lang
from archive.text.form import WORD


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a text states; equal to another of the same value and unit, however each is written."""

    value: Decimal
    unit: str = ""
    """`%`, or nothing."""
    written: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.written or f"{self.value:f}{self.unit}"


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
_ROMAN_ALONE = re.compile(r"(?<!\w)[IVXL]++(?=st|nd|rd|th|\W|\Z)")
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
ROMANS = {ten + one: 10 * i + j for i, ten in enumerate(_TENS) for j, one in enumerate(_ONES)}


_TOKEN = re.compile(r"\w++(?:-\w++)*+")
_BEHIND = re.compile(r"[^\W\d]-?[0-9]")


def unread(text: str) -> list[str]:
    """Give the words of a normal text that hold a number which `numbers` does not read.

    Those are digits behind a letter (`a999`, `_999`, `x-999`), and numbers that are no digits 0 to 9 (`⅞`, `Ⅻ`, `km²`).
    """
    odd = {sign for sign in set(text) if not sign.isascii() and unicodedata.category(sign) in {"No", "Nl", "Nd"}}
    if not odd and not _BEHIND.search(text):
        return []
    return [token for token in _TOKEN.findall(text) if _BEHIND.search(token) or (odd and not odd.isdisjoint(token))] + [
        sign for sign in sorted(odd) if not _TOKEN.match(sign)
    ]


def _decimals(digits: str, lang: Lang) -> list[str]:
    if _GROUPED[lang].fullmatch(digits):
        group, point = (".", ",") if lang == "vi" else (",", ".")
        return [digits.replace(group, "").replace(point, ".")]
    parts = re.split("[.,]", digits)
    # One mark that does not group is a decimal point, whichever it is; several (1.2.3) part whole numbers.
    return [".".join(parts)] if len(parts) <= 2 else parts


def numbers(text: str, lang: Lang) -> list[Figure]:
    """Give every number of a normal text, in the text's order, Roman ones last."""
    found: list[Figure] = []
    last_end, last_scale = -1, 0
    for match in _NUMBER.finditer(text):
        scale = sum(_SCALES[word.casefold()] for word in WORD.findall(match[2])) if match[2] else 0
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
    if not _ROMAN_ALONE.search(text):
        return found
    romans = ("".join(groups) for groups in _ROMAN.findall(text))
    return found + [Figure(Decimal(ROMANS[roman]), "", roman) for roman in romans if roman in ROMANS]
