"""Git's marks of a merge that was not finished, in any text: in the words of the site too, on which this leans not."""

from __future__ import annotations

import re

_CONFLICT = re.compile(r"^(?:<{7}(?= |$)|\|{7}(?= |$)|={7}$|>{7}(?= |$))", re.MULTILINE)
_RUNS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_SIDE = re.compile(r"^(?:<{7}|>{7})(?= |$)", re.MULTILINE)


def conflicts(text: str) -> list[int]:
    """Where merges that were not finished begin, and where marks of one stand without their beginning."""
    found: list[int] = []
    opened = False
    for match in _CONFLICT.finditer(text) if any(run in text for run in _RUNS) else ():
        if match[0][0] == "<" or not opened:
            found.append(match.start())
        opened = match[0][0] == "<" or (opened and match[0][0] != ">")
    return found


def lines(text: str) -> list[int]:
    """The lines, from 1, on which `conflicts` begin."""
    text = text.replace("\r\n", "\n")
    return [text.count("\n", 0, offset) + 1 for offset in conflicts(text)]


def has_side(text: str) -> bool:
    """Whether one of the two versions begins or ends in it: no text has a line like this of its own."""
    return _SIDE.search(text.replace("\r\n", "\n")) is not None
