"""`archive serve`: a live preview on this machine, generated pages included.

Every change is built anew through the whole flow (`preview.flow`) and shown below the path of $SITE_URL. Findings are
printed, and shown at the top of every page; what is not written yet waits, and the rest goes on.
"""

from __future__ import annotations

import errno
import itertools
import os
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from archive.console import LANG, project_root, show
from archive.environment import SettingsError, site_url
from archive.escaping import printable
from archive.findings import Lang, Text
from archive.preview.answers import State
from archive.preview.child import built
from archive.preview.flow import SHOWN, Outcome
from archive.preview.server import Server
from archive.preview.watch import changed, look
from archive.settings import read_settings

_TAKEN = Text(
    "Cổng {port} đang có chương trình khác dùng; chọn cổng khác, chẳng hạn `archive serve --port {other}`",
    "The port {port} is in use by another program; choose another one, such as `archive serve --port {other}`",
)
_FORBIDDEN = Text(
    "Không được phép mở cổng {port} (dưới 1024 là của hệ thống); chọn cổng khác, chẳng hạn "
    "`archive serve --port {other}`",
    "The port {port} may not be opened (those below 1024 are the system's); choose another one, such as "
    "`archive serve --port {other}`",
)
_DONE = Text("Đã dựng lại bản xem trước.", "The preview is up to date.")
_PARTLY = Text(
    "Đã dựng lại bản xem trước; chưa có hoặc hiện như trước khi sửa: {files}",
    "The preview is up to date, but for what is left out or shown as before the change: {files}",
)
_STAYS = Text("Chưa dựng lại được; bản xem trước giữ như cũ.", "Not built anew; the preview stays as it was.")
_NO_HOST = Text(
    "Máy này không mở được địa chỉ {host} ({error}); bỏ --host, hoặc ghi một địa chỉ của chính máy này",
    "This machine cannot listen at {host} ({error}); leave --host out, or give an address of this machine",
)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address or name to listen and answer at.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@LANG
def command(host: str, port: int, lang: Lang) -> None:
    """Preview the site with live reload; stop with Ctrl+C."""
    root = project_root()
    try:
        base = urlsplit(site_url(os.environ, read_settings(root).settings.site_url)).path
    except SettingsError as error:
        click.echo(error.message[lang], err=True)
        sys.exit(1)
    server = _listening(host, port, State(root / SHOWN, base), lang)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"http://{f'[{host}]' if ':' in host else host}:{port}{base}  (Ctrl+C)", err=True)
    with suppress(KeyboardInterrupt):
        _go_on(root, server, lang)


def _listening(host: str, port: int, state: State, lang: Lang) -> Server:
    """The server, which listens already: where it cannot, nothing is built in vain."""
    try:
        return Server(host, port, state, lambda line: click.echo(line, err=True))
    except (OSError, UnicodeError) as error:
        why = {errno.EADDRINUSE: _TAKEN, errno.EACCES: _FORBIDDEN}.get(getattr(error, "errno", None) or 0, _NO_HOST)
        other = port + 1 if 1024 <= port < 65535 else 8001
        said = why.format(host=host, port=port, other=other, error=getattr(error, "strerror", None) or error)
        raise click.UsageError(said[lang]) from None


def _go_on(root: Path, server: Server, lang: Lang) -> None:
    """Build, show and wait for a change, without end."""
    start = time.time_ns()
    for count in itertools.count():
        seen = look(root)
        outcome = built(root)
        server.state = replace(server.state, outcome=outcome, version=f"{start}-{count}")
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
    words = _PARTLY.format(files=apart) if apart else _DONE
    click.echo((words if outcome.shown else _STAYS)[lang], err=True)
