"""What a page's head says to programs in schema.org 30's words, and where the site's feed is.

Takes the archive and what is known of a page; gives JSON-LD: one `WebSite` for the whole site, a `Collection` for an
index, a `WebPage` about its record with its statements as `Claim`s, a `Claim` for a statement's own page. An id is the
same everywhere: that of a statement or record is its permanent Vietnamese address, and `url` the page in a language.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import quote

from archive.content.kinds.agreement import Agreement
from archive.content.kinds.document import DOCUMENT_TYPES, Document
from archive.content.kinds.source import Source
from archive.content.model import Archive, Record, relative_url
from archive.content.statement import Statement, id_url
from archive.context import Context
from archive.findings import Lang
from archive.stage.official import media_type, text_of

SCHEMA = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FEEDS = {"vi": "feed.xml", "en": "en/feed.xml"}
"""The feed of each language, from the site's root."""

Node = dict[str, Any]


def for_programs(url: str, lang: Lang, data: Node) -> str:
    """HTML for the head of the page at `url`: the way to the feed, and what the page is."""
    feed = escape(relative_url(url, FEEDS[lang]))
    return f'<link rel="alternate" type="application/atom+xml" href="{feed}">{script(data)}'


def of_page(archive: Archive, context: Context, title: str, url: str, lang: Lang, record: Record | None) -> Node:
    """The page at `url`, as what it is to schema.org."""
    if record:
        return of_record(archive, context, record, lang)
    if not url.removeprefix("en/"):
        return {"@context": SCHEMA, **website(archive, context)}
    page = {"@context": SCHEMA, **_page(context, title, url, lang)}
    held = _below(archive, url)
    return page | _collection(archive, context, held, lang) if held else page


def script(data: Node) -> str:
    """The element that holds these data."""
    return f'<script type="application/ld+json">{in_script(data)}</script>'


_IN_SCRIPT = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}
"""What ends a script, opens a comment in it, is an entity to XML, or a line end to old JavaScript."""


def in_script(data: object) -> str:
    """JSON for a `<script>` of HTML, which no value in it can end: such letters stand in strings alone, so escapes name them."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)


# --- The site and its pages


def site_id(context: Context) -> str:
    """The id by which every page names the site that it is part of."""
    return context.absolute("#website")


def website(archive: Archive, context: Context) -> Node:
    """The site, once for both languages: who keeps it is named where somebody is."""
    own = archive.settings
    data: Node = {
        "@type": "WebSite",
        "@id": site_id(context),
        "url": context.absolute(""),
        "name": own.name.vi,
        "alternateName": [own.name.en, *dict.fromkeys((own.short_name.vi, own.short_name.en))],
        "description": own.description.vi,
        "inLanguage": ["vi", "en"],
        "license": LICENCE,
    }
    if own.keeper:
        data["maintainer"] = {"@type": "Organization", "name": own.keeper.vi}
    return data


def _page(context: Context, title: str, url: str, lang: Lang) -> Node:
    page = context.absolute(url)
    return {
        "@type": "WebPage",
        "@id": page,
        "url": page,
        "name": title,
        "inLanguage": lang,
        "isPartOf": {"@id": site_id(context)},
    }


def _below(archive: Archive, url: str) -> list[Record]:
    """The records whose pages stand below an index; withdrawn ones are in no list."""
    return list(archive.below.get(url.removeprefix("en/"), ()))


def _collection(archive: Archive, context: Context, held: list[Record], lang: Lang) -> Node:
    # Pages are what is collected: a person or an event is no part of anything written.
    parts = [
        {
            "@type": "WebPage",
            "@id": context.absolute(record.url(lang)),
            "name": record.title(lang),
        }
        for record in held
    ]
    return {"@type": "CollectionPage", "mainEntity": {"@type": "Collection", "hasPart": parts}}


# --- Records and statements


def of_record(archive: Archive, context: Context, record: Record, lang: Lang) -> Node:
    """A record's page: a `WebPage` about the record, its statements as `Claim`s."""
    data: Node = {
        "@context": SCHEMA,
        **_page(context, record.title(lang), record.url(lang), lang),
        "identifier": record.id,
        **({"dateModified": day} if (day := context.updated(record.vi.path)) else {}),
        "license": LICENCE,
        "mainEntity": {"@id": _identified(context, record), **_entity(archive, context, record, lang)},
    }
    if record.summary(lang):
        data["description"] = record.summary(lang)
    if lang == "en":
        data["translationOfWork"] = {"@type": "WebPage", "@id": context.absolute(record.url("vi"))}
    statements = archive.statements.of(record.live_claims)
    if statements:
        # Only named: all of a statement is told once, where it has its own page.
        data["hasPart"] = [{"@type": "Claim", "@id": context.absolute(statement.url("vi"))} for statement in statements]
    cited = {found.id: found for statement in statements for found in _cited(statement)}
    if cited:
        data["citation"] = [
            {"@type": _appearance(archive, context, found, lang)["@type"], "@id": _identified(context, found)}
            for found in cited.values()
        ]
    return data


def of_statement(archive: Archive, context: Context, statement: Statement, lang: Lang) -> Node:
    """A statement's own page: the `Claim` with all that it stands in, and the record that it is part of."""
    record = statement.record
    data: Node = {
        "@context": SCHEMA,
        **claim(context, statement, lang),
        "identifier": statement.id,
        "license": LICENCE,
        # What the record is about may be a person or an event, which no statement is a part of.
        "about": {"@type": record.meta.schema_type, "@id": _identified(context, record), "name": record.title(lang)},
        "isPartOf": [{"@id": site_id(context)}, {"@type": "WebPage", "@id": context.absolute(record.url(lang))}],
    }
    if statement.day:
        data["dateModified"] = statement.day
    cited = [
        {"@id": _identified(context, found), **_appearance(archive, context, found, lang)}
        for found in _cited(statement)
    ]
    if cited:
        data["appearance"] = cited if len(cited) > 1 else cited[0]
    if statement.premises:
        data["isBasedOn"] = [{"@id": context.absolute(id_url(name, "vi"))} for name in statement.premises]
    return data


def claim(context: Context, statement: Statement, lang: Lang) -> Node:
    """A statement; what it stands in is only named."""
    data: Node = {
        "@type": "Claim",
        "@id": context.absolute(statement.url("vi")),
        "url": context.absolute(statement.url(lang)),
        "text": statement.text[lang],
        "inLanguage": lang,
        "creativeWorkStatus": "withdrawn" if statement.withdrawal else statement.status,
    }
    appearances = [{"@id": _identified(context, record)} for record in _cited(statement)]
    if appearances:
        data["appearance"] = appearances if len(appearances) > 1 else appearances[0]
    return data


def _identified(context: Context, record: Record) -> str:
    return context.absolute(id_url(record.id, "vi"))


def _cited(statement: Statement) -> list[Record]:
    """The records that a statement rests on, each once."""
    return list({ground.record.id: ground.record for ground in statement.grounds if ground.record}.values())


def _appearance(archive: Archive, context: Context, record: Record, lang: Lang) -> Node:
    """What a statement stands in: a source, or an official text with its page."""
    if isinstance(record.meta, Source):
        return _article(record.meta)
    return {**_entity(archive, context, record, lang), "url": context.absolute(record.url(lang))}


def _entity(archive: Archive, context: Context, record: Record, lang: Lang) -> Node:
    """What the page is about. A Party body is an `Organization`: `GovernmentOrganization` would be a false statement."""
    meta = record.meta
    if isinstance(meta, Source):
        return _article(meta)
    if isinstance(record.meta, Agreement | Document):
        return {"@type": meta.schema_type, "name": record.title(lang), **_legislation(archive, context, record, lang)}
    return {"@type": meta.schema_type, "name": record.title(lang)}


def _legislation(archive: Archive, context: Context, record: Record, lang: Lang) -> Node:
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
    data: Node = {"encoding": encoding}
    bodies = [archive.records[i].title(lang) for i in meta.bodies if i in archive.records]
    if bodies:
        data["legislationResponsible"] = [{"@type": "Organization", "name": name} for name in bodies]
    if isinstance(meta, Agreement) and meta.period:
        data["temporalCoverage"] = meta.period
    if isinstance(meta, Document):
        data["legislationType"] = DOCUMENT_TYPES[meta.type][lang]
        data |= _terms_of(archive, meta, lang)
    return data


def _terms_of(archive: Archive, meta: Document, lang: Lang) -> Node:
    """What is known of a document; an uncertain date is EDTF, which schema.org does not read: it is left out."""
    started = (meta.in_force or "").partition("/")[0]
    known = {
        "legislationIdentifier": meta.number,
        "legislationDate": meta.issued if "?" not in (meta.issued or "?") and "/" not in (meta.issued or "") else None,
        "legislationDateOfApplicability": started if started and "?" not in started and started != ".." else None,
        "abstract": meta.abstract,
    }
    data: Node = {name: value for name, value in known.items() if value}
    for issuer in (archive.records[name] for name in meta.named("issuer") if name in archive.records):
        data["legislationPassedBy"] = {"@type": "Organization", "name": issuer.title(lang)}
    # Whoever signs is not who made it: a role says what the person did.
    signers = [archive.records[name].title(lang) for name in meta.signers if name in archive.records]
    if signers:
        data["contributor"] = [
            {"@type": "Role", "roleName": "signatory", "contributor": {"@type": "Person", "name": name}}
            for name in signers
        ]
    return data


def _article(source: Source) -> Node:
    data: Node = {
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
