"""The page for addresses that lead nowhere, in both languages at once: a host has one, and serves it at any depth."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive.content.model import Archive
from archive.findings import Lang, Text
from archive.stage import markup
from archive.stage.page import StagedPage, generated

PATH = "404.md"
TITLE = Text("Không tìm thấy trang · Page not found", "Không tìm thấy trang · Page not found")
NOINDEX = '<meta name="robots" content="noindex">'
WORDS = Text(
    "Địa chỉ này không có trong kho lưu trữ. Địa chỉ đã công bố không bao giờ bị bỏ; có thể đường dẫn đã bị chép thiếu.",
    "This address is not in the archive. Published addresses are never dropped; a part of it may have been lost in copying.",
)
WAYS = (
    (Text("Trang chủ", "Home"), ""),
    (Text("Tìm trong kho lưu trữ", "Search the archive"), "tim-kiem/"),
    (Text("Thỏa thuận", "The agreement"), "thoa-thuan/"),
    (Text("Các chiến dịch", "The campaigns"), "chien-dich/"),
)


def pages(archive: Archive, lang: Lang) -> Iterator[StagedPage]:
    """The page, once; `finish` moves it to `404.html` and makes its links hold at any depth."""
    if lang != "vi":
        return
    parts = []
    for tongue, prefix in (("vi", ""), ("en", "en/")):
        words = markup.tag("p", escape(WORDS.vi if tongue == "vi" else WORDS.en))
        head = markup.tag("h2", "Tiếng Việt" if tongue == "vi" else "English", id=f"ngon-ngu-{tongue}")
        items = "".join(
            markup.tag("li", markup.link(way.vi if tongue == "vi" else way.en, "404/", prefix + target))
            for way, target in WAYS
        )
        parts.append(markup.tag("section", head + words + markup.tag("ul", items, class_="index-list"), lang=tongue))
    yield generated(lang, PATH, TITLE, "", "\n\n".join(parts), {"head": NOINDEX})
