"""What a record is, in one line above its statements: kind, id, period or day, and how its text is known."""

from __future__ import annotations

from html import escape

from archive import dates
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup, strength
from archive.stage.relations import record_at
from archive.stage.sections.facts import known_by
from archive.words import said

NUMBERS = said("facts.numbers")
"""Said where they do not stand in their order: a reader would look for what is missing."""


@part(order=-20)
def html(page: Page, archive: Archive, context: Context) -> str:
    """The line, on every record that has the box of `facts` below: its statements are what a reader came for."""
    record = record_at(archive, page.path)
    if record is None or record.meta.gathers or isinstance(record.meta, Source):
        return ""
    lang = page.lang
    parts = [escape(record.meta.label[lang]), markup.tag("span", record.id, class_="nb")]
    if date := getattr(record.meta, "date", None):
        rests_on = getattr(record.meta, "date_rests_on", None)
        parts.append(markup.dated(archive, date, rests_on, lang, page.url))
    elif period := getattr(record.meta, "period", None):
        parts.append(escape(dates.label(period, lang)))
    parts += known_by(record, archive, lang, page.url)
    held = archive.statements.of(record.live_claims)
    if [*held] != sorted(held, key=lambda statement: (len(statement.id), statement.id)):
        parts.append(escape(NUMBERS[lang]))
    drawn = f" {strength.row(archive, held, lang)}" if held else ""
    return markup.tag("p", " · ".join(parts) + drawn, class_="facts-line")
