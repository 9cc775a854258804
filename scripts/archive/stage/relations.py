"""Which records and claims belong together: what names, cites or rests on what, as the parts of a page ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.content.body import Claim
from archive.content.model import Archive, Page, Record


def record_at(archive: Archive, path: str) -> Record | None:
    """The record whose page is at `path`."""
    page = archive.by_path.get(("vi", path))
    found = archive.records.get(str(page.front.data.get("id"))) if page else None
    return found if found and found.vi.path == path else None


def has_card(archive: Archive, page: Page) -> bool:
    """Whether the page has a social card of its own, with its title on it: every record and index has."""
    return bool(record_at(archive, page.path)) or page.path.rpartition("/")[2] == "index.md"


def proof_of(archive: Archive, date: str) -> str | None:
    """The id of the statement that a date's uncertain year rests on: that of the signing's own day alone is proved."""
    signing = archive.records.get(archive.settings.keys.signing or "")
    proved = signing is not None and getattr(signing.meta, "date", None) == date
    return getattr(signing.meta, "date_rests_on", None) if signing and proved else None


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
