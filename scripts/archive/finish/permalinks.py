"""Addresses that only lead on: `/id/<record>/`, a statement's that another one says for it, and `aliases:`.

Each says in words and in its head where it leads, so that a shared link has a preview of its target, which it names as
canonical; nothing asks search engines to forget it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive.content.kinds.base import Meta
from archive.content.model import page_url, relative_url
from archive.content.statement import id_url
from archive.extending import output
from archive.findings import LANGS, Lang
from archive.finish.built import Built
from archive.finish.cards import ICON, card_tags
from archive.frame import CARRY
from archive.words import said

GO_TO = said("permalinks.go_to")


@output(order=16)
def finish(built: Built) -> None:
    """Write a page that leads on, for each record and alias."""
    for origin, target, title, summary, lang in _ways(built):
        path = built.site_dir / f"{origin}index.html"
        built.write(f"{origin}index.html", leads_to(built, origin, target, title, summary, lang))
        built.leading.add(path)


def _ways(built: Built) -> Iterator[tuple[str, str, str, str, Lang]]:
    """From where to where, with the target's title, summary and language."""
    archive = built.archive
    for lang in LANGS:
        for record in archive.records.values():
            yield id_url(record.id, lang), record.url(lang), record.title(lang), record.summary(lang), lang
        for page in archive.pages:
            if not isinstance(page.meta, Meta):
                continue
            now = archive.by_path.get((lang, page.path), page)
            for alias in page.meta.aliases:
                former = page_url(alias.strip("/") + ".md", lang)
                yield former, page_url(page.path, lang), now.title, now.meta.summary if now.meta else "", lang


def leads_to(built: Built, origin: str, target: str, title: str, summary: str, lang: Lang) -> str:
    """A page that goes on to `target` by itself, with a link for whoever does not follow it."""
    way = escape(relative_url(origin, target))
    address = escape(built.context.absolute(target.partition("#")[0]))
    named, told = escape(title), escape(summary or built.archive.settings.description[lang])
    icon = escape(relative_url(origin, ICON))  # without it a browser asks the host's root for one
    carry = "" if "#" in target else f"<script>{CARRY}</script>"
    lead = f"<p>{escape(summary)}</p>" if summary else ""
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{named}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="description" content="{told}">'
        f'<meta http-equiv="refresh" content="0; url={way}"><link rel="canonical" href="{address}">'
        f'<meta property="og:title" content="{named}"><meta property="og:description" content="{told}">'
        f'<meta property="og:url" content="{address}"><meta property="og:type" content="article">'
        f"{card_tags(built, target.partition('#')[0], title)}"
        f'<link rel="icon" href="{icon}" type="image/svg+xml"></head>'
        f'<body><main><h1>{named}</h1>{lead}<p>{GO_TO[lang]}: <a href="{way}">{named}</a></p></main>{carry}</body>'
        "</html>\n"
    )
