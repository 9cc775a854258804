"""`data/archive.json`: every record as plain values: what its front matter and claims say, in both languages."""

from __future__ import annotations

from typing import Any

from archive.content.body import Correction, Withdrawal
from archive.content.model import Archive, Record
from archive.content.statement import Statement
from archive.context import Context
from archive.data.columns import when
from archive.data.lines import line, listed
from archive.findings import LANGS, Text


def archive_json(archive: Archive, context: Context) -> str:
    """The day of the newest words, the site's address, and every record in order of ids."""
    records = (line(plain_record(archive, record, context)) for _, record in sorted(archive.records.items()))
    return listed({"edition": context.newest or None, "site": context.site_url}, "records", records) + "\n"


def plain_record(archive: Archive, record: Record, context: Context) -> dict[str, Any]:
    """The record with its statements, JSON-ready; keys that hold nothing are left out."""
    meta = record.meta.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    meta.pop("withdrawn_reason", None)  # said in both languages below
    return {
        **meta,
        **plain_withdrawal(record.withdrawal),
        "title": {lang: record.title(lang) for lang in LANGS},
        "summary": {lang: record.summary(lang) for lang in LANGS},
        "unknowns": {lang: list(record.unknowns(lang)) for lang in LANGS},
        "url": {lang: context.absolute(record.url(lang)) for lang in LANGS},
        "changed": context.updated(record.vi.path) or None,
        "claims": [_plain_statement(statement, context) for statement in archive.statements.of(record.claims)],
    }


def _plain_statement(statement: Statement, context: Context) -> dict[str, Any]:
    date, origin = when(statement)
    data: dict[str, Any] = {
        "id": statement.id,
        "status": statement.status,
        "tier": statement.tier,
        "words": _both(statement.text),
        "digest": _both(statement.digest),
        "sources": [str(ground.reference) for ground in statement.grounds],
        "premises": list(statement.claim.premises),
        "when": date,
        "when_from": origin,
        **plain_withdrawal(statement.withdrawal),
        **_plain_correction(statement.correction),
        "answer": statement.answer,
        "url": {lang: context.absolute(statement.url(lang)) for lang in LANGS},
        "place": {lang: context.absolute(statement.place(lang)) for lang in LANGS},
        "changed": statement.day,
    }
    return {key: value for key, value in data.items() if value}


def _plain_correction(correction: Correction | None) -> dict[str, Any]:
    return {"corrected": correction.day, "corrected_because": _both(correction.because)} if correction else {}


def _both(text: Text) -> dict[str, str]:
    return {lang: text[lang] for lang in LANGS}


def plain_withdrawal(withdrawal: Withdrawal | None) -> dict[str, Any]:
    """`withdrawn` (day), `withdrawn_because` in both languages, `instead` or `same_as` (ids), where they are there."""
    if withdrawal is None:
        return {}
    because = {lang: withdrawal.because[lang] for lang in LANGS if withdrawal.because[lang]}
    others = {"instead": withdrawal.instead, "same_as": withdrawal.same_as}
    said = {"withdrawn": withdrawal.day, "withdrawn_because": because, **others}
    return {key: value for key, value in said.items() if value}
