"""`archive verify`: whether a sealed edition is whole, unchanged, and what its sources give."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from archive.console import LANG
from archive.edition import Edition
from archive.escaping import printable
from archive.findings import Lang, Text
from archive.rebuild import rebuild
from archive.tag_files import MANIFEST, TAGMANIFEST
from archive.verify import Examined, examine


@click.command("verify")
@click.argument("bag", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--rebuild", "again", is_flag=True, help="Build its sources anew and compare every byte of the site.")
@click.option(
    "--trust-code", is_flag=True, help="With --rebuild: run the bag's own code where it is not what is installed."
)
@LANG
def command(bag: Path, again: bool, trust_code: bool, lang: Lang) -> None:
    """Check BAG, a folder that `archive seal` made: every file against its sum, none missing, none added.

    --rebuild builds with the code that is installed here, where the bag holds the same; another version's code, which
    runs on this machine and could say anything, needs --trust-code. Compare the bag's tagmanifest-sha512.txt with a
    copy that you have from elsewhere. Exit 1 where something does not hold.
    """
    found = examine(bag)
    _tell([problem.message for problem in found.problems], lang)
    if found.problems or found.edition is None:
        text = Text(f"{bag}: không phải là ấn bản nguyên vẹn", f"{bag}: not an edition as it was sealed")
        _tell([text], lang, err=True)
        sys.exit(1)
    _tell(checked(found, found.edition), lang)
    if not again:
        return
    result = rebuild(bag, found, lang, trust=trust_code, warn=lambda text: _tell([text], lang, err=True))
    _tell(result.warnings, lang, err=True)
    _tell([problem.message for problem in result.problems], lang)
    if result.problems:
        text = Text("không chứng minh được data/source cho lại data/site", "data/source is not shown to give data/site")
        _tell([text], lang, err=True)
        sys.exit(1)
    text = Text(f"dựng lại: {result.same} tệp của data/site giống hệt, từng byte",
                 f"rebuild: {result.same} files of data/site are the same, byte for byte")  # fmt: skip
    _tell([text, *([result.code] if result.code else [])], lang)


def checked(found: Examined, edition: Edition) -> Iterator[Text]:
    """What a valid bag was checked for, a line each."""
    yield Text("bagit.txt: BagIt 1.0 (RFC 8493), UTF-8", "bagit.txt: BagIt 1.0 (RFC 8493), UTF-8")
    yield Text(
        f"{MANIFEST}: {len(found.payload)} tệp, {found.size} byte, đúng mã băm và Payload-Oxum, không thừa, thiếu",
        f"{MANIFEST}: {len(found.payload)} files, {found.size} bytes, by sum and Payload-Oxum, none missing or added",
    )
    yield Text(
        f"{TAGMANIFEST}: các tệp mô tả đúng mã băm; không có liên kết tượng trưng",
        f"{TAGMANIFEST}: the tag files are as listed; there are no symbolic links",
    )
    commit = edition.commit or "–"
    changed = edition.changed_since_commit
    yield Text(
        f"edition.json: ấn bản {edition.edition}, {edition.site_url}, SOURCE_DATE_EPOCH {edition.source_date_epoch}, "
        f"git {commit}{' (có thay đổi thêm)' if changed else ''}",
        f"edition.json: edition {edition.edition}, {edition.site_url}, SOURCE_DATE_EPOCH {edition.source_date_epoch}, "
        f"git {commit}{' (with changes)' if changed else ''}",
    )


def _tell(lines: Iterable[Text], lang: Lang, *, err: bool = False) -> None:
    for line in lines:
        click.echo(printable(line[lang]), err=err)
