"""The side box of a record: period, date, campaigns, bodies, people, documents, related records."""

from __future__ import annotations

from html import escape

from archive import dates
from archive.content.kinds import Source
from archive.content.model import Archive, Page, Record
from archive.findings import Lang, Text
from archive.stage import markup
from archive.stage.context import Context
from archive.stage.lookup import known, record_at
from archive.stage.official import file_link, following, text_of

ORDER = -20
ANCHORS = ("tom-luoc",)
TITLE = Text("Tóm lược", "At a glance")
KIND = Text("Loại và mã", "Kind and id")
PERIOD, DATE = Text("Giai đoạn", "Period"), Text("Ngày", "Date")
STATUS, REPORTED = Text("Tình trạng văn bản", "Status of the text"), Text("thuật lại theo báo", "reported")
OFFICIAL = Text("có văn bản chính thức", "official text at hand")
FOLLOWS = {
    "all": Text("theo văn bản chính thức", "from the official text"),
    "some": Text(
        "một phần theo văn bản chính thức, một phần thuật lại theo báo",
        "partly from the official text, partly reported",
    ),
    "none": REPORTED,
}
"""How a result or commitment, which has no text of its own, is known."""
RELATIONS = (
    ("campaigns", Text("Chiến dịch", "Campaigns")),
    ("bodies", Text("Cơ quan, tổ chức", "Bodies")),
    ("people", Text("Nhân vật", "People")),
    ("documents", Text("Văn bản", "Documents")),
    ("related", Text("Xem thêm", "See also")),
)


def html(page: Page, archive: Archive, context: Context) -> str:
    """The box, on every record but campaigns (whose page is that of their members)."""
    record = record_at(archive, page.path)
    if record is None or record.kind == "campaign":
        return ""
    lang = page.lang
    rows = [(KIND[lang], f"{escape(record.meta.label[lang])} · {escape(record.id)}")]
    period = getattr(record.meta, "period", None)
    if period:
        rows.append((PERIOD[lang], escape(dates.label(period, lang))))
    date = getattr(record.meta, "date", None)
    if date:
        rests_on = getattr(record.meta, "date_rests_on", None)
        rows.append((DATE[lang], markup.dated(archive, date, rests_on, lang, page.url)))
    if isinstance(record.meta, Source):
        rows.extend(_source(record.meta, lang))
    else:
        rows.extend(_relations(record, archive, lang, page.url))
    terms = "".join(markup.tag("div", markup.tag("dt", escape(k)) + markup.tag("dd", v)) for k, v in rows)
    heading = markup.tag("h2", TITLE[lang], id="tom-luoc")
    return markup.tag("aside", heading + markup.tag("dl", terms), class_="facts", aria_labelledby="tom-luoc")


def _relations(record: Record, archive: Archive, lang: Lang, origin: str) -> list[tuple[str, str]]:
    rows = []
    for name, words in RELATIONS:
        ids = getattr(record.meta, name)
        if name == "campaigns":
            ids = tuple(f"cd-{slug}" for slug in ids)
        links = [markup.record_link(archive, found, lang, origin) for found in known(archive, ids)]
        if links:
            rows.append((words[lang], "<br>".join(links)))
    if record.kind in {"agreement", "document"}:
        text = text_of(archive, record)
        way = file_link(archive, text, lang, origin) if text is record else ""
        if text and text is not record:
            way = markup.record_link(archive, text, lang, origin)
        rows.append((STATUS[lang], f"{escape(OFFICIAL[lang])}: {way}" if text else escape(REPORTED[lang])))
    elif record.kind in {"result", "commitment"}:
        rows.append((STATUS[lang], escape(FOLLOWS[following(record)][lang])))
    return rows


TIER = Text("Bậc nguồn", "Tier")
TIERS = {
    "primary": Text("nguồn chính: kho lưu trữ dựa vào đây", "primary: what the archive rests on"),
    "context": Text("nguồn bối cảnh: đứng ngoài thỏa thuận", "context: stands apart from the agreement"),
}
PUBLISHER, HEADLINE = Text("Cơ quan đăng", "Publisher"), Text("Tiêu đề", "Headline")
FROM_ADDRESS = Text("(theo địa chỉ trang)", "(taken from its address)")
AUTHOR, PHOTOS = Text("Tác giả", "Author"), Text("Ảnh", "Photographs")
PUBLISHED, ADDRESS = Text("Ngày đăng", "Published"), Text("Địa chỉ", "Address")
UNKNOWN = Text("không rõ", "not known")
READ = Text("Đã đọc", "Read")
COPIES = {
    "stored": Text("bản lưu, không phải trang trực tuyến", "a stored copy, not the live page"),
    "live": Text("trang trực tuyến", "the live page"),
    "print": Text("bản in", "the printed paper"),
}
EXTENTS = {"whole": Text("toàn bài", "whole"), "part": Text("một phần", "in part")}
ANSWER = Text("Địa chỉ còn mở được không", "Does the address still open")
ANSWERS = {
    "never-tried": Text("chưa thử", "never tried"),
    "ok": Text("mở được ngày {day}", "it did on {day}"),
    "moved": Text("đã chuyển sang nơi khác, thử ngày {day}", "it had moved, tried on {day}"),
    "unsure": Text(
        "chưa chắc: máy chủ dẫn sang trang khác, có thể không phải trang này, thử ngày {day}",
        "not certain: the server led to another page, perhaps not this one, tried on {day}",
    ),
    "refused": Text(
        "không rõ: máy chủ từ chối máy của kho lưu trữ, người đọc có thể vẫn mở được, thử ngày {day}",
        "not known: the server refused the archive's machine, a reader may still open it, tried on {day}",
    ),
    "gone": Text("không còn trang, thử ngày {day}", "the page was gone, tried on {day}"),
    "error": Text(
        "máy chủ báo lỗi hoặc trả lời sai quy cách, thử ngày {day}",
        "the server failed or answered amiss, tried on {day}",
    ),
    "no-answer": Text("không trả lời, thử ngày {day}", "no answer, tried on {day}"),
}


def _source(source: Source, lang: Lang) -> list[tuple[str, str]]:
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
    address = source.address or ""
    way = markup.tag("a", escape(address), href=address, rel="external nofollow", class_="address")
    rows.append((ADDRESS[lang], way if address else unknown))
    read = f"{dates.label(source.read.date, lang)}: {COPIES[source.read.copy_read][lang]}, {EXTENTS[source.read.extent][lang]}"
    rows.append((READ[lang], escape(read)))
    if source.address:
        day = dates.label(source.answer.tried, lang) if source.answer.tried else ""
        rows.append((ANSWER[lang], escape(ANSWERS[source.answer.result][lang].format(day=day))))
    return rows
