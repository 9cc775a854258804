"""`archive verify-source`: whether a copy of a source is the one that was read, and bears out what cites it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from archive.console import LANG, Answering, project_root
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.findings import Lang, Text
from archive.named import source_named
from archive.refusal import Refusal
from archive.saved import read_copy
from archive.verify_source import Report, verify

TIERS = {"primary": Text("nguồn chính", "primary source"), "context": Text("nguồn bối cảnh", "context source")}
FILES = {
    "same": Text("tệp giống hệt bản đã đọc, từng byte", "the file is the one that was read, byte for byte"),
    "other": Text(
        "tệp khác bản đã đọc về byte; các đoạn được so từng đoạn",
        "the file differs in its bytes from the one that was read; its paragraphs are compared one by one",
    ),
    "not-recorded": Text("hồ sơ không ghi mã băm của cả tệp", "the record has no digest of the whole file"),
}


@click.command("verify-source", cls=Answering)
@click.option("--source", "source_id", metavar="ID", help="Which source FILE is a copy of; default: the primary one.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@LANG
def command(source_id: str | None, file: Path, lang: Lang) -> None:
    """Check the claims that cite a source against FILE, a copy of it: text, one paragraph a line, or the web page.

    Exit 0 where all hold, 1 where something does not, 2 on an unknown source or an unreadable file.
    """
    archive = read_archive(project_root())
    chosen = source_id or _primary(archive)
    source_named(chosen, archive)
    saved = read_copy(file.read_bytes())
    if not saved.exact:
        click.echo(f"{file}: {saved.how[lang]}")
    report = verify(archive, chosen, saved.text, exact=saved.exact)
    for line in told(report, lang):
        click.echo(line)
    sys.exit(0 if report.holds else 1)


def _primary(archive: Archive) -> str:
    found = [record.id for record in archive.of_kind("source") if getattr(record.meta, "tier", "") == "primary"]
    if len(found) != 1:
        count = len(found)
        raise Refusal(
            Text(f"có {count} nguồn chính: nêu --source ID", f"{count} primary sources: name one by --source")
        )
    return found[0]


def told(report: Report, lang: Lang) -> Iterator[str]:
    """The report, a line at a time: problems first, each with its place, then what was checked and what was not.

    Of a copy of something else there is that to say, and nothing of the claims.
    """
    if report.another:
        yield Text(
            f"tệp này không phải {report.source}: không đoạn nào có mã băm đã ghi ở trang nguồn",
            f"this file is not {report.source}: no paragraph has a digest that the source's page records",
        )[lang]
        return
    for note in report.problems:
        yield f"{note.place}: {note.message[lang]}"
    for note in report.unchecked:
        yield f"{note.place}: {Text('không kiểm được ở đây', 'could not be checked here')[lang]}: {note.message[lang]}"
    yield f"{report.source} ({TIERS[report.tier][lang]}): {FILES[report.file][lang]}"
    digests = len(report.verified) + len(report.mismatched)
    if digests:
        yield Text(
            f"  mã băm: {len(report.verified)}/{digests} chỗ khớp ({', '.join(report.verified) or 'không chỗ nào'})",
            f"  digests: {len(report.verified)} of {digests} locators match ({', '.join(report.verified) or 'none'})",
        )[lang]
    if report.mismatched:
        names = ", ".join(report.mismatched)
        yield Text(f"  không khớp: {names}", f"  no match: {names}")[lang]
    if report.without_digest:
        names = ", ".join(report.without_digest)
        yield Text(
            f"  không có mã băm, phải tìm trong cả tệp: {names}",
            f"  without a digest, looked for in the whole file: {names}",
        )[lang]
    faulty = len({note.place for note in report.problems})
    unsettled = len({note.place for note in report.unchecked})
    yield Text(
        f"  thông tin: {len(report.held)} đứng vững, {unsettled} chưa kiểm hết, {faulty} chỗ sai",
        f"  claims: {len(report.held)} hold, {unsettled} not checked in full, {faulty} places at fault",
    )[lang]
    if report.others:
        yield Text("Lần này không kiểm:", "Not checked this time:")[lang]
    for other in report.others:
        how = (
            Text(
                f"{other.digests}/{other.locators} chỗ có mã băm", f"{other.digests} of {other.locators} with a digest"
            )
            if other.digests
            else Text("không có mã băm", "no digest exists")
        )
        yield Text(
            f"  {other.source} ({TIERS[other.tier].vi}): {other.claims} thông tin, {how.vi}",
            f"  {other.source} ({TIERS[other.tier].en}): {other.claims} claims, {how.en}",
        )[lang]
