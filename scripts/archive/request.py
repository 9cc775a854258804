"""One request to a public machine, and as little of its answer as is needed.

Takes a `Target` and the time that is left; gives a `Reply`: the status, where it leads, and the body where one is asked
for. No cookies, no referrer, no proxy. A name is resolved once, every address that it has must be public, and the
connection goes to one of those, at the usual port. The answer is read here, in few strict lines, whose cost grows with
its bytes and no faster, and whose bytes are capped: a parser made for mail may stumble over a header that is made for
it. Refuses by `NotPublicError` where a name leads to a machine that is not everybody's, and by `FailedError` what no
answer can be made of.
"""

from __future__ import annotations

import contextlib
import io
import queue
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Any, Literal

import certifi

from archive.public import PORTS, NotPublicError, Target, is_public, literal

REDIRECTS = {301, 302, 303, 307, 308}
MOST_HEAD = 32 * 1024
"""Bytes of an answer's status and headers, those of interim answers too."""
MOST_BYTES = 1024 * 1024
"""Of one answer, head and all."""
MOST_BODY = 500 * 1024
"""Of what is read of a body, which is a robots.txt: what RFC 9309 asks of everyone."""
_MOST_ADDRESSES = 4
"""Of one host that are tried, one after the other."""
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-9][0-9]{2})(?: .*)?")
_LENGTH = re.compile(rb"[0-9]{1,9}")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;.*)?\r?\n")

Outcome = Literal["no-answer", "error"]


class FailedError(Exception):
    """No answer that can be read. `reached`: the host was there, and this one request failed."""

    def __init__(self, outcome: Outcome, *, reached: bool) -> None:
        super().__init__(outcome)
        self.outcome: Outcome = outcome
        self.reached = reached


@dataclass(frozen=True, slots=True)
class Reply:
    """What is known of an answer."""

    status: int
    location: str | None
    """Where a redirect leads, as it is written."""
    body: bytes | None
    """Where it was asked for, and is not compressed."""


class Clock:
    """What is left of the seconds that one address may take; a pause takes none of them."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds; raises `TimeoutError` where there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def pause(self, seconds: float) -> None:
        """Wait, where there is anything to wait for."""
        if seconds > 0:
            time.sleep(seconds)
            self._until += seconds


def _resolve(host: str) -> Sequence[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


def trusted(authorities: Path) -> ssl.SSLContext:
    """How a server is believed whose name one of these authorities vouches for, and no other."""
    # Not `create_default_context`, which would write every connection's keys where $SSLKEYLOGFILE says.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(authorities)
    return context


@dataclass(frozen=True, slots=True)
class Network:
    """The way out: how a name becomes addresses, how one of them is connected to, whose certificates are believed.

    None of these decides what may be asked: that is `public`, whatever way is given.
    """

    resolve: Callable[[str], Sequence[str]] = _resolve
    connect: Callable[[tuple[str, int], float], socket.socket] = socket.create_connection
    certificates: ssl.SSLContext = field(default_factory=lambda: trusted(Path(certifi.where())))


def get(target: Target, agent: str, network: Network, clock: Clock, *, body: bool) -> Reply:
    """Ask for one address and read the head of the answer, and the body of one that is well where it is wanted."""
    with contextlib.closing(_connected(target, network, clock)) as connection:
        try:
            connection.settimeout(clock.left())
            connection.sendall(_question(target, agent))
            answer = io.BufferedReader(_Wire(connection, clock))
            status, headers = _head(answer)
            location = _location(headers) if status in REDIRECTS else None
            return Reply(status, location, _body(answer, headers) if body and status == 200 else None)
        except (ssl.SSLError, ValueError) as error:
            raise FailedError("error", reached=True) from error
        except OSError as error:
            raise FailedError("no-answer", reached=True) from error


# --- The connection


def _connected(target: Target, network: Network, clock: Clock) -> socket.socket:
    """A connection to one of the host's addresses, all of which are public; over https to whom the name belongs."""
    try:
        connection = _dialled(_addresses(target.host, network, clock), PORTS[target.scheme], network, clock)
    except OSError as error:
        raise FailedError("no-answer", reached=False) from error
    if target.scheme == "http":
        return connection
    try:
        connection.settimeout(clock.left())
        return network.certificates.wrap_socket(connection, server_hostname=target.host.strip("[]"))
    except (OSError, ValueError) as error:
        connection.close()
        amiss = isinstance(error, ssl.SSLError | ValueError) and not isinstance(error, TimeoutError)
        raise FailedError("error" if amiss else "no-answer", reached=False) from error


def _addresses(host: str, network: Network, clock: Clock) -> list[IPv4Address | IPv6Address]:
    number = literal(host)
    try:
        # Resolved here and nowhere else: who answers otherwise the next time is not asked a next time.
        found = [number] if number else [ip_address(text) for text in dict.fromkeys(_looked_up(host, network, clock))]
    except ValueError as error:  # a label that no name may have; what is no address
        raise OSError(f"no name that can be looked up: {host}") from error
    if not all(map(is_public, found)):
        raise NotPublicError
    return found[:_MOST_ADDRESSES]


def _looked_up(host: str, network: Network, clock: Clock) -> Sequence[str]:
    """What the resolver says in time; the system's own cannot be told how long to take, so it is left to itself."""
    said: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def look() -> None:
        try:
            said.put(network.resolve(host))
        except Exception as error:
            said.put(error)

    threading.Thread(target=look, daemon=True).start()
    try:
        found = said.get(timeout=clock.left())
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, Exception):
        raise found
    return found


def _dialled(
    addresses: Sequence[IPv4Address | IPv6Address], port: int, network: Network, clock: Clock
) -> socket.socket:
    why = OSError("no address")
    for number, address in enumerate(addresses):
        try:
            return network.connect((str(address), port), clock.left() / (len(addresses) - number))
        except OSError as error:
            why = error
    raise why


# --- The question and the answer


def _question(target: Target, agent: str) -> bytes:
    headers = f"Host: {target.host}\r\nUser-Agent: {agent}\r\nAccept: */*\r\nAccept-Encoding: identity\r\n"
    return f"GET {target.path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n".encode("ascii")


class _Wire(io.RawIOBase):
    """A connection to read from: by one moment in all, however slowly it drips, and no more than is fair."""

    def __init__(self, connection: socket.socket, clock: Clock) -> None:
        super().__init__()
        self._connection, self._clock, self._bytes = connection, clock, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._bytes > MOST_BYTES:
            raise ValueError("too long an answer")
        self._connection.settimeout(self._clock.left())
        got = self._connection.recv_into(buffer)
        self._bytes += got
        return got


def _head(answer: io.BufferedReader[_Wire]) -> tuple[int, Mapping[bytes, bytes]]:
    """The status, and the first header of each name, in lower case; interim answers are passed over.

    A line that is no header is passed over too; one that goes on a header above it is such a line.
    """
    left, status = MOST_HEAD, 0
    headers: dict[bytes, bytes] = {}
    while True:
        line = answer.readline(left)
        if not line and left == MOST_HEAD:
            raise ConnectionResetError("hung up without a word")
        if not line.endswith(b"\n"):
            raise ValueError("a head that is cut short, or too long")
        left -= len(line)
        line = line.rstrip(b"\r\n")
        if not status:
            found = _STATUS.fullmatch(line)
            if not found:
                raise ValueError("no status")
            status = int(found[1])
        elif line:
            name, _, value = line.partition(b":")
            headers.setdefault(name.lower(), value.strip())
        elif status >= 200:
            return status, headers
        else:
            status, headers = 0, {}


def _location(headers: Mapping[bytes, bytes]) -> str | None:
    given = headers.get(b"location")
    if given is None:
        return None
    try:
        return given.decode("utf-8")  # what servers write, and browsers read
    except UnicodeError:
        return given.decode("latin-1")


def _body(answer: io.BufferedReader[_Wire], headers: Mapping[bytes, bytes]) -> bytes | None:
    """The start of the body as it was meant; None where it is compressed, or sent in a way that is not known."""
    coding = headers.get(b"transfer-encoding", b"").lower()
    if headers.get(b"content-encoding", b"identity").lower() != b"identity" or coding not in {b"", b"chunked"}:
        return None
    if coding:
        return _chunks(answer)
    length = headers.get(b"content-length", b"")
    return answer.read(min(int(length), MOST_BODY) if _LENGTH.fullmatch(length) else MOST_BODY)


def _chunks(answer: io.BufferedReader[_Wire]) -> bytes:
    body = bytearray()
    while len(body) < MOST_BODY:
        found = _CHUNK.fullmatch(answer.readline(1024))
        if not found:
            raise ValueError("no length of a chunk")
        size = int(found[1], 16)
        if not size:
            break
        part = answer.read(min(size, MOST_BODY - len(body)))
        body += part
        if len(body) < MOST_BODY and (len(part) < size or answer.readline(2).strip(b"\r\n")):
            raise ValueError("a chunk that is cut short")
    return bytes(body)
