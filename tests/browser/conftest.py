"""The real site, built once a run and served below a path as a project page is, and the system's Chromium."""

from __future__ import annotations

import http.server
import mimetypes
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import brotli
import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright
from tests.archives import BELOW
from tests.browser.pages import Scheme

from archive.content.read import read_archive
from bench.browse import installed

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


expect.set_options(timeout=20_000)
"""How long a page may take to show what is due: a machine that does something else besides is no fault of the page's."""
EMPTY = "<!doctype html><title></title><link rel=icon href='data:,'>"


def chromium() -> str:
    """The path of the system's Chromium."""
    found = installed()
    if found:
        return found
    pytest.fail("the browser tests need Chromium: `apt-get install chromium`, or `make test`, which does that")


def headless() -> str:
    """The path of Chromium without windows, where the system has it: the same engine, for three quarters of the time.

    It is what Playwright brings along to be started without a window; elsewhere the whole Chromium does as well.
    """
    return shutil.which("chromium-headless-shell") or chromium()


@dataclass
class Server:
    """The site as a host serves it: below a path, compressed, pages to be asked for anew, hashed files kept."""

    site: Path
    root: str
    below: str = BELOW
    sent: list[tuple[str, int]] = field(default_factory=list)
    """Each answer since the last `clear`: the address below the root, and the bytes of its compressed body."""

    def url(self, address: str) -> str:
        """The whole address of a page, given below the site's root."""
        return self.root + address


@cache
def compressed(body: bytes) -> bytes:
    """The bytes as a host that compresses beforehand sends them."""
    return bytes(brotli.compress(body, quality=11 if len(body) < 200_000 else 5))


def handler(server: Server) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            way = self.path.partition("?")[0].partition("#")[0]
            name = way.removeprefix(BELOW) if way.startswith(BELOW) else "lost"
            path = server.site / name
            if path.is_dir():
                path /= "index.html"
            status = 200 if path.is_file() else 404
            if status == 404:
                path = server.site / "404.html"
            body = path.read_bytes()
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            packed = "br" in self.headers.get("Accept-Encoding", "")
            if packed:
                body = compressed(body)
            server.sent.append((name, len(body)))
            self.send_response(status)
            self.send_header("Content-Type", kind + ("; charset=utf-8" if kind.startswith("text/") else ""))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=31536000, immutable" if "/assets/" in f"/{name}" else "no-cache")
            if packed:
                self.send_header("Content-Encoding", "br")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


@pytest.fixture(scope="session")
def site_dir(real_site: Path) -> Path:
    """The folder of the built site."""
    return real_site / "site"


@contextmanager
def serving(site: Path) -> Iterator[Server]:
    """A built site, served."""
    found = Server(site, "")
    host = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(found))
    found.root = f"http://127.0.0.1:{host.server_port}{BELOW}"
    threading.Thread(target=host.serve_forever, daemon=True).start()
    yield found
    host.shutdown()


@pytest.fixture(scope="session")
def server(site_dir: Path) -> Iterator[Server]:
    """The built site, served."""
    with serving(site_dir) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once a run."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=headless(), args=FLAGS)
        yield found
        found.close()


@dataclass
class Tabs:
    """Tabs that are used again, each as good as new: to open another in a profile of its own costs more than most tests."""

    browser: Browser
    idle: dict[str, list[Page]] = field(default_factory=dict)
    """The tabs that no test has, by the settings of their profile."""

    def take(self, settings: Mapping[str, Any]) -> tuple[Page, list[Page]]:
        """A tab in a profile with these settings, and the list that it goes back to."""
        waiting = self.idle.setdefault(repr(sorted(settings.items())), [])
        return waiting.pop() if waiting else self.browser.new_context(**settings).new_page(), waiting

    def renew(self, page: Page) -> None:
        """Forget all that a test left behind: pages beside it, history, cache, cookies, stored values, routes."""
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.unroute_all()
        # Another origin, or none, would start another process of the browser: an empty page takes the host's root.
        root = urljoin(page.url, "/") if page.url.startswith("http") else "about:blank"
        page.route(root, lambda route: route.fulfill(content_type="text/html", body=EMPTY))
        page.goto(root)
        page.unroute_all()
        page.evaluate("() => { try { localStorage.clear(); sessionStorage.clear(); } catch { } }")
        page.context.clear_cookies()
        session = page.context.new_cdp_session(page)
        for command in ("Network.clearBrowserCache", "Page.resetNavigationHistory"):
            session.send(command)
        session.detach()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """The tabs of this run."""
    return Tabs(browser)


@pytest.fixture
def opened(tabs: Tabs) -> Iterator[Callable[..., Page]]:
    """A new tab in a browser profile of its own, by keyword: `width`, `scheme`, and what a context takes."""
    taken: list[tuple[Page, list[Page]]] = []

    def new(*, width: int = 375, scheme: Scheme = "light", **settings: Any) -> Page:
        page, waiting = tabs.take(settings)
        taken.append((page, waiting))
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, media="null")  # a test of print leaves no tab in print
        return page

    yield new
    for page, waiting in taken:
        try:
            tabs.renew(page)
        except Error:  # A tab that a test left where it cannot be had back.
            page.context.close()
        else:
            waiting.append(page)


@contextmanager
def watched(page: Page) -> Iterator[list[str]]:
    """What goes wrong while the page is used: console errors, exceptions, failed requests, requests to other hosts."""
    wrong: list[str] = []
    heard: dict[Any, Callable[[Any], None]] = {
        "console": lambda m: (
            wrong.append(f"console: {m.text} {m.location['url']}") if m.type in ("error", "warning") else None
        ),
        "pageerror": lambda error: wrong.append(f"exception: {error}"),
        "requestfailed": lambda r: None if "ABORTED" in str(r.failure) else wrong.append(f"failed: {r.url}"),
        "request": lambda r: None if _ours(r.url) else wrong.append(f"other host: {r.url}"),
    }
    for event, listener in heard.items():
        page.on(event, listener)
    yield wrong
    for event, listener in heard.items():
        page.remove_listener(event, listener)


def _ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:", "file:"))


@pytest.fixture(scope="session")
def places() -> dict[str, str]:
    """The address of each record's page by its id, below a language's root."""
    records = read_archive(ROOT).records.values()
    return {record.id: record.url("vi") for record in records}
