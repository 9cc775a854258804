"""From result to commitment and back: what the source says is kept up, and what it does not mention again."""

from __future__ import annotations

from html import escape

from archive.content.kinds import Commitment
from archive.content.model import Archive, Page
from archive.findings import Text
from archive.stage import markup
from archive.stage.context import Context
from archive.stage.lookup import continued_by, known, record_at

ORDER = 30
ANCHORS = ("tiep-noi",)
CONTINUED = Text("Được tiếp tục", "What continues this")
CONTINUES = Text("Tiếp nối từ", "What this continues")
UNMENTIONED, FIRST = Text("Không được nhắc lại", "Not mentioned again"), Text("Mới nêu", "New here")
"""The headings where the source names nothing that goes on."""
NOT_AGAIN = Text(
    "Phần cam kết được thuật lại không nhắc lại việc này. Nguồn chỉ kể một phần nội dung, nên không thể nói là việc đã dừng.",
    "The commitments as reported do not mention it again. The source reports only part of the contents, so this does not say that "
    "it stopped.",
)
NEW = Text(
    "Trong phần kết quả được thuật lại không có việc này; nguồn không nói trước đó đã làm hay chưa.",
    "The results as reported do not mention it; the source does not say whether it was done before.",
)
COMPARE = Text("Đối chiếu mọi việc", "Compare all lines of work")
WAY = {"vi": "doi-chieu/", "en": "en/doi-chieu/"}


def html(page: Page, archive: Archive, context: Context) -> str:
    """The part on results and commitments."""
    record = record_at(archive, page.path)
    if record is None or record.kind not in {"result", "commitment"} or record.meta.withdrawn:
        return ""
    lang = page.lang
    if isinstance(record.meta, Commitment):
        others, found, none, silent = tuple(known(archive, record.meta.continues)), CONTINUES, FIRST, NEW
    else:
        others, found, none, silent = continued_by(archive, record.id), CONTINUED, UNMENTIONED, NOT_AGAIN
    content = markup.record_links(archive, others, lang, page.url) or markup.tag("p", escape(silent[lang]))
    more = markup.tag("p", markup.link(COMPARE[lang], page.url, WAY[lang]))
    return markup.section((found if others else none)[lang], "tiep-noi", content + more, class_="continues")
