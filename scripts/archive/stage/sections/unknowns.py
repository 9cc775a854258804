"""What the source leaves open about a record."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.words import said

TITLE = said("unknowns.title")


@part(order=50, anchors=("chua-biet",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The record's `unknowns`, as a list."""
    unknowns = page.meta.unknowns if page.meta else ()
    items = "".join(markup.tag("li", escape(text)) for text in unknowns)
    return markup.section(TITLE[page.lang], "chua-biet", markup.tag("ul", items) if items else "", class_="unknowns")
