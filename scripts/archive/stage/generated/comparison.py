"""`doi-chieu/`: each line of work, result 2015–2018 beside commitment 2018–2020."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive import dates
from archive.content.model import Archive, Record, page_url
from archive.findings import Lang, Text
from archive.stage import markup
from archive.stage.lookup import lines_of_work
from archive.stage.page import StagedPage, generated
from archive.stage.sections.home import lines_picture

PATH = "doi-chieu.md"
TITLE = Text("Đối chiếu kết quả và cam kết", "Results and commitments compared")
SUMMARY = Text(
    "Mỗi việc của giai đoạn trước đặt cạnh cam kết của giai đoạn sau: việc nào tiếp tục, việc nào mới nêu, việc nào không nhắc lại.",
    "Each line of work of the first period beside the commitments of the second: what is kept up, what is new, what is not mentioned again.",
)
READ = Text(
    "“Tiếp tục” chỉ dùng khi nguồn nói là tiếp tục. “Không nhắc lại” không có nghĩa là đã dừng: nguồn chỉ kể một phần nội dung của "
    "chương trình. “Mới nêu” không có nghĩa là trước đó chưa làm.",
    "“Kept up” is used only where the source says so. “Not mentioned again” does not mean that it stopped: the source "
    "reports only part of the programme's contents. “New here” does not mean that it was not done before.",
)
HEADS = (
    Text("Kết quả {a}", "Result {a}"),
    Text("Cam kết {b}", "Commitment {b}"),
    Text("Quan hệ", "Relation"),
)
GOES_ON, NEW = Text("tiếp tục", "kept up"), Text("mới nêu", "new here")
NOT_AGAIN = Text("không nhắc lại", "not mentioned again")


def pages(archive: Archive, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin = page_url(PATH, lang)
    heads = [head[lang].format(a=dates.label("2015/2018", lang), b=dates.label("2018/2020", lang)) for head in HEADS]
    rows = [
        (
            _cell(result, lang, origin),
            _cell(commitment, lang, origin),
            escape(_state(result, commitment)[lang]),
        )
        for result, commitment in lines_of_work(archive)
    ]
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        markup.tag("p", escape(READ[lang])),
        markup.table(heads, rows, TITLE[lang]),
        lines_picture(archive, lang),
    ]
    yield generated(lang, PATH, TITLE, SUMMARY[lang], "\n\n".join(parts))


def _cell(record: Record | None, lang: Lang, origin: str) -> str:
    if record is None:
        return markup.NOTHING
    return f"{markup.link(record.title(lang), origin, record.url(lang))} <small>{escape(record.id)}</small>"


def _state(result: Record | None, commitment: Record | None) -> Text:
    if result and commitment:
        return GOES_ON
    return NOT_AGAIN if result else NEW
