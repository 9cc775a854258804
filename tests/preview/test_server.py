"""The preview's sockets, as whoever means ill uses them: raw bytes in, a sentence out, and nobody else kept waiting."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from archive.preview import server as module
from archive.preview.answers import State
from archive.preview.flow import Outcome
from archive.preview.server import Server

PAGE = "<html><body>Trang</body></html>\n"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Server]:
    """A site of one page and one large file, served."""
    (tmp_path / "shown").mkdir()
    for name in ("index.html", "404.html"):
        (tmp_path / "shown" / name).write_text(PAGE, "utf-8")
    (tmp_path / "shown/large.pdf").write_bytes(b"x" * 5_000_000)
    yield from serving("127.0.0.1", tmp_path / "shown")


def serving(host: str, shown: Path) -> Iterator[Server]:
    with Server(host, 0, State(shown), print) as found:
        threading.Thread(target=lambda: found.serve_forever(0.01), daemon=True).start()
        yield found
        found.shutdown()


def connected(served: Server) -> socket.socket:
    return socket.create_connection((served.host, served.port), 30)


def said(connection: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    whole = b""
    try:
        while more := connection.recv(65536):
            whole += more
    except ConnectionResetError:
        # What was sent and not read: the answer had come before.
        pass
    return whole


def ask(served: Server, request: bytes) -> bytes:
    with connected(served) as connection:
        connection.sendall(request.replace(b"HOST", f"Host: 127.0.0.1:{served.port}".encode()))
        return said(connection)


REQUESTS: dict[str, tuple[bytes, int]] = {
    "a page": (b"GET / HTTP/1.1\r\nHOST\r\n\r\n", 200),
    "a page by HTTP/1.0": (b"GET / HTTP/1.0\r\nHOST\r\n\r\n", 200),
    "a page with a body asked for": (b"GET / HTTP/1.1\r\nHOST\r\nContent-Length: 5\r\n\r\nhello", 200),
    "a page that is waited for": (b"GET / HTTP/1.1\r\nHOST\r\nExpect: 100-continue\r\n\r\n", 200),
    "line ends of Unix": (b"GET / HTTP/1.1\nHOST\n\n", 200),
    "a part of a file": (b"GET /large.pdf HTTP/1.1\r\nHOST\r\nRange: bytes=0-1\r\n\r\n", 200),
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 421),
    "no host by HTTP/0.9": (b"GET /\r\n\r\n", 421),
    "an empty host": (b"GET / HTTP/1.1\r\nHost:\r\n\r\n", 421),
    "another host": (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
    "two hosts": (b"GET / HTTP/1.1\r\nHOST\r\nHost: evil.example\r\n\r\n", 421),
    "another host in the target": (b"GET http://evil.example/ HTTP/1.1\r\nHOST\r\n\r\n", 404),
    "another host that says it was sent on": (b"GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-HOST\r\n\r\n", 421),
    "an upload": (b"PUT /index.html HTTP/1.1\r\nHOST\r\nContent-Length: 5\r\n\r\nhello", 405),
    "a form": (b"POST / HTTP/1.1\r\nHOST\r\nContent-Length: 0\r\n\r\n", 405),
    "a method that nobody knows": (b"ARCHIVE / HTTP/1.1\r\nHOST\r\n\r\n", 405),
    "a tunnel": (b"CONNECT evil.example:443 HTTP/1.1\r\nHOST\r\n\r\n", 405),
    "what is asked of the whole server": (b"OPTIONS * HTTP/1.1\r\nHOST\r\n\r\n", 405),
    "NUL": (b"GET /\0 HTTP/1.1\r\nHOST\r\n\r\n", 404),
    "NUL in hexadecimal": (b"GET /%00 HTTP/1.1\r\nHOST\r\n\r\n", 404),
    "a byte that is no letter": (b"GET /\xff HTTP/1.1\r\nHOST\r\n\r\n", 404),
    "that byte in hexadecimal": (b"GET /%ff HTTP/1.1\r\nHOST\r\n\r\n", 404),
    "the way up": (b"GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHOST\r\n\r\n", 404),
    "the way up, plain": (b"GET /../../etc/passwd HTTP/1.1\r\nHOST\r\n\r\n", 404),
    "two slashes": (b"GET //etc/passwd HTTP/1.1\r\nHOST\r\n\r\n", 404),
    "a long name": (b"GET /" + b"a" * 60_000 + b" HTTP/1.1\r\nHOST\r\n\r\n", 404),
    "a name without end": (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHOST\r\n\r\n", 414),
    "a header without end": (b"GET / HTTP/1.1\r\nHOST\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", 431),
    "headers without end": (b"GET / HTTP/1.1\r\nHOST\r\n" + b"X: y\r\n" * 5_000 + b"\r\n", 431),
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
    "a word": (b"hello\r\n\r\n", 400),
    "four words": (b"GET / x HTTP/1.1\r\n\r\n", 400),
    "no such HTTP": (b"GET / HTTP/x.y\r\nHOST\r\n\r\n", 400),
    "HTTP of tomorrow": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
}


@pytest.mark.parametrize("why", REQUESTS)
def test_every_request_gets_a_sound_answer(served: Server, why: str, capfd: pytest.CaptureFixture[str]) -> None:
    request, status = REQUESTS[why]
    head, _, body = ask(served, request).partition(b"\r\n\r\n")
    lines = head.decode("ascii").split("\r\n")
    assert lines[0].split()[:2] == ["HTTP/1.0", str(status)], lines[0]
    headers = dict(line.split(": ", 1) for line in lines[1:])
    assert int(headers["Content-Length"]) == len(body)
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Connection"] == "close"
    assert headers["Server"] == "archive", "no version is told"
    assert ("Allow" in headers) is (status == 405)
    if status != 200:
        assert b"root:" not in body
        assert b"\n" in body
        assert headers["Content-Type"] in {"text/html; charset=utf-8", "text/plain; charset=utf-8"}
    assert capfd.readouterr() == ("", ""), "the terminal is for findings"


def test_head_is_get_without_the_body(served: Server) -> None:
    for target in (b"/", b"/large.pdf", b"/khong-co", b"/-preview/version"):
        got, head = (ask(served, way + b" " + target + b" HTTP/1.1\r\nHOST\r\n\r\n") for way in (b"GET", b"HEAD"))
        lines, empty, rest = head.partition(b"\r\n\r\n")
        assert (empty, rest) == (b"\r\n\r\n", b"")
        assert [line for line in lines.split(b"\r\n") if b"Date:" not in line] == [
            line for line in got.partition(b"\r\n\r\n")[0].split(b"\r\n") if b"Date:" not in line
        ]


def test_a_large_upload_hears_that_there_is_none(served: Server) -> None:
    with connected(served) as connection:
        connection.sendall(f"PUT / HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode())
        assert said(connection).startswith(b"HTTP/1.0 405 ")


def test_who_says_nothing_or_says_it_slowly_keeps_nobody_waiting(served: Server) -> None:
    with ExitStack() as stack:
        for start in (b"", b"G", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: 127"):
            for _ in range(20):
                stack.enter_context(connected(served)).sendall(start)
        # One that asks for a large file and never reads it.
        stack.enter_context(connected(served)).sendall(
            f"GET /large.pdf HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode()
        )
        assert ask(served, b"GET / HTTP/1.1\r\nHOST\r\n\r\n").startswith(b"HTTP/1.0 200 ")


@pytest.mark.parametrize("start", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127"])
def test_who_says_nothing_is_given_up(
    served: Server, start: bytes, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert module.Handler.timeout == module.PATIENCE
    monkeypatch.setattr(module.Handler, "timeout", 0.05)
    with connected(served) as connection:
        connection.sendall(start)
        assert said(connection) == b""
    assert capfd.readouterr() == ("", "")


def test_who_says_it_too_slowly_is_given_up(served: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then is no reason to wait on."""
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    with connected(served) as slow:
        ended = threading.Event()

        def drip() -> None:
            with suppress(OSError):
                while not ended.wait(0.05):
                    slow.sendall(b"G")

        dripping = threading.Thread(target=drip, daemon=True)
        dripping.start()
        slow.settimeout(20)
        assert b" 400 " in said(slow)[:40] or said(slow) == b""
        ended.set()
        dripping.join()


def test_of_too_many_connections_the_last_are_closed(served: Server) -> None:
    with ExitStack() as held:
        kept = [held.enter_context(connected(served)) for _ in range(module.MOST)]
        # Each is taken before the next one is: the listener is one thread.
        with connected(served) as more:
            assert said(more) == b""
        kept[0].sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode())
        assert b" 200 " in said(kept[0])[:20]
    for _ in range(200):  # those that left are noticed one after another
        if b" 200 " in ask(served, b"GET / HTTP/1.1\r\nHOST\r\n\r\n")[:20]:
            return
        time.sleep(0.05)
    pytest.fail("there is no room again")


def test_who_is_gone_is_nothing(served: Server, capfd: pytest.CaptureFixture[str]) -> None:
    for request in (b"", b"GET", f"GET /large.pdf HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode()):
        connection = connected(served)
        connection.sendall(request)
        # Closed so that what is still to come is refused.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()
    assert ask(served, b"GET / HTTP/1.1\r\nHOST\r\n\r\n").startswith(b"HTTP/1.0 200 ")
    assert capfd.readouterr() == ("", "")


def test_a_fault_of_ours_is_a_line_and_the_server_goes_on(
    served: Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(module, "answer", lambda *_: 1 / 0)
        assert ask(served, b"GET / HTTP/1.1\r\nHOST\r\n\r\n") == b""
    assert ask(served, b"GET / HTTP/1.1\r\nHOST\r\n\r\n").startswith(b"HTTP/1.0 200 ")
    assert capfd.readouterr().out == "archive serve: ZeroDivisionError: division by zero\n"


def test_it_goes_by_what_it_was_told_and_by_the_address_that_was_reached(tmp_path: Path) -> None:
    """Bound to all addresses, it answers by the one that a connection came to: no name can be made to lead there."""
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    for served in serving("0.0.0.0", tmp_path):
        hosts = {"127.0.0.1": 200, "localhost": 200, "0.0.0.0": 200, "127.0.0.2": 421, "evil.example": 421}
        for host, status in hosts.items():
            request = f"GET / HTTP/1.1\r\nHost: {host}:{served.port}\r\n\r\n".encode()
            assert ask(served, request).split()[1] == str(status).encode(), host
        with socket.create_connection(("127.0.0.2", served.port), 30) as connection:
            connection.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.2:{served.port}\r\n\r\n".encode())
            assert said(connection).startswith(b"HTTP/1.0 200 ")


@pytest.mark.skipif(not socket.has_ipv6, reason="this system has no IPv6")
def test_it_listens_at_addresses_of_the_newer_protocol(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    for served in serving("::1", tmp_path):
        for host, status in {"[::1]": 200, "localhost": 200, "[::2]": 421}.items():
            request = f"GET / HTTP/1.1\r\nHost: {host}:{served.port}\r\n\r\n".encode()
            assert ask(served, request).split()[1] == str(status).encode(), host


def test_the_last_pages_that_are_looked_at_are_known_and_no_more(served: Server) -> None:
    for name in ("a", "b", "c", "d", "a", "e"):
        served.looks_at(f"{name}/index.html")
    assert served.looked_at() == tuple(f"{name}/index.html" for name in "cdae")
    ask(served, b"GET /-preview/version?/x/ HTTP/1.1\r\nHOST\r\n\r\n")
    ask(served, b"GET /-preview/version?/evil/ HTTP/1.1\r\nHost: evil.example\r\n\r\n")
    ask(served, b"GET /assets/x.css HTTP/1.1\r\nHOST\r\n\r\n")
    assert served.looked_at()[-2:] == ("e/index.html", "x/index.html")


def test_the_state_of_the_moment_counts(served: Server) -> None:
    request = b"GET /-preview/version HTTP/1.1\r\nHOST\r\n\r\n"
    before = ask(served, request)
    assert ask(served, request) == before
    served.state = replace(served.state, outcome=Outcome(shown=True))
    after = ask(served, request)
    assert after.rpartition(b"\r\n\r\n")[2] != before.rpartition(b"\r\n\r\n")[2], "an open page would not know"
