"""Where a merge was not finished: git's marks in a page, in a ledger, in an asset that is text. No rule stands here."""

from __future__ import annotations

import re

from archive import environment, ledger, regular
from archive.content.model import Archive

LEDGERS = (environment.LEDGER, ledger.LEDGER)
"""Files beside docs/ that two branches can both have written to."""
_CONFLICT = re.compile(r"^(?:<{7}(?= |$)|\|{7}(?= |$)|={7}$|>{7}(?= |$))", re.MULTILINE)
_RUNS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_SIDE = re.compile(r"^(?:<{7}|>{7})(?= |$)", re.MULTILINE)
"""Where one of the two versions begins or ends: no text has a line like this of its own."""


def conflicts(text: str) -> list[int]:
    """Where merges that were not finished begin, and where marks of one stand without their beginning."""
    found: list[int] = []
    opened = False
    for match in _CONFLICT.finditer(text) if any(run in text for run in _RUNS) else ():
        if match[0][0] == "<" or not opened:
            found.append(match.start())
        opened = match[0][0] == "<" or (opened and match[0][0] != ">")
    return found


def conflicted_lines(archive: Archive, file: str) -> list[int]:
    """The lines, from 1, of a file other than a page on which `conflicts` begin; none where it is not a plain file."""
    try:
        data = regular.read(archive.root / file, environment.MOST_BYTES)
    except OSError:
        return []
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    if file not in LEDGERS and file.lower().endswith(".txt") and not _SIDE.search(text):
        return []  # plain text underlines a title with = and draws a frame with |, of any length
    return [text.count("\n", 0, offset) + 1 for offset in conflicts(text)]
