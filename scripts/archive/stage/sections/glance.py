"""The agreement in one box on the home page: who, when, who chaired, and how sure all this is."""

from __future__ import annotations

from html import escape

from archive.content.kinds import Agreement
from archive.content.model import Archive, Page
from archive.findings import Lang, Text
from archive.stage import markup
from archive.stage.context import Context
from archive.stage.lookup import SIGNING, known
from archive.stage.official import document_link, text_of

ORDER = -20
ANCHORS = ("thoa-thuan",)
TITLE = Text("Thỏa thuận", "The agreement")
PARTIES, SIGNED = Text("Hai bên", "The two parties"), Text("Ký", "Signed")
CHAIRS = Text("Chủ trì lễ ký", "Chairs of the ceremony")
TEXT, REPORTED = (
    Text("Văn bản", "The text"),
    Text(
        "thuật lại theo một bài báo; văn bản chính thức chưa có",
        "reported by one newspaper article; no official text at hand",
    ),
)
OFFICIAL = Text("văn bản chính thức", "the official text")
DOCUMENT = "vb-chuong-trinh-2018-2020"
AGREEMENT = "tt-chuong-trinh"


def html(page: Page, archive: Archive, context: Context) -> str:
    """The box, on the home page."""
    if page.path != "index.md":
        return ""
    lang = page.lang
    agreement, signing = archive.records.get(AGREEMENT), archive.records.get(SIGNING)
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
    elif DOCUMENT in archive.records:
        target = archive.records[DOCUMENT].url(lang)
        rows.append((TEXT, markup.link(REPORTED[lang], page.url, target)))
    terms = "".join(
        markup.tag("div", markup.tag("dt", escape(words[lang])) + markup.tag("dd", value))
        for words, value in rows
        if value
    )
    if not terms:
        return ""
    heading = markup.tag("h2", TITLE[lang], id="thoa-thuan")
    return markup.tag("aside", heading + markup.tag("dl", terms), class_="facts glance", aria_labelledby="thoa-thuan")


def _links(archive: Archive, ids: tuple[str, ...], lang: Lang, page: Page) -> str:
    return "<br>".join(markup.record_link(archive, found, lang, page.url) for found in known(archive, ids))
