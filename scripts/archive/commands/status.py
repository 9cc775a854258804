"""`archive status`: what waits: stale, unsourced, unknown, withdrawn, drafts, unsaved sources, numbers, settings."""

from __future__ import annotations

import json
import os
import textwrap
from collections.abc import Iterable, Iterator
from itertools import pairwise

import click

from archive import dates
from archive.checks.checking import hold_settings
from archive.console import LANG, Answering, project_root
from archive.content.read import read_archive
from archive.environment import knowing
from archive.findings import LANGS, Lang, Text
from archive.status import Numbers, Status, status

_NOTHING = Text("không có", "none")


@click.command("status", cls=Answering)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@LANG
def command(style: str, lang: Lang) -> None:
    """Tell what of the archive still waits for somebody, drafts among it; no error is told here, and the exit is 0.

    English that is behind; pages without a sourced statement; unknowns, page by page; what is withdrawn; drafts;
    sources of which no copy is kept elsewhere; the numbers in use and the next ones; settings that are empty, with what
    readers do without.
    """
    archive = read_archive(project_root())
    hold_settings(archive)
    found = status(knowing(archive, os.environ))
    if style == "json":
        click.echo(json.dumps(data(found), ensure_ascii=False, indent=2))
        return
    for line in told(found, lang):
        click.echo(line)


def told(found: Status, lang: Lang) -> Iterator[str]:
    """The status for people, a line at a time: each matter with its count, and below it where it stands."""
    stale = [piece for _, pieces in found.stale for piece in pieces]
    changed = Text("bản tiếng Việt đổi ngày", "the Vietnamese changed on")
    if found.unsure:
        yield f"{_HEADS['stale'][lang]}: {Text('không biết', 'not known')[lang]} ({found.unsure[lang]})"
    else:
        lines = (f"{one.place}: {one.what[lang]}, {changed[lang]} {dates.label(one.day, lang)}" for one in stale)
        yield from _matter("stale", lines, len(stale), lang)
    bare = (f"{record.vi.file}: {record.id}" for record in found.bare)
    yield from _matter("bare", bare, len(found.bare), lang)
    unplaced = (f"{claim.place}: {claim.id}" for claim in found.unplaced)
    yield from _matter("unplaced", unplaced, len(found.unplaced), lang)
    yield from _matter("unknown", (f"{page.file}: {count}" for page, count in found.unknown), found.unknowns, lang)
    withdrawn = [f"{record.vi.file}: {record.id}" for record in found.withdrawn_records]
    withdrawn += [f"{claim.place}: {claim.id}" for claim in found.withdrawn_claims]
    yield from _matter("withdrawn", withdrawn, len(withdrawn), lang)
    yield from _matter("drafts", (page.file for page in found.drafts), len(found.drafts), lang)
    ids = ", ".join(record.id for record in found.unsaved)
    wrapped = textwrap.wrap(ids, 100, break_long_words=False, break_on_hyphens=False)
    yield from _matter("unsaved", wrapped, len(found.unsaved), lang)
    yield f"{_HEADS['numbers'][lang]}:"
    yield from (f"  {_number(numbers)[lang]}" for numbers in found.numbers)
    missing = (f"{one.place}: {one.key}: {one.cost[lang]}" for one in found.missing)
    yield from _matter("missing", missing, len(found.missing), lang)


_HEADS = {
    "stale": Text("Bản tiếng Anh còn cũ", "English that is behind"),
    "bare": Text("Trang chưa có câu nào ghi nguồn", "Pages without a sourced statement"),
    "unplaced": Text("Câu thiếu nguồn, hay thiếu chỗ trong nguồn", "Statements without a source, or a place in it"),
    "unknown": Text("Điều chưa biết", "Unknowns"),
    "withdrawn": Text("Đã rút", "Withdrawn"),
    "drafts": Text("Bản nháp", "Drafts"),
    "unsaved": Text("Nguồn chưa có bản lưu ở nơi khác (archived)", "Sources without a copy kept elsewhere (archived)"),
    "numbers": Text("Số đang dùng, và mã tiếp theo", "Numbers in use, and the next id"),
    "missing": Text("Thiết lập còn trống, và điều người đọc thiếu", "Settings that are empty, and what readers lack"),
}


def _matter(name: str, lines: Iterable[str], count: int, lang: Lang) -> Iterator[str]:
    yield f"{_HEADS[name][lang]}: {count or _NOTHING[lang]}"
    yield from (f"  {line}" for line in lines)


def _number(numbers: Numbers) -> Text:
    spans = ", ".join(
        f"{numbers.prefix}-{first:02}" + (f"…{last:02}" if last > first else "") for first, last in runs(numbers.used)
    )
    return Text(
        f"{numbers.kind}: {spans or _NOTHING.vi}; tiếp theo: {numbers.next or 'hết số'}",
        f"{numbers.kind}: {spans or _NOTHING.en}; next: {numbers.next or 'none is left'}",
    )


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow one another, each run by its first and last."""
    used = sorted(set(numbers))
    gaps = [(before, after) for before, after in pairwise(used) if after > before + 1]
    starts, ends = [*used[:1], *(after for _, after in gaps)], [*(before for before, _ in gaps), *used[-1:]]
    return zip(starts, ends, strict=True)


def data(found: Status) -> dict[str, object]:
    """The status for programs: names that do not change, words in both languages."""
    return {
        "stale": None
        if found.unsure
        else [
            {"place": str(one.place), "what": _both(one.what), "changed": one.day}
            for _, pieces in found.stale
            for one in pieces
        ],
        "bare": [{"id": record.id, "file": record.vi.file} for record in found.bare],
        "unplaced": [{"id": claim.id, "place": str(claim.place)} for claim in found.unplaced],
        "unknown": [{"file": page.file, "count": count} for page, count in found.unknown],
        "withdrawn": [
            *({"id": record.id, "place": record.vi.file} for record in found.withdrawn_records),
            *({"id": claim.id, "place": str(claim.place)} for claim in found.withdrawn_claims),
        ],
        "drafts": [page.file for page in found.drafts],
        "unsaved": [record.id for record in found.unsaved],
        "sources": found.sources,
        "numbers": [{"kind": one.kind, "used": list(one.used), "next": one.next or None} for one in found.numbers],
        "missing": [{"key": one.key, "place": str(one.place), "cost": _both(one.cost)} for one in found.missing],
    }


def _both(text: Text) -> dict[str, str]:
    return {lang: text[lang] for lang in LANGS}
