"""The preview's sockets: a thread a connection, its request read by the standard library and answered by `answers`.

Takes the host and the port to listen at, the `State` of the preview, which its owner puts another in place of, and
whom to tell of a fault of ours, in a line. Refuses a place where it cannot listen. A connection that says
nothing, or says it slowly, holds up no other and is given up after a while; of more connections than any browser makes
the last are closed; what is no HTTP is answered with 400 in a sentence. Nothing else is told of peers.
"""

from __future__ import annotations

import errno
import http.server
import ipaddress
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from archive.findings import Text
from archive.preview.answers import Answer, State, answer, looked_at, refusal
from archive.refusal import Refusal

PATIENCE = 10.0
"""Seconds to wait for a peer's next bytes, and for its whole request."""
MOST = 200
"""Connections at once: each holds a file open, of which the system gives some hundreds."""
PAGES = 4
"""How many of the pages that are looked at are made first: each takes a moment of what the others wait."""
_TAKEN = Text(
    "Cổng {port} đang có chương trình khác dùng; chọn cổng khác, chẳng hạn `archive serve --port {other}`",
    "The port {port} is in use by another program; choose another one, such as `archive serve --port {other}`",
)
_FORBIDDEN = Text(
    "Không được phép mở cổng {port} (dưới 1024 là của hệ thống); chọn cổng khác, chẳng hạn "
    "`archive serve --port {other}`",
    "The port {port} may not be opened (those below 1024 are the system's); choose another one, such as "
    "`archive serve --port {other}`",
)
_NO_HOST = Text(
    "Máy này không mở được địa chỉ {host} ({error}); bỏ --host, hoặc ghi một địa chỉ của chính máy này",
    "This machine cannot listen at {host} ({error}); leave --host out, or give an address of this machine",
)
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_UNREADABLE = "Yêu cầu này không đọc được ({status}).\nThis request cannot be read ({status}).\n"


def listening(host: str, port: int, state: State, tell: Callable[[str], object]) -> Server:
    """A server that listens already, or words for why it cannot."""
    try:
        return Server(host, port, state, tell)
    except (OSError, UnicodeError) as error:
        why = {errno.EADDRINUSE: _TAKEN, errno.EACCES: _FORBIDDEN}.get(getattr(error, "errno", None) or 0, _NO_HOST)
        other = port + 1 if 1024 <= port < 65535 else 8001
        said = getattr(error, "strerror", None) or error
        raise Refusal(why.format(host=host, port=port, other=other, error=said), status=2) from None


class Server(socketserver.ThreadingTCPServer):
    """Listens from its making on; `serve_forever` answers."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str, port: int, state: State, tell: Callable[[str], object]) -> None:
        self.host = host.lower()
        self.state = state
        self.tell = tell
        self._looked_at: dict[str, None] = {}
        self._looking = threading.Lock()
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        self.address_family, address = found[0][0], found[0][4]
        self._free = threading.Semaphore(MOST)
        super().__init__((str(address[0]), int(address[1])), Handler)

    @property
    def port(self) -> int:
        """The port that it listens at."""
        return int(self.server_address[1])

    def looked_at(self) -> tuple[str, ...]:
        """The pages that were last looked at, by their files in the site: an open one is asked for each second."""
        with self._looking:
            return tuple(self._looked_at)

    def looks_at(self, page: str) -> None:
        """Somebody looks at a page now."""
        with self._looking:
            self._looked_at.pop(page, None)
            self._looked_at[page] = None
            while len(self._looked_at) > PAGES:
                del self._looked_at[next(iter(self._looked_at))]

    def get_request(self) -> tuple[socket.socket, Any]:
        """The next connection; where the system has no file left for it, after a while: asking on keeps it busy."""
        try:
            return super().get_request()
        except OSError:
            time.sleep(0.1)
            raise

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread, unless there are enough of them."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and leave room for the next."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  socketserver's signature
        """A peer that is gone is nothing; a fault of ours is told in a line."""
        error = sys.exception()
        if not isinstance(error, OSError):
            self.tell(f"archive serve: {type(error).__name__}: {error}")


class Handler(http.server.BaseHTTPRequestHandler):
    """One request a connection."""

    server: Server
    timeout = PATIENCE
    default_request_version = "HTTP/1.0"
    """Of a request that names none: its answer has headers too."""

    def handle_one_request(self) -> None:
        """Read a request, whatever its method, and answer it."""
        self.close_connection = True
        self.requestline, self.command, self.request_version = "", "", self.default_request_version
        enough = threading.Timer(PATIENCE, self._give_up)
        enough.daemon = True
        enough.start()
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline:
                return
            if len(self.raw_requestline) > 65536:
                self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
            elif self.parse_request():
                self.close_connection = True
                enough.cancel()
                names = _LOCAL | {self.server.host, _reached(self.connection)}
                host = self.headers.get_all("Host", [])
                found = answer(self.command, self.path, host, names, self.server.port, self.server.state)
                page = looked_at(self.path, self.server.state.base)
                if page and found.status == HTTPStatus.OK:
                    self.server.looks_at(page)
                self._send(found)
        except TimeoutError:
            return
        finally:
            enough.cancel()

    def _give_up(self) -> None:
        """Read no more: what has come by now is all of the request."""
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RD)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """What the standard library finds no HTTP, in our words."""
        status = HTTPStatus(code)
        self._send(refusal(status, _UNREADABLE.format(status=f"{code} {status.phrase}")))

    def log_message(self, *_: Any) -> None:
        """Say nothing: the terminal is for findings."""

    def version_string(self) -> str:
        """No version of anything."""
        return "archive"

    def _send(self, found: Answer) -> None:
        self.send_response(found.status)
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(found.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)


def _reached(connection: socket.socket) -> str:
    """The address of ours that a connection was made to: no name that somebody chose."""
    address = ipaddress.ip_address(connection.getsockname()[0].partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)
