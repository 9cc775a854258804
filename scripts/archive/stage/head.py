"""What the page's head says to machines: citation metadata (Highwire Press tags, Zotero's item type), signposts."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from archive.content.kinds.source import Source
from archive.content.model import Archive, Record
from archive.content.statement import Statement
from archive.context import Context
from archive.findings import Lang
from archive.stage import citation, structured
from archive.stage.signposts import signposts


def head(archive: Archive, context: Context, title: str, url: str, lang: Lang, record: Record | None) -> str:
    """HTML for the head: what is cited and what `structured` says on every page, signposts on records."""
    data = structured.for_programs(url, lang, structured.of_page(archive, context, title, url, lang, record))
    if record is None:
        return _tags(archive, title, context.newest, context.absolute(url), lang) + data
    cited = citation.of_record(record, archive.settings, context, lang)
    tags = _tags(archive, cited.title, cited.day, cited.address, lang)
    return tags + _signposts(context, record.id, url, lang, record.meta.schema_type) + data


def statement_head(archive: Archive, context: Context, statement: Statement, lang: Lang) -> str:
    """HTML for the head of a statement's own page."""
    url = statement.url(lang)
    named = "; ".join(dict.fromkeys(_named(ground.record, lang) for ground in statement.grounds if ground.record))
    cited = citation.of_statement(statement, archive.settings, context, lang)
    more = [("DC.source", named), ("DC.type", cited.genre)]
    tags = _tags(archive, cited.title, statement.day, cited.address, lang, more)
    data = structured.for_programs(url, lang, structured.of_statement(archive, context, statement, lang))
    return tags + _signposts(context, statement.id, url, lang, "Claim") + data


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
        ("DC.rights", structured.LICENCE),
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
