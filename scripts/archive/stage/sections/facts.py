"""The side box of a record: period, date, campaigns, bodies, people, documents, related records."""

from __future__ import annotations

from html import escape

from archive import dates
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page, Record, relative_url
from archive.context import Context
from archive.extending import part
from archive.findings import Lang
from archive.stage import markup
from archive.stage.finding import outside, saved_copies
from archive.stage.official import file_link, following, text_of
from archive.stage.relations import known, record_at
from archive.words import among, said

TITLE, KIND = said("facts.title"), said("facts.kind")
PERIOD, DATE = said("facts.period"), said("facts.date")
STATUS, REPORTED = said("facts.status"), said("facts.reported")
OFFICIAL, SAVED = said("facts.official"), said("facts.saved")
FOLLOWS = {
    "all": said("facts.follows_all"),
    "some": said("facts.follows_some"),
    "none": REPORTED,
}
"""How a result or commitment, which has no text of its own, is known."""


@part(order=-20, anchors=("tom-luoc",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The box, on every record but campaigns (whose page is that of their members)."""
    record = record_at(archive, page.path)
    if record is None or record.meta.gathers:
        return ""
    lang = page.lang
    rows = [(KIND[lang], f"{escape(record.meta.label[lang])} · {markup.tag('span', record.id, class_='nb')}")]
    period = getattr(record.meta, "period", None)
    if period:
        rows.append((PERIOD[lang], escape(dates.label(period, lang))))
    date = getattr(record.meta, "date", None)
    if date:
        rests_on = getattr(record.meta, "date_rests_on", None)
        rows.append((DATE[lang], markup.dated(archive, date, rests_on, lang, page.url)))
    if isinstance(record.meta, Source):
        rows.extend(_source(record.meta, archive, lang, page.url))
    else:
        rows.extend(_relations(record, archive, lang, page.url))
    terms = "".join(markup.tag("div", markup.tag("dt", escape(k)) + markup.tag("dd", v)) for k, v in rows)
    heading = markup.tag("h2", TITLE[lang], id="tom-luoc")
    return markup.tag("aside", heading + markup.tag("dl", terms), class_="facts", aria_labelledby="tom-luoc")


def _relations(record: Record, archive: Archive, lang: Lang, origin: str) -> list[tuple[str, str]]:
    rows = []
    for key, relation in record.meta.relations():
        ids = (relation.id_of(name) for name in record.meta.named(key))
        links = [markup.record_link(archive, found, lang, origin) for found in known(archive, ids)]
        if links and relation.label:
            rows.append((relation.label[lang], "<br>".join(links)))
    if record.meta.has_text:
        text = text_of(archive, record)
        way = file_link(archive, text, lang, origin) if text is record else ""
        if text and text is not record:
            way = markup.record_link(archive, text, lang, origin)
        told = f"{escape(OFFICIAL[lang])}: {way}" if text else escape(archive.settings.told(REPORTED)[lang])
        rows.append((STATUS[lang], told))
    elif record.meta.is_work:
        rows.append((STATUS[lang], escape(archive.settings.told(FOLLOWS[following(record)])[lang])))
    return rows


TIER = said("facts.tier")
TIERS = among("facts.tiers")
PUBLISHER, HEADLINE = said("facts.publisher"), said("facts.headline")
FROM_ADDRESS = said("facts.from_address")
AUTHOR, PHOTOS = said("facts.author"), said("facts.photos")
PUBLISHED, ADDRESS = said("facts.published"), said("facts.address")
UNKNOWN, READ = said("facts.unknown"), said("facts.read")
COPIES = among("facts.copies")
EXTENTS = among("facts.extents")
TRANSLATIONS, HOW = among("facts.translations"), said("facts.how")
HOW_READ = "cach-doc"
"""The heading of the list of sources under which an archive says how they were read."""
ANSWER = said("facts.answer")
ANSWERS = among("facts.answers")


def _how(archive: Archive, lang: Lang, origin: str) -> str:
    """The way to what is said once of how all sources were read, where their list says it under `cach-doc`."""
    index = archive.by_path.get((lang, f"{archive.settings.folder('source')}/index.md"))
    if index is None or HOW_READ not in {anchor.id for anchor in index.body.anchors}:
        return ""
    return " " + markup.tag("a", escape(HOW[lang]), href=f"{relative_url(origin, index.url)}#{HOW_READ}")


def _source(source: Source, archive: Archive, lang: Lang, origin: str) -> list[tuple[str, str]]:
    unknown = escape(UNKNOWN[lang])
    headline = markup.tag("cite", escape(source.headline), lang=source.language)
    if source.headline_from == "address":
        headline += " " + escape(FROM_ADDRESS[lang])
    rows = [
        (TIER[lang], escape(TIERS[source.tier][lang])),
        (PUBLISHER[lang], markup.vietnamese(source.publisher, lang)),
        (HEADLINE[lang], headline),
        (AUTHOR[lang], markup.vietnamese(source.author, lang) if source.author else unknown),
    ]
    if source.photographer:
        rows.append((PHOTOS[lang], markup.vietnamese(source.photographer, lang)))
    published = dates.label(source.published, lang) if source.published else UNKNOWN[lang]
    if source.published and dates.uncertain(source.published):
        published += f" ({markup.UNCERTAIN[lang]})"
    rows.append((PUBLISHED[lang], escape(published)))
    rows.append((ADDRESS[lang], outside(source) if source.address else unknown))
    if source.archived:
        rows.append((SAVED[lang], "<br>".join(saved_copies(source, lang))))
    read = f"{dates.label(source.read.date, lang)}: {COPIES[source.read.copy_read][lang]}, {EXTENTS[source.read.extent][lang]}"
    if source.translation:
        read += f"; {TRANSLATIONS[source.translation][lang]}"
    rows.append((READ[lang], escape(read) + _how(archive, lang, origin)))
    if source.address:
        day = dates.label(source.answer.tried, lang) if source.answer.tried else ""
        rows.append((ANSWER[lang], escape(ANSWERS[source.answer.result][lang].format(day=day))))
    return rows
