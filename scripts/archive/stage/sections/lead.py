"""The summary as the page's first line."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.stage.relations import record_at


@part(order=-50)
def html(page: Page, archive: Archive, context: Context) -> str:
    """The lead paragraph."""
    record = record_at(archive, page.path)
    # What a source reported or the two agreed stands right below, each sentence with its mark: it is not said before without one.
    summary = page.meta.summary if page.meta and not (record and record.meta.primary) else ""
    return markup.tag("p", escape(summary), class_="lead") if summary else ""
