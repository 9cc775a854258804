"""Offices of a person and names of a body over time: a table made from the dated claims of the page."""

from __future__ import annotations

from html import escape

from archive import dates
from archive.content.body import Claim
from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.stage.relations import proof_of, record_at
from archive.words import said

OFFICES, NAMES = said("over_time.offices"), said("over_time.names")
WHEN, OFFICE, NAME = said("over_time.when"), said("over_time.office"), said("over_time.name")
BASIS, SILENT = said("over_time.basis"), said("over_time.silent")


@part(order=15, anchors=("chuc-vu", "ten-goi"))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The table of the page's `office=` or `name=` claims, by date."""
    record = record_at(archive, page.path)
    if record is None:
        return ""
    lang = page.lang
    parts = []
    for attribute, title, column, anchor in (
        ("office", OFFICES, OFFICE, "chuc-vu"),
        ("name", NAMES, NAME, "ten-goi"),
    ):
        dated = [claim for claim in record.live_claims if claim.when and getattr(claim, attribute)]
        rows = [
            (
                markup.dated(archive, claim.when or "", proof_of(archive, claim.when or ""), lang, page.url),
                escape(_value(claim, attribute, page, archive)),
                _basis(claim, page, archive),
            )
            for claim in sorted(dated, key=lambda claim: (dates.bounds(claim.when or ""), claim.id))
        ]
        if rows:
            grid = markup.table((WHEN[lang], column[lang], BASIS[lang]), rows, title[lang])
            note = markup.tag("p", escape(SILENT[lang]), class_="table-note")
            parts.append(markup.section(title[lang], anchor, grid + note))
    return "\n\n".join(parts)


def _value(claim: Claim, attribute: str, page: Page, archive: Archive) -> str:
    said = archive.statements[claim.id].claims[page.lang]
    return str(getattr(said, attribute) or getattr(claim, attribute))


def _basis(claim: Claim, page: Page, archive: Archive) -> str:
    statement = archive.statements[claim.id]
    return f"{markup.basis(statement, page.lang, page.url)} {markup.permalink(statement, page.lang, page.url)}"
