"""What reading git's history costs: all of it, and what came since it was read last.

The yardstick is parsing each version of a page on the main line once, from bytes that are at hand: whoever reads the
past for the first time can do no less. Takes copies of a project's content; gives a `HistoryCost` for each number of
commits. Time is told twice: as it passes, and of the processor, git's own with ours. Raises `NotMeasuredError` without
git.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from archive.findings import Lang
from bench import builds, checking, commits
from bench.outcome import Cost, HistoryCost, NotMeasuredError

if TYPE_CHECKING:
    from archive.content.model import Archive

COMMITS = (1000, 5000)
PAGES = 200
RUNS = 5
PARSE, COLD, SAME, LATER = PARTS = ("parse", "cold", "same", "later")
Version = tuple[bytes, str, Lang, str]
"""What `read_page` takes."""


def history_cost(root: Path, work: Path, number: int, runs: int) -> HistoryCost:
    """The medians of several runs over `number` commits, each in fresh processes and in turns."""
    project = builds.project_copy(root, work)
    builds.alone(checking.multiply, project, PAGES)
    builds.alone(commits.make_history, project, number)
    found: list[dict[str, Cost]] = []
    size = versions = 0
    for _ in range(runs):
        commits.go(project, commits.THEN)
        turn, versions = builds.alone(from_nothing, project)
        turn[SAME], size = builds.alone(from_what_is_kept, project)
        commits.go(project, commits.NOW)
        turn[LATER], _ = builds.alone(from_what_is_kept, project)
        found.append(turn)
    return HistoryCost(number, versions, size, {part: _middle([turn[part] for turn in found]) for part in PARTS})


def _middle(costs: list[Cost]) -> Cost:
    return Cost(median(cost.wall for cost in costs), median(cost.processor for cost in costs))


def from_nothing(project: Path) -> tuple[dict[str, Cost], int]:
    """The cost of reading all of the history and of the yardstick, and the number of versions."""
    from archive.content.read import read_archive, read_page  # noqa: PLC0415  loaded in the child alone

    _kept(project).unlink(missing_ok=True)
    cold = _read(read_archive(project))
    versions = versions_of(project)

    def parse() -> None:
        for version in versions:
            read_page(*version)

    return {COLD: cold, PARSE: _timed(parse)}, len(versions)


def from_what_is_kept(project: Path) -> tuple[Cost, int]:
    """The cost of reading the history upon what was kept, and the size of what is kept."""
    from archive.content.read import read_archive  # noqa: PLC0415  loaded in the child alone

    return _read(read_archive(project)), _kept(project).stat().st_size


def versions_of(project: Path) -> list[Version]:
    """Each distinct version of a page on the main line, asked of git in its plainest way."""
    flags = ("--first-parent", "--root", "-m", "-r", "--no-renames", "--raw", "--no-abbrev", "--format=")
    said = commits.git(project, "log", *flags, "HEAD", "--", "docs/vi", "docs/en").decode()
    changed = (line.split("\t") for line in said.splitlines())
    paths = {(fields.split()[3], path.split("/")[1]): path for fields, path in changed}
    ids = [id_ for id_, _ in paths if id_.strip("0")]
    blobs = commits.git(project, "cat-file", "--batch", "--buffer", given="".join(f"{id_}\n" for id_ in ids).encode())
    found: list[Version] = []
    at = 0
    for (id_, lang), path in paths.items():
        if id_.strip("0"):
            end = blobs.index(b"\n", at)
            after = end + 1 + int(blobs[at:end].split()[2])
            found.append((blobs[end + 1 : after], path.split("/", 2)[2], "en" if lang == "en" else "vi", path))
            at = after + 1
    return found


def _kept(project: Path) -> Path:
    from archive.folders import BUILD  # noqa: PLC0415  loaded in the child alone
    from archive.history.keep import NAME  # noqa: PLC0415

    return project / BUILD / NAME


def _read(archive: Archive) -> Cost:
    from archive.history.past import read_history  # noqa: PLC0415  loaded in the child alone

    def read() -> None:
        history = read_history(archive)
        if not history.known:
            raise NotMeasuredError("git", history.why.en if history.why else "")

    return _timed(read)


def _timed(work: Callable[[], None]) -> Cost:
    gc.collect()
    wall, processor = time.perf_counter(), _processor()
    work()
    return Cost(time.perf_counter() - wall, _processor() - processor)


def _processor() -> float:
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system
