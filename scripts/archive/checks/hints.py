"""What an editor may have meant, for the end of a message: the nearest known name. No rule stands here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from archive.findings import Text

CURLY = re.compile("[“”„‟«»‘’]")
"""Quotation marks of prose, which attribute lists do not know."""


def meant(given: str, known: Iterable[str]) -> Text:
    """`; có phải ý là “dan-van-kheo”?` where a known name is near to the given one, else nothing."""
    near = difflib.get_close_matches(given, list(known), 1)
    return Text(f"; có phải ý là “{near[0]}”?", f"; did you mean “{near[0]}”?") if near else Text("", "")
