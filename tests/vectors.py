"""Copies of a paragraph and whether each is the paragraph: one table, for `archive verify-source` and a statement's page."""

from __future__ import annotations

import hashlib

PARAGRAPH = "Trên 10 tỷ đồng được huy động, “giúp” 51 xã nghèo."
DIGEST = hashlib.sha256(PARAGRAPH.encode()).hexdigest()
COPIES: dict[str, tuple[str, bool]] = {
    "as it stands": (PARAGRAPH, True),
    "letters and marks apart (NFD)": (
        "Tre\u0302n 10 ty\u0309 đo\u0302\u0300ng được huy đo\u0323\u0302ng, “giúp” 51 xã nghèo.",
        True,
    ),
    "blanks around": (f"  {PARAGRAPH}\t ", True),
    "many blanks within": (PARAGRAPH.replace(" ", "  \t "), True),
    "no-break and other spaces": (
        PARAGRAPH.replace(" ", "\u00a0", 2).replace(" ", "\u3000", 1).replace(" ", "\u202f", 1),
        True,
    ),
    "broken into lines": (PARAGRAPH.replace(", ", ",\n"), True),
    "broken as on Windows": (PARAGRAPH.replace(", ", ",\r\n"), True),
    "broken by a line separator": (PARAGRAPH.replace(", ", ",\u2028"), True),
    "a byte order mark first": (f"\ufeff{PARAGRAPH}", True),
    "soft hyphens and joiners": (PARAGRAPH.replace("nghèo", "nghè\u00ado\u200b").replace("huy", "hu\u200dy"), True),
    "among other paragraphs": (f"Một đoạn khác.\n\n{PARAGRAPH}\n\nĐoạn sau.", True),
    "a line of a block": (f"Một dòng khác.\n{PARAGRAPH}\nDòng sau.", True),
    "a block that is broken, among others": (
        f"Đoạn đầu.\n \n{PARAGRAPH.replace(', ', ',' + chr(10))}\n\x1c\nĐoạn sau.",
        True,
    ),
    "a control that Python takes for a blank": (PARAGRAPH.replace(" ", "\x1f", 1), True),
    "another figure": (PARAGRAPH.replace("10", "12"), False),
    "straight quotation marks": (PARAGRAPH.replace("“", '"').replace("”", '"'), False),
    "a full stop less": (PARAGRAPH[:-1], False),
    "a tone elsewhere": (PARAGRAPH.replace("tỷ", "tỉ"), False),
    "small letters": (PARAGRAPH.lower(), False),
    "two halves with an empty line between": (PARAGRAPH.replace(", ", ",\n\n"), False),
    "a letter that is no blank to Python": (PARAGRAPH.replace(" ", "\u180e", 1), False),
    "nothing but blanks": (" \n\t", False),
}
"""By what is tried: the copy, and whether the paragraph stands in it."""
