"""A record as plain values, for the dataset: what its front matter and claims say, in both languages."""

from __future__ import annotations

from typing import Any

from archive.content.body import Withdrawal
from archive.content.model import Archive, Record
from archive.context import Context
from archive.findings import LANGS


def plain_record(archive: Archive, record: Record, context: Context) -> dict[str, Any]:
    """The record with its claims, JSON-ready; keys that hold nothing are left out."""
    meta = record.meta.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    meta.pop("withdrawn_reason", None)  # said in both languages below
    claims = []
    for claim in record.claims:
        data: dict[str, Any] = {
            "id": claim.id,
            "status": claim.status,
            "tier": archive.tier(claim),
            "words": {"vi": claim.text, "en": archive.text(claim.id, "en")},
            "sources": [str(reference) for reference in claim.sources],
            "premises": list(claim.premises),
            "when": claim.when,
            **plain_withdrawal(archive.withdrawal(claim)),
        }
        claims.append({key: value for key, value in data.items() if value})
    return {
        **meta,
        **plain_withdrawal(record.withdrawal),
        "title": {"vi": record.title("vi"), "en": record.title("en")},
        "summary": {"vi": record.summary("vi"), "en": record.summary("en")},
        "unknowns": {"vi": list(record.unknowns("vi")), "en": list(record.unknowns("en"))},
        "url": {"vi": context.absolute(record.url("vi")), "en": context.absolute(record.url("en"))},
        "changed": context.updated(record.vi.path) or None,
        "claims": claims,
    }


def plain_withdrawal(withdrawal: Withdrawal | None) -> dict[str, Any]:
    """`withdrawn` (day), `withdrawn_because` in both languages and `instead` (id); what is not known is left out."""
    if withdrawal is None:
        return {}
    because = {lang: withdrawal.because[lang] for lang in LANGS if withdrawal.because[lang]}
    said = {"withdrawn": withdrawal.day, "withdrawn_because": because, "instead": withdrawal.instead}
    return {key: value for key, value in said.items() if value}
