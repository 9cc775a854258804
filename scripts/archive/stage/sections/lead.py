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
    summary = page.meta.summary if page.meta and not _begins_with_statement(page) else ""
    return markup.tag("p", escape(summary), class_="lead") if summary else ""


def _begins_with_statement(page: Page) -> bool:
    """Whether a statement stands right below: what its sentences say with their marks is not said before without one."""
    if not page.body.claims:
        return False
    above = page.text.split("\n")[page.front.body_line - 1 : page.body.claims[0].lines[0] - 1]
    return all(not line.strip() or line.startswith("#") for line in above)
