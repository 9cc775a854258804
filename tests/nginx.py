"""The real nginx, an ordinary process of ours on a free port of 127.0.0.1, with the repository's example as its server.

Everything that it writes lies in a folder of its own. Only what names this machine is changed in the example: the port
that it listens on, where the site lies, and for a site below a path its page for lost addresses, as the example says.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.archives import REPOSITORY

EXAMPLE = REPOSITORY / "hosting" / "nginx.conf"
SECONDS = 20
"""How long it may take to answer for the first time, or to end."""
_MAIN = """\
daemon off;
master_process off;
pid {work}/pid;
error_log stderr warn;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    include {work}/example.conf;
}}
"""


def program() -> str:
    """Where nginx is; Debian puts it where only the administrator's path leads."""
    found = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"]))
    if found is None:
        pytest.fail("the tests of the hosting example need nginx: `apt-get install nginx`, or `make test`")
    return found


def example(root: Path, port: int, below: str = "/") -> str:
    """The example for a site at `root`, served below a path."""
    text = EXAMPLE.read_text("utf-8")
    for old, new in (
        ("    listen 80;\n    listen [::]:80;\n", f"    listen 127.0.0.1:{port};\n"),
        ("root /srv/archive;", f"root {root};"),
        ("/404.html;\n", f"{below}404.html;\n"),
    ):
        assert text.count(old) == 1, f"hosting/nginx.conf has {text.count(old)} times {old!r}; the tests change one"
        text = text.replace(old, new)
    return text


@contextmanager
def served(root: Path, work: Path, below: str = "/") -> Iterator[int]:
    """Serve the folder `root`; gives the port, and ends the process whatever happens."""
    work.mkdir(parents=True)
    port = _free_port()
    (work / "example.conf").write_text(example(root, port, below), "utf-8")
    (work / "nginx.conf").write_text(_MAIN.format(work=work), "utf-8")
    with (work / "said").open("wb") as said:
        command = [program(), "-p", str(work), "-e", "stderr", "-c", str(work / "nginx.conf")]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    try:
        _wait(process, port, work / "said")
        yield port
    finally:
        process.terminate()
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    end = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            break
    words = said.read_text("utf-8", "replace")
    if process.poll() is not None or "[" in words:
        pytest.fail(f"nginx does not start with hosting/nginx.conf, or warns of something in it:\n{words}")
