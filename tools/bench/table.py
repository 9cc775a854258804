"""A run's figures as Markdown tables that also read well on a terminal, and as JSON. Pure: no clock, no file."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from archive.findings import Lang, Text
from bench.outcome import CheckCost, Report, Seconds, Site, ratio
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
_WEIGHTS = Text("Cân nặng trang (kB, nén brotli; × so với của ta)", "Page weights (kB, brotli; × of ours)")


def text(report: Report, lang: Lang) -> str:
    """All tables, with what was measured where."""
    ours, *others = report.sites
    parts = [
        ", ".join(f"{name} {value}" for name, value in report.machine.items()),
        _title(_BUILDING.format(pages=report.pages, runs=report.runs)[lang]),
        _rows(_building(ours, others, lang)),
        _title(_CHECKING.format(pages=f"{report.checking.pages:,}")[lang]),
        _rows(_checking(report.checking, lang)),
        _title(_WEIGHTS[lang]),
        _rows(_weights(ours, others, lang)),
    ]
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
        "sites": [_site(site, ours, lang) for site in report.sites],
        "notes": [note[lang] for note in report.notes],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def kb(size: int) -> str:
    """Bytes as kilobytes of 1,000, with one decimal."""
    return f"{size / 1000:.1f}"


def times(value: float, yardstick: float) -> str:
    """`value` as a multiple: `2.4×`."""
    found = ratio(value, yardstick)
    return "–" if found is None else f"{found:.1f}×"


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


def _rows(rows: list[list[str]]) -> str:
    """A Markdown table with its columns in line; the first row is its head."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])
