"""Merges that put the main line's own past on a side branch: no day that was published moves by one.

Takes a merge on the main line and the log up to it; gives since when words that came in by it stood on the other side.
A merge of another branch brings new words, which have the merge's day. After `git pull` into one's own commits the
former main line is the *second* parent of the merge: what it had published keeps its day. Git does not say which of the
two a merge is; its message does, as git and the hosts write it, and where it does not, what the other side's ledger had
recorded counts as published.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from archive.findings import LANGS, Lang
from archive.history.line import Commit, blobs, files_at, side_line
from archive.history.log import Kept, Log, address_of, grow
from archive.ledger import LEDGER, MOST_BYTES, addresses_in

_REQUEST = re.compile(r"Merge pull request #[0-9]|Merged in ")
_BRANCH = re.compile(r"Merge (?:remote-tracking )?branch(?:es)? '([^']+)'")


def brings_another_branch(subject: str, main: str) -> bool:
    """Whether a merge's message says that it merges a branch other than the main one."""
    if _REQUEST.match(subject):
        return True
    named = _BRANCH.match(subject)
    return named is not None and named[1].removeprefix("origin/") != main


def keeping(log: Log, root: Path, main: str) -> Kept:
    """For `log.grow`: what a merge's other sides had published before."""

    def kept(merge: Commit) -> Mapping[tuple[Lang, str, str], int]:
        found: dict[tuple[Lang, str, str], int] = {}
        if brings_another_branch(merge.subject, main):
            return found
        ledgers = files_at(root, merge.parents[1:], LEDGER)
        for parent, ledger in ledgers.items():
            lines = {line for _, data in blobs(root, [ledger], MOST_BYTES) for line in addresses_in(data or b"")}
            for unit, since in _side(log, root, parent, main).items():
                if _address(unit[1]) in lines:
                    found[unit] = min(since, found.get(unit, since))
        return found

    return kept


def _side(log: Log, root: Path, parent: str, main: str) -> dict[tuple[Lang, str, str], int]:
    """Since when the units that a side line changed have the words that they have at its end."""
    numbers: dict[str, int] = {}
    below: Log | None = log
    while below:
        numbers |= {id_: below.limit + 1 + at for at, id_ in enumerate(below.ids)}
        below = below.base
    commits, fork = side_line(root, parent, frozenset(numbers))
    side = Log(base=log, limit=numbers.get(fork, -1))
    grow(side, root, commits, side.limit + 1, keeping(side, root, main))
    return {
        (lang, name, noted[-1].digest): noted[-1].time
        for lang in LANGS
        for name, noted in side.entries[lang].items()
        if noted
    }


def _address(name: str) -> str:
    key = name.partition("@")[0]
    return address_of(key, name[len(key) :] or name)
