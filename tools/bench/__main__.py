"""`python -m bench`: what building, checking and reading cost, beside plain Material and Starlight, in one run."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from archive.console import LANG, Speaking, project_root
from archive.findings import Lang, Text
from archive.refusal import Refusal
from bench.outcome import NotMeasuredError
from bench.run import run
from bench.table import as_json, text

NAME = "python -m bench"


@click.command(NAME, cls=Speaking)
@click.option("--starlight", is_flag=True, help="Build the content with Starlight too (Node, npm, network).")
@click.option("--large", is_flag=True, help="Ask the searches at 2,000 records a language too (some minutes).")
@click.option("--pages", type=click.IntRange(min=200), default=4000, show_default=True, help="Pages to check.")
@click.option("--runs", type=click.IntRange(min=1), default=3, show_default=True, help="Runs of each build.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANG
def command(starlight: bool, large: bool, pages: int, runs: int, style: str, lang: Lang) -> None:
    """Measure in temporary folders, ours beside the others; the project is only read."""
    root = project_root()

    def tell(words: Text) -> None:
        click.echo(f"{words[lang]} …", err=True)

    with tempfile.TemporaryDirectory(prefix="archive-bench-") as work:
        try:
            report = run(root, Path(work), pages=pages, runs=runs, with_starlight=starlight, large=large, tell=tell)
        except NotMeasuredError as missing:
            raise Refusal(missing.text) from None
    click.echo((as_json if style == "json" else text)(report, lang), nl=False)


if __name__ == "__main__":
    command(prog_name=NAME)
