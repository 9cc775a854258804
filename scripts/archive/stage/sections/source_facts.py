"""The box of a source: what it is, who published it and when, where it stands, and how it was read."""

from __future__ import annotations

from html import escape

from archive import dates
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page, relative_url
from archive.context import Context
from archive.extending import part
from archive.findings import Lang
from archive.stage import markup
from archive.stage.finding import outside, saved_copies
from archive.stage.relations import record_at
from archive.stage.sections.facts import ANCHOR, box
from archive.words import among, said

TITLE, KIND, SAVED = said("facts.title"), said("facts.kind"), said("facts.saved")
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


@part(order=-20, anchors=(ANCHOR,))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The box, beside what stands in the source."""
    record = record_at(archive, page.path)
    if record is None or not isinstance(record.meta, Source):
        return ""
    lang = page.lang
    own = (KIND[lang], f"{escape(record.meta.label[lang])} · {markup.tag('span', record.id, class_='nb')}")
    return box(TITLE[lang], [own, *_source(record.meta, archive, lang, page.url)], "facts facts--side")


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
