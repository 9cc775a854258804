"""What the three searches find and cost, as rows of tables and as JSON. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from archive.findings import LANGS, Lang, Text
from bench.cells import kb, share, times
from bench.engines import RUNS
from bench.larger import RECORDS
from bench.outcome import Search, SearchCost, ratio

Rows = list[list[str]]
TITLE = Text(
    "Tìm kiếm: cùng nội dung, cùng một bảng câu hỏi, Chromium rộng 375 điểm ảnh",
    "Searching: the same content and table of queries, Chromium at 375 pixels",
)
_FINDING = (
    Text("ngôn ngữ", "language"),
    Text("tìm kiếm", "search"),
    Text("thấy ở đầu", "found first"),
    Text("thấy trong ba", "found among three"),
    Text("thấy cái bị loại trừ", "ruled out, but found"),
    Text("dẫn tới chính câu", "leads to the statement itself"),
)
_COSTING = (
    Text("nội dung", "content"),
    Text("tìm kiếm", "search"),
    Text("kB trước khi mở", "kB before it is opened"),
    Text("kB tới kết quả đầu", "kB to the first result"),
    Text("yêu cầu", "requests"),
    Text("kB tất cả", "kB in all"),
    Text("ms, câu đầu", "ms, first query"),
    Text("ms, câu sau", "ms, later query"),
)
_MANY = Text(f"{RECORDS:,} bản ghi".replace(",", "."), f"{RECORDS:,} records")
_SIZES = {
    "cost": Text("thật", "real"),
    "large": _MANY,
}
NOTES = (
    Text(
        "Mọi công cụ được chấm như nhau: tìm một câu thì trang nào có nguyên câu ấy cũng tính là thấy; trong ba kết "
        "quả đầu có dẫn tới chính câu ấy (trang riêng của nó, hay chỗ của nó trong một trang) hay không thì đếm riêng.",
        "All are judged alike: a statement counts as found on any page that shows its whole sentence; whether one of "
        "the first three hits leads to the statement itself (its own page, or its place on another) is counted apart.",
    ),
    Text(
        f"Mili giây: từ phím cuối tới kết quả đầu, trung vị của {RUNS} lượt xen kẽ; câu đầu với bộ nhớ đệm trống, "
        "ngay khi trang đã tải xong và mạng yên; máy chủ ở cùng máy, nên gần như không có thời gian truyền trong đó.",
        f"Milliseconds: from the last key to the first result, median of {RUNS}, in turns; the first query with an "
        "empty cache, as soon as the page is loaded and the network quiet; sent from the same machine.",
    ),
    Text(
        "Pagefind: lập chỉ mục một bản sao trang web của ta, không thiết lập gì; hỏi qua API của nó từ một trang gần "
        "như trống, không tải giao diện của nó, có lợi cho nó. Material: ô tìm kiếm của chính nó.",
        "Pagefind: a copy of our site, indexed with no setting; asked through its API from a nearly empty page, "
        "without its interface, in its favour. Material: its own search field.",
    ),
    Text(
        f"{_MANY['vi']} mỗi ngôn ngữ: bản ghi thật và bản phỏng theo chúng, chữ rút ngẫu nhiên từ chữ của chính kho; "
        "chữ không theo câu nên nén kém hơn câu thật. Pagefind và Material nhận các trang trơn, không khung, có lợi "
        "cho chúng.",
        f"{_MANY['en']} a language: real ones, and others of their form with words drawn at random from the archive's "
        "own, which compress less well than sentences do. Pagefind and Material get bare pages, without a frame, in "
        "their favour.",
    ),
)
LANG_NAMES = {"vi": Text("tiếng Việt", "Vietnamese"), "en": Text("tiếng Anh", "English")}


def tables(found: tuple[Search, ...], lang: Lang) -> tuple[Rows, Rows]:
    """What is found, and what it costs; the first row of each is its head."""
    finding = [[words[lang] for words in _FINDING]]
    for asked in LANGS:
        for one in found:
            told = one.relevance
            if isinstance(told, Text):
                cells = [told[lang], "", "", ""]
            elif asked in told:
                of = told[asked]
                cells = [share(of.first, of.sought), share(of.among, of.sought),
                         share(of.wrong, of.ruling), share(of.landed, of.statements)]  # fmt: skip
            else:
                continue
            finding.append([LANG_NAMES[asked][lang], one.name[lang], *cells])
    costing = [[words[lang] for words in _COSTING]]
    for size, name in _SIZES.items():
        base = getattr(found[0], size)
        for one in found:
            costing.append([name[lang], one.name[lang], *_cost(getattr(one, size), base, lang)])
    return finding, costing


def _cost(found: SearchCost | Text, base: SearchCost | Text, lang: Lang) -> list[str]:
    if isinstance(found, Text):
        return [found[lang], "", "", "", "", ""]

    def beside(shown: str, key: str) -> str:
        if not isinstance(base, SearchCost) or base is found:
            return shown
        return f"{shown} ({times(getattr(found, key), getattr(base, key))})"

    return [
        kb(found.before),
        kb(found.size),
        str(found.requests),
        beside(kb(found.whole), "whole"),
        beside(f"{found.first * 1000:.0f}", "first"),
        beside(f"{found.later * 1000:.0f}", "later"),
    ]


def data(found: tuple[Search, ...] | Text, lang: Lang) -> Any:
    """The same for programs, with each other search's multiples of ours."""
    if isinstance(found, Text):
        return found[lang]
    return [
        {
            "name": one.name[lang],
            "relevance": one.relevance[lang]
            if isinstance(one.relevance, Text)
            else {asked: asdict(counts) for asked, counts in one.relevance.items()},
            **{size: _cost_data(getattr(one, size), getattr(found[0], size), lang) for size in _SIZES},
        }
        for one in found
    ]


def _cost_data(found: SearchCost | Text, base: SearchCost | Text, lang: Lang) -> Any:
    if isinstance(found, Text):
        return found[lang]
    values = {**asdict(found), "whole": found.whole}
    own = {**asdict(base), "whole": base.whole} if isinstance(base, SearchCost) else {}
    return {**values, "of_ours": {key: ratio(value, own.get(key, 0)) for key, value in values.items()}}
