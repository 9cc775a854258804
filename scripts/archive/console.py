"""What the commands share: the project's root, the language option, and how findings are shown."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from archive.findings import Finding, Lang

LANG = click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of messages."
)


def project_root() -> Path:
    """The current folder, which must be a project's root (exit 2 elsewhere)."""
    root = Path.cwd()
    if not (root / "docs" / "vi").is_dir():
        raise click.UsageError("no docs/vi here: run this in the project's folder / chạy trong thư mục dự án")
    return root


def show(findings: list[Finding], lang: Lang, style: str, root: Path) -> None:
    """Print findings on standard output in one of the report's formats."""
    # Imported where used: the report loads the whole catalogue of rules.
    from archive.report import formatted  # noqa: PLC0415

    text = formatted(findings, style, lang, root, colour=sys.stdout.isatty())
    if text:
        click.echo(text)
