"""What the commands share: the encoding that they print in, the project's root, the language option, shown findings."""

from __future__ import annotations

import codecs
import io
import sys
from pathlib import Path

import click

from archive.escaping import decoded
from archive.findings import Finding, Lang

LANG = click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of messages."
)

_POOR = (
    # Without marks: it is shown where they cannot be.
    "archive: cua so dong lenh nay dung bang ma {encoding}, con chu in ra la UTF-8. "
    "Neu doc khong duoc: dat cua so o UTF-8 va LANG=C.UTF-8.\n"
    "archive: this terminal is set to {encoding}, and what is printed is UTF-8. "
    "If it cannot be read: set the terminal to UTF-8, and LANG=C.UTF-8."
)


def speak_utf8() -> None:
    """Have standard output and error take every letter, whatever the locale or $PYTHONIOENCODING says.

    No other encoding has all letters of Vietnamese, so a file or a pipe gets UTF-8 always. A terminal does too, since
    most are of UTF-8 whatever the locale says, and one that is not shows bytes that can still be turned back; that it
    may be such a one is said once, on standard error.
    """
    poor = ""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if codecs.lookup(stream.encoding).name != "utf-8" and stream.isatty():
                poor = stream.encoding
            stream.reconfigure(encoding="utf-8", errors="archive")
    if poor:
        click.echo(_POOR.format(encoding=poor), err=True)


def _nameless(error: UnicodeError) -> tuple[bytes, int]:
    """What UTF-8 has no letter for: bytes of a name on this machine as the letters that they are, else escaped."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return decoded(error.object[error.start : error.end]).encode("utf-8", "backslashreplace"), error.end


codecs.register_error("archive", _nameless)


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
