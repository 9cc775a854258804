"""A run's figures as Markdown tables that also read well on a terminal, and as JSON. Pure: no clock, no file."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from archive.findings import Lang, Text
from bench import search_table
from bench.cells import aligned, kb, times
from bench.history import COLD, LATER, PARSE, RUNS, SAME
from bench.outcome import CheckCost, HistoryCost, Report, Search, Seconds, Site, exponent, ratio
from bench.weigh import Weights

PAGE_NAMES = {
    "home": Text("trang đầu", "home"),
    "record": Text("bản ghi", "record"),
    "agreement": Text("thỏa thuận", "agreement"),
    "campaign": Text("chiến dịch", "campaign"),
    "proof": Text("suy luận", "proof"),
    "index": Text("danh mục", "index"),
}
_BUILDING = Text(
    "Dựng {pages} trang (giây; trung vị của {runs} lượt, mỗi lượt một tiến trình mới)",
    "Building {pages} pages (seconds; median of {runs}, each in a fresh process)",
)
_CHECKING = Text(
    "Kiểm tra {pages} trang (mili giây một trang, một nhân)", "Checking {pages} pages (ms a page, one core)"
)
_HISTORY = Text(
    "Đọc lịch sử git (giây, tính cả git; trung vị của {runs} lượt, mỗi lượt một tiến trình mới)",
    "Reading git's history (seconds, git's own too; median of {runs}, each in a fresh process)",
)
PART_NAMES = {
    PARSE: Text("phân tích mỗi phiên bản của mỗi trang một lần", "parsing each version of each page once"),
    COLD: Text("đọc từ đầu", "read from nothing"),
    SAME: Text("đọc tiếp, không có gì mới", "read on, nothing new"),
    LATER: Text("đọc tiếp, thêm 10 commit", "read on, 10 commits more"),
}
_KEPT = Text(
    "{commits} commit: {versions} phiên bản của các trang; phần giữ lại giữa hai lần chạy là {size} kB.",
    "{commits} commits: {versions} versions of pages; {size} kB are kept between two runs.",
)
_GROWTH = Text(
    "Từ {few} lên {many} commit, thời gian xử lý tăng theo số commit lũy thừa {exponents}.",
    "From {few} to {many} commits the processor's time grows with their number to the power of {exponents}.",
)
_WEIGHTS = Text("Cân nặng trang (kB, nén brotli; × so với của ta)", "Page weights (kB, brotli; × of ours)")


def text(report: Report, lang: Lang) -> str:
    """All tables, with what was measured where."""
    ours, *others = report.sites
    parts = [
        ", ".join(f"{name} {value}" for name, value in report.machine.items()),
        _title(_BUILDING.format(pages=report.pages, runs=report.runs)[lang]),
        aligned(_building(ours, others, lang)),
        _title(_CHECKING.format(pages=f"{report.checking.pages:,}")[lang]),
        aligned(_checking(report.checking, lang)),
        _title(_HISTORY.format(runs=RUNS)[lang]),
        *_history(report.history, lang),
        _title(_WEIGHTS[lang]),
        aligned(_weights(ours, others, lang)),
    ]
    parts += [_title(search_table.TITLE[lang]), *_searches(report.searches, lang)] if report.searches else []
    notes = "".join(f"- {note[lang]}\n" for note in report.notes)
    return "\n\n".join(parts) + "\n" + (f"\n{notes}" if notes else "")


def as_json(report: Report, lang: Lang) -> str:
    """The same figures, with each other site's multiples of ours."""
    ours = report.sites[0]
    data: dict[str, Any] = {
        "machine": report.machine,
        "pages": report.pages,
        "runs": report.runs,
        "checking": {**asdict(report.checking), "of_bare_parse": ratio(report.checking.total, report.checking.parse)},
        "history": report.history[lang] if isinstance(report.history, Text) else [_past(one) for one in report.history],
        "sites": [_site(site, ours, lang) for site in report.sites],
        "searches": search_table.data(report.searches, lang),
        "notes": [note[lang] for note in report.notes],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _building(ours: Site, others: list[Site], lang: Lang) -> list[list[str]]:
    head = (
        Text("phần", "part"),
        Text("từ đầu", "from nothing"),
        Text("dựng lại", "again"),
        Text("× của ta", "× of ours"),
    )
    rows = [[words[lang] for words in head]]
    if isinstance(ours.build, Seconds):
        again = ours.again.parts if ours.again else {}
        for name, seconds in ours.build.parts.items():
            rows.append([name, f"{seconds:.2f}", f"{again[name]:.2f}" if name in again else "", ""])
    whole = ours.build.total if isinstance(ours.build, Seconds) else 0
    for site in (ours, *others):
        if isinstance(site.build, Text):
            rows.append([site.name[lang], site.build[lang], "", ""])
        else:
            again_total = f"{site.again.total:.2f}" if site.again else ""
            rows.append([site.name[lang], f"{site.build.total:.2f}", again_total, times(site.build.total, whole)])
    return rows


def _checking(cost: CheckCost, lang: Lang) -> list[list[str]]:
    yardstick = Text("lần phân tích trơn", "of a bare parse")[lang]
    figures = {
        Text("đọc", "read"): cost.read,
        Text("quy tắc", "rules"): cost.rules,
        Text("đọc và quy tắc", "read and rules"): cost.total,
        Text("phân tích trơn (YAML, CommonMark)", "a bare parse (YAML, CommonMark)"): cost.parse,
    }
    rows = [[name[lang], f"{value:.2f}", times(value, cost.parse)] for name, value in figures.items()]
    return [["", Text("ms một trang", "ms a page")[lang], yardstick], *rows]


def _history(found: tuple[HistoryCost, ...] | Text, lang: Lang) -> list[str]:
    """The table, and what its figures are of; or why there is none."""
    if isinstance(found, Text):
        return [found[lang]]
    head = (
        Text("số commit", "commits"),
        Text("phần", "part"),
        Text("giây", "seconds"),
        Text("× lần phân tích", "× of parsing"),
        Text("giây xử lý", "processor"),
        Text("× lần phân tích", "× of parsing"),
    )
    rows = [[words[lang] for words in head]]
    for one in found:
        base = one.parts[PARSE]
        for part, name in PART_NAMES.items():
            cost = one.parts[part]
            wall = [f"{cost.wall:.2f}", _hundredths(cost.wall, base.wall)]
            rows.append([f"{one.commits:,}", name[lang], *wall, f"{cost.processor:.2f}",
                         _hundredths(cost.processor, base.processor)])  # fmt: skip
    notes = [
        _KEPT.format(commits=f"{one.commits:,}", versions=f"{one.versions:,}", size=f"{one.size / 1000:,.0f}")[lang]
        for one in found
    ]
    few, many = found[0], found[-1]
    if few.commits < many.commits:
        powers = ", ".join(f"{exponent(few, many, part):.2f} ({name[lang]})" for part, name in PART_NAMES.items())
        notes.append(_GROWTH.format(few=f"{few.commits:,}", many=f"{many.commits:,}", exponents=powers)[lang])
    return [aligned(rows), "\n".join(f"- {note}" for note in notes)]


def _searches(found: tuple[Search, ...] | Text, lang: Lang) -> list[str]:
    """Both tables and how they came about; or why there are none."""
    if isinstance(found, Text):
        return [found[lang]]
    notes = "\n".join(f"- {note[lang]}" for note in search_table.NOTES)
    return [*map(aligned, search_table.tables(found, lang)), notes]


def _hundredths(value: float, yardstick: float) -> str:
    """A multiple that a promise is held to: `1.37×`."""
    found = ratio(value, yardstick)
    return "–" if found is None else f"{found:.2f}×"


def _past(found: HistoryCost) -> dict[str, Any]:
    base = asdict(found.parts[PARSE])
    parts = {
        part: {**asdict(cost), "of_parse": {key: ratio(value, base[key]) for key, value in asdict(cost).items()}}
        for part, cost in found.parts.items()
    }
    return {**asdict(found), "parts": parts}


def _weights(ours: Site, others: list[Site], lang: Lang) -> list[list[str]]:
    head = [
        Text("trang", "page"),
        Text("trang web", "site"),
        Text("lần đầu", "first visit"),
        Text("yêu cầu", "requests"),
        Text("trong đó tìm kiếm", "of it search"),
        Text("trang thứ hai", "second page"),
        Text("HTML + CSS để hiện", "HTML + CSS to paint"),
    ]
    rows = [[words[lang] for words in head]]
    known = [site for site in (ours, *others) if not isinstance(site.weights, Text)]
    for page, name in PAGE_NAMES.items():
        for site in known:
            if isinstance(site.weights, dict) and page in site.weights:
                base = ours.weights[page] if isinstance(ours.weights, dict) and site is not ours else None
                rows.append([name[lang], site.name[lang], *_cells(site.weights[page], base)])
    for site in (ours, *others):
        if isinstance(site.weights, Text):
            rows.append(["", site.name[lang], site.weights[lang], "", "", "", ""])
    return rows


def _cells(found: Weights, base: Weights | None) -> list[str]:
    def cell(value: int, yardstick: int) -> str:
        return kb(value) + (f" ({times(value, yardstick)})" if base else "")

    own = base or found
    return [
        cell(found.first, own.first),
        str(found.requests),
        kb(found.search),
        cell(found.second, own.second),
        cell(found.paint, own.paint),
    ]


def _site(site: Site, ours: Site, lang: Lang) -> dict[str, Any]:
    return {
        "name": site.name[lang],
        "build": _build_data(site.build, ours.build, lang),
        "again": _build_data(site.again, ours.again, lang) if site.again and ours.again else None,
        "weights": _weights_data(site.weights, ours.weights, lang),
    }


def _build_data(build: Seconds | Text, ours: Seconds | Text, lang: Lang) -> Any:
    if isinstance(build, Text):
        return build[lang]
    whole = ours.total if isinstance(ours, Seconds) else 0.0
    return {"parts": build.parts, "total": build.total, "of_ours": ratio(build.total, whole)}


def _weights_data(found: dict[str, Weights] | Text, ours: dict[str, Weights] | Text, lang: Lang) -> Any:
    if isinstance(found, Text):
        return found[lang]
    data = {}
    for page, weights in found.items():
        base = asdict(ours[page]) if isinstance(ours, dict) and page in ours else {}
        values = asdict(weights)
        data[page] = {**values, "of_ours": {key: ratio(values[key], base.get(key, 0)) for key in values}}
    return data


def _title(words: str) -> str:
    return f"## {words}"
