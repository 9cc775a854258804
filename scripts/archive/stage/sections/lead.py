"""The summary as the page's first line."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup


@part(order=-50)
def html(page: Page, archive: Archive, context: Context) -> str:
    """The lead paragraph."""
    summary = page.meta.summary if page.meta else ""
    return markup.tag("p", escape(summary), class_="lead") if summary else ""
