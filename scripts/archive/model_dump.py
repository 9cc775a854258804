"""A record as plain values, for the dataset: what its front matter and claims say, in both languages."""

from __future__ import annotations

from typing import Any

from archive.content.model import Archive, Record
from archive.stage.context import Context


def plain_record(archive: Archive, record: Record, context: Context) -> dict[str, Any]:
    """The record with its claims, JSON-ready; keys that hold nothing are left out."""
    meta = record.meta.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    claims = []
    for claim in record.claims:
        data: dict[str, Any] = {
            "id": claim.id,
            "status": claim.status,
            "tier": archive.tier(claim),
            "words": {"vi": claim.words, "en": archive.words(claim.id, "en")},
            "sources": [str(reference) for reference in claim.sources],
            "premises": list(claim.premises),
            "when": claim.when,
            "withdrawn": claim.withdrawn,
        }
        claims.append({key: value for key, value in data.items() if value})
    return {
        **meta,
        "title": {"vi": record.title("vi"), "en": record.title("en")},
        "summary": {"vi": record.summary("vi"), "en": record.summary("en")},
        "unknowns": {"vi": list(record.unknowns("vi")), "en": list(record.unknowns("en"))},
        "url": {"vi": context.absolute(record.url("vi")), "en": context.absolute(record.url("en"))},
        "changed": context.updated(record.vi.path),
        "claims": claims,
    }
