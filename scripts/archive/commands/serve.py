"""`archive serve`: a live preview on this machine, generated pages included.

MkDocs' own live-reload server shows `build/preview`, which every change builds anew through the whole flow. Where the
flow finds an error it is printed and the preview stays as it was.
"""

from __future__ import annotations

import os
from pathlib import Path

import click
from mkdocs.livereload import LiveReloadServer

from archive.build import Listener, Options, build
from archive.console import LANG, project_root, show
from archive.findings import Lang, Text, errors
from archive.publish import PublishError
from archive.settings import SettingsError

WATCHED = ("docs", "overrides", "scripts", "mkdocs.yml")
PREVIEW = "build/preview"


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@LANG
def command(host: str, port: int, lang: Lang) -> None:
    """Preview the site with live reload; stop with Ctrl+C."""
    root = project_root()
    target = root / PREVIEW
    target.mkdir(parents=True, exist_ok=True)
    _rebuild(root, target, lang)
    server = LiveReloadServer(lambda: _rebuild(root, target, lang), host, port, str(target))
    for name in WATCHED:
        server.watch(str(root / name))
    click.echo(f"http://{host}:{port}/  (Ctrl+C)", err=True)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except OSError as error:
        words = Text(f"Không mở được cổng {port}: {error}", f"The port {port} cannot be opened: {error}")
        raise click.UsageError(words[lang]) from None
    except KeyboardInterrupt:
        server.shutdown()


def _rebuild(root: Path, target: Path, lang: Lang) -> None:
    # A preview has no public address of its own: its links to itself are those of the root.
    environment = {**os.environ, "SITE_URL": os.environ.get("SITE_URL", "")}
    try:
        findings = build(root, Options(target, preview=True), environment, Listener())
    except (PublishError, SettingsError) as error:
        click.echo(error.message[lang], err=True)
        return
    show(findings, lang, "text", root)
    wrong = len(errors(findings))
    if wrong:
        words = Text(f"{wrong} lỗi; bản xem trước giữ như cũ.", f"{wrong} errors; the preview stays.")
        click.echo(words[lang], err=True)
    else:
        click.echo(Text("Đã dựng lại bản xem trước.", "The preview is up to date.")[lang], err=True)
