"""The first of the home page: a statement of the signing; who, when, who chaired in one box; how sure all statements are."""

from __future__ import annotations

from html import escape

from archive.content.kinds.agreement import Agreement
from archive.content.model import Archive, Page, relative_url
from archive.context import Context
from archive.extending import part
from archive.findings import Lang, Text
from archive.stage import markup, strength
from archive.stage.generated.statuses import status_url
from archive.stage.official import document_link, text_of
from archive.stage.quotation import quotation
from archive.stage.relations import known
from archive.words import among, said

TITLE = said("glance.title")
PARTIES, SIGNED = said("glance.parties"), said("glance.signed")
CHAIRS = said("glance.chairs")
TEXT, REPORTED = said("glance.text"), said("glance.reported")
OFFICIAL = said("glance.official")
STRENGTH = among("strength")


@part(order=-20, anchors=("thoa-thuan", "moi-cau"))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The statement, the box and the strip, on the home page."""
    if page.path != "index.md":
        return ""
    return _opening(page, archive) + _box(page, archive) + _strength(page, archive)


def _opening(page: Page, archive: Archive) -> str:
    """The first that is stated of the signing: a real statement with its marks, before all that is said about it."""
    signing = archive.records.get(archive.settings.keys.signing or "")
    live = signing.live_claims if signing else ()
    shown = quotation(archive, live[0].id, page.lang, page.url) if live else ""
    return markup.tag("div", shown, class_="opening") if shown else ""


def _box(page: Page, archive: Archive) -> str:
    lang = page.lang
    keys = archive.settings.keys
    agreement, signing, document = (archive.records.get(i or "") for i in (keys.agreement, keys.signing, keys.document))
    rows: list[tuple[Text, str]] = []
    if agreement:
        rows.append((PARTIES, _links(archive, agreement.meta.bodies, lang, page)))
    if signing and isinstance(signing.meta, Agreement) and signing.meta.date:
        when = markup.dated(archive, signing.meta.date, signing.meta.date_rests_on, lang, page.url)
        rows.append((SIGNED, when))
        rows.append((CHAIRS, _links(archive, signing.meta.people, lang, page)))
    text = text_of(archive, agreement) if agreement else None
    if text:
        rows.append((TEXT, f"{escape(OFFICIAL[lang])}, {document_link(archive, text, lang, page.url)}"))
    elif document:
        target = document.url(lang)
        rows.append((TEXT, markup.link(archive.settings.told(REPORTED)[lang], page.url, target)))
    terms = "".join(
        markup.tag("div", markup.tag("dt", escape(words[lang])) + markup.tag("dd", value))
        for words, value in rows
        if value
    )
    if not terms:
        return ""
    heading = markup.tag("h2", TITLE[lang], id="thoa-thuan")
    return markup.tag(
        "aside", heading + markup.tag("dl", terms), class_="facts facts--side glance", aria_labelledby="thoa-thuan"
    )


def _strength(page: Page, archive: Archive) -> str:
    """One tick a statement, by what it rests on."""
    lang = page.lang
    ways = {look: relative_url(page.url, status_url(look, lang)) for look in strength.LOOKS}
    found = strength.tally(archive.statements.values())
    counts = {look: found.get(look, 0) for look in strength.LOOKS}
    told = STRENGTH["lead"].format(named=archive.settings.source.named, **counts)
    lead = markup.tag("p", escape(told[lang]), class_="table-note")
    drawn = strength.strip(archive, found, lang, ways)
    return markup.section(STRENGTH["title"][lang], "moi-cau", lead + drawn, class_="strength")


def _links(archive: Archive, ids: tuple[str, ...], lang: Lang, page: Page) -> str:
    return "<br>".join(markup.record_link(archive, found, lang, page.url) for found in known(archive, ids))
