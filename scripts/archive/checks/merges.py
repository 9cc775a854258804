"""Where a merge was not finished: git's marks in a page, in a ledger, in an asset that is text. No rule stands here."""

from __future__ import annotations

import re

from archive.content.model import Archive

LEDGERS = ("dates.json", "published.txt")
"""Files beside docs/ that two branches can both have written to."""
_MOST_BYTES = 4 * 1024 * 1024
"""Of a ledger or an asset that is looked at."""
_CONFLICT = re.compile(r"^(?:<{7}(?= |$)|\|{7}(?= |$)|={7}$|>{7}(?= |$))", re.MULTILINE)
_RUNS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


def conflicts(text: str) -> list[int]:
    """Where lines of a text are the marks of a merge that was not finished."""
    return [match.start() for match in _CONFLICT.finditer(text)] if any(run in text for run in _RUNS) else []


def conflicted_lines(archive: Archive, file: str) -> list[int]:
    """The lines, from 1, of a file other than a page that are marks of a merge; none where it is not a plain file."""
    path = archive.root / file
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return []
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return []
    return [text.count("\n", 0, offset) + 1 for offset in conflicts(text)]
