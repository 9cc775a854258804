"""Small questions that several parts of a page ask of the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from archive import dates
from archive.content.kinds.commitment import Commitment
from archive.content.model import Archive, Claim, Page, Record


def record_at(archive: Archive, path: str) -> Record | None:
    """The record whose page is at `path`."""
    page = archive.by_path.get(("vi", path))
    found = archive.records.get(str(page.front.data.get("id"))) if page else None
    return found if found and found.vi.path == path else None


def has_card(archive: Archive, page: Page) -> bool:
    """Whether the page has a social card of its own, with its title on it: every record and index has."""
    return bool(record_at(archive, page.path)) or page.path.rpartition("/")[2] == "index.md"


def live(archive: Archive, kind: str) -> tuple[Record, ...]:
    """The records of a kind that are not withdrawn, by id."""
    return tuple(record for record in archive.of_kind(kind) if not record.meta.withdrawn)


def in_campaign(archive: Archive, slug: str) -> tuple[Record, ...]:
    """The records of any kind that name the campaign and are not withdrawn, by id."""
    return tuple(
        record
        for _, record in sorted(archive.records.items())
        if slug in record.meta.campaigns and not record.meta.withdrawn
    )


def claims_in(record: Record, slug: str) -> tuple[Claim, ...]:
    """The live claims of a record that belong to the campaign: all but those that name other campaigns alone."""
    return tuple(claim for claim in record.live_claims if not claim.campaigns or slug in claim.campaigns)


def continued_by(archive: Archive, record_id: str) -> tuple[Record, ...]:
    """The commitments that keep up a result."""
    return tuple(
        record
        for record in live(archive, "commitment")
        if isinstance(record.meta, Commitment) and record_id in record.meta.continues
    )


def naming(archive: Archive, record_id: str) -> tuple[Record, ...]:
    """The records that name `record_id` in a relation."""
    return tuple(
        record
        for _, record in sorted(archive.records.items())
        if not record.meta.withdrawn and record_id in record.meta.related_ids()
    )


def known(archive: Archive, ids: Iterable[str]) -> Iterator[Record]:
    """The records of these ids, those that exist, in this order."""
    return (archive.records[i] for i in ids if i in archive.records)


def resting_on(archive: Archive, source_id: str) -> dict[str, list[Claim]]:
    """The live claims that cite a source, by locator."""
    found: dict[str, list[Claim]] = {}
    for _, record in sorted(archive.records.items()):
        for claim in record.live_claims:
            for reference in claim.sources:
                if reference.source == source_id:
                    found.setdefault(reference.locator, []).append(claim)
    return found


def used_by(archive: Archive, claim_id: str) -> tuple[Claim, ...]:
    """The live inferences that name a claim as premise."""
    named = archive.conclusions.get(claim_id, ())
    return tuple(c for c in named if not c.withdrawn and not archive.record_of(c.id).meta.withdrawn)


Time = Literal["later", "during", "before", "undated"]
"""When something was, reckoned from the signing and the years that the results are of."""


def time_of(archive: Archive, claim: Claim) -> Time:
    """When what a claim states was.

    Wholly after the signing's day (later), wholly before the years of the results (before), reaching into the time
    between (during; the signing's own day too), or at no time that the claim carries (undated).
    """
    if not claim.when:
        return "undated"
    record = archive.records.get(archive.settings.keys.signing or "")
    start, end = dates.bounds(archive.settings.periods.result)
    signing = getattr(record.meta, "date", None) if record else None
    first, last = dates.bounds(claim.when)
    if first > (dates.bounds(signing)[1] if signing else end):
        return "later"
    return "before" if last < start else "during"


def lines_of_work(archive: Archive) -> list[tuple[Record | None, Record | None]]:
    """Every line of work as (result, commitment): joined where the source says that it goes on, else one side alone."""
    rows: list[tuple[Record | None, Record | None]] = []
    taken: set[str] = set()
    for result in live(archive, "result"):
        commitments = continued_by(archive, result.id)
        rows += [(result, commitment) for commitment in commitments] or [(result, None)]
        taken |= {commitment.id for commitment in commitments}
    rows += [(None, record) for record in live(archive, "commitment") if record.id not in taken]
    # What goes on stands first: it is what a reader looks for.
    return sorted(rows, key=lambda row: (row[0] is None, row[1] is None))
