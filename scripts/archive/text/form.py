"""The form in which texts are compared, and what in them is no prose: addresses and document symbols.

Takes any text. Gives its normal form, the digest of a paragraph, and its words with one space around each.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_ALIKE = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("’‘‛", "'"))
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""What takes no room on a page: soft hyphens, joiners, marks of direction and of order."""
# Letters straight before a digit; after - / # . they belong to a symbol, an id or an address, and stay.
_GLUED = re.compile(r"(?<![\w\-/#@.])[^\W\d_]{2,}+(?=[0-9])")
WORD = re.compile(r"[^\W_]+|\S")
_TI = re.compile(r"(?<![^\W\d_])([tT])([ỉỈ])(?!\w)")

URL = re.compile(r"(?:https?://|www\.)\S+")
# 05-QĐ/SM, 34/2031/PL-UBTVQH11, 1/QĐ-TTg: a number, a year perhaps, and capitals (two at least).
SYMBOL = re.compile(
    r"(?<!\w)(?<![0-9][.,/])[0-9]{1,5}(?:/(?:19|20)[0-9]{2})?(?=[-/][A-ZĐ][-/]?[A-ZĐ])"
    r"(?:[-/][A-ZĐ][A-Za-zĐđ0-9]*+(?!\w))+"
)


@lru_cache(maxsize=65_536)
def normal(text: str) -> str:
    """Give the form in which texts are compared: what differs in it differs to a reader."""
    text = unicodedata.normalize("NFC", seen(text)).translate(_ALIKE)
    # `trên10` is a slip; the capitals of `UBTVQH11` say that it is not.
    text = _GLUED.sub(lambda word: word[0] + " " * word[0][1:].islower(), " ".join(text.split()))
    return _TI.sub(lambda match: match[1] + ("ỷ" if match[2] == "ỉ" else "Ỷ"), text)


def seen(text: str) -> str:
    """The text without the letters that nobody sees."""
    return _UNSEEN.sub("", text)


def paragraph_digest(text: str) -> str:
    """SHA-256 of a paragraph in NFC with its white space collapsed, and nothing else changed."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def spaced(text: str) -> str:
    """Put one space around each word and mark, so that `in` finds whole words only, in linear time."""
    return f" {' '.join(WORD.findall(text.casefold()))} "


@lru_cache(maxsize=8192)
def words_of(text: str) -> str:
    """Give the words of any text, in the form that `spaced` gives them."""
    return spaced(normal(text))
