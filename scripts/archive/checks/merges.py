"""In which files marks of a merge are looked for: all that a build or a check reads beside pages. No rule stands here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from archive import ledger, merges, regular
from archive.content.model import Archive
from archive.edition import SOURCES, leaves_out

LEDGERS = (ledger.LEDGER,)
"""Files beside docs/ that two branches can both have written to."""
_READ = (*LEDGERS, *SOURCES, ".gitattributes")
"""What stands at the root and is read, be it by a build or by the rebuild of an edition; of docs/ the rule itself knows."""
_MOST = ledger.MOST_BYTES
_ODD = frozenset({".svg", ".toml", ".json", ".yml", ".yaml", ".lock"})
"""Endings of files in which a line of seven signs means nothing. Other text underlines a title with = and draws a frame
with |, of any length, so there one of the two versions has to begin or end."""


def beside(root: Path) -> Iterator[str]:
    """The files that are read beside docs/, from the root, in order; no link is followed."""
    for name in dict.fromkeys(name for name in _READ if name != "docs"):
        if (root / name).is_symlink() or not (root / name).is_dir():
            yield name
            continue
        for at, folders, names in os.walk(root / name):
            folders[:] = sorted(folder for folder in folders if not leaves_out(PurePosixPath(folder)))
            files = (Path(at, file).relative_to(root).as_posix() for file in sorted(names))
            yield from (file for file in files if not leaves_out(PurePosixPath(file)))


def conflicted_lines(archive: Archive, file: str) -> list[int]:
    """The lines, from 1, of a file other than a page on which conflicts begin; none where it is not a plain text file."""
    try:
        data = regular.read(archive.root / file, _MOST)
    except OSError:
        return []
    if b"\0" in data:
        return []  # git takes it for no text and merges nothing in it
    text = data.decode("utf-8", "replace")
    strict = file in LEDGERS or PurePosixPath(file.lower()).suffix in _ODD
    return merges.lines(text) if strict or merges.has_side(text) else []
