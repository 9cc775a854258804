"""The site under a sub-path, served there alone: every link of every page is followed, those of a lost address too."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import BELOW
from tests.site.conftest import BuiltSite

pytestmark = pytest.mark.xdist_group("site")
ATTRIBUTES = ("href", "src", "data-root", "poster", "action")


class Handler(SimpleHTTPRequestHandler):
    """A host of project pages: nothing outside the sub-path, `404.html` for what is not there."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def translate_path(self, path: str) -> str:
        bare = urlsplit(path).path
        if not bare.startswith(BELOW):
            return str(Path(self.directory) / "outside the sub-path")
        return super().translate_path("/" + bare.removeprefix(BELOW))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def list_directory(self, path: str) -> None:  # type: ignore[override]
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Client:
    """Fetches each address once over one connection."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.connection = HTTPConnection("127.0.0.1", port, timeout=10)
        self.seen: dict[str, tuple[int, str, bytes]] = {}

    def get(self, path: str) -> tuple[int, str, bytes]:
        """Status, content type and bytes."""
        if path not in self.seen:
            self.connection.request("GET", path)
            answer = self.connection.getresponse()
            self.seen[path] = (answer.status, answer.headers.get("Content-Type", ""), answer.read())
        return self.seen[path]


@pytest.fixture(scope="module")
def client(site: BuiltSite) -> Iterator[Client]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site.folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    found = Client(server.server_address[1])
    yield found
    found.connection.close()
    server.shutdown()
    server.server_close()


def ways(client: Client, site: BuiltSite, at: str, page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Every address of a page that is the site's own, as (path on the server, anchor)."""
    for attribute in ATTRIBUTES:
        for value in {node.attributes[attribute] or "" for node in page.css(f"[{attribute}]")}:
            full = urljoin(client.base + at, value).replace("https://host.example", client.base)
            if full.startswith(client.base):
                path, _, anchor = full.removeprefix(client.base).partition("#")
                yield path, unquote(anchor)
    for node in page.css("meta[http-equiv=refresh]"):
        value = (node.attributes["content"] or "").partition("url=")[2]
        path, _, anchor = urljoin(client.base + at, value).removeprefix(client.base).partition("#")
        yield path, unquote(anchor)


def test_every_link_of_every_page_leads_somewhere(site: BuiltSite, client: Client) -> None:
    ids = {BELOW + url: {n.attributes["id"] for n in page.css("[id]")} for url, page in site.pages.items()}
    ids |= {f"{at}index.html": found for at, found in ids.items() if at.endswith("/")}
    broken = set()
    for url, page in site.pages.items():
        for path, anchor in ways(client, site, BELOW + url, page):
            status = client.get(path)[0]
            if status != 200:
                broken.add(f"{url} -> {path}: {status}")
            elif anchor and path in ids and anchor not in ids[path]:
                broken.add(f"{url} -> {path}#{anchor}: no such place")
    assert broken == set()
    assert len(client.seen) > 400


def test_a_crawl_from_home_finds_every_page(site: BuiltSite, client: Client) -> None:
    waiting, found = [BELOW], {BELOW}
    while waiting:
        at = waiting.pop()
        page = site.pages.get(at.removeprefix(BELOW))
        if page is None:
            continue
        for node in page.css("a[href]"):
            path = urljoin(client.base + at, node.attributes["href"] or "").partition("#")[0].removeprefix(client.base)
            if path.startswith(BELOW) and path not in found:
                found.add(path)
                waiting.append(path)
    aliases = {u for u, page in site.readers.items() if page.css_first("meta[http-equiv=refresh]")}
    lost = {url for url in site.readers if BELOW + url not in found} - aliases
    assert lost == set(), "pages that no link leads to"


@pytest.mark.parametrize("lost", ["khong/co/day/", "khong-co.html", "en/khong/co/", "ket-qua/2015-2018/kq-99/x/y/z"])
def test_a_lost_address_at_any_depth_gets_a_page_whose_links_hold(site: BuiltSite, client: Client, lost: str) -> None:
    status, kind, body = client.get(BELOW + lost)
    assert status == 404
    assert kind.startswith("text/html")
    page = LexborHTMLParser(body.decode("utf-8"))
    assert [s.attributes["lang"] for s in page.css("article section[lang]")] == ["vi", "en"]
    ways_out = set(ways(client, site, BELOW + lost, page))
    assert len(ways_out) > 10
    own = {node.attributes["id"] for node in page.css("[id]")}
    for path, anchor in ways_out:
        if path == BELOW + lost:  # a link within the page, wherever it is served
            assert anchor in own, f"#{anchor} is not on the page"
            continue
        assert path.startswith(BELOW), f"{path} leaves the sub-path"
        assert client.get(path)[0] == 200, f"{path} does not answer"


def test_links_between_pages_carry_no_host_and_no_path_of_the_root(site: BuiltSite) -> None:
    for url, page in site.readers.items():
        for node in page.css("a[href], script[src], img[src], link[rel=stylesheet]"):
            value = node.attributes.get("href") or node.attributes.get("src") or ""
            assert not value.startswith("/"), f"{url}: {value} is an absolute path"
            assert "host.example" not in value, f"{url}: {value} carries the host"
