"""`archive withdraw`: a record or a claim that no longer counts, said where it stands, in both languages."""

from __future__ import annotations

import click

from archive.checks.checking import hold_settings
from archive.console import LANG, Answering, finish_plan, project_root
from archive.content.read import read_archive
from archive.editing.withdrawing import Asked, withdraw
from archive.environment import today
from archive.findings import Lang


@click.command("withdraw", cls=Answering)
@click.argument("name", metavar="ID")
@click.option("--reason", required=True, help="Why, in Vietnamese: readers see it before what was withdrawn.")
@click.option("--reason-en", default="", help="The same in English.")
@click.option("--instead", metavar="ID", default="", help="What replaces it: a claim, or a record of the same kind.")
@click.option("--same-as", metavar="ID", default="", help="The claim that says the same, and stays.")
@click.option("--day", metavar="YYYY-MM-DD", default="", help="Since when; default: today, where the archive is kept.")
@LANG
def command(name: str, reason: str, reason_en: str, instead: str, same_as: str, day: str, lang: Lang) -> None:
    """Withdraw the record or claim ID: it stays at its address, marked as withdrawn.

    The files that changed are printed. Exit 1 where the archive would have an error that it has not now, 2 where ID
    cannot be withdrawn, such as while something that counts rests on it: nothing is written then.
    """
    root = project_root()
    archive = read_archive(root)
    hold_settings(archive)
    now = today(archive)
    finish_plan(withdraw(archive, name, Asked(reason, reason_en, instead, day, same_as), now), lang)
