"""`archive serve`: a live preview on this machine, generated pages included.

Every change is built through the whole flow (`preview.flow`), the pages that are looked at first, and shown below the
path of $SITE_URL. Findings are printed, and shown at the top of every page; what is not written yet waits, and the rest
goes on.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from archive.console import LANG, project_root, show
from archive.environment import site_url
from archive.escaping import printable
from archive.findings import Lang, Text
from archive.preview.answers import State
from archive.preview.child import Builder
from archive.preview.flow import SHOWN, Outcome
from archive.preview.server import Server, listening
from archive.preview.watch import changed, look
from archive.settings import read_settings

_DONE = Text("Đã dựng lại bản xem trước.", "The preview is up to date.")
_PARTLY = Text(
    "Đã dựng lại bản xem trước; chưa có hoặc hiện như trước khi sửa: {files}",
    "The preview is up to date, but for what is left out or shown as before the change: {files}",
)
_STAYS = Text("Chưa dựng lại được; bản xem trước giữ như cũ.", "Not built anew; the preview stays as it was.")


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address or name to listen and answer at.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@LANG
def command(host: str, port: int, lang: Lang) -> None:
    """Preview the site with live reload; stop with Ctrl+C."""
    root = project_root()
    base = urlsplit(site_url(os.environ, read_settings(root).settings.site_url)).path
    # It listens before anything is built: where it cannot, nothing is built in vain.
    server = listening(host, port, State(root / SHOWN, base), lambda line: click.echo(line, err=True))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"http://{f'[{host}]' if ':' in host else host}:{port}{base}  (Ctrl+C)", err=True)
    with suppress(KeyboardInterrupt), Builder(root) as builder:
        _go_on(root, builder, server, lang)


def _go_on(root: Path, builder: Builder, server: Server, lang: Lang) -> None:
    """Build, show and wait for a change, without end."""

    def show_first(outcome: Outcome) -> None:
        server.state = replace(server.state, outcome=outcome)

    while True:
        seen = look(root)
        outcome = builder.built(server.looked_at(), show_first)
        server.state = replace(server.state, outcome=outcome)
        _tell(outcome, lang, root)
        if outcome.busy:
            time.sleep(1)
        else:
            changed(root, seen)


def _tell(outcome: Outcome, lang: Lang, root: Path) -> None:
    show(list(outcome.findings), lang, "text", root)
    if outcome.refusal:
        click.echo(printable(outcome.refusal[lang]), err=True)
    apart = ", ".join(map(printable, (*outcome.left_out, *outcome.as_before)))
    text = _PARTLY.format(files=apart) if apart else _DONE
    click.echo((text if outcome.shown else _STAYS)[lang], err=True)
