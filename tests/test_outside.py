"""Asking the web for addresses: what each kind of answer comes to, and that no server leads us where nobody may ask."""

from __future__ import annotations

import errno
import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import certifi
import pytest
from tests.web import CERTIFICATE, PUBLIC, page, serving, to

from archive import outside, request
from archive.content.kinds.source import Answer
from archive.outside import MOST_REDIRECTS, Manners, NotAsked, ask
from archive.public import Target
from archive.request import MOST_HEAD, Network

QUICK = Manners(timeout=30, pause=0)
"""Where nothing waits for the end of the time, which is never near."""
BRIEF = Manners(timeout=0.5, pause=0)
"""Where the end of the time is what is tried, and nothing else is asked for in it."""


def told(found: Answer | NotAsked) -> str:
    """What came of an address, in few words."""
    if isinstance(found, str):
        return found
    return " ".join(str(part) for part in (found.result, found.status, found.moved_to) if part)


ANSWERS = {
    "/bai": page(),
    "/made": page("201 Created"),
    "/empty": page("204 No Content"),
    "/missing": page("404 Not Found"),
    "/removed": page("410 Gone"),
    "/broken": page("500 Internal Server Error"),
    "/away": page("503 Service Unavailable"),
    "/odd": page("999 Request denied"),
    "/not-changed": page("304 Not Modified"),
    "/choices": page("300 Multiple Choices", "Location: /bai"),
    "/sign-in": page("401 Unauthorized", "WWW-Authenticate: Basic"),
    "/private": page("403 Forbidden"),
    "/busy": page("429 Too Many Requests", "Retry-After: 99999"),
    "/law": page("451 Unavailable For Legal Reasons"),
    "/teapot": page("418 I'm a teapot"),
    "/moved": to("/bai"),
    "/moved-308": to("/bai", "308 Permanent Redirect"),
    "/for-now": to("/bai", "302 Found"),
    "/see": to("/bai", "303 See Other"),
    "/for-now-307": to("/bai", "307 Temporary Redirect"),
    "/moved-then-for-now": to("/for-now"),
    "/for-now-then-moved": to("/moved", "302 Found"),
    "/moved-away": to("/missing"),
    "/moved-closed": to("/private"),
    "/moved-host": to("//khac.example/bai?x=1#y"),
    "/moved-letters": to("/đường dẫn/[1]?q={a|b}"),
    "/moved-home": to("/"),
    "/home-for-now": to("http://khac.example", "302 Found"),
    "/home-language": to("/vi/"),
    "/home-page": to("/vi-vn/Trang-chu.html"),
    "/home-file": to("/index.html?from=/x"),
    "/lost": to("/loi/404.html", "302 Found"),
    "/lost-too": to("/khong-tim-thay?p=1", "302 Found"),
    "/wants-sign-in": to("/dang-nhap?next=/x", "302 Found"),
    "/thoi-su/2018/bai.html": to("/thoi-su/"),
    "/thoi-su/xa?p=1": to("/thoi-su", "302 Found"),
    "/thoi-su/index.html": to("/thoi-su/"),
    "/thoi-su/": to("/thoi-su"),
    "/thoi-su-2018": to("/thoi-su"),
    "/to-a-page": to("/vi/bai-404-xa.html"),
    "/?p=1": to("/"),
    "/vi": to("/"),
    "/": page(),
    "/round": to("/round"),
    "/round-by-sign": to("/round-by-sign#x"),
    "/there": to("/and-back"),
    "/and-back": to("/there"),
    "/nowhere": to(""),
    "/no-location": page("301 Moved Permanently"),
    **{f"/far-{step}": to(f"/far-{step + 1}") for step in range(MOST_REDIRECTS + 5)},
}
EXPECTED = {
    "/bai": "ok 200", "/bai#p6": "ok 200", "/made": "ok 201", "/empty": "ok 204",
    "/missing": "gone 404", "/removed": "gone 410",
    "/broken": "error 500", "/away": "error 503", "/odd": "error 999", "/teapot": "error 418",
    "/not-changed": "error 304", "/choices": "error 300", "/no-location": "error 301",
    "/sign-in": "refused 401", "/private": "refused 403", "/busy": "refused 429", "/law": "refused 451",
    "/moved": "moved 200 http://bao.example/bai", "/moved-308": "moved 200 http://bao.example/bai",
    "/for-now": "ok 200", "/see": "ok 200", "/for-now-307": "ok 200",
    "/moved-then-for-now": "moved 200 http://bao.example/for-now", "/for-now-then-moved": "ok 200",
    "/moved-away": "gone 404", "/moved-closed": "refused 403",
    "/moved-host": "moved 200 http://khac.example/bai?x=1",
    "/moved-letters": "moved 200 http://bao.example/%C4%91%C6%B0%E1%BB%9Dng%20d%E1%BA%ABn/%5B1%5D?q=%7Ba%7Cb%7D",
    "/moved-home": "unsure 200", "/home-for-now": "unsure 200", "/home-language": "unsure 200",
    "/home-page": "unsure 200", "/home-file": "unsure 200", "/lost": "unsure 200", "/lost-too": "unsure 200",
    "/wants-sign-in": "unsure 200", "/?p=1": "unsure 200",
    "/thoi-su/2018/bai.html": "unsure 200", "/thoi-su/xa?p=1": "unsure 200",
    "/thoi-su/index.html": "moved 200 http://bao.example/thoi-su",
    "/thoi-su/": "moved 200 http://bao.example/thoi-su", "/thoi-su-2018": "moved 200 http://bao.example/thoi-su",
    "/to-a-page": "moved 200 http://bao.example/vi/bai-404-xa.html", "/": "ok 200", "": "ok 200",
    "/vi": "moved 200 http://bao.example/",
    "/round": "error 301", "/round-by-sign": "error 301", "/there": "error 301", "/nowhere": "error 301",
    "/far-0": "error 301",
    f"/far-{5}": f"moved 200 http://bao.example/far-{MOST_REDIRECTS + 5}",
}  # fmt: skip


def test_every_answer_comes_to_its_result() -> None:
    with serving({f"bao.example{path}": answer for path, answer in ANSWERS.items()}) as web:
        found = ask([f"http://bao.example{path}" for path in EXPECTED], QUICK, web.network())
    assert {path: told(found[f"http://bao.example{path}"]) for path in EXPECTED} == EXPECTED
    assert set(web.dialled) == {(PUBLIC, 80)}
    assert web.pages.count("bao.example/bai") > 1
    assert web.asked.count("bao.example/robots.txt") == 1, "the rules of a host are read once"


def test_the_request_tells_who_asks_and_nothing_of_others() -> None:
    setting = page("302 Found", "Location: /bai", "Set-Cookie: seen=1")
    with serving({"bao.example/x?a=%C3%AA": setting}) as web:
        ask(["http://bao.example/x?a=ê#p6"], Manners(pause=0, site="https://archive.example/"), web.network())
    assert web.asked == ["bao.example/robots.txt", "bao.example/x?a=%C3%AA", "bao.example/bai"]
    for head in web.heads:
        first, *lines = head.strip().split("\r\n")
        assert first.startswith("GET ")
        assert first.endswith(" HTTP/1.1")
        headers = dict(line.split(": ", 1) for line in lines)
        assert headers.pop("User-Agent") == Manners(site="https://archive.example/").agent
        assert headers == {"Host": "bao.example", "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}


def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://10.0.0.1:3128")
        monkeypatch.setenv(name.upper(), "http://10.0.0.1:3128")
    with serving({}) as web:
        found = ask(["http://bao.example/a", "https://bao.example/a"], QUICK, web.network())
    assert {told(answer) for answer in found.values()} == {"ok 200"}
    assert set(web.dialled) == {(PUBLIC, 80), (PUBLIC, 443)}


# --- Whom it may ask


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"], ["10.0.0.7"], ["169.254.169.254"], ["100.64.0.1"], ["0.0.0.0"], ["::1"], ["::ffff:127.0.0.1"],
        ["64:ff9b::a00:1"], ["2002:a00:1::"], ["fd00::1"], ["fe80::1%1"], ["ff02::1"], ["::"], ["168.63.129.16"],
        [PUBLIC, "10.0.0.7"], ["10.0.0.7", PUBLIC], ["2606:4700::1", "::1"], [*[PUBLIC] * 9, "127.0.0.1"],
    ],
)  # fmt: skip
def test_a_name_that_leads_to_a_private_machine_is_not_asked(addresses: list[str]) -> None:
    names = {"doc.example": addresses}
    with serving({"bao.example/x": to("http://doc.example/secret")}, names) as web:
        found = ask(["http://doc.example/a", "https://doc.example/a", "http://bao.example/x"], QUICK, web.network())
    assert list(map(told, found.values())) == ["not-public", "not-public", "error 301"]
    assert web.asked == ["bao.example/robots.txt", "bao.example/x"]
    assert set(web.dialled) == {(PUBLIC, 80)}


PLACES = [
    "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://[::ffff:7f00:1]/",
    "http://169.254.169.254/latest/meta-data/", "http://10.1.2.3/", "//192.168.0.1/", "http:\\\\127.0.0.1\\x",
    "/\\127.0.0.1/", "http://localhost/", "http://localhost./", "http://nas.local/", "http://db.internal/", "http://intranet/",
    "http://user:pw@bao.example/", "http://bao.example@10.0.0.1/", "//user@bao.example/",
    "file:///etc/passwd", "file:/etc/passwd", "FILE:///C:/", "ftp://bao.example/", "javascript:alert(1)", "data:text/html,x",
    "http://bao.example:22/", "https://bao.example:8443/", "http://[", "http://[::1", "http://%", "\x00", "http://a..b/",
    "http://bao.example/" + "x" * 3_000, "http://xn--a.example/",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("from_rules", [False, True], ids=["page", "robots.txt"])
def test_a_redirect_leads_nowhere_that_nobody_may_ask(place: str, from_rules: bool) -> None:
    """And ends no run: the address that comes after is asked as ever."""
    path = "/robots.txt" if from_rules else "/x"
    answers = {f"bao.example{path}": to(place, "302 Found"), "sau.example/": page()}
    with serving(answers) as web:
        found = ask(["http://bao.example/x", "http://sau.example/"], QUICK, web.network())
    stays = place in {"/\\127.0.0.1/", "\x00", "http:\\\\127.0.0.1\\x"}  # a path of the same host, as it is read here
    if not stays:
        assert told(found["http://bao.example/x"]) == ("robots" if from_rules else "error 302")
    assert told(found["http://sau.example/"]) == "ok 200"
    assert set(web.dialled) == {(PUBLIC, 80)}
    assert {key.partition("/")[0] for key in web.asked} == {"bao.example", "sau.example"}


def test_a_name_is_looked_up_once_a_request_and_what_was_judged_is_what_is_dialled() -> None:
    """Whose name is a public machine's at the first look-up, and a private one's at the next, gains nothing."""
    with serving({}) as web:
        plain = web.network()
        turns = iter([PUBLIC, "127.0.0.1", PUBLIC, PUBLIC])
        network = Network(lambda _: [next(turns)], plain.connect)
        found = ask(["http://bao.example/a", "http://bao.example/b", "http://bao.example/c"], QUICK, network)
    assert list(map(told, found.values())) == ["not-public", "ok 200", "ok 200"]
    assert web.asked == ["bao.example/robots.txt", "bao.example/b", "bao.example/c"]
    assert web.dialled == [(PUBLIC, 80)] * 3
    assert next(turns, None) is None, "a name was looked up less often than it was asked"


def test_an_address_that_is_a_number_is_not_looked_up() -> None:
    with serving({}) as web:
        found = ask([f"http://{PUBLIC}/a", "http://16843009/a", "http://[2606:4700::1]/a"], QUICK, web.network())
    assert {told(answer) for answer in found.values()} == {"ok 200"}
    assert web.resolved == []
    assert set(web.dialled) == {(PUBLIC, 80), ("1.1.1.1", 80), ("2606:4700::1", 80)}
    assert "[2606:4700::1]/a" in web.asked


def test_the_next_machine_of_a_name_is_tried_where_one_is_away() -> None:
    with serving({}, {"bao.example": ["2606:4700::1", "1.1.1.1", PUBLIC]}) as web:
        plain = web.network()

        def connect(address: tuple[str, int], timeout: float) -> socket.socket:
            if address[0] != PUBLIC:
                raise OSError(errno.ENETUNREACH, "Network is unreachable")
            return plain.connect(address, timeout)

        found = ask(["http://bao.example/a"], QUICK, Network(plain.resolve, connect))
    assert told(found["http://bao.example/a"]) == "ok 200"


def test_a_name_of_many_machines_is_not_tried_at_all_of_them() -> None:
    """Each has its share of the time: one that swallows all that is sent leaves some for the next."""
    shares: list[float] = []
    many = [f"93.184.215.{number}" for number in range(1, 250)]

    def connect(_: tuple[str, int], timeout: float) -> socket.socket:
        shares.append(timeout)
        raise TimeoutError

    found = ask(["http://bao.example/a"], QUICK, Network(lambda _: many, connect))
    assert told(found["http://bao.example/a"]) == "no-answer"
    assert len(shares) == 4
    assert shares[0] < QUICK.timeout / 2 < shares[-1]


# --- Whose certificate is believed


@pytest.mark.parametrize(
    ("address", "believed", "expected"),
    [
        ("https://bao.example/a", True, "ok 200"),
        ("https://bao.example/a", False, "error"),
        ("https://khac.example/a", True, "error"),
        (f"https://{PUBLIC}/a", True, "error"),
        ("http://cu.example/a", True, "moved 200 https://bao.example/a"),
        ("http://cu.example/b", True, "error"),
    ],
    ids=["right", "unknown issuer", "another's", "a number", "after a redirect", "another's after a redirect"],
)
def test_a_certificate_is_the_names_that_is_asked(address: str, believed: bool, expected: str) -> None:
    answers = {"cu.example/a": to("https://bao.example/a"), "cu.example/b": to("https://khac.example/a")}
    with serving(answers) as web:
        network = web.network() if believed else web.network(Path(certifi.where()))
        found = ask([address, "http://sau.example/"], QUICK, network)
    assert told(found[address]) == expected
    assert told(found["http://sau.example/"]) == "ok 200"
    assert ("bao.example/a" in web.asked) == ("200" in expected), "something was sent before the name was held"


def test_the_way_out_is_this_machines_own_and_believes_the_kept_certificates() -> None:
    network = Network()
    assert set(network.resolve("127.0.0.1")) == {"127.0.0.1"}
    assert network.connect is socket.create_connection
    assert network.certificates.check_hostname
    assert len(network.certificates.get_ca_certs()) > 50


def test_no_keys_are_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment asks: who has the keys reads along."""
    keys = tmp_path / "keys"
    monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
    certificates = Network().certificates
    certificates.load_verify_locations(CERTIFICATE)
    with serving({}) as web:
        plain = web.network()
        found = ask(["https://bao.example/a"], QUICK, Network(plain.resolve, plain.connect, certificates))
    assert told(found["https://bao.example/a"]) == "ok 200"
    assert certificates.keylog_filename is None
    assert not keys.exists()


# --- Servers that answer amiss


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def dripping(start: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    """An answer that never ends, each part of which comes in time."""

    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(drop)
            time.sleep(0.02)

    return drip


def flooding(start: bytes, more: bytes) -> Callable[[socket.socket], None]:
    def flood(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(more)

    return flood


def typed(parameters: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed; " + parameters + b"\r\n\r\n"


def head_of(size: int) -> bytes:
    start, end = b"HTTP/1.1 200 OK\r\nX: ", b"\r\n\r\n"
    return start + b"x" * (size - len(start + end)) + end


BOMB = gzip.compress(b"0" * 20_000_000)
AMISS: dict[str, tuple[bytes | Callable[[socket.socket], None], str]] = {
    "no status": (b"xin chao\r\n\r\n", "error"),
    "bytes": (bytes(range(256)) * 9, "error"),
    "status of letters": (b"HTTP/1.1 abc OK\r\n\r\n", "error"),
    "status too high": (b"HTTP/1.1 20000 OK\r\n\r\n", "error"),
    "negative status": (b"HTTP/1.1 -200 OK\r\n\r\n", "error"),
    "another version": (b"HTTP/9.9 200 OK\r\n\r\n", "error"),
    "another protocol": (b"SSH-2.0-OpenSSH_9.6\r\n", "error"),
    "endless status line": (b"HTTP/1.1 200 " + b"x" * 100_000, "error"),
    "endless header": (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000, "error"),
    "many headers": (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "ok 200"),
    "as many headers as may be": (head_of(MOST_HEAD), "ok 200"),
    "one letter more": (head_of(MOST_HEAD + 1), "error"),
    "headers without end": (flooding(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 99), "error"),
    "a head cut short": (b"HTTP/1.1 200 OK\r\nX: y\r\n", "error"),
    "a status line cut short": (b"HTTP/1.1 200 O", "error"),
    "early hints": (b"HTTP/1.1 103 Early Hints\r\nLocation: /x\r\n\r\n" + to("/bai"), "moved 200 {}://bao.example/bai"),
    "lines without returns": (b"HTTP/1.0 302 Found\nlocation:/bai\n\n", "ok 200"),
    # What parsers made for mail stumble over, or take the square of the time for.
    "a boundary of two minds": (typed(b"boundary*=a; boundary*0*=b"), "ok 200"),
    "charsets of nonsense": (typed(b"boundary*=unicode_escape''%5cN; charset*=undefined''x"), "ok 200"),
    "half a million signs": (typed(b'x="' + b"\r\n".join([b" " + b";" * 60_000] * 8)), "error"),
    "as many signs as may be": (typed(b'x="' + b";" * (MOST_HEAD - 100)), "ok 200"),
    "interim answers without end": (flooding(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99), "error"),
    "nothing": (b"", "no-answer"),
    "reset": (reset, "no-answer"),
    "body without end": (flooding(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 9_999), "ok 200"),
    "body, dripping": (dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x"), "ok 200"),
    "a bomb": (page("200 OK", "Content-Encoding: gzip")[:-23] + b"\r\n\r\n" + BOMB, "ok 200"),
    "unknown encoding": (page("200 OK", "Content-Encoding: nonsense"), "ok 200"),
    "chunks of nonsense": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n", "ok 200"),
    "lengths of nonsense": (b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n", "ok 200"),
    "headers of nonsense": (b"HTTP/1.1 200 OK\r\n\xff\xfe\x00: \x9b31m\r\n folded\r\nno colon\r\n\r\n", "ok 200"),
    "location of nonsense": (b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe\x1b[31m/\r\n\r\n", "error 302"),
    "location over two lines": (b"HTTP/1.1 302 Found\r\nLocation: /a\r\n Set-Cookie: x\r\n\r\n", "ok 200"),
    "two locations": (b"HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: file:///x\r\n\r\n", "ok 200"),
}


@pytest.mark.parametrize("name", AMISS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_answer_amiss_is_one_addresss_result(name: str, scheme: str) -> None:
    given, expected = AMISS[name]
    with serving({"bao.example/x": given}) as web:
        found = ask([f"{scheme}://bao.example/x", f"{scheme}://bao.example/sau"], QUICK, web.network())
    assert [told(answer) for answer in found.values()] == [expected.format(scheme), "ok 200"]


SLOW: dict[str, Callable[[socket.socket], None]] = {
    "silence": lambda _: time.sleep(2),
    "interim answers": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "status line": dripping(b"HTTP/1.1 200 ", b"x"),
    "headers": dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
}


@pytest.mark.parametrize("name", SLOW)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_who_drips_is_not_waited_for(name: str, scheme: str) -> None:
    """Each drop comes in time, and the answer never."""
    with serving({"bao.example/x": SLOW[name]}) as web:
        found = ask([f"{scheme}://bao.example/x"], BRIEF, web.network())
    assert [told(answer) for answer in found.values()] == ["no-answer"]


@pytest.mark.parametrize("answer", [b"", b"xin chao\r\n", b"\x15\x03\x01\x00\x02\x02\x28"])
def test_a_port_that_does_not_speak_tls_is_one_addresss_result(answer: bytes) -> None:
    with serving({}) as web, socket.create_server(("127.0.0.1", 0)) as other:
        web.tls_port = other.getsockname()[1]
        plain = web.network()

        def connect(address: tuple[str, int], timeout: float) -> socket.socket:
            connection = plain.connect(address, timeout)
            if address[1] == 443:
                accepted, _ = other.accept()
                accepted.sendall(answer)
                accepted.close()
            return connection

        network = Network(plain.resolve, connect, plain.certificates)
        found = ask(["https://bao.example/x", "http://bao.example/sau"], QUICK, network)
    assert told(found["https://bao.example/x"]) in {"error", "no-answer"}
    assert told(found["http://bao.example/sau"]) == "ok 200"


def test_a_name_or_machine_that_is_not_there_is_one_addresss_result() -> None:
    long = f"http://{'a' * 70}.example/"
    with serving({}, {"mat.example": []}) as web:
        plain = web.network()

        def connect(address: tuple[str, int], timeout: float) -> socket.socket:
            if address[0] == "1.1.1.1":
                raise ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
            return plain.connect(address, timeout)

        def resolve(host: str) -> object:
            return host.encode("idna") if len(host) > 63 else plain.resolve(host)

        network = Network(resolve, connect)  # type: ignore[arg-type]
        found = ask(["http://mat.example/", "http://1.1.1.1/", long, "http://sau.example/"], QUICK, network)
    assert list(map(told, found.values())) == ["no-answer", "no-answer", "no-answer", "ok 200"]


@pytest.mark.parametrize("path", ["a", "moved"])
def test_a_resolver_that_does_not_answer_is_not_waited_for(path: str) -> None:
    """At the first step, and after a redirect."""
    ended, enough = threading.Event(), threading.Event()
    with serving({"bao.example/moved": to("http://cham.example/")}) as web:
        plain = web.network()

        def resolve(host: str) -> Sequence[str]:
            if host == "cham.example":
                enough.wait(60)
                ended.set()
            return plain.resolve(host)

        address = "http://cham.example/" if path == "a" else "http://bao.example/moved"
        network = Network(resolve, plain.connect)
        found = ask([address, "http://sau.example/"], Manners(timeout=2, pause=0), network)
        assert not ended.is_set(), "the resolver was waited for"
        enough.set()
    assert list(map(told, found.values())) == ["no-answer", "ok 200"]


def test_redirects_and_rules_share_one_addresss_time() -> None:
    """Eleven servers, each of which answers just in time, do not hold us eleven times as long."""

    def slow(connection: socket.socket) -> None:
        time.sleep(0.2)
        connection.sendall(to(f"http://h{len(web.asked)}.example/x"))

    hosts = {f"h{step}.example/x": slow for step in range(30)}
    with serving(hosts) as web:
        found = ask(["http://h0.example/x"], BRIEF, web.network())
    assert list(map(told, found.values())) == ["no-answer"]


# --- robots.txt


def rules(text: str, *headers: str) -> bytes:
    return page("200 OK", *headers, body=text)


def chunked(text: bytes, end: bytes = b"0\r\n\r\n", coding: bytes = b"chunked") -> bytes:
    """An answer in pieces of four letters, the lengths of which are written in more ways than one."""
    fragments = [text[start : start + 4] for start in range(0, len(text), 4)]
    sent = b"".join(b"%04X; a=b\r\n%s\r\n" % (len(fragment), fragment) for fragment in fragments)
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: " + coding + b"\r\n\r\n" + sent + end


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (rules("User-agent: *\nDisallow: /x\n"), "robots"),
        (rules("User-agent: *\nDisallow: /\nAllow: /x\n"), "robots"),
        (rules("User-agent: *\nAllow: /x\nDisallow: /\n"), "ok 200"),
        (rules("User-agent: *\nDisallow: /y\n"), "ok 200"),
        (rules("User-agent: *\nDisallow:\n"), "ok 200"),
        (rules("User-agent: archive-archive-addresses\nDisallow: /\n"), "robots"),
        (rules("User-agent: archive-archive-addresses\nDisallow:\n\nUser-agent: *\nDisallow: /\n"), "ok 200"),
        (rules("user-agent: a\n\n\n# x\nUser-Agent: *\n\ndisallow : /x\n"), "robots"),
        (rules("\ufeffUser-agent: *\r\nDisallow: /x\r\n"), "robots"),
        (rules("User-agent: *\nCrawl-delay: ²\nRequest-rate: 9/²\nDisallow: /x\n"), "robots"),
        (rules(f"User-agent: *\nCrawl-delay: {'9' * 5_000}\nDisallow: /x\n"), "robots"),
        (rules("User-agent: *\nDisallow: //[\nDisallow: /y\n"), "robots"),
        (rules("User-agent: *\n" + "Disallow: /y\n" * 50_000), "ok 200"),
        (rules("<!doctype html><title>Xin chào</title>"), "ok 200"),
        (rules(""), "ok 200"),
        (page("404 Not Found"), "ok 200"),
        (page("401 Unauthorized"), "ok 200"),
        (page("403 Forbidden"), "ok 200"),
        (page("429 Too Many Requests"), "robots"),
        (page("500 Internal Server Error"), "robots"),
        (page("503 Service Unavailable"), "robots"),
        (page("304 Not Modified"), "robots"),
        (rules("User-agent: *\nDisallow:\n", "Content-Encoding: gzip"), "robots"),
        (b"xin chao\r\n\r\n", "robots"),
        (b"", "robots"),
        (reset, "robots"),
        (flooding(b"HTTP/1.1 200 OK\r\n\r\n", b"User-agent: *\nDisallow: /x\n" * 99), "robots"),
        (flooding(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 99), "robots"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n", "robots"),
        (chunked(b"User-agent: *\nDisallow: /x\n"), "robots"),
        (chunked(b"User-agent: *\nDisallow: /y\n"), "ok 200"),
        (chunked(b"User-agent: *\nDisallow: /y\n", end=b""), "robots"),
        (chunked(b"User-agent: *\nDisallow: /y\n", end=b"-5\r\n"), "robots"),
        (chunked(b"User-agent: *\nDisallow: /y\n", end=b"5\r\nab"), "robots"),
        (chunked(b"User-agent: *\nDisallow: /y\n", end=b"1\r\nabc\r\n0\r\n\r\n"), "robots"),
        (chunked(b"User-agent: *\nDisallow: /y\n", coding=b"gzip, chunked"), "robots"),
        (flooding(chunked(b"User-agent: *\n", end=b"ffffffff\r\n"), b"Disallow: /y\n" * 99), "ok 200"),
        (b"HTTP/1.0 200 OK\n\nUser-agent: *\nDisallow: /x\n", "robots"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\nUser-agent: *\nDisallow: /x\n", "ok 200"),
        (typed(b"boundary*=a; boundary*0*=b"), "ok 200"),
        (typed(b'x="' + b";" * MOST_HEAD), "robots"),
        (to("/rules", "302 Found"), "robots"),
        (to("http://khac.example/rules"), "robots"),
        (to("/robots.txt"), "ok 200"),
        (to("http://mat.example/robots.txt"), "robots"),
    ],
    ids=lambda value: value[:60].hex() if isinstance(value, bytes) else None,
)
def test_a_hosts_rules_are_kept(answer: bytes | Callable[[socket.socket], None], expected: str) -> None:
    forbid = rules("User-agent: *\nDisallow: /x\n")
    answers = {"bao.example/robots.txt": answer, "bao.example/rules": forbid, "khac.example/rules": forbid}
    with serving(answers, {"mat.example": []}) as web:
        found = ask(["http://bao.example/x", "http://bao.example/x/2", "http://sau.example/"], QUICK, web.network())
    assert [told(answer) for answer in found.values()] == [expected, expected, "ok 200"]
    assert ("bao.example/x" in web.asked) == (expected != "robots")
    assert len(web.asked) < 12


@pytest.mark.parametrize("answer", [lambda _: time.sleep(4), dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x")])
def test_rules_that_never_come_are_not_waited_for(answer: Callable[[socket.socket], None]) -> None:
    with serving({"bao.example/robots.txt": answer}) as web:
        found = ask(["http://bao.example/x"], Manners(timeout=2, pause=0), web.network())
    assert list(map(told, found.values())) == ["robots"]
    assert web.pages == []


def test_no_more_rules_are_remembered_than_is_fair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who leads us through many hosts, each with rules of a great many lines, fills no memory with them."""
    monkeypatch.setattr(outside, "MOST_KEPT", 1_000)
    long = rules("User-agent: *\nDisallow: /x\n" + "Disallow: /y\n" * 50)
    names = [f"{letter}.example" for letter in "abcd"]
    with serving({f"{name}/robots.txt": long for name in names}) as web:
        guest = outside._Guest(QUICK, web.network())
        for name in [*names, *names]:
            for path in ("/x", "/z", "/x/2"):
                answer = guest.visit(Target("http", name, path))
                assert told(answer) == ("ok 200" if path == "/z" else "robots")
                assert sum(map(len, guest._rules.values())) <= 1_000 + len(long)
    assert web.asked.count("a.example/robots.txt") == 2, "what is forgotten is asked again, and obeyed"
    assert len(web.asked) == 8 + 8, "rules that are remembered were asked for"


def test_rules_hold_at_each_step_of_a_redirect() -> None:
    answers = {
        "bao.example/x": to("http://khac.example/closed", "302 Found"),
        "khac.example/robots.txt": rules("User-agent: *\nDisallow: /closed\n"),
    }
    with serving(answers) as web:
        found = ask(["http://bao.example/x"], QUICK, web.network())
    assert told(found["http://bao.example/x"]) == "unsure 302"
    assert web.pages == ["bao.example/x"]


# --- Manners


def test_one_address_a_host_in_turn_with_a_pause_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a pause takes nothing of the time that a server has."""
    slept: list[float] = []
    # The clock of the one who asks alone: threads of the server and of the test run sleep by another.
    clock = SimpleNamespace(sleep=slept.append, monotonic=lambda: sum(slept))
    for module in (outside, request):
        monkeypatch.setattr(module, "time", clock)
    answers = {"b.example/1": to("http://a.example/4", "302 Found")}
    with serving(answers) as web:
        wanted = ["http://a.example/1", "http://a.example/2", "http://A.example./3", "http://b.example/1"]
        found = ask(wanted, Manners(timeout=5, pause=7), web.network())
    assert {told(answer) for answer in found.values()} == {"ok 200"}
    assert web.asked == [
        *("a.example/robots.txt", "a.example/1", "b.example/robots.txt", "b.example/1", "a.example/4"),
        *("a.example/2", "a.example/3"),
    ]
    assert slept == [7, 7, 7, 7], "a.example was asked long enough ago, once b.example had its pause"


def test_an_address_is_asked_once_however_often_it_stands_there() -> None:
    with serving({}) as web:
        found = ask(["http://bao.example/a", "http://bao.example/a#b", "http://BAO.example:80/a"], QUICK, web.network())
    assert web.pages == ["bao.example/a"]
    assert [told(answer) for answer in found.values()] == ["ok 200"] * 3
