"""`/id/<id>/`: every id ever published leads to where it stands now; and the pages of former addresses (`aliases:`)."""

from __future__ import annotations

from html import escape

from archive.content.kinds import Meta
from archive.content.model import page_url, relative_url
from archive.finish.built import Built

ORDER = 30


def finish(built: Built) -> None:
    """Write a page that leads on, for each record, claim and alias."""
    archive = built.archive
    for record_id, record in archive.records.items():
        built.write(f"id/{record_id}/index.html", leads_to(built, f"id/{record_id}/", record.url("vi"), record_id))
    for claim_id in archive.claims:
        target = archive.claim_url(claim_id, "vi")
        built.write(f"id/{claim_id}/index.html", leads_to(built, f"id/{claim_id}/", target, claim_id))
    for page in archive.pages:
        if not isinstance(page.meta, Meta):
            continue
        for alias in page.meta.aliases:
            for lang in ("vi", "en"):
                former = page_url(alias.strip("/") + ".md", "vi" if lang == "vi" else "en")
                target = page_url(page.path, "vi" if lang == "vi" else "en")
                built.write(f"{former}index.html", leads_to(built, former, target, page.title))


def leads_to(built: Built, origin: str, target: str, title: str) -> str:
    """A page that goes on to `target` by itself, with a link for whoever does not follow it."""
    way = escape(relative_url(origin, target))
    lang = "en" if target.startswith("en/") else "vi"
    canonical = escape(built.context.absolute(target.partition("#")[0]))
    words = "Moved here" if lang == "en" else "Đi tới"
    named = escape(title)
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{named}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={way}"><link rel="canonical" href="{canonical}"></head>'
        f'<body><main><h1>{named}</h1><p>{words}: <a href="{way}">{named}</a></p></main></body></html>\n'
    )
