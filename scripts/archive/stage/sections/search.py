"""`tim-kiem/`: what the search field needs, and where else to look where it cannot run.

The stylesheet shows one of the two paragraphs: the hint where the page's script runs, else the other ways. Where the
script finds that it cannot search (a copy opened from a folder), it changes over.
"""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.findings import Text
from archive.stage import markup
from archive.stage.context import Context

ORDER = -5
PATH = "tim-kiem.md"
HINT = Text(
    "Gõ vài chữ, hoặc mã của một câu như kq-05-2.", "Type a few words, or the id of a statement such as kq-05-2."
)
SWITCH = Text("Phím / mở ô này ở mọi trang; {way}.", "On every page the key / opens this field; {way}.")
OFF = Text("tắt được", "it can be switched off")
ELSEWHERE = Text(
    "Ô tìm kiếm không chạy được ở đây: nó cần JavaScript, và trang phải mở từ một máy chủ web. Hãy đi theo menu ở đầu trang, hoặc xem:",
    "Search cannot run here: it needs JavaScript, and pages that come from a web server. Use the menu at the top, or see:",
)
WAYS = (
    (Text("các chiến dịch", "the campaigns"), "chien-dich/"),
    (Text("dòng thời gian", "the timeline"), "dong-thoi-gian/"),
    (Text("mọi con số", "every figure"), "thong-ke/"),
    (Text("điều chưa biết", "what is not known"), "chua-biet/"),
)


def html(page: Page, archive: Archive, context: Context) -> str:
    """Both paragraphs, and the empty place where the script puts the field."""
    if page.path != PATH:
        return ""
    lang = page.lang
    prefix = "" if lang == "vi" else "en/"
    ways = ", ".join(markup.link(words[lang], page.url, prefix + way) for words, way in WAYS)
    off = markup.link(OFF[lang], page.url, f"{prefix}tro-nang/#phim-tat")
    hint = markup.tag("p", f"{escape(HINT[lang])} {escape(SWITCH[lang]).format(way=off)}", class_="search-hint")
    ways_on = markup.tag("p", f"{escape(ELSEWHERE[lang])} {ways}.", class_="search-else")
    return hint + ways_on + markup.tag("div", "", data_search_page="")
