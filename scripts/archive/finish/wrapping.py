"""Words broken into the lines of a picture: no wider than its room, no more of them than it has."""

from __future__ import annotations

import re
from collections.abc import Callable

CUT = " …"
"""How the last line ends where words are cut off."""


def wrapped(text: str, room: float, most: int, wide: Callable[[str], float]) -> list[str]:
    """`text` in lines no wider than `room` pixels, at most `most` of them; `wide` tells how wide words run."""
    lines = [""]
    for word in re.split(r"[^\S\u00a0]+", text.strip()):  # at no other blanks: a no-break space holds words together
        longer = f"{lines[-1]} {word}".strip()
        if wide(longer) <= room or not lines[-1]:
            lines[-1] = longer
        elif len(lines) > most:  # What is cut off takes no time, however long it is.
            break
        else:
            lines.append(word)
    if len(lines) > most:
        lines = lines[:most]
        while " " in lines[-1] and wide(f"{lines[-1]}{CUT}") > room:
            lines[-1] = lines[-1].rpartition(" ")[0]
        lines[-1] += CUT
    return lines
