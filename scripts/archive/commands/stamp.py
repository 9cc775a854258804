"""`archive stamp`: an editor says that a translation is up to date; days and addresses are recorded."""

from __future__ import annotations

import json
from pathlib import Path

import click

from archive import ledger, regular
from archive.checks.checking import hold_settings
from archive.console import LANG, Answering, project_root
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.context import Context
from archive.environment import LEDGER, today, updated_ledger
from archive.findings import Lang, Text
from archive.named import files_named, with_twins, within
from archive.stage.staging import stage
from archive.translation import source_digest, stamped


@click.command("stamp", cls=Answering)
@click.option("--all", "everything", is_flag=True, help="Stamp every English page.")
@click.argument("paths", nargs=-1)
@LANG
def command(paths: tuple[str, ...], everything: bool, lang: Lang) -> None:
    """Record that the English twins of PATHS are up to date, with the days and addresses that are new.

    PATHS are pages, in any form that a command prints, or their ids. Days go to dates.json, addresses to published.txt;
    without --all and PATHS these two alone are brought up to date.
    """
    root = project_root()
    archive = read_archive(root)
    hold_settings(archive)
    ledger.hold(root)
    wanted = with_twins(file for path in paths for file in files_named(path, archive))
    for page in archive.pages:
        twin = archive.twin(page) if page.lang == "vi" else None
        if twin and (everything or within(page.file, wanted)):
            text = stamped(twin, source_digest(page))
            if text != twin.text:
                _write(root / twin.file, text)
                click.echo(f"{twin.file}: {Text('đã ghi dấu', 'stamped')[lang]}")
    archive = read_archive(root)
    _write_days(archive)
    _write_addresses(archive)


def _write_days(archive: Archive) -> None:
    text = json.dumps(updated_ledger(archive, today(archive)), ensure_ascii=False, indent=1, sort_keys=True)
    _write(archive.root / LEDGER, text + "\n")


def _write_addresses(archive: Archive) -> None:
    """Add what a build would publish now; nothing is ever taken away."""
    known = set(ledger.read_ledger(archive.root))
    now = ledger.addresses(archive, stage(archive, Context(archive.settings.site_url)))
    _write(archive.root / ledger.LEDGER, "".join(f"{address}\n" for address in sorted(known | now)))


def _write(path: Path, text: str) -> None:
    regular.replace_whole({path: text.encode("utf-8")})
