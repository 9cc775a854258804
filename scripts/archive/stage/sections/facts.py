"""The box of a record, below its statements: the campaigns, bodies, people, documents and records that it names."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from archive.content.kinds.source import Source
from archive.content.model import Archive, Page, Record
from archive.context import Context
from archive.extending import part
from archive.findings import Lang
from archive.stage import markup
from archive.stage.official import file_link, following, text_of
from archive.stage.relations import known, record_at
from archive.stage.sections.notices import notice
from archive.words import said

RELATED, REPORTED, OFFICIAL = said("facts.related"), said("facts.reported"), said("facts.official")
NOT_HERE = said("notices.reported")
ANCHOR = "tom-luoc"
FOLLOWS = {
    "all": said("facts.follows_all"),
    "some": said("facts.follows_some"),
    "none": REPORTED,
}
"""How a result or commitment, which has no text of its own, is known."""


@part(order=5, anchors=(ANCHOR,))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The box, on every record but campaigns (whose page is that of their members) and sources (which begin with it)."""
    record = record_at(archive, page.path)
    if record is None or record.meta.gathers or isinstance(record.meta, Source):
        return ""
    rows = relations(record, archive, page.lang, page.url)
    told = ""
    if record.meta.has_text and text_of(archive, record) is None:
        told = notice("status", escape(archive.settings.told(NOT_HERE)[page.lang]))
    return told + (box(RELATED[page.lang], rows) if rows else "")


def box(title: str, rows: Iterable[tuple[str, str]], look: str = "facts") -> str:
    """Names and values (HTML) as the box that they are shown in."""
    terms = "".join(markup.tag("div", markup.tag("dt", escape(k)) + markup.tag("dd", v)) for k, v in rows)
    heading = markup.tag("h2", escape(title), id=ANCHOR)
    return markup.tag("aside", heading + markup.tag("dl", terms), class_=look, aria_labelledby=ANCHOR)


def relations(record: Record, archive: Archive, lang: Lang, origin: str) -> list[tuple[str, str]]:
    """What a record names: the name of each relation, and links (HTML)."""
    rows = []
    for key, relation in record.meta.relations():
        ids = (relation.id_of(name) for name in record.meta.named(key))
        links = [markup.record_link(archive, found, lang, origin) for found in known(archive, ids)]
        if links and relation.label:
            rows.append((relation.label[lang], "<br>".join(links)))
    return rows


def known_by(record: Record, archive: Archive, lang: Lang, origin: str) -> list[str]:
    """How the text of a record is known, as HTML; nothing of one that has none and is no work."""
    if record.meta.has_text:
        text = text_of(archive, record)
        way = file_link(archive, text, lang, origin) if text is record else ""
        if text and text is not record:
            way = markup.record_link(archive, text, lang, origin)
        return [f"{escape(OFFICIAL[lang])}: {way}" if text else escape(archive.settings.told(REPORTED)[lang])]
    return [escape(archive.settings.told(FOLLOWS[following(record)])[lang])] if record.meta.is_work else []
