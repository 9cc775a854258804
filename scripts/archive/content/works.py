"""What results and commitments name of one another, apart from all else that their pages say.

Takes records; gives a `Work` of each result and commitment that is not withdrawn. Who asks for these alone need not be
made again where only words change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from archive.content.model import Record


class Work(NamedTuple):
    """A result or commitment."""

    id: str
    related: tuple[str, ...]
    continues: tuple[str, ...]
    """Of a commitment, the results that the source says it keeps up."""


def works(records: Iterable[Record]) -> Mapping[str, tuple[Work, ...]]:
    """Those of each kind, by id."""
    found: dict[str, list[Work]] = {}
    for record in sorted(records, key=lambda record: record.id):
        meta = record.meta
        if meta.is_work and not meta.withdrawn:
            found.setdefault(record.kind, []).append(Work(record.id, meta.related, getattr(meta, "continues", ())))
    return {kind: tuple(each) for kind, each in found.items()}
