"""What the page's head says to machines: citation metadata (Highwire Press tags, Zotero's item type) and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import quote

from archive.content.body import Claim
from archive.content.kinds.agreement import Agreement
from archive.content.kinds.document import DOCUMENT_TYPES, Document
from archive.content.kinds.source import Source
from archive.content.model import Archive, Record
from archive.content.statement import Statement, id_folder, id_url
from archive.context import Context
from archive.findings import Lang
from archive.stage.citation import of_record, of_statement
from archive.stage.official import media_type, text_of

SCHEMA = "https://schema.org"
MEDIA_TYPES = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "txt": "text/plain",
}
"""The files of a citation by their endings."""
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def head(archive: Archive, context: Context, title: str, url: str, lang: Lang, record: Record | None) -> str:
    """HTML for the head: what is cited on every page, JSON-LD and signposts on records."""
    if record is None:
        return _tags(archive, title, context.newest, context.absolute(url), lang)
    cited = of_record(record, archive.settings, context, lang)
    data = in_script(json_ld(archive, context, record, lang))
    out = _tags(archive, cited.title, cited.day, cited.address, lang)
    out += _signposts(context, record.id, url, lang, "WebPage")
    return f'{out}<script type="application/ld+json">{data}</script>'


def statement_head(archive: Archive, context: Context, statement: Statement, lang: Lang) -> str:
    """HTML for the head of a statement's own page."""
    url = statement.url(lang)
    named = "; ".join(dict.fromkeys(_named(ground.record, lang) for ground in statement.grounds if ground.record))
    data = in_script(statement_ld(archive, context, statement, lang))
    cited = of_statement(statement, archive.settings, context, lang)
    more = [("DC.source", named), ("DC.type", cited.genre)]
    out = _tags(archive, cited.title, statement.day, cited.address, lang, more)
    out += _signposts(context, statement.id, url, lang, "Claim")
    return f'{out}<script type="application/ld+json">{data}</script>'


def _tags(
    archive: Archive, title: str, day: str, address: str, lang: Lang, more: Iterable[tuple[str, str]] = ()
) -> str:
    """Highwire's, PRISM's and Dublin Core's tags, as reference managers read them: one author, one date, one address."""
    name = archive.settings.name[lang]
    tags = [
        ("citation_title", title),
        # The comma says that the whole of it is a family name: a body has no other.
        ("citation_author", f"{name},"),
        # Else what a statement rests on would be taken for the site that it is on.
        ("prism.publicationName", name),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_language", lang),
        ("citation_public_url", address),
        *more,
        ("DC.rights", LICENCE),
        # Without an item type Zotero takes a page with a citation_title for a journal article.
        ("z:itemType", "webpage"),
    ]
    return "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in tags if value)


def _signposts(context: Context, name: str, url: str, lang: Lang, schema_type: str) -> str:
    """FAIR Signposting, level 1: typed links to the address that is cited, what it is, who says it, and its files."""
    up = "../" * url.count("/")
    files = "".join(
        f'<link rel="describedby" type="{MEDIA_TYPES[ending]}" href="{up}{id_folder(lang)}{name}.{ending}">'
        for ending in MEDIA_TYPES
    )
    home = context.absolute("" if lang == "vi" else "en/")
    return (
        f'<link rel="cite-as" href="{escape(context.absolute(id_url(name, lang)))}">'
        f'<link rel="type" href="{SCHEMA}/{schema_type}"><link rel="license" href="{LICENCE}">'
        f'<link rel="author" href="{escape(home)}">'
        f'<link rel="item" type="text/csv" href="{up}data/claims.csv">{files}'
    )


def _named(record: Record, lang: Lang) -> str:
    """A source as it is listed: headline, publisher, day as far as it is known."""
    meta = record.meta
    if not isinstance(meta, Source):
        return record.title(lang)
    return ", ".join(part for part in (meta.headline, meta.publisher, meta.published) if part)


def statement_ld(archive: Archive, context: Context, statement: Statement, lang: Lang) -> dict[str, Any]:
    """A statement's own page as schema.org data: the `Claim`, by the same id in both languages."""
    page = context.absolute(statement.record.url(lang))
    return {"@context": SCHEMA, **_claim(archive, context, statement.claim, page, lang)}


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
