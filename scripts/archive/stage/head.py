"""What the page's head says to machines: citation metadata (Highwire Press tags, Zotero's item type), signposts."""

from __future__ import annotations

from html import escape

from archive.content.kinds.source import Source
from archive.content.model import Archive, Record
from archive.content.statement import Statement, id_url
from archive.context import Context
from archive.findings import Lang
from archive.stage.signposts import signposts
from archive.stage.structured import LICENCE, for_programs, of_page, of_statement


def head(archive: Archive, context: Context, title: str, url: str, lang: Lang, record: Record | None) -> str:
    """HTML for the head: what is cited and what `structured` says on every page, signposts on records."""
    day = context.updated(record.vi.path) if record else context.newest
    permanent = context.absolute(id_url(record.id, lang) if record else url)
    out = _tags(archive, title, day, permanent, lang, "")
    if record:
        out += _signposts(context, record.id, url, lang, record.meta.schema_type)
    return out + for_programs(url, lang, of_page(archive, context, title, url, lang, record))


def statement_head(archive: Archive, context: Context, statement: Statement, lang: Lang) -> str:
    """HTML for the head of a statement's own page."""
    url = statement.url(lang)
    named = "; ".join(dict.fromkeys(_named(ground.record, lang) for ground in statement.grounds if ground.record))
    out = _tags(archive, statement.text[lang], statement.day, context.absolute(url), lang, named)
    out += _signposts(context, statement.id, url, lang, "Claim")
    return out + for_programs(url, lang, of_statement(archive, context, statement, lang))


def _tags(archive: Archive, title: str, day: str, address: str, lang: Lang, source: str) -> str:
    """Highwire's and Dublin Core's tags, as reference managers read them: one author, one date, one address."""
    tags = [
        ("citation_title", title),
        ("citation_author", archive.settings.name[lang]),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_language", lang),
        ("citation_public_url", address),
        ("DC.source", source),
        ("DC.rights", LICENCE),
        # Without an item type Zotero takes a page with a citation_title for a journal article.
        ("z:itemType", "webpage"),
    ]
    return "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in tags if value)


def _signposts(context: Context, name: str, url: str, lang: Lang, schema_type: str) -> str:
    """FAIR Signposting, level 1, and the way to that of the whole site."""
    up = "../" * url.count("/")
    links = [f'<link rel="linkset" type="application/linkset+json" href="{up}data/linkset.json">']
    for post in signposts(name, schema_type, lang):
        media = f' type="{post.media}"' if post.media else ""
        way = up + post.target if post.is_file else context.absolute(post.target) if post.is_ours else post.target
        links.append(f'<link rel="{post.relation}"{media} href="{escape(way)}">')
    return "".join(links)


def _named(record: Record, lang: Lang) -> str:
    """A source as it is listed: headline, publisher, day as far as it is known."""
    meta = record.meta
    if not isinstance(meta, Source):
        return record.title(lang)
    return ", ".join(part for part in (meta.headline, meta.publisher, meta.published) if part)
