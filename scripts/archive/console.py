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
    """Print findings on standard output: on a terminal with the line at fault, else as a file or pipe takes them."""
    # Imported where used: the report loads the whole catalogue of rules.
    from archive import report  # noqa: PLC0415

    if style == "text" and sys.stdout.isatty():
        text = report.text(findings, lang, lines=lambda path: _lines(root, path), colour=True)
    else:
        text = report.report(findings, style, lang)
    if text:
        click.echo(text, nl=not text.endswith("\n"))


def _lines(root: Path, path: str) -> list[str]:
    """A file's lines for the excerpt below a finding; none where it cannot be shown."""
    try:
        return (root / path).read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
