"""The prose of a finished page: its text, apart from code, pictures and what a rule leaves alone.

Takes a page of ours, whose HTML is well formed and whose attributes hold neither `<` nor `>`; gives it with each
stretch of text between two tags changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_TAG = re.compile(r"(<[^<>]*>)")
_OPENS = re.compile(r"<([a-z0-9]+)")
_APART = frozenset({"code", "pre", "script", "style", "svg", "textarea"})
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"})


def prose(page: str, change: Callable[[str], str], apart: Callable[[str], bool]) -> str:
    """The page with the text of its body changed, but within elements for whose opening tag `apart` says so."""
    start = max(page.find("<body"), 0)
    pieces = _TAG.split(page[start:])
    within, depth = "", 0
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            if not within and piece and not piece.isspace():
                pieces[at] = change(piece)
        elif within:
            if piece == f"</{within}>":
                depth -= 1
                within = within if depth else ""
            elif (found := _OPENS.match(piece)) and found[1] == within:
                depth += 1
        elif (found := _OPENS.match(piece)) and (found[1] in _APART or (found[1] not in _VOID and apart(piece))):
            within, depth = found[1], 1
    return page[:start] + "".join(pieces)
