"""Where a merge was not finished: git's marks in a page, in a ledger, in an asset that is text. No rule stands here."""

from __future__ import annotations

import re

from archive import ledger, regular
from archive.content.model import Archive
from archive.text.merges import conflicts

LEDGERS = (ledger.LEDGER,)
"""Files beside docs/ that two branches can both have written to."""
_SIDE = re.compile(r"^(?:<{7}|>{7})(?= |$)", re.MULTILINE)
"""Where one of the two versions begins or ends: no text has a line like this of its own."""


def conflicted_lines(archive: Archive, file: str) -> list[int]:
    """The lines, from 1, of a file other than a page on which `conflicts` begin; none where it is not a plain file."""
    try:
        data = regular.read(archive.root / file, ledger.MOST_BYTES)
    except OSError:
        return []
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    if file not in LEDGERS and file.lower().endswith(".txt") and not _SIDE.search(text):
        return []  # plain text underlines a title with = and draws a frame with |, of any length
    return [text.count("\n", 0, offset) + 1 for offset in conflicts(text)]
