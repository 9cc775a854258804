"""Which records and claims belong together: what names, cites or rests on what, as the parts of a page ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.content.model import Archive, Page, Record
from archive.content.statement import Statement


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
    return archive.gathered.get(slug, ())


def said_in(archive: Archive, record: Record, slug: str) -> tuple[Statement, ...]:
    """What a record states that belongs to the campaign: all that counts, but what names other campaigns alone."""
    own = (claim for claim in record.live_claims if claim.campaigns is None or slug in claim.campaigns)
    return archive.statements.of(own)


def held_by(archive: Archive, record: Record) -> tuple[Statement, ...]:
    """What a record's page states: its own statements that count; of a campaign those that belong to it, wherever they stand."""
    if not record.meta.gathers:
        return archive.statements.of(record.live_claims)
    slug = getattr(record.meta, "slug", "")
    return tuple(found for member in in_campaign(archive, slug) for found in said_in(archive, member, slug))


def known(archive: Archive, ids: Iterable[str]) -> Iterator[Record]:
    """The records of these ids, those that exist, in this order."""
    return (archive.records[i] for i in ids if i in archive.records)
