"""The real site, built once a run and served below a path as a project page is, and the system's Chromium."""

from __future__ import annotations

import http.server
import mimetypes
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotli
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.browser.pages import Scheme

from archive.build import Listener, Options, build
from archive.findings import errors

ROOT = Path(__file__).resolve().parents[2]
BELOW = "/luu-tru/dan-van/"
"""The path that the test server serves the site under."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PARTS = ("docs", "overrides", "mkdocs.yml", "dates.json")
"""What a build reads; git's history is not among it, so the dates are those of `dates.json`."""


def chromium() -> str:
    """The path of the system's Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    pytest.fail("the browser tests need Chromium: `apt-get install chromium`, or `make test`, which does that")


def build_into(target: Path, work: Path, *, portable: bool = False) -> Path:
    """Build the real site into `target`, from a copy of the project in `work`; `build/` of the project stays free."""
    work.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, work / name, dirs_exist_ok=True)
        elif source.exists():
            shutil.copy2(source, work / name)
    results = ROOT / "tests/browser/results.json"
    if results.exists():
        (work / "tests/browser").mkdir(parents=True, exist_ok=True)
        shutil.copy2(results, work / "tests/browser")
    # The page for lost addresses carries the path that the site is served under.
    environment = {"SOURCE_DATE_EPOCH": "1790000000", "SITE_URL": f"https://danvan.example{BELOW}"}
    found = build(work, Options(target, portable=portable), environment, Listener())
    wrong = errors(found)
    assert not wrong, "the site does not build:\n" + "\n".join(f"{f.place}: {f.code} {f.message.en}" for f in wrong)
    return target


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
                body = brotli.compress(body, quality=11 if len(body) < 200_000 else 5)
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
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    folder = tmp_path_factory.mktemp("real")
    return build_into(folder / "site", folder / "project")


@pytest.fixture(scope="session")
def server(site_dir: Path) -> Iterator[Server]:
    """The built site, served."""
    found = Server(site_dir, "")
    host = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler(found))
    found.root = f"http://127.0.0.1:{host.server_port}{BELOW}"
    threading.Thread(target=host.serve_forever, daemon=True).start()
    yield found
    host.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once a run."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A new tab in a browser profile of its own, by keyword: `width`, `scheme`, and what a context takes."""
    contexts: list[BrowserContext] = []

    def new(*, width: int = 375, scheme: Scheme = "light", **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **settings)
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()


@contextmanager
def watched(page: Page) -> Iterator[list[str]]:
    """What goes wrong while the page is used: console errors, exceptions, failed requests, requests to other hosts."""
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(f"exception: {error}"))
    page.on("requestfailed", lambda r: None if "ABORTED" in str(r.failure) else wrong.append(f"failed: {r.url}"))
    page.on("request", lambda r: None if _ours(r.url) else wrong.append(f"other host: {r.url}"))
    yield wrong


def _ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:", "file:"))
