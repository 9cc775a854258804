"""Offices of a person and names of a body over time: a table made from the dated claims of the page."""

from __future__ import annotations

from html import escape

from archive import dates
from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup, tables
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
        own = archive.statements.of(record.live_claims)
        dated = [(said.claim.when, said) for said in own if said.claim.when and getattr(said.claim, attribute)]
        rows = [
            (
                markup.dated(archive, when, proof_of(archive, when), lang, page.url),
                escape(str(getattr(said.claims[lang], attribute) or getattr(said.claim, attribute))),
                f"{markup.basis(said, lang, page.url)} {markup.permalink(said, lang, page.url)}",
            )
            for when, said in sorted(dated, key=lambda row: (dates.bounds(row[0]), row[1].id))
        ]
        if rows:
            grid = tables.table((WHEN[lang], column[lang], BASIS[lang]), rows, title[lang])
            note = markup.tag("p", escape(SILENT[lang]), class_="table-note")
            parts.append(markup.section(title[lang], anchor, grid + note))
    return "\n\n".join(parts)
