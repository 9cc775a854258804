"""`archive digest`: the paragraphs of a saved source as locators with their digests, ready to be pasted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from archive.console import LANG, Answering, project_root
from archive.content.read import read_archive
from archive.digest import Digested, digest
from archive.findings import Lang, Text
from archive.named import source_named
from archive.saved import read_copy


@click.command("digest", cls=Answering)
@click.option(
    "--source", "source_id", metavar="ID", help="The source that FILE is a copy of: its locators are compared."
)
@click.option(
    "--blocks", is_flag=True, help="Lines between blank ones are one paragraph: a copy whose lines are broken."
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@LANG
def command(source_id: str | None, file: Path, blocks: bool, lang: Lang) -> None:
    """Print the paragraphs of FILE, a saved copy of a source, as `locators:` with SHA-256, to be pasted.

    FILE is text, one paragraph a line, or the web page. On standard error each paragraph's line and first few words,
    by which an editor tells them apart; with --source, which locators match, which are gone, and the new ones alone are
    printed. Nothing is written. Exit 2 on an unknown source or an unreadable file.
    """
    source = source_named(source_id, read_archive(project_root())) if source_id else None
    saved = read_copy(file.read_bytes())
    found = digest(saved, source, blocks=blocks)
    if not saved.exact:
        click.echo(f"{file}: {saved.how[lang]}", err=True)
    for line in found.lines():
        click.echo(line)
    for text in told(found, source_id or ""):
        click.echo(text[lang], err=True)


def told(found: Digested, name: str) -> Iterator[Text]:
    """What an editor is told beside the lines: which paragraph is which, what the source has of them, what is next."""
    for one in found.new:
        yield Text(f"{one.name}: dòng {one.line}: {one.begins}", f"{one.name}: line {one.line}: {one.begins}")
    for heads, names in (
        (Text("khớp", "match"), found.matched),
        (Text("không còn trong tệp", "gone from the file"), found.gone),
        (Text("chưa có mã băm", "without a digest"), found.bare),
    ):
        if names:
            listed = ", ".join(names)
            yield Text(f"{name}: {heads.vi}: {listed}", f"{name}: {heads.en}: {listed}")
    if found.another:
        yield Text(
            f"không đoạn nào có mã băm mà {name} ghi: xem lại, có phải bản của nguồn ấy không",
            f"no paragraph has a digest that {name} records: look whether it is a copy of that source",
        )
    elif found.new:
        yield Text(
            "dán vào trang nguồn những chỗ cần dẫn, đổi tên nếu muốn (title, c1 cho chú thích ảnh), điền about bằng "
            f"lời của mình; bản tiếng Anh ghi cùng tên; rồi chạy `archive check {name or 'MÃ'}`",
            "paste what is to be cited into the source's page, rename it if you like (title, c1 for a caption), fill "
            f"in about in your own words; the English has the same names; then run `archive check {name or 'ID'}`",
        )
