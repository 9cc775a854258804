"""`python -m bench`: what building, checking and reading cost, beside plain Material and Starlight, in one run."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from archive.console import LANG, project_root, speak_utf8
from archive.findings import Lang, Text
from bench.outcome import NotMeasuredError
from bench.run import run
from bench.table import as_json, text

NAME = "python -m bench"


@click.command()
@click.option("--starlight", is_flag=True, help="Build the content with Starlight too (Node, npm, network).")
@click.option("--pages", type=click.IntRange(min=200), default=4000, show_default=True, help="Pages to check.")
@click.option("--runs", type=click.IntRange(min=1), default=3, show_default=True, help="Runs of each build.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANG
def command(starlight: bool, pages: int, runs: int, style: str, lang: Lang) -> None:
    """Measure in temporary folders, ours beside the others; the project is only read."""
    root = project_root()

    def tell(words: Text) -> None:
        click.echo(f"{words[lang]} …", err=True)

    with tempfile.TemporaryDirectory(prefix="archive-bench-") as work:
        try:
            report = run(root, Path(work), pages=pages, runs=runs, with_starlight=starlight, tell=tell)
        except NotMeasuredError as missing:
            click.echo(missing.words[lang], err=True)
            sys.exit(1)
    click.echo((as_json if style == "json" else text)(report, lang), nl=False)


def main() -> None:
    """Run, and write UTF-8 whatever the system is set to; a full disk or a lost file is said, not traced."""
    speak_utf8()
    try:
        command(prog_name=NAME)
    except OSError as error:
        click.echo(f"{NAME}: {error.strerror or error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
