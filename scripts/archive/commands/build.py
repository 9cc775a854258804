"""`archive build`: the whole flow, told stage by stage."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from archive.build import Options, build
from archive.console import LANG, project_root, show
from archive.findings import Finding, Lang, Text, errors
from archive.folders import PORTABLE, SITE
from archive.listener import Listener, StageReport


@click.command("build")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help=f"Where the site goes.  [default: {SITE}; {PORTABLE} if --portable]",
)
@click.option("--strict-translations", is_flag=True, help="A stale translation is an error.")
@click.option("--portable", is_flag=True, help="Make a copy that works from a folder (file://).")
@click.option("--publish", is_flag=True, help="For readers: refuse an address that published.txt lacks.")
@click.option("--engine", type=click.Choice(["mkdocs", "properdocs"]), default="mkdocs", show_default=True)
@LANG
def command(
    site_dir: Path | None, strict_translations: bool, portable: bool, publish: bool, engine: str, lang: Lang
) -> None:
    """Build the site and swap it in whole; on findings the old one stays."""
    root = project_root()
    target = root / (site_dir or (PORTABLE if portable else SITE))
    options = Options(target, strict_translations, portable, engine, publish)
    findings = _told(root, options, lang)
    show(findings, lang, "text", root)
    if errors(findings):
        text = Text("Chưa xuất bản; trang cũ còn nguyên.", "Not published; the old site is as it was.")
        click.echo(text[lang], err=True)
        sys.exit(1)


def _told(root: Path, options: Options, lang: Lang) -> list[Finding]:
    """Build, and tell each stage when it is done; on a terminal also which one is under way.

    That line does not move by itself: what moved it would be a thread, with which no second process can be started.
    """
    clear = _CLEAR if sys.stderr.isatty() else ""

    def started(name: str) -> None:
        if clear:
            click.echo(f"{clear}{name} …", err=True, nl=False)

    def done(report: StageReport) -> None:
        click.echo(f"{clear}{report.name:<8} {report.seconds:6.2f} s  {report.text[lang]}", err=True)

    try:
        return build(root, options, os.environ, Listener(started, done))
    finally:
        click.echo(clear, err=True, nl=False)


_CLEAR = "\r\033[K"
"""To the beginning of a terminal's line, which is empty then."""
