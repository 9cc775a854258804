"""The list of each kind that nobody wrote one for: its records, with their dates, in its folder."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive.content.kinds import KINDS
from archive.content.model import Archive, Record, page_url
from archive.context import Context
from archive.extending import generated_page
from archive.findings import Lang
from archive.stage import markup, strength, tables
from archive.stage.page import StagedPage, generated
from archive.stage.relations import held_by, live
from archive.stage.sections import adding


@generated_page()
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """A page a kind; one whose records are all withdrawn keeps its address, and says so by listing none."""
    for path, kind in archive.unwritten_lists.items():
        title, origin = KINDS[kind].plural, page_url(path, lang)
        items = "".join(markup.tag("li", _item(record, archive, lang, origin)) for record in live(archive, kind))
        html = markup.tag("ul", items, class_="index-list") if items else markup.tag("p", tables.NOTHING)
        yield generated(lang, path, title, "", "\n\n".join(filter(None, (html, adding.links(archive, path, lang)))))


def _item(record: Record, archive: Archive, lang: Lang, origin: str) -> str:
    date, summary = getattr(record.meta, "date", None), record.summary(lang)
    rests_on = getattr(record.meta, "date_rests_on", None)
    said = (markup.dated(archive, date, rests_on, lang, origin) if date else "", escape(summary))
    note = " · ".join(part for part in said if part)
    link = markup.record_link(archive, record, lang, origin)
    if held := strength.told(archive, held_by(archive, record), lang):
        link += f" {markup.tag('small', escape(held))}"
    return f"{link} {markup.tag('span', note, class_='index-note')}" if note else link
