"""What the commands share: how a refusal is told, the encoding, the project's root, the language option, findings."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.escaping import decoded, printable
from archive.findings import LANGS, Finding, Lang, Text
from archive.refusal import TRACEBACK, Refusal, refusal_of

if TYPE_CHECKING:
    from archive.editing.changes import Plan


def _remembered(context: click.Context, _: click.Parameter, lang: Lang) -> Lang:
    """Have whoever tells a refusal know the command and its language."""
    if isinstance(context.obj, dict):
        context.obj |= {"lang": lang, "command": context.command}
    return lang


LANG = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    is_eager=True,
    callback=_remembered,
    help="Language of messages.",
)

_POOR = (
    # Without marks: it is shown where they cannot be.
    "archive: cua so dong lenh nay dung bang ma {encoding}, con chu in ra la UTF-8. "
    "Neu doc khong duoc: dat cua so o UTF-8 va LANG=C.UTF-8.\n"
    "archive: this terminal is set to {encoding}, and what is printed is UTF-8. "
    "If it cannot be read: set the terminal to UTF-8, and LANG=C.UTF-8."
)


_STOPPED = Text("đã dừng", "stopped")


class Speaking(click.Command):
    """A command that tells in words whatever ends it, in the language asked for, or both where none was."""

    refused = 1
    """The least exit status of what it refuses; what the system refuses is 1 always."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and write UTF-8 whatever the system is set to."""
        speak_utf8()
        asked: dict[str, Any] = {}
        try:
            try:
                # Click's own words for what ends it are English alone.
                sys.exit(super().main(*args, **kwargs | {"obj": asked, "standalone_mode": False}))
            finally:
                if sys.stdout:  # none where it was closed before we came
                    sys.stdout.flush()
        except click.Abort:
            self._tell(_STOPPED, asked)
            sys.exit(1)
        except click.UsageError as error:
            self._tell_usage(error, asked)
            sys.exit(error.exit_code)
        except Exception as error:
            if os.environ.get(TRACEBACK) and not isinstance(error, Refusal):
                raise
            if isinstance(error, OSError):
                _drop_output()
            refused = refusal_of(error)
            self._tell(refused.message, asked)
            least = getattr(asked.get("command"), "refused", 1) if error is refused else 1
            sys.exit(max(refused.status, least))

    def _tell(self, words: Text, asked: Mapping[str, Any]) -> None:
        for lang in [asked["lang"]] if asked else LANGS:
            click.echo(f"{self.name}: {printable(words[lang])}", err=True)

    def _tell_usage(self, error: click.UsageError, asked: Mapping[str, Any]) -> None:
        # Imported where used: who types what is right needs no words for it.
        from archive.usage import asked_wrongly  # noqa: PLC0415

        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            error.show()
            return
        if error.ctx:
            click.echo(error.ctx.get_usage(), err=True)
        self._tell(asked_wrongly(error), asked)


class Answering(Speaking):
    """A command that refuses nothing but what was asked wrongly."""

    refused = 2


def _drop_output() -> None:
    """What could not be written is given up, so that Python does not fail on it once more as it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
        words = Text(
            "không có docs/vi ở đây; hãy chạy trong thư mục dự án", "no docs/vi here; run this in the project's folder"
        )
        raise Refusal(words, status=2)
    return root


def show(findings: list[Finding], lang: Lang, style: str, root: Path) -> None:
    """Print findings on standard output: on a terminal with the line at fault, else as a file or pipe takes them."""
    # Imported where used: the report loads the whole catalogue of rules.
    from archive import report  # noqa: PLC0415

    if style == "text" and sys.stdout and sys.stdout.isatty():
        text = report.text(findings, lang, lines=lambda path: _lines(root, path), colour=True)
    else:
        text = report.report(findings, style, lang)
    if text:
        click.echo(text, nl=not text.endswith("\n"))


def finish_plan(plan: Plan, lang: Lang) -> None:
    """Carry out what an editor asked for and print the files that changed; exit 1 with the errors that hinder it."""
    # Imported where used: no other command checks an archive that is not written.
    from archive import report  # noqa: PLC0415
    from archive.editing.changes import carry_out, hindrances  # noqa: PLC0415

    if findings := hindrances(plan):
        # Of files as they would be: there is no line to show.
        click.echo(report.report(findings, "text", lang), nl=False)
        cure = plan.cure(findings) or Text("sửa những chỗ ấy", "mend these places")
        text = Text(
            "Như thế thì kho lưu trữ có lỗi mới, nên không ghi gì; {cure} rồi chạy lại lệnh.",
            "That would be a new error, so nothing is written; {cure} and run the command again.",
        )
        click.echo(text.format(cure=cure)[lang], err=True)
        sys.exit(1)
    carry_out(plan)
    for name in plan.changed:
        click.echo(name)
    check = f"archive check {plan.name}".strip()
    next_steps = Text(
        f"đọc lại thay đổi (`git add -A`, `git diff --cached`), chạy `{check}`, rồi ghi vào git (`git commit`)",
        f"read the change (`git add -A`, `git diff --cached`), run `{check}`, then `git commit`",
    )
    for text in (*plan.notes, *plan.told, next_steps):
        click.echo(text[lang], err=True)


def _lines(root: Path, path: str) -> list[str]:
    """A file's lines for the excerpt below a finding; none where it cannot be shown."""
    try:
        return (root / path).read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
