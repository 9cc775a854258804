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
    """One line an inference, with the claims of this page that it names."""
    record = record_at(archive, page.path)
    if record is None:
        return ""
    own: dict[str, list[str]] = {}
    for claim in record.claims:
        for conclusion in archive.statements[claim.id].conclusions:
            own.setdefault(conclusion, []).append(claim.id)
    items = ""
    for other in archive.statements.known(own):
        if other.record is not record:
            ids = ", ".join(markup.tag("span", escape(claim_id), class_="nb") for claim_id in own[other.id])
            way, told = markup.statement_link(other, page.lang, page.url), ROW[page.lang].format(ids=ids)
            items += markup.tag("li", f"{way} {markup.tag('small', told)}")
    return markup.section(TITLE[page.lang], "lam-can-cu", markup.tag("ul", items) if items else "")
