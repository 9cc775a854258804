"""`archive check`: every finding on the content, with file, line, reason and cure."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from archive.build import STALE, all_findings
from archive.console import LANG, project_root, show
from archive.content.read import read_archive
from archive.findings import Lang, Text, errors
from archive.settings import SettingsError


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--format", "style", type=click.Choice(["text", "github", "sarif", "json"]), default="text")
@click.option("--fix", is_flag=True, help="Mend what is safe (NFC, trailing space, line ends, BOM, key order) first.")
@click.option("--explain", metavar="CODE", help="Explain a rule and stop.")
@click.option("--strict-translations", is_flag=True, help="A stale translation is an error.")
@LANG
def command(
    paths: tuple[str, ...], style: str, fix: bool, explain: str | None, strict_translations: bool, lang: Lang
) -> None:
    """Check the content; exit 1 where a finding is an error."""
    if explain is not None:
        _explain(explain, lang)
        return
    root = project_root()
    wanted = [_relative(path, root) for path in paths]
    if fix:
        _fix(root, lang)
    try:
        findings = all_findings(read_archive(root), os.environ)
    except SettingsError as error:
        raise click.UsageError(error.message[lang]) from None
    chosen = sorted(f for f in findings if not wanted or _within(f.place.path, wanted))
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
        raise click.UsageError(f"no rule “{code}” / không có quy tắc “{code}”") from None


def _fix(root: Path, lang: Lang) -> None:
    from archive.fix import fix_tree  # noqa: PLC0415

    for name in fix_tree(root):
        click.echo(f"{name}: {Text('đã sửa', 'mended')[lang]}", err=True)


def _relative(path: str, root: Path) -> str:
    full = (Path.cwd() / path).resolve()
    if not full.is_relative_to(root.resolve()) or not full.exists():
        raise click.UsageError(f"{path}: not in this project / không có trong dự án")
    return full.relative_to(root.resolve()).as_posix()


def _within(name: str, wanted: list[str]) -> bool:
    return any(way in {".", name} or name.startswith(f"{way}/") for way in wanted)
