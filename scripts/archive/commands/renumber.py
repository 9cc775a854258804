"""`archive renumber`: another id for a record that was never published."""

from __future__ import annotations

import os

import click

from archive.checks.checking import hold_settings
from archive.console import LANG, Answering, finish_plan, project_root
from archive.content.read import read_archive
from archive.editing.renumbering import renumber
from archive.findings import Lang
from archive.named import at_address


@click.command("renumber", cls=Answering)
@click.argument("old")
@click.argument("new")
@LANG
def command(old: str, new: str, lang: Lang) -> None:
    """Give the record OLD the id NEW, with its claims, its files and all that names them.

    OLD is an id or a page: where two branches both added kq-07, name one of the two pages by its path. That one is
    renumbered with its twin; where other pages name the old id, these places are told and left as they are. An id or a
    page that was published keeps its id.

    The files that changed are printed. Exit 1 where the archive would have an error that it has not now, 2 where OLD or
    NEW cannot be: nothing is written then.
    """
    root = project_root()
    archive = read_archive(root)
    hold_settings(archive)
    archive = at_address(archive, os.environ)
    finish_plan(renumber(archive, old, new), lang)
