"""`/id/<id>/`, `/en/id/<id>/`: every id ever published leads to where it stands now, and so do `aliases:`."""

from __future__ import annotations

from html import escape

from archive.content.kinds.base import Meta
from archive.content.model import page_url, relative_url
from archive.extending import output
from archive.findings import LANGS
from archive.finish.built import Built
from archive.finish.cards import ICON
from archive.frame import CARRY
from archive.stage.citation import id_folder


@output(order=30)
def finish(built: Built) -> None:
    """Write a page that leads on, for each record, claim and alias."""
    archive = built.archive
    for lang in LANGS:
        targets = {record_id: record.url(lang) for record_id, record in archive.records.items()}
        targets |= {claim_id: archive.claim_url(claim_id, lang) for claim_id in archive.claims}
        for name, target in targets.items():
            origin = f"{id_folder(lang)}{name}/"
            built.write(f"{origin}index.html", leads_to(built, origin, target, name))
    for page in archive.pages:
        if not isinstance(page.meta, Meta):
            continue
        for alias in page.meta.aliases:
            for lang in LANGS:
                former = page_url(alias.strip("/") + ".md", lang)
                now = archive.by_path.get((lang, page.path), page)
                built.write(f"{former}index.html", leads_to(built, former, page_url(page.path, lang), now.title))


def leads_to(built: Built, origin: str, target: str, title: str) -> str:
    """A page that goes on to `target` by itself, with a link for whoever does not follow it."""
    way = escape(relative_url(origin, target))
    lang = "en" if target.startswith("en/") else "vi"
    canonical = escape(built.context.absolute(target.partition("#")[0]))
    text = "Go to" if lang == "en" else "Đi tới"
    named = escape(title)
    icon = escape(relative_url(origin, ICON))  # without it a browser asks the host's root for one
    carry = "" if "#" in target else f"<script>{CARRY}</script>"
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{named}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={way}"><link rel="canonical" href="{canonical}">'
        f'<link rel="icon" href="{icon}" type="image/svg+xml"></head>'
        f'<body><main><h1>{named}</h1><p>{text}: <a href="{way}">{named}</a></p></main>{carry}</body></html>\n'
    )
