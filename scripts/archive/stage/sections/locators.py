"""A source's locators: what stands there, the digest that proves it, and the claims that rest on it."""

from __future__ import annotations

from html import escape

from archive.content.kinds import Source, Translation
from archive.content.model import Archive, Page
from archive.findings import Text
from archive.stage import markup
from archive.stage.context import Context
from archive.stage.lookup import record_at, resting_on

ORDER = 15
TITLE = Text("Từng chỗ trong nguồn", "Place by place")
NOTHING = Text("Chưa có câu nào dựa vào đây.", "No statement rests on it yet.")
DIGEST = Text("SHA-256 của đoạn", "SHA-256 of the paragraph")
NO_DIGEST = Text(
    "Không có mã băm: bản đã đọc là bản lưu, có thể khác trang trực tuyến.",
    "No digest: what was read is a stored copy, which may differ from the live page.",
)


def html(page: Page, archive: Archive, context: Context) -> str:
    """One part a locator, in the order of the source's front matter."""
    record = record_at(archive, page.path)
    if record is None or not isinstance(record.meta, Source):
        return ""
    lang = page.lang
    claims = resting_on(archive, record.id)
    english = record.en.meta.locators if record.en and isinstance(record.en.meta, Translation) else {}
    parts = []
    for name, locator in record.meta.locators.items():
        about = english.get(name, locator.about) if lang == "en" else locator.about
        words = markup.locator_words(name, lang)
        title = markup.tag("h3", f"<code>{escape(name)}</code> {escape(words)}".strip(), id=name)
        digest = ""
        if locator.sha256:
            digest = markup.tag("p", f"{escape(DIGEST[lang])}: {markup.tag('code', locator.sha256)}", class_="digest")
        listed = markup.claim_list(archive, claims.get(name, ()), lang, page.url)
        parts.append(title + markup.tag("p", escape(about)) + digest + (listed or _nothing(lang)))
    note = "" if record.meta.tier == "primary" else markup.tag("p", escape(NO_DIGEST[lang]), class_="table-note")
    return markup.section(TITLE[lang], "dinh-vi", note + "".join(parts), class_="locators")


def _nothing(lang: str) -> str:
    return markup.tag("p", escape(NOTHING.vi if lang == "vi" else NOTHING.en), class_="table-note")
