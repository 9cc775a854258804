"""That a record was withdrawn: when, why, and what replaces it, before anything else of the page is read."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.stage.relations import record_at
from archive.words import said

KEPT = said("withdrawal.kept")


@part(order=-60)
def html(page: Page, archive: Archive, context: Context) -> str:
    """The notice, on the page of a withdrawn record."""
    record = record_at(archive, page.path)
    if record is None or record.withdrawal is None:
        return ""
    text = f"{markup.told(archive, record.withdrawal, page.lang, page.url)} {escape(KEPT[page.lang])}"
    return markup.tag("p", text, class_="notice notice--withdrawn")
