"""Previous and next record of the same kind in the same folder."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page, Record, relative_url
from archive.context import Context
from archive.extending import part
from archive.findings import Text
from archive.stage import markup
from archive.stage.relations import record_at
from archive.words import said

LABEL = said("series.label")
PREVIOUS, NEXT = said("series.previous"), said("series.next")


@part(order=60)
def html(page: Page, archive: Archive, context: Context) -> str:
    """The two links, where there are any."""
    record = record_at(archive, page.path)
    if record is None or not record.meta.numbered:
        return ""
    row = [other for other in archive.of_kind(record.kind) if not other.meta.withdrawn or other is record]
    at = row.index(record)
    links = ""
    if at:
        links += _way(row[at - 1], page, "prev", PREVIOUS)
    if at + 1 < len(row):
        links += _way(row[at + 1], page, "next", NEXT)
    return markup.tag("nav", links, class_="series", aria_label=LABEL[page.lang]) if links else ""


def _way(record: Record, page: Page, rel: str, text: Text) -> str:
    inner = markup.tag("small", escape(text[page.lang])) + " " + markup.tag("span", escape(record.title(page.lang)))
    return markup.tag("a", inner, rel=rel, href=relative_url(page.url, record.url(page.lang)))
