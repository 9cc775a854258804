"""`archive init`: another archive that checks and builds at once, or an older one's engine renewed."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from archive import slugs
from archive.console import LANG, Answering
from archive.findings import Lang, Text
from archive.starter import renew, start


@click.command("init", cls=Answering)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", nargs=2, metavar="VI EN", help="What it is called in Vietnamese and in English.")
@click.option("--slug", help="Its short name, in lower case without marks; default: made from DIR.")
@click.option("--renew", "again", is_flag=True, help="Bring the engine of the archive in DIR up to this one.")
@LANG
def command(folder: Path, name: tuple[str, str] | None, slug: str | None, again: bool, lang: Lang) -> None:
    """Start another archive in DIR, with a made-up agreement as its example: it checks, builds and passes its tests.

    Settings and content are its own; the engine is a copy of this one. With --renew, DIR is such an archive, and what
    it shares with this one is written anew: scripts, Makefile, workflows, locks; its content and settings stay. Exit 2
    where DIR holds something, or with --renew no archive.
    """
    if again:
        count = renew(folder)
        click.echo(Text(f"{folder}: {count} tệp đã đổi", f"{folder}: {count} files changed")[lang])
        return
    given = slug or slugs.slug(folder.resolve().name) or "archive"
    start(folder, given, Text(*(name or ("Lưu trữ mẫu", "Sample Archive"))))
    text = Text(
        "xong; README.md chỉ cách thay ví dụ. Bước tiếp", "done; README.md says how to replace the example. Next"
    )
    click.echo(f"{folder}: {text[lang]}: cd {shlex.quote(str(folder))} && git init -b main && make site")
