"""What of an archive still waits for somebody: for editors on the command line, and for readers on `dong-gop/`.

Takes an `Archive`, which knows its past where that is to be told; gives a `Status` of frozen values in the order of
paths and ids. Nothing in it is an error (the check tells those), and nothing of it depends on the day on which it is
asked. Refuses nothing. What is published is told by the status of `drafts.published`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.checks.stale import Behind, behind
from archive.content.body import Claim
from archive.content.kinds import KINDS
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page, Record
from archive.findings import Place, Text
from archive.new import next_id
from archive.settings import Settings
from archive.stage.report import new_issue
from archive.words import among

COSTS = among("waiting.costs")
"""What the reader does without where a setting is empty, by the setting's last name."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a numbered kind: those in use, and the id that comes next; empty where none is left."""

    kind: str
    prefix: str
    used: tuple[int, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A setting that is empty: its key, where it stands or would stand, and what the reader does without."""

    key: str
    place: Place
    cost: Text


@dataclass(frozen=True)
class Status:
    """What waits."""

    stale: tuple[tuple[Page, tuple[Behind, ...]], ...]
    """English pages that the Vietnamese has left behind, each with its pieces."""
    unsure: Text | None
    """Why nobody knows what is stale; None where that is known."""
    bare: tuple[Record, ...]
    """Records of a kind that states something, on which nothing that counts is stated."""
    unplaced: tuple[Claim, ...]
    """Claims that name no source, or no place that it has."""
    unknown: tuple[tuple[Page, int], ...]
    """Vietnamese pages with what they leave open, counted."""
    withdrawn_records: tuple[Record, ...]
    withdrawn_claims: tuple[Claim, ...]
    """Those that were withdrawn by themselves."""
    drafts: tuple[Page, ...]
    unsaved: tuple[Record, ...]
    """Sources of which no copy is kept elsewhere."""
    sources: int
    """How many sources there are."""
    numbers: tuple[Numbers, ...]
    missing: tuple[Missing, ...]

    @property
    def unknowns(self) -> int:
        """How much is left open in all."""
        return sum(count for _, count in self.unknown)


def status(archive: Archive) -> Status:
    """What waits in an archive."""
    records = [record for _, record in sorted(archive.records.items())]
    live = [record for record in records if not record.meta.withdrawn]
    sources = [record for record in live if isinstance(record.meta, Source)]
    vietnamese = [page for page in archive.pages if page.lang == "vi"]
    aside = {record.vi.path for record in records if record.meta.withdrawn}
    stale = ((page, tuple(behind(page, archive))) for page in archive.pages)
    counted = ((page, len(page.meta.unknowns) if page.meta else 0) for page in vietnamese if page.path not in aside)
    return Status(
        stale=tuple((page, pieces) for page, pieces in stale if pieces),
        unsure=None if archive.history.known else archive.history.why or _NOT_ASKED,
        bare=tuple(record for record in live if record.meta.opens_with_claim and not record.live_claims),
        unplaced=tuple(claim for record in live for claim in record.live_claims if _unplaced(claim, archive)),
        unknown=tuple((page, count) for page, count in counted if count),
        withdrawn_records=tuple(record for record in records if record.meta.withdrawn),
        withdrawn_claims=tuple(claim for record in records for claim in record.claims if claim.withdrawn),
        drafts=tuple(page for page in vietnamese if page.path in archive.drafts),
        unsaved=tuple(record for record in sources if isinstance(record.meta, Source) and not record.meta.archived),
        sources=len(sources),
        numbers=tuple(_numbers(archive)),
        missing=tuple(_missing(archive)),
    )


_NOT_ASKED = Text("chưa hỏi lịch sử", "the past was not asked for")


def _unplaced(claim: Claim, archive: Archive) -> bool:
    """Whether a claim that is no inference lacks a source, or the place in one."""
    if claim.status == "inferred":
        return False
    records = ((archive.cited(reference.source), reference.locator) for reference in claim.sources)
    return not claim.sources or any(record is None or place not in record.locators for record, place in records)


def _numbers(archive: Archive) -> Iterator[Numbers]:
    for name, model in KINDS.items():
        if model.numbered:
            # Of a page whose front matter does not hold, the number is in use too.
            given = (id_.removeprefix(f"{model.prefix}-") for id_, _ in archive.ids_given)
            used = sorted({int(number) for number in given if number.isascii() and number.isdecimal()})
            yield Numbers(name, model.prefix, tuple(used), next_id(archive, model))


def _missing(archive: Archive) -> Iterator[Missing]:
    for key, value in optional(archive.settings):
        name = key.rpartition(".")[2]
        if not value and name in COSTS and not _made_up_for(name, archive):
            yield Missing(key, archive.own.place(key), COSTS[name])


def _made_up_for(name: str, archive: Archive) -> bool:
    """Whether something else does what an empty setting would."""
    if name == "address":  # named by whoever builds
        return archive.site_url not in {"", archive.settings.site_url}
    # Of a repository at GitHub it is known where its files are edited.
    return name == "edit" and bool(new_issue(archive.settings.repository))


def optional(settings: Settings) -> Iterator[tuple[str, object]]:
    """Every setting that may be left empty (`keys.signing`), with its value."""
    for table, above in ((settings, ""), (settings.keys, "keys.")):
        for name, field in type(table).model_fields.items():
            if not field.is_required() and name != "keys":
                yield f"{above}{name}", getattr(table, name)
