"""`feed.xml` and `en/feed.xml`: Atom 1.0 (RFC 4287) of what changed, newest first."""

from __future__ import annotations

from archive.content.model import page_url
from archive.escaping import xml
from archive.extending import output
from archive.findings import LANGS, Lang
from archive.finish.built import Built

MOST = 50


@output(order=60)
def finish(built: Built) -> None:
    """Write one feed a language."""
    for lang in LANGS:
        built.write("feed.xml" if lang == "vi" else "en/feed.xml", feed(built, lang))


def feed(built: Built, lang: Lang) -> str:
    """The feed of the pages that changed last."""
    context, named = built.context, xml(built.archive.settings.name[lang])
    paths = {page.path for page in built.archive.pages if page.lang == lang}
    paths = {path for path in paths if path in context.changed} or paths
    newest = sorted(paths, key=lambda path: (context.changed.get(path, context.epoch), path), reverse=True)
    home = xml(context.absolute(page_url("index.md", lang)))
    own = xml(context.absolute("feed.xml" if lang == "vi" else "en/feed.xml"))
    entries = "".join(_entry(built, lang, path) for path in newest[:MOST])
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">\n'
        f"<id>{own}</id><title>{named}</title><updated>{context.moment()}</updated>"
        f'<author><name>{named}</name></author><link rel="self" href="{own}"/><link href="{home}"/>\n'
        f"{entries}</feed>\n"
    )


def _entry(built: Built, lang: Lang, path: str) -> str:
    page = built.archive.by_path[lang, path]
    url = xml(built.context.absolute(page_url(path, lang)))
    summary = page.meta.summary if page.meta else ""
    return (
        f"<entry><id>{url}</id><title>{xml(page.title)}</title><updated>{built.context.moment(path)}</updated>"
        f'<link href="{url}"/><summary>{xml(summary)}</summary></entry>\n'
    )
