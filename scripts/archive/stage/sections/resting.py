"""Where a record's claims are premises: the inferences that would fall with them."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.stage.relations import record_at, used_by
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
        conclusions = [other for other in used_by(archive, claim.id) if archive.homes.get(other.id) != record.id]
        if conclusions:
            links = ", ".join(
                markup.link(other.id, page.url, archive.claim_url(other.id, page.lang)) for other in conclusions
            )
            items += markup.tag("li", f"{escape(ROW[page.lang].format(id=claim.id))} {links}")
    return markup.section(TITLE[page.lang], "lam-can-cu", markup.tag("ul", items) if items else "")
