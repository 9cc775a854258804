"""The nginx example, held to the table of headers by the real nginx: every file, and what is asked in bad faith."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import pytest
from tests.archives import project
from tests.nginx import served

from archive.build import Options, build
from archive.finish.headers import RULES, headers_of
from archive.listener import Listener
from archive.media.kinds import by_ending

pytestmark = pytest.mark.xdist_group("nginx")
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "webmanifest": "application/manifest+json",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "png": "image/png",
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/vnd.microsoft.icon",
    "woff2": "font/woff2",
}
"""What each kind of file in the site is; what the table of headers says of an address comes before it."""
HIDDEN = ("_headers", ".nojekyll", ".archive-site")
HELD = sorted({name for rule in RULES for name in rule.headers} | {"Cache-Control"})


@dataclass(frozen=True)
class Host:
    """A site in a folder, and the nginx that serves it below a path."""

    site: Path
    port: int
    below: str

    def ask(self, address: str, method: str = "GET", **headers: str) -> tuple[int, HTTPMessage, bytes]:
        """Status, headers and body; the address goes out as it is written, from the site's root."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, self.below + address.removeprefix("/"), headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


@pytest.fixture(scope="module", params=["/", "/luu-tru/dan-van/"], ids=["at a root", "below a path"])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A small site with a file of every kind, served at a root and below a path as the example says."""
    below = str(request.param)
    work = tmp_path_factory.mktemp("hosting")
    site = work / "srv" / below.strip("/")
    root = project(work / "project")
    findings = build(root, Options(site), {"SITE_URL": f"https://danvan.example{below}"}, Listener())
    assert findings == [], "\n".join(finding.line("en") for finding in findings)
    for kind in by_ending():
        (site / f"assets/kieu.{kind}").write_bytes(b"x")
    (site / ".an" / "khoa").mkdir(parents=True)
    (site / ".an/khoa/index.html").write_text("secret", "utf-8")
    (work / "ngoai.txt").write_text("outside", "utf-8")
    with served(work / "srv", work / "nginx", below) as port:
        yield Host(site, port, below)


def addresses(host: Host) -> list[str]:
    """Every file's address, a page's with and without its file name."""
    names = [path.relative_to(host.site).as_posix() for path in sorted(host.site.rglob("*")) if path.is_file()]
    public = [f"/{name}" for name in names if name not in HIDDEN and not name.startswith(".an")]
    return public + [name.removesuffix("index.html") for name in public if name.endswith("/index.html")]


def differences(address: str, headers: HTTPMessage, expected: dict[str, str]) -> list[str]:
    """What a host says otherwise than it should, or twice, line by line."""
    found = []
    for name in sorted(expected.keys() | set(HELD)):
        said = headers.get_all(name) or []
        if said != ([expected[name]] if name in expected else []):
            found.append(f"{address}: {name} is {said}, the table has {expected.get(name)!r}")
    return found


def expected_of(address: str) -> dict[str, str]:
    """The headers of a file's address, its type with them."""
    name = address if not address.endswith("/") else f"{address}index.html"
    return {"Content-Type": TYPES[name.rpartition(".")[2]], **headers_of(name)}


def test_every_file_has_the_headers_of_the_table(host: Host) -> None:
    wrong = []
    asked = addresses(host)
    for address in asked:
        status, headers, body = host.ask(address)
        name = address.removeprefix("/") + ("index.html" if address.endswith("/") else "")
        if status != 200 or body != (host.site / name).read_bytes():
            wrong.append(f"{address}: {status}, {len(body)} bytes")
        wrong += differences(address, headers, expected_of(address))
    assert not wrong, "hosting/nginx.conf and finish/headers.py differ:\n" + "\n".join(wrong[:40])
    assert len(asked) > 200
    unused = [rule.pattern for rule in RULES if not any(rule.fits(address) for address in asked)]
    assert not unused, f"no file of the small site tries these rules: {unused}"


LOST = (  # the last four are folders without a page: what is in them is not listed
    "/khong-co/",
    "/khong-co.html",
    "/ket-qua/2015-2018/kq-99/x/y",
    "/id/kq-99.bib",
    "/assets/",
    "/data/",
    "/id/",
    "/search/",
)


@pytest.mark.parametrize("address", [*LOST, *(f"/{name}" for name in HIDDEN)])
def test_what_is_not_there_is_the_page_for_lost_addresses(host: Host, address: str) -> None:
    status, headers, body = host.ask(address)
    assert status == 404, address
    assert body == (host.site / "404.html").read_bytes()
    assert differences(address, headers, expected_of("/404.html")) == []


@pytest.mark.parametrize(
    "address",
    [
        ".an/khoa/", ".an/khoa/index.html", "%2ean/khoa/", "assets/.%2e/.an/khoa/", ".archive-site", "%5fheaders",
        "../ngoai.txt", "%2e%2e/ngoai.txt", "..%2fngoai.txt", "assets/../../ngoai.txt", "assets/..%2f..%2fngoai.txt",
        "assets/..%5c..%5cngoai.txt", "assets../ngoai.txt", "index.html%00.txt", "index.html/x", "./_headers", "/_headers",
    ],
)  # fmt: skip
def test_nothing_hidden_or_outside_is_given(host: Host, address: str) -> None:
    status, headers, body = host.ask(f"/{address}")
    assert status in {400, 404}, f"{address}: {status}"
    assert b"secret" not in body
    assert b"outside" not in body
    assert b"Built by archive" not in body
    assert not body.startswith(b"# Cloudflare"), address
    assert re.fullmatch(r"nginx", headers["Server"]), "the version of nginx is nobody's business"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "TRACE"])
@pytest.mark.parametrize("address", ["/", "/data/archive.json", "/khong-co/", "/thoa-thuan"])
def test_files_are_only_read(host: Host, method: str, address: str) -> None:
    before = {path: path.read_bytes() for path in host.site.rglob("*") if path.is_file()}
    status, headers, _ = host.ask(address, method)
    assert status == 405, f"{method} {address}: {status}"
    if method != "TRACE":  # nginx refuses this one before it reads its settings
        assert headers["Allow"] == "GET, HEAD"
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert {path: path.read_bytes() for path in host.site.rglob("*") if path.is_file()} == before


def test_a_folder_without_its_slash_leads_to_it_on_whatever_host_and_port(host: Host) -> None:
    for name in ("thoa-thuan", "en/thoa-thuan", "ket-qua/2015-2018/kq-01", "id/kq-01"):
        status, headers, _ = host.ask(f"/{name}?x=1", Host="evil.example")
        assert (status, headers["Location"]) == (301, f"{host.below}{name}/?x=1")
        assert headers["X-Frame-Options"] == "DENY", "a redirect has the headers too"
        assert "Allow" not in headers
    # Written as the name of a host, it leads to no host.
    location = host.ask("//thoa-thuan")[1]["Location"]
    assert not location.startswith("//"), location


def test_reading_without_the_body_and_again_costs_nothing(host: Host) -> None:
    _, headers, body = host.ask("/thoa-thuan/")
    status, alone, nothing = host.ask("/thoa-thuan/", "HEAD")
    assert (status, nothing) == (200, b"")
    assert differences("HEAD /thoa-thuan/", alone, expected_of("/thoa-thuan/")) == []
    status, again, nothing = host.ask("/thoa-thuan/", **{"If-None-Match": headers["ETag"]})
    assert (status, nothing) == (304, b"")
    assert again["Content-Security-Policy"] == headers["Content-Security-Policy"]
    status, packed, bytes_ = host.ask("/thoa-thuan/", **{"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(bytes_) == body
    assert len(bytes_) < len(body) / 2
