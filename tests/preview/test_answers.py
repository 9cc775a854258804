"""What requests get: whoever calls the preview by another name, writes, or asks for what is not of it, gets a sentence."""

from __future__ import annotations

import os
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import pytest

from archive.findings import Finding, Place, Severity, Text
from archive.preview.answers import Answer, State, answer, is_ours, looked_at
from archive.preview.flow import Outcome

PAGE = '<!doctype html>\n<html lang="vi"><head></head><body class="x">\n<main>Trang</main></body></html>\n'
FILES = {
    "index.html": PAGE,
    "404.html": PAGE,
    "thoa-thuan/index.html": PAGE,
    "en/thoa-thuan/index.html": PAGE,
    "assets/site.1.css": "p {}",
    "assets/hinh.svg": "<svg/>",
    "data/a.csv": "a",
    "id/kq-01.bib": "@misc{}",
    "search/index.js": "x",
    ".archive-site": "",
    ".htaccess": "secret",
}


@pytest.fixture
def state(tmp_path: Path) -> State:
    """A small site, and beside it what nobody is to see."""
    for name, text in FILES.items():
        path = tmp_path / "shown" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/index.html").write_text("secret", "utf-8")
    shown = tmp_path / "shown"
    (shown / "link.txt").symlink_to(tmp_path / "secret.txt")
    (shown / "folder-link").symlink_to(tmp_path / "folder")
    (shown / "here.html").symlink_to(shown / "index.html")
    os.mkfifo(shown / "pipe")
    (shown / "empty").mkdir()
    return State(shown)


def get(target: str, state: State, method: str = "GET") -> Answer:
    return answer(method, target, ["127.0.0.1:8000"], {"127.0.0.1", "localhost", "::1"}, 8000, state)


# --- Host

HOSTS = {
    "127.0.0.1:8000": True,
    "localhost:8000": True,
    "LocalHost:8000": True,
    "[::1]:8000": True,
    "evil.example": False,
    "evil.example:8000": False,
    "127.0.0.1.evil.example:8000": False,
    "localhost.:8000": False,
    "localhost:8001": False,
    "localhost": False,
    "127.0.0.2:8000": False,
    "[::2]:8000": False,
    "::1:8000": False,
    "localhost:8000@evil.example": False,
    "evil.example:8000#localhost:8000": False,
    "localhost:8000, evil.example": False,
    "localhost:08000 ": False,
    "localhost:٨٠٠٠": False,
    "localhost:99999999": False,
    "ⓛocalhost:8000": False,
    "": False,
    ":8000": False,
}


@pytest.mark.parametrize("host", HOSTS)
def test_it_answers_by_its_own_names_alone(host: str, state: State) -> None:
    ours = {"localhost", "127.0.0.1", "::1"}
    assert is_ours(host, ours, 8000) is HOSTS[host]
    found = answer("GET", "/", [host], ours, 8000, state)
    assert found.status == (HTTPStatus.OK if HOSTS[host] else HTTPStatus.MISDIRECTED_REQUEST)
    if not HOSTS[host]:
        assert "Trang" not in found.body.decode("utf-8")
        assert "archive serve" in found.body.decode("utf-8")


def test_the_port_of_http_need_not_be_named() -> None:
    assert is_ours("localhost", {"localhost"}, 80)


@pytest.mark.parametrize(
    "hosts", [[], ["localhost:8000", "localhost:8000"], ["localhost:8000", "evil.example"]], ids=len
)
@pytest.mark.parametrize("target", ["/", "/-preview/version", "/khong-co/"])
def test_a_request_names_one_host(hosts: list[str], target: str, state: State) -> None:
    assert answer("GET", target, hosts, {"localhost"}, 8000, state).status == HTTPStatus.MISDIRECTED_REQUEST


# --- methods and addresses


@pytest.mark.parametrize(
    "method", ["PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "X"]
)
@pytest.mark.parametrize("target", ["/", "/-preview/version", "/khong-co/"])
def test_it_is_for_reading(method: str, target: str, state: State) -> None:
    found = get(target, state, method)
    assert (found.status, found.headers["Allow"]) == (HTTPStatus.METHOD_NOT_ALLOWED, "GET, HEAD")
    assert "GET" in found.body.decode("utf-8")


THERE = {
    "/": "index.html",
    "/?x=1": "index.html",
    "/#x": "index.html",
    "/index.html": "index.html",
    "/thoa-thuan/": "thoa-thuan/index.html",
    "/th%6fa-thuan/": "thoa-thuan/index.html",
    "/assets/site.1.css": "assets/site.1.css",
}


@pytest.mark.parametrize("target", THERE)
def test_it_shows_the_files_of_the_site(target: str, state: State) -> None:
    found = get(target, state)
    assert found.status == HTTPStatus.OK
    assert FILES[THERE[target]].split("<body")[0].encode() in found.body


NOT_THERE = [
    "/khong-co/", "/khong-co", "/index.html/", "/assets/", "/assets", "/empty/", "/empty",
    "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/thoa-thuan/../../secret.txt",
    "/..\\secret.txt", "/..%5csecret.txt", "/%252e%252e/secret.txt", "/./index.html", "/thoa-thuan/..",
    "//", "//index.html", "/thoa-thuan//index.html", "//secret.txt", "/%2findex.html", "/thoa-thuan%2findex.html",
    "/%00", "/index.html%00", "/index.html%00.css", "/thoa-thuan/%00/", "/%ff", "/%c0%af", "/%ed%a0%80", "/%", "/%zz",
    "/%0d%0aX: y", "/%0a", "/%e2%80%ae", "/index.html%20", "/" + "a" * 300, "/" + "a/" * 3000, "/" + "a" * 60000, "/" + "/" * 9000,
    "/link.txt", "/folder-link/", "/folder-link", "/folder-link/index.html", "/here.html", "/pipe", "/pipe/", "/pipe/x",
    "/.archive-site", "/.htaccess", "/.git/config", "/C:/index.html", "/con", "/thoa-thuan/index.html/x",
    "/-preview", "/-preview/", "/-preview/x", "/-preview/../index.html", "/-preview/preview.css/",
]  # fmt: skip


@pytest.mark.parametrize("target", NOT_THERE, ids=lambda target: target[:30])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_it_shows_nothing_else(target: str, method: str, state: State) -> None:
    found = get(target, state, method)
    assert found.status == HTTPStatus.NOT_FOUND
    assert b"secret" not in found.body
    assert b"site.1.css" not in found.body, "a folder is listed"


@pytest.mark.parametrize(
    "target", ["", "*", "http://evil.example/", "http://localhost:8000/", "index.html", "\\", "\x00"]
)
def test_a_target_that_is_no_path_leads_nowhere(target: str, state: State) -> None:
    assert get(target, state).status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("target", "base", "to"),
    [
        ("/thoa-thuan", "/", "/thoa-thuan/"),
        ("/en/thoa-thuan?x=1", "/", "/en/thoa-thuan/"),
        ("/", "/luu-tru/", "/luu-tru/"),
        ("/luu-tru/thoa-thuan", "/luu-tru/", "/luu-tru/thoa-thuan/"),
    ],
)
def test_a_folder_is_shown_at_its_own_address(target: str, base: str, to: str, state: State) -> None:
    found = get(target, State(state.shown, base))
    assert (found.status, found.headers["Location"]) == (HTTPStatus.FOUND, to)


@pytest.mark.parametrize(
    "target", ["//evil.example/..", "//evil.example", "/%2fevil.example/", "/\\evil.example", "//thoa-thuan"]
)
def test_no_address_leads_to_another_host(target: str, state: State) -> None:
    found = get(target, state)
    assert (found.status, "Location" in found.headers) == (HTTPStatus.NOT_FOUND, False)


def test_below_a_path_nothing_is_shown_beside_it(state: State) -> None:
    below = State(state.shown, "/luu-tru/")
    assert get("/luu-tru/thoa-thuan/", below).status == HTTPStatus.OK
    for target in ("/thoa-thuan/", "/luu-tru", "/luu-tru2/", "/luu-tru/../thoa-thuan/"):
        assert get(target, below).status == HTTPStatus.NOT_FOUND, target
    assert get("/-preview/version", below).status == HTTPStatus.OK


# --- headers

KINDS = {
    "/": "text/html; charset=utf-8",
    "/assets/site.1.css": "text/css; charset=utf-8",
    "/assets/hinh.svg": "image/svg+xml; charset=utf-8",
    "/data/a.csv": "text/csv; charset=utf-8",
    "/id/kq-01.bib": "application/x-bibtex; charset=utf-8",
    "/search/index.js": "text/javascript; charset=utf-8",
    "/khong-co/": "text/html; charset=utf-8",
    "/-preview/preview.js": "text/javascript; charset=utf-8",
    "/-preview/preview.css": "text/css; charset=utf-8",
    "/-preview/version": "text/plain; charset=utf-8",
    "/-preview/x": "text/plain; charset=utf-8",
    "/thoa-thuan": "text/plain; charset=utf-8",
}


@pytest.mark.parametrize("target", KINDS)
def test_nothing_is_kept_guessed_framed_or_read_by_other_sites(target: str, state: State) -> None:
    headers = get(target, state).headers
    assert headers["Content-Type"] == KINDS[target]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    # Drafts are nobody else's, and http: on this machine stays http:.
    assert not {"Access-Control-Allow-Origin", "Strict-Transport-Security", "Server"} & headers.keys()


def test_a_refusal_is_as_closed(state: State) -> None:
    for found in (get("/", state, "PUT"), answer("GET", "/", ["evil.example"], {"localhost"}, 8000, state)):
        assert found.headers["Cache-Control"] == "no-store"
        assert found.headers["X-Content-Type-Options"] == "nosniff"
        assert found.headers["Content-Type"] == "text/plain; charset=utf-8"


# --- what is looked at, and when it is another

LOOKED_AT = {
    "/": "index.html",
    "/thoa-thuan/": "thoa-thuan/index.html",
    "/thoa-thuan/?x=1#y": "thoa-thuan/index.html",
    "/en/khong-co/": "en/khong-co/index.html",
    "/-preview/version?/en/thoa-thuan/": "en/thoa-thuan/index.html",
    "/-preview/version?/404.html": "404.html",
    "/-preview/version": "",
    "/-preview/version?": "",
    "/-preview/version?//": "index.html",
    "/-preview/version?//en/thoa-thuan/": "en/thoa-thuan/index.html",
    "/-preview/version?/../secret/": "",
    "/-preview/version?/a%00/": "",
    "/assets/site.1.css": "",
    "/-preview/preview.js": "",
    "/thoa-thuan": "",
}


@pytest.mark.parametrize("target", LOOKED_AT)
def test_a_request_for_a_page_or_its_version_looks_at_it(target: str) -> None:
    assert looked_at(target, "/") == LOOKED_AT[target]


def test_below_a_path_what_is_looked_at_is_named_from_there() -> None:
    assert looked_at("/luu-tru/thoa-thuan/", "/luu-tru/") == "thoa-thuan/index.html"
    assert looked_at("/-preview/version?/luu-tru/thoa-thuan/", "/luu-tru/") == "thoa-thuan/index.html"
    assert looked_at("/thoa-thuan/", "/luu-tru/") == ""


def version(state: State, page: str) -> str:
    return get(f"/-preview/version?{page}", state).body.decode()


def test_a_page_is_another_where_it_its_bar_or_a_picture_has_changed_and_nowhere_else(state: State) -> None:
    good = replace(state, outcome=Outcome(shown=True, beside="1"))
    pages = ("/", "/thoa-thuan/", "/khong-co/")
    before = [version(good, page) for page in pages]
    file = state.shown / "thoa-thuan/index.html"
    file.write_text(file.read_text("utf-8").replace("Trang", "Trang mới"), "utf-8")
    assert [version(good, page) == was for page, was in zip(pages, before, strict=True)] == [True, False, True]
    for other in (HELD, Outcome(shown=True, beside="2"), Outcome((FAULT,)), None):
        told = replace(state, outcome=other)
        assert all(version(told, page) != was for page, was in zip(pages, before, strict=True)), other


# --- the bar


FAULT = Finding(
    Place("docs/vi/thoa-thuan/index.md", 12, 3),
    "DV102",
    Text("Sai <b>ở đây</b>", "Wrong <b>here</b>"),
    Text("sửa đi", "mend it"),
)
WARNING = Finding(Place("docs/en/index.md", 4, 1), "DV404", Text("Đã cũ", "Stale"), severity=Severity.WARNING)
HELD = Outcome((FAULT, WARNING), True, left_out=("docs/vi/moi.md",), as_before=("docs/vi/thoa-thuan/index.md",))


def shown(target: str, state: State, outcome: Outcome | None) -> str:
    return get(target, State(state.shown, state.base, outcome)).body.decode("utf-8")


def test_where_all_is_well_a_page_has_no_bar_and_asks_for_the_next(state: State) -> None:
    html = shown("/", state, Outcome((), True))
    assert "archive-preview" not in html
    version = get("/-preview/version?/", State(state.shown, state.base, Outcome((), True))).body.decode()
    assert f'<script src="/-preview/preview.js" data-version="{version}" data-asked="/-preview/version"' in html
    assert html.startswith(PAGE.partition('<body class="x">')[0])
    assert html.endswith(PAGE.partition('<body class="x">')[2])


def test_findings_stand_first_in_every_page_in_its_language(state: State) -> None:
    for target, words, name in (("/thoa-thuan/", "Sai", "Bản xem trước"), ("/en/thoa-thuan/", "Wrong", "Preview")):
        html = shown(target, state, HELD)
        before, _, after = html.partition('<aside id="archive-preview"')
        assert "<main>" not in before, "the bar does not come first"
        box = after.partition("</aside>")[0]
        assert f"docs/vi/thoa-thuan/index.md:12:3: DV102 {words} &lt;b&gt;" in box
        assert "docs/en/index.md:4:1: DV404" in box
        assert box.index("DV102") < box.index("DV404"), "what stops a build comes first"
        assert "<b>" not in box
        assert "docs/vi/moi.md" in box
        assert name in box
        assert "(docs/vi/thoa-thuan/index.md:12:3)" in box.partition("</summary>")[0], "seen while it is closed"


@pytest.mark.parametrize(
    ("target", "opened"),
    [
        ("/", False),
        ("/thoa-thuan/", True),
        ("/moi/", True),
        ("/en/", True),
        ("/en/thoa-thuan/", False),
        ("/khong-co/", False),
    ],
)
def test_it_is_open_on_the_page_that_it_speaks_of(target: str, opened: bool, state: State) -> None:
    assert ("<details open>" in shown(target, state, HELD)) is opened


def test_it_is_open_everywhere_while_the_site_is_not_the_present_one(state: State) -> None:
    html = shown("/", state, Outcome((FAULT,)))
    assert "<details open>" in html
    assert "chưa có thay đổi mới nào" in html
    assert "without any new change" in shown("/en/thoa-thuan/", state, Outcome((FAULT,)))
    refused = shown("/", state, Outcome(refusal=Text("Đĩa <đầy>", "The disk is <full>")))
    assert "Đĩa &lt;đầy&gt;; chưa dựng lại được" in refused
    assert "lần chạy trước" in shown("/", state, None), "a site of an earlier run passes for this one's"


def test_more_than_can_be_read_is_left_to_the_terminal(state: State) -> None:
    many = tuple(Finding(Place("docs/vi/a.md", line), "DV102", Text("Sai", "Wrong")) for line in range(1, 200))
    html = shown("/", state, Outcome(many))
    assert html.count("<li>") == 50
    assert "149 chỗ nữa" in html
    assert "199 lỗi" in html


@pytest.mark.parametrize("outcome", [None, Outcome((FAULT,)), Outcome(refusal=Text("Đĩa đầy", "The disk is full"))])
@pytest.mark.parametrize(("target", "lang"), [("/", "vi"), ("/en/thoa-thuan/", "en"), ("/assets/site.1.css", "vi")])
def test_before_the_first_site_there_is_a_page_that_says_so(
    tmp_path: Path, target: str, lang: str, outcome: Outcome | None
) -> None:
    found = get(target, State(tmp_path / "none", outcome=outcome))
    html = found.body.decode("utf-8")
    assert found.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert f'<html lang="{lang}">' in html
    version = get(f"/-preview/version?{target}", State(tmp_path / "none", outcome=outcome)).body.decode()
    assert f'data-version="{version}" data-asked="/-preview/version"' in html
    # Who reads what is wrong is not interrupted; whoever waits needs no script.
    assert ('http-equiv="refresh"' in html) is (outcome is None)
    if outcome and outcome.findings:
        assert "docs/vi/thoa-thuan/index.md:12:3: DV102" in html
    assert "script-src 'self'" in found.headers["Content-Security-Policy"]
