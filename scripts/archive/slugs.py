"""Addresses without marks: how a Vietnamese title becomes a slug or a heading's id.

Takes any words and gives ASCII letters, digits and hyphens; "Đường" gives `duong` (the common slug functions drop đ).
"""

from __future__ import annotations

import re
import unicodedata

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def unmarked(text: str) -> str:
    """The words without tone and letter marks: `Đường cây` gives `Duong cay`."""
    if text.isascii():
        return text
    mapped = text.replace("đ", "d").replace("Đ", "D")
    decomposed = unicodedata.normalize("NFD", mapped)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def slug(text: str) -> str:
    """A slug: `Trồng cây ở đồi` gives `trong-cay-o-doi`; empty where nothing of the words is a letter or digit."""
    return _NOT_SLUG.sub("-", unmarked(text).lower()).strip("-")


def heading(text: str, separator: str = "-") -> str:
    """A heading's id, with the signature that Python-Markdown's `toc` asks of a slug function."""
    return slug(text).replace("-", separator)


LONGEST = 100
"""Letters of a file's or folder's name: systems take 255 bytes, of which the build adds some of its own."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def portable(name: str) -> bool:
    """Whether every system can hold a file or folder of this name: no device of Windows, not too long."""
    return len(name) <= LONGEST and not _DEVICE.fullmatch(name)
