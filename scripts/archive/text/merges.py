"""Git's marks of a merge that was not finished, in any text."""

from __future__ import annotations

import re

_CONFLICT = re.compile(r"^(?:<{7}(?= |$)|\|{7}(?= |$)|={7}$|>{7}(?= |$))", re.MULTILINE)
_RUNS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


def conflicts(text: str) -> list[int]:
    """Where merges that were not finished begin, and where marks of one stand without their beginning."""
    found: list[int] = []
    opened = False
    for match in _CONFLICT.finditer(text) if any(run in text for run in _RUNS) else ():
        if match[0][0] == "<" or not opened:
            found.append(match.start())
        opened = match[0][0] == "<" or (opened and match[0][0] != ">")
    return found
