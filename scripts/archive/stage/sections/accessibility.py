"""`tro-nang/`: the key that opens search and its switch, each criterion of WCAG, and what the machines last found.

Of a check it says with what, and what was found; nothing without a record.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from archive import dates, regular
from archive.content.model import Archive, Page
from archive.findings import Lang, Text
from archive.stage import markup
from archive.stage.conformance import PRINCIPLES, Criterion
from archive.stage.context import Context

ORDER = 25
ANCHORS = ("phim-tat", "tieu-chi", "ket-qua-kiem")
PATH = "tro-nang.md"
RESULTS = "tests/browser/results.json"
"""Written by `tests/browser/measure.py`, kept in the repository."""
MOST_BYTES = 256 * 1024
KEY = Text("Phím tắt", "The shortcut key")
KEY_NOTE = Text(
    "Ở mọi trang, phím / mở ô tìm kiếm, trừ khi đang gõ chữ hay đang giữ phím khác. Nếu phím này gây vướng, chẳng hạn khi "
    "điều khiển máy bằng giọng nói, hãy tắt ở đây; trình duyệt sẽ nhớ.",
    "On every page the key / opens search, except while you type or hold another key. If it gets in your way, for "
    "example where you speak to your computer, switch it off here; the browser will remember.",
)
SWITCH = Text("Phím / mở ô tìm kiếm", "The key / opens search")
CRITERIA = Text("Từng tiêu chí của WCAG", "WCAG, criterion by criterion")
CRITERIA_NOTE = Text(
    "Dưới đây là mọi tiêu chí mức A và AA của WCAG 2.2, tên tiếng Việt do kho lưu trữ này dịch. “Đạt” nghĩa là những cách thử "
    "ghi ở cuối mục không thấy gì trái tiêu chí. Chưa người dùng trình đọc màn hình nào thử các trang này, và chưa ai ngoài những người làm "
    "ra chúng xem xét.",
    "These are all criteria of WCAG 2.2 at levels A and AA. “Met” means that the ways of trying it, named at the end of each, found nothing "
    "against it. No user of a screen reader has tried these pages yet, and nobody but those who made them has looked them over.",
)
LEVEL, TRIED = Text("mức {level}", "level {level}"), Text("Cách thử: {ways}.", "Tried by: {ways}.")
TITLE = Text("Kết quả kiểm bằng máy", "What the machines found")
WHEN = Text("Lần kiểm gần nhất: {day}.", "Last checked on {day}.")
HEADS = (Text("Công cụ", "Tool"), Text("Đã xem", "Looked at"), Text("Tìm thấy", "Found"))
PAGES = Text(
    "{pages} trang, mỗi trang {states} trạng thái (điện thoại và màn hình rộng, nền sáng và nền tối)",
    "{pages} pages, each in {states} states (phone and wide screen, light and dark)",
)
FILES = Text("{files} tệp HTML", "{files} HTML files")
VIOLATIONS, ERRORS = Text("{n} vi phạm", "{n} violations"), Text("{n} lỗi", "{n} errors")


def html(page: Page, archive: Archive, context: Context) -> str:
    """The switch and the criteria, then the date and the table, where a record of a check is at hand."""
    return f"{_key(page.lang)}{_criteria(page.lang)}{_found(page, archive)}" if page.path == PATH else ""


def _key(lang: Lang) -> str:
    """The key and its switch; the stylesheet hides both where the script does not run, and the key does nothing."""
    box = markup.tag("label", f'<input type="checkbox" checked=""> {escape(SWITCH[lang])}', class_="slash")
    return markup.section(KEY[lang], "phim-tat", markup.tag("p", escape(KEY_NOTE[lang])) + box, class_="scripted")


def _criteria(lang: Lang) -> str:
    """Every criterion below its principle: a list, which needs no room at its side on a phone."""
    parts = [markup.tag("p", escape(CRITERIA_NOTE[lang]))]
    for principle in PRINCIPLES:
        items = "".join(_criterion(found, lang) for found in principle.criteria)
        parts.append(markup.tag("h3", escape(principle.name[lang])) + markup.tag("ul", items, class_="index-list"))
    return markup.section(CRITERIA[lang], "tieu-chi", "".join(parts), class_="criteria")


def _criterion(found: Criterion, lang: Lang) -> str:
    name = markup.tag("strong", f"{found.number} {escape(found.name[lang])}")
    ways = escape(TRIED[lang].format(ways="; ".join(way[lang] for way in found.tried)))
    said = f"{escape(found.state[lang])}. {escape(found.why[lang])} {ways}"
    return markup.tag("li", f"{name} ({escape(LEVEL[lang].format(level=found.level))})<br>{said}")


def _found(page: Page, archive: Archive) -> str:
    try:
        results: dict[str, Any] = json.loads(regular.read(archive.root / RESULTS, MOST_BYTES))
        axe, nu, day = results["axe"], results["nu"], dates.label(str(results["date"]), page.lang)
        rows = [
            (
                f"axe-core {escape(str(axe['version']))}",
                escape(PAGES[page.lang].format(**axe)),
                escape(VIOLATIONS[page.lang].format(n=axe["violations"])),
            ),
            (
                f"Nu HTML Checker {escape(str(nu['version']))}",
                escape(FILES[page.lang].format(**nu)),
                escape(ERRORS[page.lang].format(n=nu["errors"])),
            ),
        ]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        # No record, or one of another shape: nothing is said rather than something made up.
        return ""
    when = markup.tag("p", escape(WHEN[page.lang].format(day=day)))
    table = markup.table([head[page.lang] for head in HEADS], rows, TITLE[page.lang])
    return markup.section(TITLE[page.lang], "ket-qua-kiem", when + table)
