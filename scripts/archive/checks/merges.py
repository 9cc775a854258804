"""Where a merge was not finished: git's marks in a page, in a ledger, in an asset that is text. No rule stands here."""

from __future__ import annotations

import re

from archive import ledger, regular, settings
from archive.content.model import Archive

LEDGERS = (settings.LEDGER, ledger.LEDGER)
"""Files beside docs/ that two branches can both have written to."""
_CONFLICT = re.compile(r"^(?:<{7}(?= |$)|\|{7}(?= |$)|={7}$|>{7}(?= |$))", re.MULTILINE)
_RUNS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_SIDE = re.compile(r"^(?:<{7}|>{7})(?= |$)", re.MULTILINE)
"""Where one of the two versions begins or ends: no text has a line like this of its own."""


def conflicts(text: str) -> list[int]:
    """Where lines of a text are the marks of a merge that was not finished."""
    return [match.start() for match in _CONFLICT.finditer(text)] if any(run in text for run in _RUNS) else []


def conflicted_lines(archive: Archive, file: str) -> list[int]:
    """The lines, from 1, of a file other than a page that are marks of a merge; none where it is not a plain file."""
    try:
        data = regular.read(archive.root / file, settings.MOST_BYTES)
    except OSError:
        return []
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    if file not in LEDGERS and file.lower().endswith(".txt") and not _SIDE.search(text):
        return []  # plain text underlines a title with = and draws a frame with |, of any length
    return [text.count("\n", 0, offset) + 1 for offset in conflicts(text)]
