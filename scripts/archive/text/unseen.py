"""Letters that nobody sees, or that only look like ours, as Unicode's own categories tell them.

Takes a letter; says what is odd about it. A letter that no version of Unicode known to this Python has
assigned is a lost one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

LOST = "\ufffd"
"""What stands for a letter that could not be read."""
Odd = Literal["bidi", "unseen", "control", "space", "digit", ""]

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_BLANK = "\u2800"
"""Braille without a dot: a sign by its category, nothing to the eye."""
_OBJECT = "\ufffc"


@lru_cache(maxsize=4096)
def odd(letter: str) -> Odd:
    """What is odd about a letter; nothing for an honest one. The no-break space is honest, a tab is a control."""
    category = unicodedata.category(letter)
    if letter in _BIDI:
        return "bidi"
    if category == "Cf" or _UNSEEN.match(letter):
        return "unseen"
    if category in {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"} or letter in {LOST, _OBJECT}:
        return "control"
    if (category == "Zs" and letter not in " \u00a0") or letter == _BLANK:
        return "space"
    return "digit" if category == "Nd" and not letter.isascii() else ""
