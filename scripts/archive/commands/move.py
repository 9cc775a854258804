"""`archive move`: a page and its twin at another address, every link leading where it led."""

from __future__ import annotations

import os

import click

from archive.checks.checking import hold_settings
from archive.console import LANG, Answering, finish_plan, project_root
from archive.content.read import read_archive
from archive.editing.moving import move
from archive.findings import Lang
from archive.named import at_address


@click.command("move", cls=Answering)
@click.argument("old")
@click.argument("new")
@LANG
def command(old: str, new: str, lang: Lang) -> None:
    """Move the page OLD and its twin to NEW, and rewrite all that names its place.

    OLD is a page in any form that a command prints: a path, an id, an address. NEW is a path below docs/vi, or an
    address without marks: ket-qua/2027-2030/ten-moi. Links of all pages and of the page itself, the menu and other
    settings follow; an address that was published stays as an alias.

    The files that changed are printed. Exit 1 where the archive would have an error that it has not now, 2 where OLD or
    NEW cannot be moved: nothing is written then.
    """
    root = project_root()
    archive = read_archive(root)
    hold_settings(archive)
    archive = at_address(archive, os.environ)
    finish_plan(move(archive, old, new), lang)
