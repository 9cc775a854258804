"""Addresses that only lead on: `/id/<record>/`, a statement's that another one says for it, and `aliases:`.

Each says in words and in its head where it leads, so that a shared link has a preview of its target, which it names as
canonical; nothing asks search engines to forget it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from archive.content.kinds.base import Meta
from archive.content.model import page_url, relative_url
from archive.content.statement import id_url
from archive.extending import output
from archive.findings import LANGS, Lang
from archive.finish import cards
from archive.finish.built import Built, RenderedPage
from archive.finish.cards import ICON, card_tags
from archive.frame import CARRY
from archive.stage import markup
from archive.stage.citation import FILES
from archive.words import said

GO_TO = said("permalinks.go_to")


@dataclass(frozen=True, slots=True)
class Way:
    """An address that leads on, from the site's root; the page that it leads to, with its title and summary."""

    origin: str
    target: str
    title: str
    summary: str
    lang: Lang
    cited: str = ""
    """The id whose citation files stay where they were, of a statement that another one says for it."""


@output(order=16)
def finish(built: Built) -> None:
    """Write a page for each address that leads on."""
    for way in _ways(built):
        built.page(RenderedPage(f"{way.origin}index.html", leads_to(built, way), leads=True))


def _ways(built: Built) -> Iterator[Way]:
    archive = built.archive
    for lang in LANGS:
        for record in archive.records.values():
            yield Way(id_url(record.id, lang), record.url(lang), record.title(lang), record.summary(lang), lang)
        for statement in archive.statements.values():
            if statement.merged:
                other = archive.statements[statement.merged]
                told = f"{statement.id}: {markup.merged_into(statement, lang)} {markup.status_line(other, lang)}."
                yield Way(statement.url(lang), other.url(lang), other.text[lang], told, lang, statement.id)
        for page in archive.pages:
            if not isinstance(page.meta, Meta):
                continue
            now = archive.by_path.get((lang, page.path), page)
            for alias in page.meta.aliases:
                former = page_url(alias.strip("/") + ".md", lang)
                summary = now.meta.summary if now.meta else ""
                yield Way(former, page_url(page.path, lang), now.title, summary, lang)


def leads_to(built: Built, way: Way) -> str:
    """A page that goes on to its target by itself, with a link for whoever does not follow it."""
    there = escape(relative_url(way.origin, way.target))
    address = escape(built.context.absolute(way.target.partition("#")[0]))
    named, told = escape(way.title), escape(way.summary or built.archive.settings.description[way.lang])
    icon = escape(relative_url(way.origin, ICON))  # without it a browser asks the host's root for one
    files = "".join(f'<link rel="describedby" href="../{way.cited}.{ending}">' for ending, _ in FILES if way.cited)
    carry = "" if "#" in way.target else f"<script>{CARRY}</script>"
    lead = f"<p>{escape(way.summary)}</p>" if way.summary else ""
    return (
        f'<!doctype html>\n<html lang="{way.lang}"><head><meta charset="utf-8"><title>{named}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="description" content="{told}">'
        f'<meta http-equiv="refresh" content="0; url={there}"><link rel="canonical" href="{address}">'
        f'<meta property="og:title" content="{named}"><meta property="og:description" content="{told}">'
        f'<meta property="og:url" content="{address}"><meta property="og:type" content="article">'
        f"{card_tags(cards.address(built, way.target.partition('#')[0]), way.title)}"
        f'<link rel="icon" href="{icon}" type="image/svg+xml">{files}</head>'
        f'<body><main><h1>{named}</h1>{lead}<p>{GO_TO[way.lang]}: <a href="{there}">{named}</a></p></main>'
        f"{carry}</body></html>\n"
    )
