"""What a reader must know before reading on: translation, staleness, and whether an official text is at hand."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page, relative_url
from archive.findings import Text
from archive.stage import markup
from archive.stage.context import Context
from archive.stage.lookup import record_at
from archive.stage.official import document_link, escaped, file_link, text_of

ORDER = -40

UNOFFICIAL = "Unofficial translation. The Vietnamese page is the one that counts."
STALE = "The Vietnamese text has changed since this translation was made; where they differ, the Vietnamese counts."
IN_VIETNAMESE = "Read it in Vietnamese"
REPORTED = Text(
    "Thuật lại theo báo chí. Văn bản chính thức hiện chưa có trong kho lưu trữ; khi có, sẽ đặt tại trang này.",
    "Restated from a newspaper report. The official text is not at hand; when it is, it will stand on this page.",
)

OFFICIAL = Text(
    "Toàn văn chính thức: {text}. Câu nào theo văn bản thì ghi “Văn bản chính thức”; các câu khác thuật lại theo báo "
    "chí hoặc là suy luận, mỗi câu ghi rõ.",
    "The official text: {text}. A statement that follows it says “Official text”; the others are restated from the "
    "press or inferred, and each says which.",
)
ELSEWHERE = Text(
    "Kho lưu trữ có văn bản chính thức, {text}. Câu nào theo văn bản thì ghi “Văn bản chính thức”; các câu khác thuật "
    "lại theo báo chí hoặc là suy luận, mỗi câu ghi rõ.",
    "The archive has the official text, {text}. A statement that follows it says “Official text”; the others are "
    "restated from the press or inferred, and each says which.",
)


def html(page: Page, archive: Archive, context: Context) -> str:
    """The notices that belong on the page, in order of weight."""
    record = record_at(archive, page.path)
    out = []
    if record and record.kind in {"agreement", "document"}:
        text = text_of(archive, record)
        if text is None:
            words = escape(REPORTED[page.lang])
        elif text is record:
            words = escaped(OFFICIAL[page.lang], text=file_link(archive, text, page.lang, page.url))
        else:
            words = escaped(ELSEWHERE[page.lang], text=document_link(archive, text, page.lang, page.url))
        out.append(_notice("status" if text is None else "official", words))
    if page.lang == "en":
        twin = archive.twin(page)
        words = STALE if page.path in context.stale else UNOFFICIAL
        way = relative_url(page.url, twin.url) if twin else "../"
        read = markup.tag("a", IN_VIETNAMESE, href=way, hreflang="vi")
        out.append(_notice("stale" if page.path in context.stale else "translation", f"{escape(words)} {read}."))
    return "".join(out)


def _notice(kind: str, words: str) -> str:
    return markup.tag("p", words, class_=f"notice notice--{kind}")
