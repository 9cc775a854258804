"""A web of our own for what asks the real one: names, their addresses, and one server on this machine behind them all."""

from __future__ import annotations

import contextlib
import re
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.request import Network, trusted

CERTIFICATE = Path(__file__).parent / "fixtures/tls/bao.example.pem"
"""Of bao.example alone."""
PUBLIC = "93.184.215.14"
Answers = Mapping[str, "bytes | Callable[[socket.socket], None]"]
"""What is sent for `host/path`: bytes as they are, or what is done with the connection."""


def page(status: str = "200 OK", *headers: str, body: str = "") -> bytes:
    """A plain answer."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", body]).encode("utf-8")


def to(location: str, status: str = "301 Moved Permanently") -> bytes:
    """An answer that leads elsewhere."""
    return page(status, f"Location: {location}")


@dataclass
class Web:
    """What was asked of the server, and which addresses were connected to."""

    answers: Answers
    names: Mapping[str, Sequence[str]]
    port: int = 0
    tls_port: int = 0
    asked: list[str] = field(default_factory=list)
    """`host/path` of each request, in order."""
    heads: list[str] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)

    def resolve(self, host: str) -> Sequence[str]:
        """The addresses of a name; one public address where the table has none."""
        self.resolved.append(host)
        found = self.names.get(host, [PUBLIC])
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return found

    def connect(self, address: tuple[str, int], timeout: float) -> socket.socket:
        """Our own server, whatever the address; what is dialled is noted."""
        self.dialled.append(address)
        return socket.create_connection(("127.0.0.1", self.tls_port if address[1] == 443 else self.port), timeout)

    def network(self, certificate: Path = CERTIFICATE) -> Network:
        """The way out into this web."""
        return Network(self.resolve, self.connect, trusted(certificate))

    @property
    def pages(self) -> list[str]:
        """What was asked besides robots.txt."""
        return [path for path in self.asked if not path.endswith("/robots.txt")]


@contextlib.contextmanager
def serving(answers: Answers, names: Mapping[str, Sequence[str]] | None = None) -> Iterator[Web]:
    """A web with these answers; 200 for a page that it does not name, 404 for a robots.txt."""
    web = Web(answers, names or {})
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)

    class Handler(socketserver.BaseRequestHandler):
        wrapped = False

        def handle(self) -> None:
            with contextlib.suppress(OSError):
                connection = tls.wrap_socket(self.request, server_side=True) if self.wrapped else self.request
                self.answer(connection)
                if self.wrapped:
                    connection.close()

        def answer(self, connection: socket.socket) -> None:
            head = b""
            while b"\r\n\r\n" not in head and (more := connection.recv(65536)):
                head += more
            words = head.decode("latin-1")
            found = re.search(r"^Host: *(.*?)\r$", words, re.MULTILINE)
            key = (found[1] if found else "") + (words.split(" ")[1] if " " in words else "")
            web.asked.append(key)
            web.heads.append(words)
            default = page("404 Not Found") if key.endswith("/robots.txt") else page()
            given = web.answers.get(key, default)
            if isinstance(given, bytes):
                connection.sendall(given)
            else:
                given(connection)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    class Secure(Handler):
        wrapped = True

    with Server(("127.0.0.1", 0), Handler) as plain, Server(("127.0.0.1", 0), Secure) as secure:
        web.port, web.tls_port = plain.server_address[1], secure.server_address[1]
        threads = [threading.Thread(target=server.serve_forever, args=(0.01,)) for server in (plain, secure)]
        for thread in threads:
            thread.start()
        try:
            yield web
        finally:
            for server in (plain, secure):
                server.shutdown()
            for thread in threads:
                thread.join()
