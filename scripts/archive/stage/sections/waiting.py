"""What waits for somebody, on `dong-gop/`: what `archive status` tells, as far as it is published.

One line a matter, each with the way to its pages; nothing of drafts, and nothing that a later day would change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from archive.content.drafts import published
from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import GENERATED, part
from archive.findings import Lang
from archive.stage import markup
from archive.stage.sections.editors import PATH
from archive.status import Status, status
from archive.words import said

TITLE, STALE, NONE, UNSURE = (said(f"waiting.{name}") for name in ("title", "stale", "none", "unsure"))
BARE, UNKNOWN, WITHDRAWN = said("waiting.bare"), said("waiting.unknown"), said("waiting.withdrawn")
UNSAVED, SETTINGS = said("waiting.unsaved"), said("waiting.settings")


@part(order=26, anchors=("viec-dang-cho", "ban-dich-cu"))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The part, on the one page that it belongs to."""
    if page.path != PATH:
        return ""
    archive = published(archive)
    waiting = status(archive)
    items = (_stale(waiting, archive, page), *_counted(waiting, archive, page), _settings(waiting, page.lang))
    return markup.section(TITLE[page.lang], "viec-dang-cho", markup.tag("ul", "".join(items)))


def _stale(waiting: Status, archive: Archive, page: Page) -> str:
    lang = page.lang
    pages = [archive.by_path[lang, found.path] for found, _ in waiting.stale if (lang, found.path) in archive.by_path]
    words = escape((UNSURE if waiting.unsure else NONE)[lang])
    if pages:
        words = f"{escape(STALE[lang])}: {_links(((found.title, found.url) for found in pages), page)}"
    return markup.tag("li", words, id="ban-dich-cu")


def _links(targets: Iterable[tuple[str, str]], page: Page) -> str:
    return ", ".join(markup.link(title, page.url, url) for title, url in targets)


def _counted(waiting: Status, archive: Archive, page: Page) -> Iterator[str]:
    lang = page.lang
    prefix = "" if lang == "vi" else "en/"
    withdrawn = len(waiting.withdrawn_records) + len(waiting.withdrawn_claims)
    if waiting.bare:
        bare = _links(((record.title(lang), record.url(lang)) for record in waiting.bare), page)
        yield markup.tag("li", f"{escape(BARE[lang])}: {bare}")
    ways = (
        (UNKNOWN.format(n=waiting.unknowns, m=len(waiting.unknown)), waiting.unknowns, GENERATED["register"].url(lang)),
        (WITHDRAWN.format(n=withdrawn), withdrawn, GENERATED["corrections"].url(lang)),
        (
            UNSAVED.format(n=len(waiting.unsaved), m=waiting.sources),
            len(waiting.unsaved),
            f"{prefix}{archive.settings.folder('source')}/",
        ),
    )
    for words, count, way in ways:
        if count:
            yield markup.tag("li", markup.link(words[lang], page.url, way))


def _settings(waiting: Status, lang: Lang) -> str:
    items = "".join(markup.tag("li", escape(found.cost[lang])) for found in waiting.missing)
    return markup.tag("li", f"{escape(SETTINGS[lang])}:{markup.tag('ul', items)}") if items else ""
