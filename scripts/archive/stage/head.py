"""What the page's head says to machines: citation metadata (Highwire Press tags, Zotero's item type) and JSON-LD."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import quote

from archive.content.body import Claim
from archive.content.kinds.agreement import Agreement
from archive.content.kinds.document import DOCUMENT_TYPES, Document
from archive.content.kinds.source import Source
from archive.content.model import Archive, Record
from archive.context import Context
from archive.findings import Lang
from archive.stage.citation import FORMATS, id_folder
from archive.stage.official import media_type, text_of

SCHEMA = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def head(archive: Archive, context: Context, title: str, url: str, lang: Lang, record: Record | None) -> str:
    """HTML for the head: `citation_*` on every page, JSON-LD and links to the citation files on records."""
    tags = [
        ("citation_title", title),
        ("citation_publisher", archive.settings.name[lang]),
        (
            "citation_publication_date",
            (context.updated(record.vi.path) if record else context.newest).replace("-", "/"),
        ),
        ("citation_language", lang),
        ("citation_public_url", context.absolute(url)),
        # Without an item type Zotero takes a page with a citation_title for a journal article.
        ("z:itemType", "webpage"),
    ]
    out = [f'<meta name="{name}" content="{escape(value)}">' for name, value in tags if value]
    if record:
        types = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems",
                 "csl.json": "application/vnd.citationstyles.csl+json"}  # fmt: skip
        depth = "../" * url.count("/")
        out += [
            f'<link rel="describedby" type="{types[ending]}" href="{depth}{id_folder(lang)}{record.id}.{ending}">'
            for ending, _ in FORMATS
        ]
        data = in_script(json_ld(archive, context, record, lang))
        out.append(f'<script type="application/ld+json">{data}</script>')
    return "".join(out)


_IN_SCRIPT = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}
"""What ends a script, opens a comment in it, is an entity to XML, or a line end to old JavaScript."""


def in_script(data: object) -> str:
    """JSON for a `<script>` of HTML, which no value in it can end: such letters stand in strings alone, so escapes name them."""
    return json.dumps(data, ensure_ascii=False).translate(_IN_SCRIPT)


def json_ld(archive: Archive, context: Context, record: Record, lang: Lang) -> dict[str, Any]:
    """A record's page as schema.org 30 data: a `WebPage` about the record, its statements as `Claim`s."""
    page = context.absolute(record.url(lang))
    data: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "WebPage",
        "@id": page,
        "url": page,
        "name": record.title(lang),
        "identifier": record.id,
        "inLanguage": lang,
        **({"dateModified": day} if (day := context.updated(record.vi.path)) else {}),
        "license": LICENCE,
        "isPartOf": {
            "@type": "WebSite",
            "name": archive.settings.name[lang],
            "url": context.absolute("" if lang == "vi" else "en/"),
        },
        "mainEntity": {"@id": _identified(context, record), **_entity(archive, context, record, lang)},
    }
    if record.summary(lang):
        data["description"] = record.summary(lang)
    if lang == "en":
        data["translationOfWork"] = {"@type": "WebPage", "@id": context.absolute(record.url("vi"))}
    claims = [_claim(archive, context, claim, page, lang) for claim in record.live_claims]
    if claims:
        data["hasPart"] = claims
    cited = [
        {"@id": _identified(context, found), **_appearance(archive, context, found, lang)}
        for claim in record.live_claims
        for found in _cited(archive, claim)
    ]
    if cited:
        data["citation"] = list({work["@id"]: work for work in cited}.values())
    return data


def _identified(context: Context, record: Record) -> str:
    return context.absolute(f"id/{record.id}/")


def _cited(archive: Archive, claim: Claim) -> list[Record]:
    found = (archive.cited(name) for name in dict.fromkeys(reference.source for reference in claim.sources))
    return [record for record in found if record]


def _claim(archive: Archive, context: Context, claim: Claim, page: str, lang: Lang) -> dict[str, Any]:
    """A statement; what it stands in is told once a page, and named here."""
    data: dict[str, Any] = {
        "@type": "Claim",
        "@id": f"{page}#{claim.id}",
        "text": archive.text(claim.id, lang),
        "inLanguage": lang,
        "creativeWorkStatus": claim.status,
    }
    appearances = [{"@id": _identified(context, record)} for record in _cited(archive, claim)]
    if appearances:
        data["appearance"] = appearances if len(appearances) > 1 else appearances[0]
    return data


def _appearance(archive: Archive, context: Context, record: Record, lang: Lang) -> dict[str, Any]:
    """What a claim stands in: a source, or an official text with its page."""
    if isinstance(record.meta, Source):
        return _article(record.meta)
    return {**_entity(archive, context, record, lang), "url": context.absolute(record.url(lang))}


def _entity(archive: Archive, context: Context, record: Record, lang: Lang) -> dict[str, Any]:
    """What the page is about. A Party body is an `Organization`: `GovernmentOrganization` would be a false statement."""
    meta = record.meta
    if isinstance(meta, Source):
        return _article(meta)
    if isinstance(record.meta, Agreement | Document):
        return {"@type": meta.schema_type, "name": record.title(lang), **_legislation(archive, context, record, lang)}
    return {"@type": meta.schema_type, "name": record.title(lang)}


def _legislation(archive: Archive, context: Context, record: Record, lang: Lang) -> dict[str, Any]:
    """An `Agreement`'s or `Document`'s terms.

    `UnofficialLegalValue` is the exact term for a text that is only reported; the file of an official text is what its
    issuer published, `OfficialLegalValue`.
    """
    meta, text = record.meta, text_of(archive, record)
    encoding = {"@type": "LegislationObject", "legislationLegalValue": f"{SCHEMA}/UnofficialLegalValue"}
    if text and isinstance(text.meta, Document) and text.meta.file:
        encoding |= {
            "legislationLegalValue": f"{SCHEMA}/OfficialLegalValue",
            "contentUrl": context.absolute(quote(text.meta.file)),
            "encodingFormat": media_type(text.meta.file),
            "inLanguage": "vi",
        }
    data: dict[str, Any] = {"encoding": encoding}
    bodies = [archive.records[i].title(lang) for i in meta.bodies if i in archive.records]
    if bodies:
        data["legislationResponsible"] = [{"@type": "Organization", "name": name} for name in bodies]
    if isinstance(meta, Agreement) and meta.period:
        data["temporalCoverage"] = meta.period
    if isinstance(meta, Document):
        data["legislationType"] = DOCUMENT_TYPES[meta.type][lang]
        if meta.number:
            data["legislationIdentifier"] = meta.number
    return data


def _article(source: Source) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": source.headline,
        "inLanguage": source.language,
        "publisher": {"@type": "Organization", "name": source.publisher},
    }
    if source.author:
        data["author"] = {"@type": "Person", "name": source.author}
    # An uncertain date is EDTF, which schema.org does not read: left out rather than made certain.
    if source.published and "?" not in source.published:
        data["datePublished"] = source.published
    if source.address:
        data["url"] = source.address
    return data
