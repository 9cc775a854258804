"""`archive diff`: what a reader would notice of a change, before it is published."""

from __future__ import annotations

import os

import click

from archive.checks.checking import check
from archive.comparing.compare import compare
from archive.comparing.markdown import markdown
from archive.comparing.outline import outline
from archive.comparing.sides import sides
from archive.comparing.text import text
from archive.comparing.value import Comparison
from archive.console import LANG, Answering, project_root
from archive.findings import Lang


@click.command("diff", cls=Answering)
@click.argument("old", metavar="[REV]", required=False, default="")
@click.argument("new", metavar="[NEW]", required=False, default="")
@click.option(
    "--format", "style", type=click.Choice(["text", "markdown"]), default="text", show_default=True,
    help="markdown: for a comment on a pull request.",
)  # fmt: skip
@LANG
def command(old: str, new: str, style: str, lang: Lang) -> None:
    """Tell what a reader would notice between REV and what is in the folder now.

    Statements word by word in both languages, pages, terms, settings, figures, addresses; English that was left behind,
    with the mark to paste where it still holds; and what `archive check` finds. Exit 0 whatever it tells.

    REV is a commit, a branch, or the folder of a sealed edition (begin its path with ./ where a branch has the same
    name). Without it: on a branch, the commit at which it left the main one; on the main branch, the last commit where
    something has changed since, else the commit before. With NEW, REV is compared with that commit or edition instead
    of the folder. Nothing is checked out, and nothing of an edition is run.
    """
    with sides(project_root(), old, new, os.environ) as (before, after):
        changes = compare(before.archive, after.archive)
        comparison = Comparison(before.name, after.name, changes, tuple(check(after.archive)))
    told = outline(comparison, lang)
    click.echo(text(told) if style == "text" else markdown(told, lang), nl=False)
