"""`archive check`: every finding on the content, with file, line, reason and fix."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from pathlib import Path

import click

from archive.checks.known import all_findings
from archive.checks.stale import STALE
from archive.console import LANG, Answering, project_root, show
from archive.content.model import Archive
from archive.findings import Finding, Lang, Text, errors
from archive.folders import BUILD
from archive.kept.parsed import read_known
from archive.named import at_address, files_named, with_twins, within
from archive.refusal import Refusal


@click.command("check", cls=Answering)
@click.argument("paths", nargs=-1)
@click.option("--format", "style", type=click.Choice(["text", "github", "sarif", "json"]), default="text")
@click.option(
    "--fix",
    is_flag=True,
    help="Mend what is safe first (NFC, trailing space, line ends, BOM); on PATHS the order of keys too.",
)
@click.option("--explain", metavar="CODE", help="Explain a rule and stop.")
@click.option("--strict-translations", is_flag=True, help="A stale translation is an error.")
@LANG
def command(
    paths: tuple[str, ...], style: str, fix: bool, explain: str | None, strict_translations: bool, lang: Lang
) -> None:
    """Check the content; exit 1 where a finding is an error.

    With PATHS only what is found on these pages and their twins, or speaks of them, is shown, and --fix mends these
    files alone. A path may be written in any form that a command prints; an id or an address of the site will do too.
    """
    if explain is not None:
        _explain(explain, lang)
        return
    root = project_root()
    archive = read_known(root, root / BUILD)
    known = at_address(archive, os.environ)
    named = [file for path in paths for file in files_named(path, known)]
    if fix:
        _fix(root, named, lang)
        archive = read_known(root, root / BUILD)
    findings = all_findings(archive, os.environ)
    chosen = sorted(finding for finding in findings if not paths or _speaks_of(finding, with_twins(named), archive))
    show(chosen, lang, style, root)
    if style == "text" and not chosen:
        # On standard error: a pipe still gets findings alone.
        click.echo(_summary(lang), err=True)
    stale = strict_translations and any(finding.code == STALE for finding in chosen)
    sys.exit(1 if errors(chosen) or stale else 0)


def _summary(lang: Lang) -> str:
    from archive.report import summary  # noqa: PLC0415

    return summary([], lang)


def _explain(code: str, lang: Lang) -> None:
    from archive.report import explain  # noqa: PLC0415

    try:
        click.echo(explain(code.upper(), lang))
    except KeyError:
        raise Refusal(Text(f"không có quy tắc “{code}”", f"no rule “{code}”")) from None


def _fix(root: Path, named: list[str], lang: Lang) -> None:
    from archive.fix import fix_tree  # noqa: PLC0415

    for name in fix_tree(root, named):
        click.echo(f"{name}: {Text('đã sửa', 'mended')[lang]}", err=True)


def _record(name: str, archive: Archive) -> str:
    """The record that an id is of: its own, that of its claim, or that of a claim that is gone; else nothing."""
    ids = (archive.homes.get(name, name), name.rpartition("-")[0])
    return next((one for one in ids if one in archive.records), "")


def _speaks_of(finding: Finding, wanted: Collection[str], archive: Archive) -> bool:
    """Whether a finding stands in a file that was asked for, or speaks of one: a dead address, a link."""
    if within(finding.place.path, wanted):
        return True
    ids = {archive.records[i].vi.file for name in finding.about if (i := _record(name, archive))}
    return any(within(name, wanted) for name in (*finding.about, *ids))
