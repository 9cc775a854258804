"""Where a record's claims are premises: the inferences that would fall with them."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.stage.relations import record_at
from archive.words import said

TITLE, ROW = said("resting.title"), said("resting.row")


@part(order=35, anchors=("lam-can-cu",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """One line a claim that some inference names."""
    record = record_at(archive, page.path)
    if record is None:
        return ""
    items = ""
    for claim in record.claims:
        resting = archive.statements.known(archive.statements[claim.id].conclusions)
        conclusions = [other for other in resting if other.record is not record]
        if conclusions:
            links = ", ".join(markup.permalink(other, page.lang, page.url) for other in conclusions)
            items += markup.tag("li", f"{escape(ROW[page.lang].format(id=claim.id))} {links}")
    return markup.section(TITLE[page.lang], "lam-can-cu", markup.tag("ul", items) if items else "")
