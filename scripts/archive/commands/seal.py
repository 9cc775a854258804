"""`archive seal`: an edition as one folder that can be checked and rebuilt."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from archive.console import LANG, project_root, show
from archive.edition import LONGEST, NAME
from archive.findings import Lang, Text, errors
from archive.listener import Listener, StageReport
from archive.refusal import Refusal
from archive.seal import seal


@click.command("seal")
@click.argument("edition")
@click.option("--out", type=click.Path(path_type=Path), default=Path("dist"), show_default=True)
@LANG
def command(edition: str, out: Path, lang: Lang) -> None:
    """Seal the site and its sources as OUT/SLUG-EDITION, a BagIt 1.0 folder.

    EDITION is a slug or a day: v1, 2026-11-25. SITE_URL must be the real public address. An edition is never replaced.
    Exit 1 on findings or a refusal: nothing is written then.
    """
    root = project_root()
    if len(edition) > LONGEST or not NAME.fullmatch(edition):
        text = Text(f"“{edition}” không phải tên ấn bản: viết như v1 hay 2026-11-25",
                     f"“{edition}” is not an edition's name: write it like v1 or 2026-11-25")  # fmt: skip
        raise Refusal(text, status=2)

    def done(report: StageReport) -> None:
        # Where a build within puts its site is nobody's concern.
        text = "" if report.name == "publish" else report.text[lang]
        click.echo(f"{report.name:<8} {report.seconds:6.2f} s  {text}".rstrip(), err=True)

    sealed = seal(root, edition, root / out, os.environ, Listener(done=done))
    show(sealed.findings, lang, "text", root)
    if errors(sealed.findings) or sealed.edition is None:
        click.echo(Text("Chưa niêm phong; không ghi gì.", "Not sealed; nothing was written.")[lang], err=True)
        sys.exit(1)
    if sealed.edition.changed_since_commit:
        text = Text(
            f"Lưu ý: nguồn có thay đổi chưa ghi vào git sau {sealed.edition.commit}; edition.json nói rõ điều đó.",
            f"Note: the sources hold changes since {sealed.edition.commit} unknown to git; edition.json says so.",
        )
        click.echo(text[lang], err=True)
    click.echo(sealed.bag)
