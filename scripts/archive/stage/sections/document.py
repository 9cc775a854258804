"""The fields that Vietnamese portals owe a document, each filled or said to be missing from the source."""

from __future__ import annotations

from html import escape

from archive import dates
from archive.content.kinds.document import DOCUMENT_TYPES, Document
from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.stage.official import file_link
from archive.stage.relations import record_at
from archive.words import said

TITLE = said("document.title")
TYPE, NUMBER = said("document.type"), said("document.number")
ISSUER, ISSUED = said("document.issuer"), said("document.issued")
IN_FORCE, ABSTRACT = said("document.in_force"), said("document.abstract")
FILE = said("document.file")
FIELD, VALUE = said("document.field"), said("document.value")
SYMBOL = said("document.symbol")


@part(order=10, anchors=("thong-tin-van-ban",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The table of fields on a document's page."""
    record = record_at(archive, page.path)
    if record is None or not isinstance(record.meta, Document):
        return ""
    meta, lang = record.meta, page.lang
    missing = markup.tag("span", escape(markup.NOT_STATED[lang]), class_="not-stated")
    issuer = archive.records.get(meta.issuer) if meta.issuer else None
    number = f"{meta.number} {SYMBOL[lang]}" if meta.number and "/" not in meta.number else meta.number
    rows = [
        (TYPE, escape(DOCUMENT_TYPES[meta.type][lang])),
        (NUMBER, escape(number) if number else None),
        (ISSUER, markup.record_link(archive, issuer, lang, page.url) if issuer else None),
        (ISSUED, escape(dates.label(meta.issued, lang)) if meta.issued else None),
        (IN_FORCE, escape(dates.label(meta.in_force, lang)) if meta.in_force else None),
        (ABSTRACT, markup.tag("span", escape(meta.abstract), lang="vi") if meta.abstract else None),
        (FILE, file_link(archive, record, lang, page.url) or None),
    ]
    cells = [(escape(text[lang]), value or missing) for text, value in rows]
    grid = markup.table((FIELD[lang], VALUE[lang]), cells, TITLE[lang])
    return markup.section(TITLE[lang], "thong-tin-van-ban", grid)
