"""What a reader must know before reading on: translation, staleness, and whether an official text is at hand."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page, relative_url
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.stage.official import document_link, escaped, file_link, text_of
from archive.stage.relations import record_at
from archive.words import said

UNOFFICIAL, STALE = said("only_english.unofficial"), said("only_english.stale")
IN_VIETNAMESE = said("only_english.in_vietnamese")

OFFICIAL, ELSEWHERE = said("notices.official"), said("notices.elsewhere")


@part(order=-40)
def html(page: Page, archive: Archive, context: Context) -> str:
    """The notices that belong on the page, in order of weight."""
    record = record_at(archive, page.path)
    out = []
    kind = archive.settings.source.kind[page.lang]
    if record and record.meta.has_text:
        text = text_of(archive, record)
        if text is record:
            words = escaped(OFFICIAL[page.lang], kind=escape(kind), text=file_link(archive, text, page.lang, page.url))
        elif text:
            words = escaped(
                ELSEWHERE[page.lang], kind=escape(kind), text=document_link(archive, text, page.lang, page.url)
            )
        # Of a text that is not at hand the line above the statements says so, and the facts below them.
        if text:
            out.append(notice("official", words))
    if page.lang == "en":
        twin = archive.twin(page)
        words = (STALE if page.path in context.stale else UNOFFICIAL).en
        way = relative_url(page.url, twin.url) if twin else "../"
        read = markup.tag("a", escape(IN_VIETNAMESE.en), href=way, hreflang="vi")
        out.append(notice("stale" if page.path in context.stale else "translation", f"{escape(words)} {read}."))
    return "".join(out)


def notice(kind: str, words: str) -> str:
    """One notice; `words` is HTML."""
    return markup.tag("p", words, class_=f"notice notice--{kind}")
