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
    done, within, depth = [page[:start]], "", 0
    for at, piece in enumerate(_TAG.split(page[start:])):
        if at % 2 == 0:
            done.append(piece if within or not piece else change(piece))
            continue
        done.append(piece)
        found = _OPENS.match(piece)
        name = found[1] if found else ""
        if within:
            depth += (name == within) - (piece == f"</{within}>")
            within = within if depth else ""
        elif name in _APART or (name and name not in _VOID and apart(piece)):
            within, depth = name, 1
    return "".join(done)
