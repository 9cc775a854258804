"""What the page's head says to machines: citation metadata (Highwire Press tags, Zotero's item type) and JSON-LD."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from archive.content.kinds import Agreement, Document, Source
from archive.content.model import Archive, Record
from archive.findings import Lang
from archive.stage.citation import FORMATS, SITE
from archive.stage.context import Context

SCHEMA = "https://schema.org"


def head(archive: Archive, context: Context, title: str, url: str, lang: Lang, record: Record | None) -> str:
    """HTML for the head: `citation_*` on every page, JSON-LD and links to the citation files on records."""
    tags = [
        ("citation_title", title),
        ("citation_publisher", SITE[lang]),
        (
            "citation_publication_date",
            (context.updated(record.vi.path) if record else context.newest).replace("-", "/"),
        ),
        ("citation_language", lang),
        ("citation_public_url", context.absolute(url)),
        # Without an item type Zotero takes a page with a citation_title for a journal article.
        ("z:itemType", "webpage"),
    ]
    out = [f'<meta name="{name}" content="{escape(value)}">' for name, value in tags]
    if record:
        types = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems",
                 "csl.json": "application/vnd.citationstyles.csl+json"}  # fmt: skip
        depth = "../" * url.count("/")
        out += [
            f'<link rel="describedby" type="{types[ending]}" href="{depth}id/{record.id}.{ending}">'
            for ending, _ in FORMATS
        ]
        data = json.dumps(json_ld(archive, context, record, lang), ensure_ascii=False, sort_keys=True)
        out.append(f'<script type="application/ld+json">{data.replace("<", chr(92) + "u003c")}</script>')
    return "".join(out)


def json_ld(archive: Archive, context: Context, record: Record, lang: Lang) -> dict[str, Any]:
    """A record as schema.org 30 data: its claims as `Claim`, the agreement and documents as unofficial `Legislation`."""
    page = context.absolute(record.url(lang))
    data: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": _type(record),
        "@id": context.absolute(f"id/{record.id}/"),
        "url": page,
        "name": record.title(lang),
        "identifier": record.id,
    }
    if record.summary(lang):
        data["description"] = record.summary(lang)
    if data["@type"] != "Person" and data["@type"] != "Organization":
        data["inLanguage"] = lang
        data["dateModified"] = context.updated(record.vi.path)
        data["hasPart"] = [
            {"@type": "Claim", "@id": f"{page}#{claim.id}", "text": archive.words(claim.id, lang),
             "inLanguage": lang, "creativeWorkStatus": claim.status}
            for claim in record.live_claims
        ]  # fmt: skip
    return data


def _type(record: Record) -> str:
    if isinstance(record.meta, Agreement | Document):
        return "Legislation"
    if isinstance(record.meta, Source):
        return "NewsArticle"
    return {"person": "Person", "organization": "Organization", "event": "Event"}.get(record.kind, "WebPage")
