"""`archive build`: the whole flow, told stage by stage."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

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
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    # A moving line only on a terminal; elsewhere each stage is told once, when it is done.
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)

        def started(name: str) -> None:
            progress.update(task, description=name)

        def done(report: StageReport) -> None:
            console.print(f"{report.name:<8} {report.seconds:6.2f} s  {report.text[lang]}")

        return build(root, options, os.environ, Listener(started, done))
