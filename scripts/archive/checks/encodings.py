"""Rule on text in an encoding from before Unicode: DV136.

What TCVN3, VNI, VISCII or Windows-1258 stored, shown as if it were Western European, and Unicode read as if it were
Windows-1252, are letters, and often the same ones that honest foreign names have. So no letter is refused for itself. A
word is found where three things hold:

- read by an old table it is one Vietnamese syllable: its beginning, vowels, end and one tone fit together, and a
  syllable that ends in c, ch, p or t has a sharp or heavy tone;
- as it stands it is none;
- its signs stand together in no living language: a sign or a capital within a word (“lµ”, “NghÖ”), a, e, o, u, y and
  then ä, å, û or ø (“Ngheä”), ê or ô and then ì or ò (“Nghêò”), or Unicode's own bytes (“Nghá»‡”).

“Müller”, “Dvořák”, “naïve”, “août”, “España” are no syllable by any table; “Loïc”, “på”, “où” would be one, and have no
such signs. Of text in an old encoding far more than one word is found, and one finding a page is enough.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from archive.checks.prose import page_text, places
from archive.checks.values import Reading, readings
from archive.content.model import Archive, Page
from archive.extending import MOST, Problem, rule
from archive.findings import Text

_SIGNS = "¡-¬®-¶¸-¿×÷‚-„†‡ˆ‰‹›Œœ™ŠšŸŽžƒ–—˜€•…“”‘’\x80-\x9f\xad"
_AT_ALL = re.compile("[¡-¬®-¶¸-½ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïñöøûüþÿ\x80-\x9f\xad]")
_PAIRS = ("êì", "êò", "ôì", "ôò", "âì", "âò", "aâ", "eâ", "oâ", "aê")
"""Signs that are seldom Vietnamese, and pairs that never are: without one a page is not looked at further."""
_POWERS = dict.fromkeys(map(ord, "²³°º"))
"""Signs of units (m², °C) give no word away."""
_LONGEST = 24
_WORD = re.compile(r"(?<![^\W\d_])[A-Za-z¡-ÿ\x80-\x9f]{2,}+(?![^\W\d_])")
_WORD_AND_SIGNS = re.compile(rf"(?<![^\W\d_])[A-Za-zÀ-ÖØ-öø-ÿ{_SIGNS}]{{2,}}+(?![^\W\d_])")
"""What one byte, or a byte of several, was shown as."""
_INITIAL = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]"
_VOWELS = (
    "iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyê|uya|uyu|iê|yê|uô|ươ|uâ|uê|uơ|uy|oa|oă|oe|oo|ia|ya|ua|ưa|ai|ay|ây|ao|au"
    "|âu|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy]"
)
_SYLLABLE = re.compile(f"(?:{_INITIAL})?(?:{_VOWELS})(?P<end>ch|nh|ng|[cmnpt])?")
_TONES = {"\u0300": "grave", "\u0301": "acute", "\u0303": "tilde", "\u0309": "hook", "\u0323": "dot"}

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_VISCII = dict(
    zip(
        map(chr, range(0xA1, 0x100)),
        "ắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
        strict=True,
    )
)
_VNI_ALONE = dict(zip("ñÑôÔöÖæÆóÓòÒîÎ", "đĐơƠưƯỉỈĩĨịỊỵỴ", strict=True))
_VNI_AFTER = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "â": "\u0302", "ê": "\u0306",
    "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_CP1258 = {"Ì": "\u0300", "Ò": "\u0309", "Þ": "\u0303", "ì": "\u0301", "ò": "\u0323"} | dict(
    zip("ãÃÐðÕõÝý", "ăĂĐđƠơƯư", strict=True)
)
_SURE_TCVN3 = re.compile("[A-Za-z\xad][¨©ª«¬®µ¶¸¹¼½¾]|[a-z][ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞ]|[®§][a-zµ¶¸¹]")
_SURE_VNI = re.compile("[aeouyöô][äåûø]|[aeo]â|aê", re.IGNORECASE)


def _by_table(word: str, table: dict[str, str]) -> str:
    return unicodedata.normalize("NFC", "".join(table.get(letter, letter) for letter in word))


def _vni(word: str) -> str:
    parts: list[str] = []
    before = ""
    for letter in word:
        mark = _VNI_AFTER.get(letter.lower()) if before and before in "aeouyôö" else None
        parts.append(mark or _VNI_ALONE.get(letter, letter))
        before = "" if mark else letter.lower()
    return unicodedata.normalize("NFC", "".join(parts))


def _utf8(word: str) -> str:
    """Unicode's bytes, shown as Windows-1252 letters, put together again; the word itself where they do not fit."""
    try:
        raw = b"".join(letter.encode("latin-1" if "\x80" <= letter <= "\xff" else "cp1252") for letter in word)
        return raw.decode("utf-8")
    except UnicodeError:
        return word


@dataclass(frozen=True, slots=True)
class _Encoding:
    name: Text
    read: Callable[[str], str]
    sure: re.Pattern[str] | None
    """What gives a single word away; None where any word does."""


_ENCODINGS = (
    _Encoding(Text("Unicode bị đọc thành Windows-1252", "Unicode read as Windows-1252"), _utf8, None),
    _Encoding(Text("TCVN3 (ABC)", "TCVN3 (ABC)"), lambda word: _by_table(word, _TCVN3), _SURE_TCVN3),
    _Encoding(Text("VNI", "VNI"), _vni, _SURE_VNI),
    _Encoding(Text("VISCII", "VISCII"), lambda word: _by_table(word, _VISCII), re.compile("[a-z][¡-¬®-¶¸-º¼½ÆÇØÞ]")),
    _Encoding(Text("Windows-1258", "Windows-1258"), lambda word: _by_table(word, _CP1258), re.compile("[âêô][ìòÌÒÞ]")),
)


def is_syllable(word: str) -> bool:
    """Whether a word has the shape of one Vietnamese syllable, in any case: it need not be in use."""
    plain: list[str] = []
    tones: list[str] = []
    for letter in unicodedata.normalize("NFD", word.lower()):
        (tones if letter in _TONES else plain).append(letter)
    if len(tones) > 1:
        return False
    match = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", "".join(plain)))
    stopped = bool(match) and match is not None and match["end"] in {"c", "ch", "p", "t"}
    return match is not None and (not stopped or bool(tones and _TONES[tones[0]] in {"acute", "dot"}))


_Found = tuple[Reading, "re.Match[str]", _Encoding, str]


def _old_words(page: Page) -> Iterator[_Found]:
    """Every word of the page that an old table makes a syllable, with the table and the syllable."""
    for reading in readings(page):
        if not _AT_ALL.search(reading.text) and not any(pair in reading.text for pair in _PAIRS):
            continue
        code = page_text(page) if "`" in page.text or page.body.code else None
        for match in chain(_WORD.finditer(reading.text), _WORD_AND_SIGNS.finditer(reading.text)):
            word = match.group()
            if (
                len(word) > _LONGEST
                or word.translate(_POWERS).isascii()
                or not reading.fresh(*match.span())
                or is_syllable(word)
            ):
                continue
            if code and code.is_code(reading.at(match.start())):
                continue
            for encoding in _ENCODINGS if match.re is _WORD else _ENCODINGS[:1]:
                right = encoding.read(word)
                if right != word and not right.isascii() and is_syllable(right):
                    yield reading, match, encoding, right


def _clearest(page: Page) -> _Found | None:
    """The first sure word of the encoding that the page holds most words of; None where no word is sure."""
    found = list(islice(_old_words(page), MOST))
    text: dict[str, set[str]] = {}
    for _reading, match, encoding, _right in found:
        text.setdefault(encoding.name.en, set()).add(match.group().lower())
    sure = [item for item in found if item[2].sure is None or item[2].sure.search(item[1].group())]
    most = max((len(text[item[2].name.en]) for item in sure), default=0)
    return next((item for item in sure if len(text[item[2].name.en]) == most), None)


def is_old(page: Page) -> bool:
    """Whether the page holds text in an old encoding, so that DV136 speaks of its odd letters."""
    return _clearest(page) is not None


@rule("DV136")
def old_encoding(page: Page, _: Archive) -> Iterator[Problem]:
    """No text in TCVN3, VNI, VISCII or Windows-1258, and no Unicode read as something else; one finding a page."""
    found = _clearest(page)
    if found is None:
        return
    reading, match, encoding, right = found
    for place in places(page, [reading.at(match.start())]):
        yield Problem(
            place,
            Text(
                f"“{match.group()}” là chữ {encoding.name.vi}; trong Unicode là “{right}”",
                f"“{match.group()}” is text in {encoding.name.en}; in Unicode it is “{right}”",
            ),
        )
