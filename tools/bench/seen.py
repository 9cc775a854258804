"""What checkers tell of a site with seeded faults, as values and as tables. Pure: no clock, no file.

A fault is told where a report that is not made of the site without faults names its mark; one that has no mark, where a
report is on its file. That holds for ours as for the others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from archive.findings import Lang, Text
from bench.cells import aligned, share, times
from bench.faults import Seeded
from bench.figures import Spent

_HEAD = Text(
    "chương trình|lỗi liên kết|mọi lỗi|báo nhầm|giây|× của ta|giây xử lý|× của ta|MB",
    "checker|faults of links|all faults|told in vain|seconds|× of ours|processor|× of ours|MB",
)
_FAULT = Text("lỗi", "fault")
_TOLD = Text("có", "yes")
NOTES = (
    Text(
        "Lỗi liên kết là loại mà chương trình kiểm tra liên kết có nhiệm vụ tìm; báo nhầm là số điều nó nói khi trang "
        "không có lỗi.",
        "Faults of links are of the kinds that a checker of links is meant to find; told in vain is what it says of "
        "the site before any fault was put in.",
    ),
    Text(
        "Của ta đọc lại cả nguồn để biết trang phải có những lời nào; các chương trình khác không có việc ấy.",
        "Ours reads the sources anew, too, to know which words must stand where; the others have no such work.",
    ),
    Text(
        "LinkChecker và linkinator hỏi một máy chủ trên cùng máy, thời gian xử lý của nó không tính; lychee và của ta "
        "đọc tệp.",
        "LinkChecker and linkinator ask a host on the same machine, whose processor time is not counted; lychee and "
        "ours read the files.",
    ),
)


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that a checker says."""

    where: str
    """The file of the site that it is said of."""
    what: str
    """The address, or the words."""


@dataclass(frozen=True, slots=True)
class Checker:
    """A tool: how it is called, and how what it printed is read."""

    key: str
    name: Text
    command: Callable[[Any], list[str]]
    reports: Callable[[str, Any], list[Report]]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a checker: its runs and its reports, or why there are none."""

    checker: Checker
    seeded: Sequence[Seeded]
    clean: frozenset[Report] = frozenset()
    """What it says of the site without faults."""
    told: frozenset[Report] = frozenset()
    runs: tuple[Spent, ...] = ()
    why: Text | None = None

    def failed(self, why: Text) -> Result:
        """Without any figure."""
        return replace(self, why=why, runs=(), told=frozenset())

    def with_clean(self, reports: Sequence[Report]) -> Result:
        """With what it says of the site without faults."""
        return replace(self, clean=frozenset(reports))

    def with_run(self, cost: Spent, reports: Sequence[Report]) -> Result:
        """With a run more; what a checker tells in one run alone does not count."""
        now = frozenset(reports)
        return replace(self, runs=(*self.runs, cost), told=self.told & now if self.runs else now)

    def tells(self, one: Seeded) -> bool:
        """Whether it tells of a fault."""
        new = self.told - self.clean
        if one.fault.mark:
            return any(one.fault.mark in report.what for report in new)
        return any(report.where == one.file for report in new)

    @property
    def cost(self) -> Spent:
        """The medians of its runs."""
        return Spent(
            median(run.wall for run in self.runs),
            median(run.processor for run in self.runs),
            int(median(run.memory for run in self.runs)),
        )


def table(results: Sequence[Result], lang: Lang) -> str:
    """What each takes and finds, and fault by fault which of them tells it."""
    ours = results[0]
    heads = _HEAD[lang].split("|")
    lines = [heads]
    for result in results:
        if result.why:
            lines.append([result.checker.name[lang], result.why[lang], *[""] * (len(heads) - 2)])
            continue
        links = [one for one in result.seeded if one.fault.link]
        cost, base = result.cost, None if ours.why else ours.cost
        lines.append([
            result.checker.name[lang],
            share(sum(map(result.tells, links)), len(links)),
            share(sum(map(result.tells, result.seeded)), len(result.seeded)),
            str(len(result.clean)),
            f"{cost.wall:.1f}", times(cost.wall, base.wall) if base else "",
            f"{cost.processor:.1f}", times(cost.processor, base.processor) if base else "", str(cost.memory),
        ])  # fmt: skip
    known = [result for result in results if not result.why]
    each = [[_FAULT[lang], *(result.checker.name[lang] for result in known)]]
    for one in ours.seeded:
        each.append([one.fault.name[lang], *(_TOLD[lang] if result.tells(one) else "–" for result in known)])
    notes = "\n".join(f"- {note[lang]}" for note in NOTES)
    return f"{aligned(lines)}\n\n{notes}\n\n{aligned(each)}\n"


def as_json(results: Sequence[Result], lang: Lang) -> str:
    """The same as data."""
    data = [
        {
            "name": result.checker.name[lang],
            "why": result.why[lang] if result.why else None,
            "runs": [[run.wall, run.processor, run.memory] for run in result.runs],
            "in_vain": len(result.clean),
            "told": {one.fault.name[lang]: result.tells(one) for one in result.seeded} if not result.why else {},
        }
        for result in results
    ]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
