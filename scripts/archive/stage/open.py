"""What the sources leave open, as every page that shows it needs it: words, whose it is, its anchor, whom to ask.

Takes an archive; gives the unknowns of records that are not withdrawn. The anchor is made of the record's id and a digest
of the Vietnamese words: the same in both languages, and the same when others are added before or behind it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from archive.content.model import Archive, Record
from archive.findings import LANGS, Text

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Unknown:
    """One thing that is not known."""

    record: Record
    text: Text
    anchor: str
    """Its id in the register."""
    ask: Text | None = None
    """Who may know."""


def unknowns(record: Record) -> Iterator[Unknown]:
    """What a record leaves open, in its order; what only one language has is left to the checks."""
    for vi, en in zip(*(record.unknowns(lang) for lang in LANGS), strict=False):
        yield Unknown(record, Text(vi, en), f"{record.id}-{hashlib.sha256(vi.encode()).hexdigest()[:_DIGITS]}")


def foremost(archive: Archive, of: str = "") -> tuple[Unknown, ...]:
    """Those that the archive puts first, in the order of its settings; `of` one record (its id) alone."""
    return tuple(_found(archive, of))


def _found(archive: Archive, of: str) -> Iterator[Unknown]:
    for item in (item for item in archive.settings.foremost if of in ("", item.record)):
        record = archive.records.get(item.record)
        if record and not record.meta.withdrawn:
            named = (one for one in unknowns(record) if one.text.vi == item.unknown)
            yield from (Unknown(one.record, one.text, one.anchor, item.ask) for one in named)


def _apart(archive: Archive, record: Record) -> bool:
    return all(statement.tier != "primary" for statement in archive.statements.of(record.claims))


def others(archive: Archive) -> Iterator[tuple[Record, tuple[Unknown, ...]]]:
    """Every record that leaves something open, with what is not among the foremost; none may be left.

    Those of the agreement come first, each of them in order of ids; then those that rest on other sources alone.
    """
    first = {one.anchor for one in foremost(archive)}
    for _, record in sorted(archive.records.items(), key=lambda found: (_apart(archive, found[1]), found[0])):
        if record.unknowns("vi") and not record.meta.withdrawn:
            yield record, tuple(one for one in unknowns(record) if one.anchor not in first)
