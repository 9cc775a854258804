"""The real site, built and served, and a browser to look at it with: for the tools that take pictures and measure.

Builds and serves with the helpers of the browser tests, so the repository's root is on the path. Refuses a machine
without Chromium before anything is built.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tests.archives import build_real
from tests.browser.conftest import FLAGS, Server, handler

from archive.findings import Text
from archive.refusal import Refusal
from bench.browse import installed

_NO_BROWSER = Text(
    "chưa có Chromium; hãy chạy `make tools` (hay `sudo apt-get install chromium`) rồi chạy lại",
    "there is no Chromium; run `make tools` (or `sudo apt-get install chromium`), then run this again",
)


@contextmanager
def browsing() -> Iterator[Browser]:
    """The browser."""
    path = installed()
    if path is None:
        raise Refusal(_NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def looking() -> Iterator[tuple[Server, Browser]]:
    """The server of the real site, and the browser."""
    with browsing() as browser, tempfile.TemporaryDirectory() as folder:
        server = Server(build_real(Path(folder)), "")
        host = ThreadingHTTPServer(("127.0.0.1", 0), handler(server))
        server.root = f"http://127.0.0.1:{host.server_port}{server.below}"
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield server, browser
        host.shutdown()
