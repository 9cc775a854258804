"""The log of the main line, and merges that put the line's own past on a side branch: no published day moves by one.

Takes the log up to a commit, and the newer ones; lets it grow. A merge of another branch brings new words, which have
the merge's day. After `git pull` into one's own commits the former main line is the *second* parent of the merge: what
it had published keeps its day. Git does not say which of the two a merge is; its message does, as git and the hosts
write it, and where it does not, what the other side's ledger had recorded counts as published. Each such side has a log
of its own, upon that of the line from which it parted; each commit is taken in once, whatever merges lead to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.findings import Lang
from archive.history.line import Commit, MainLine, blobs, files_at
from archive.history.log import Log, Read, Since, address_of, append, never, read, record
from archive.ledger import LEDGER, MOST_BYTES, is_address

_AT_ONCE = 16
"""Ledgers that are held at a time: git is asked for so many at once."""
_REQUEST = re.compile(r"Merge pull request #[0-9]|Merged in ")
_BRANCH = re.compile(r"Merge (remote-tracking )?branch(?:es)? ((?:'[^']+'(?:, | and )?)+)")


def brings_another_branch(subject: str, main: str) -> bool:
    """Whether a merge's message says that it merges branches other than the main one."""
    if _REQUEST.match(subject):
        return True
    named = _BRANCH.match(subject)
    names = re.findall(r"'([^']+)'", named[2]) if named else []
    own = {main, *(name for name in names if named and named[1] and name.partition("/")[2] == main)}
    return bool(names) and own.isdisjoint(names)


def grow(log: Log, root: Path, line: MainLine, start: int, main: str) -> None:
    """Take in the commits of the main line from number `start`."""
    new = line.commits[start:]
    sides = _Sides(log, line.graph, main)
    order = [*sides.order(new)]
    found = read(root, order)
    merges = [commit for commit in order if sides.asks(commit)]
    ledgers = files_at(root, (parent for merge in merges for parent in merge.parents[1:]), LEDGER)

    several = [*dict.fromkeys(ledgers[id_] for merge in merges for id_ in merge.parents[1:] if id_ in ledgers)]
    held: dict[str, frozenset[str]] = {}

    def recorded(ledger: str) -> frozenset[str]:
        if ledger not in held:
            held.clear()
            at = several.index(ledger)
            for id_, data in blobs(root, several[at : at + _AT_ONCE], MOST_BYTES):
                held[id_] = frozenset((data or b"").decode("utf-8", "replace").splitlines())
        return held[ledger]

    mains = {commit.id for commit in new}
    for commit in order:
        sides.take_in(commit, found, ledgers, recorded, on_main=commit.id in mains)
    record(log, root, new, start, found)


@dataclass
class _Sides:
    """Where each commit was taken in, the main line's and those of sides."""

    main_log: Log
    graph: Mapping[str, Commit]
    main: str
    taken: dict[str, tuple[Log, int]] = field(default_factory=dict)
    """By a commit's id: the log that has it, and its number there."""

    def __post_init__(self) -> None:
        self.taken = {id_: (self.main_log, number) for number, id_ in enumerate(self.main_log.ids)}

    def asks(self, merge: Commit) -> bool:
        """Whether a commit is a merge whose other sides may have been the main line."""
        return len(merge.parents) > 1 and not brings_another_branch(merge.subject, self.main)

    def order(self, line: tuple[Commit, ...]) -> Iterator[Commit]:
        """These commits of the main line, each after those of the sides that have to be known for it, once."""
        seen = {*self.taken}
        for commit in line:
            waiting = [commit]
            while waiting:
                last = waiting[-1]
                needed = last.parents if self.asks(last) else last.parents[:1]
                missing = [self.graph[id_] for id_ in needed if id_ not in seen and id_ in self.graph]
                if missing and last.id not in seen:
                    waiting += missing
                    continue
                waiting.pop()
                if last.id not in seen:
                    seen.add(last.id)
                    yield last

    def take_in(
        self,
        commit: Commit,
        found: Read,
        ledgers: Mapping[str, str],
        recorded: Callable[[str], frozenset[str]],
        *,
        on_main: bool,
    ) -> None:
        """Take a commit into the log of the line on which it stands."""
        since = self._since(commit, ledgers, recorded) if self.asks(commit) and commit.id in found.changed else never
        parent, number = self.taken.get(commit.parents[0], (None, -1)) if commit.parents else (None, -1)
        if on_main:
            log = self.main_log
        elif parent is not None and parent is not self.main_log and parent.tip == number:
            log = parent
        else:
            log = Log(base=parent, limit=number)
        append(log, commit, found, since)
        self.taken[commit.id] = (log, log.tip)

    def _since(self, merge: Commit, ledgers: Mapping[str, str], recorded: Callable[[str], frozenset[str]]) -> Since:
        sides = []
        for parent in merge.parents[1:]:
            if parent in self.taken and ledgers.get(parent):
                log, number = self.taken[parent]
                sides.append((Log(base=log, limit=number), self._parted(merge.parents[0], parent), ledgers[parent]))

        def since(lang: Lang, name: str, digest: str) -> int | None:
            found = []
            for side, parted, ledger in sides:
                entry = side.last(lang, name)
                if entry and entry.digest == digest and entry.at > parted:
                    address = _address(name)
                    if is_address(address) and address in recorded(ledger):
                        found.append(entry.time)
            return min(found, default=None)

        return since

    def _parted(self, one: str, other: str) -> int:
        """The number of the last commit that two lines share."""
        views = [Log(base=log, limit=number) for log, number in (self.taken[one], self.taken[other])]
        own, others = ([(id(log), limit) for log, limit in view.layers()] for view in views)
        seen = dict(own)
        return next((min(seen[log], limit) for log, limit in others if log in seen), -1)


def _address(name: str) -> str:
    key = name.partition("@")[0]
    return address_of(key, name[len(key) :] or name)
