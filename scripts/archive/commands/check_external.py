"""`archive check-external`: whether the sources' addresses still open. The one command that uses the network."""

from __future__ import annotations

import os
import sys
from collections import Counter

import click

from archive import regular
from archive.checks.checking import check
from archive.console import LANG, project_root, show
from archive.content.read import read_archive
from archive.environment import site_url, today
from archive.escaping import printable
from archive.external import Learnt, changes, look
from archive.findings import Lang, Text, errors
from archive.outside import Manners
from archive.request import Network

RESULTS = {
    "ok": Text("mở được", "opens"),
    "moved": Text("đã chuyển", "moved"),
    "unsure": Text("chưa chắc", "unsure"),
    "refused": Text("máy chủ từ chối chúng tôi", "refused us"),
    "gone": Text("không còn", "gone"),
    "error": Text("máy chủ báo lỗi", "server error"),
    "no-answer": Text("không trả lời", "no answer"),
    "robots": Text(
        "không hỏi (robots.txt không cho, hoặc không rõ)", "not asked (robots.txt forbids it, or is unclear)"
    ),
    "not-public": Text("không hỏi (không phải địa chỉ công khai)", "not asked (not a public address)"),
}
COPY = Text("bản lưu", "saved copy")
UNSOUND = Text(
    "Chưa hỏi địa chỉ nào: sửa các lỗi trên rồi chạy lại.", "No address was asked: mend these errors, then run again."
)


@click.command("check-external")
@click.option("--dry-run", is_flag=True, help="Print what was learnt, write nothing.")
@click.option(
    "--timeout",
    type=click.IntRange(1, 600),
    default=30,
    show_default=True,
    help="Seconds to wait for an address, its redirects included.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 600),
    default=2.0,
    show_default=True,
    help="Seconds between requests to one host.",
)
@LANG
def command(dry_run: bool, timeout: int, pause: float, lang: Lang) -> None:
    """Ask for the address of every source record and write the answers into the records' front matter.

    The addresses of saved copies are asked for too; their answers are printed alone.

    Exit 0 where every address opens or has moved, 1 where any of them is in doubt, gone, refused or not asked, or its
    record cannot take the answer in. Nobody is asked while `archive check` finds an error; nothing is written where no
    server answered at all.
    """
    root = project_root()
    archive = read_archive(root)
    wrong = errors(check(archive))
    if wrong:
        show(wrong, lang, "text", root)
        click.echo(UNSOUND[lang], err=True)
        sys.exit(1)
    known = os.environ.get("SITE_URL") or archive.settings.address
    site = site_url(os.environ, known) if known else ""
    learnt = look(archive, today(archive), Manners(timeout, pause, site, archive.settings.slug), Network())
    for item in learnt:
        click.echo(_line(item, lang))
    files, left = changes(learnt, root)
    for refused in left:
        click.echo(printable(refused[lang]), err=True)
    if not dry_run:
        regular.replace_whole(files)
    counts = Counter(map(_result, learnt))
    text = ", ".join(f"{counts[name]} {RESULTS[name][lang]}" for name in RESULTS if counts[name])
    written = Text("không ghi gì", "nothing is written") if dry_run else Text("đã ghi vào hồ sơ", "written down")
    total = Text(f"{len(learnt)} địa chỉ: {text}", f"{len(learnt)} addresses: {text}")
    click.echo(f"{total[lang]}; {written[lang]}", err=True)
    sys.exit(0 if set(counts) <= {"ok", "moved"} and not left else 1)


def _result(item: Learnt) -> str:
    return item.answer.result if item.answer else str(item.found)


def _line(item: Learnt, lang: Lang) -> str:
    answer = item.answer
    status = f" {answer.status}" if answer and answer.status else ""
    target = f" -> {answer.moved_to}" if answer and answer.moved_to else ""
    name = f"{item.record.id} ({COPY[lang]})" if item.is_copy else item.record.id
    return printable(f"{name}: {RESULTS[_result(item)][lang]}{status}: {item.address}{target}")
