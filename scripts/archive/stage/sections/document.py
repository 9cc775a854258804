"""The fields that Vietnamese readers look for on a document, in their order, each filled or said not to be known."""

from __future__ import annotations

from html import escape

from archive import dates
from archive.content.kinds.document import DOCUMENT_TYPES, Document
from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.findings import Lang
from archive.stage import markup, tables
from archive.stage.official import file_link
from archive.stage.relations import known, record_at
from archive.words import among, said

TITLE = said("document.title")
NUMBER, TYPE = said("document.number"), said("document.type")
ISSUER, SIGNERS = said("document.issuer"), said("document.signers")
ISSUED, IN_FORCE = said("document.issued"), said("document.in_force")
ABSTRACT, FILE = said("document.abstract"), said("document.file")
STATUS, STATUSES = said("document.status"), among("document.statuses")
FIELD, VALUE = said("document.field"), said("document.value")
SYMBOL = said("document.symbol")
UNKNOWN, NO_FILE = said("document.unknown"), said("document.no_file")


# Before the statements: who knows such documents looks for these fields first.
@part(order=-8, anchors=("thong-tin-van-ban",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The table of fields on a document's page."""
    record = record_at(archive, page.path)
    if record is None or not isinstance(record.meta, Document):
        return ""
    meta, lang = record.meta, page.lang
    number = f"{meta.number} {SYMBOL[lang]}" if meta.number and not meta.symbol else meta.number
    issuer = known(archive, meta.named("issuer"))
    rows = [
        (NUMBER, escape(number) if number else ""),
        (TYPE, escape(DOCUMENT_TYPES[meta.type][lang])),
        (ISSUER, "".join(markup.record_link(archive, found, lang, page.url) for found in issuer)),
        (SIGNERS, "<br>".join(markup.record_link(archive, r, lang, page.url) for r in known(archive, meta.signers))),
        (ISSUED, _day(meta.issued, lang)),
        (IN_FORCE, _day(meta.in_force, lang)),
        (ABSTRACT, markup.tag("span", escape(meta.abstract), lang="vi") if meta.abstract else ""),
        (STATUS, escape(archive.settings.told(STATUSES[meta.status])[lang])),
        (FILE, file_link(archive, record, lang, page.url) or _missing(NO_FILE[lang])),
    ]
    cells = [(escape(text[lang]), value or _missing(UNKNOWN[lang])) for text, value in rows]
    grid = tables.table((FIELD[lang], VALUE[lang]), cells, TITLE[lang])
    return markup.section(TITLE[lang], "thong-tin-van-ban", grid)


def _day(day: str | None, lang: Lang) -> str:
    if not day:
        return ""
    doubt = f" ({markup.UNCERTAIN[lang]})" if dates.uncertain(day) else ""
    return escape(f"{dates.label(day, lang)}{doubt}")


def _missing(words: str) -> str:
    return markup.tag("span", escape(words), class_="not-stated")
