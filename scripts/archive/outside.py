"""Asking the web for addresses, as a guest: what came of each.

Takes addresses as text; gives an `Answer` without a day for each, or why it was not asked. One request at a time, a
pause between two to one host, robots.txt obeyed (RFC 9309), no cookies, no referrer, no proxy, no body but that of
robots.txt. Asked are public machines alone, at the usual port: a name is resolved once for each request, every address
that it has must be public, and the connection goes to one of those; so at each step of a redirect. Refuses nothing:
whatever a server answers, or does not, is that address's answer.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from ipaddress import IPv4Address, IPv6Address, ip_address
from itertools import zip_longest
from typing import Any, Literal, cast
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import certifi
from pydantic import ValidationError

from archive.content.kinds import Answer
from archive.public import PORTS, NotPublicError, Target, is_public, literal, read

NAME = "danvan-archive-addresses"
PURPOSE = "looks once in a while whether the public pages that this archive cites still open"
PERMANENT = {301, 308}
REDIRECTS = {301, 302, 303, 307, 308}
GONE = {404, 410}
REFUSED = {401, 403, 429, 451}
"""Who asks must sign in, may not, asks too often, or asks from a country that may not: of the page it says nothing."""
MOST_REDIRECTS = 10
MOST_BYTES = 1024 * 1024
"""Of one answer, head and all."""
MOST_RULES = 500 * 1024
"""Bytes of a robots.txt: what RFC 9309 asks of everyone."""
_INDEX = r"(?:(?:index|default|home|trang-?chu)(?:\.[a-z]{3,5})?/?){0,2}"
_FRONT = re.compile(rf"/(?:[a-z]{{2}}(?:[-_][a-z]{{2,4}})?/?)?{_INDEX}", re.IGNORECASE)
"""The path of a front page: of the host, or of one language."""
_ELSEWHERE = re.compile(
    r"(?:.*/)?(?:404|errors?|(?:page-?)?not-?found|khong-?tim-?thay|log-?in|sign-?in|dang-?nhap)(?:\.[a-z]{3,5})?/?",
    re.IGNORECASE,
)
"""The path of a page that says that there is none, or none for a stranger."""
_RULE = re.compile(r"\s*(?:user-agent|allow|disallow)\s*:", re.IGNORECASE)

NotAsked = Literal["robots", "not-public"]
Outcome = Literal["no-answer", "error"]


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask: seconds for one address, redirects and all; seconds between two requests to one host; who asks."""

    timeout: float = 30
    pause: float = 2.0
    site: str = ""
    """The archive's public address, told to the servers asked; empty where it has none."""

    @property
    def agent(self) -> str:
        """The user agent: what asks, and what for."""
        return f"{NAME}/1.0 ({PURPOSE}{f'; +{self.site}' if self.site else ''})"


def _resolve(host: str) -> Sequence[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


@dataclass(frozen=True, slots=True)
class Network:
    """The way out: how a name becomes addresses, how one of them is connected to, whose certificates are believed.

    None of these decides what may be asked: that is `public`, whatever way is given.
    """

    resolve: Callable[[str], Sequence[str]] = _resolve
    connect: Callable[[tuple[str, int], float], socket.socket] = socket.create_connection
    certificates: ssl.SSLContext = field(default_factory=_trusted)


class _FailedError(Exception):
    """No answer that can be read. `reached`: the host was there, and this one request failed."""

    def __init__(self, outcome: Outcome, *, reached: bool) -> None:
        super().__init__(outcome)
        self.outcome: Outcome = outcome
        self.reached = reached


def ask(addresses: Sequence[str], manners: Manners, network: Network) -> dict[str, Answer | NotAsked]:
    """What came of each address: one address a host in turn, so that no host waits for its next request alone."""
    found: dict[str, Answer | NotAsked] = {}
    targets: dict[Target, list[str]] = {}
    for address in addresses:
        try:
            targets.setdefault(read(address), []).append(address)
        except NotPublicError:
            found[address] = "not-public"
    guest = _Guest(manners, network)
    for target in _in_turn(targets):
        found.update(dict.fromkeys(targets[target], guest.visit(target)))
    return {address: found[address] for address in addresses}


def _in_turn(targets: Iterable[Target]) -> Iterator[Target]:
    hosts: dict[str, list[Target]] = {}
    for target in targets:
        hosts.setdefault(target.host, []).append(target)
    for row in zip_longest(*hosts.values()):
        yield from (target for target in row if target)


# --- One request


class _Clock:
    """What is left of the seconds that one address may take; a pause takes none of them."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def pause(self, seconds: float) -> None:
        if seconds > 0:
            time.sleep(seconds)
            self._until += seconds


class _Wire(io.RawIOBase):
    """A connection as http.client reads it: by one moment in all, however slowly it drips, and no more than is fair."""

    def __init__(self, connection: socket.socket, clock: _Clock) -> None:
        super().__init__()
        self._connection, self._clock, self._bytes = connection, clock, 0

    def makefile(self, *_: object) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._bytes > MOST_BYTES:
            raise ValueError("too long an answer")
        self._connection.settimeout(self._clock.left())
        got = self._connection.recv_into(buffer)
        self._bytes += got
        return got


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    location: str | None
    """Where a redirect leads, as it is written."""
    body: bytes | None
    """Where it was asked for, and is not compressed."""


def _request(target: Target, agent: str, network: Network, clock: _Clock, *, body: bool) -> _Reply:
    """Ask for one address and read the head of the answer; what no answer can be made of is a `_FailedError`."""
    with contextlib.closing(_connected(target, network, clock)) as connection:
        try:
            connection.settimeout(clock.left())
            # http.client writes the request and reads the answer; the way between is ours.
            sender = http.client.HTTPConnection(target.host)
            sender.sock = connection
            headers = {"Host": target.host, "User-Agent": agent, "Accept": "*/*", "Connection": "close"}
            sender.request("GET", target.path, headers=headers)
            answer = http.client.HTTPResponse(cast(socket.socket, _Wire(connection, clock)), method="GET")
            answer.begin()
            readable = answer.headers.get("Content-Encoding", "identity").strip().lower() == "identity"
            text = answer.read(MOST_RULES) if body and answer.status == 200 and readable else None
            return _Reply(answer.status, _location(answer), text)
        except (ssl.SSLError, http.client.HTTPException, ValueError) as error:
            # A server that hangs up without a word is both a bad answer and none; it is none.
            outcome: Outcome = "no-answer" if isinstance(error, ConnectionError | TimeoutError) else "error"
            raise _FailedError(outcome, reached=True) from error
        except OSError as error:
            raise _FailedError("no-answer", reached=True) from error


def _location(answer: http.client.HTTPResponse) -> str | None:
    given = answer.headers.get("Location") if answer.status in REDIRECTS else None
    with contextlib.suppress(UnicodeError):
        # Headers are read as Latin-1; what servers write, and browsers read, is UTF-8.
        return given and given.encode("latin-1").decode("utf-8")
    return given


def _connected(target: Target, network: Network, clock: _Clock) -> socket.socket:
    """A connection to one of the host's addresses, all of which are public; over https to whom the name belongs."""
    try:
        connection = _dialled(_addresses(target.host, network), PORTS[target.scheme], network, clock)
    except OSError as error:
        raise _FailedError("no-answer", reached=False) from error
    if target.scheme == "http":
        return connection
    try:
        connection.settimeout(clock.left())
        return network.certificates.wrap_socket(connection, server_hostname=target.host.strip("[]"))
    except (OSError, ValueError) as error:
        connection.close()
        amiss = isinstance(error, ssl.SSLError | ValueError) and not isinstance(error, TimeoutError)
        raise _FailedError("error" if amiss else "no-answer", reached=False) from error


def _addresses(host: str, network: Network) -> list[IPv4Address | IPv6Address]:
    number = literal(host)
    try:
        # Resolved here and nowhere else: who answers otherwise the next time is not asked a next time.
        found = [number] if number else [ip_address(text) for text in dict.fromkeys(network.resolve(host))]
    except ValueError as error:  # a label that no name may have; what is no address
        raise OSError(f"no name that can be looked up: {host}") from error
    if not all(map(is_public, found)):
        raise NotPublicError
    return found[:_MOST_ADDRESSES]


_MOST_ADDRESSES = 4
"""Of one host that are tried, one after the other."""


def _dialled(
    addresses: Sequence[IPv4Address | IPv6Address], port: int, network: Network, clock: _Clock
) -> socket.socket:
    why = OSError("no address")
    for number, address in enumerate(addresses):
        try:
            return network.connect((str(address), port), clock.left() / (len(addresses) - number))
        except OSError as error:
            why = error
    raise why


# --- One address


class _Guest:
    """Who asks: remembers each host's robots.txt, and when it was last asked."""

    def __init__(self, manners: Manners, network: Network) -> None:
        self._manners, self._network = manners, network
        self._rules: dict[tuple[str, str], RobotFileParser | bool] = {}
        self._last: dict[str, float] = {}

    def visit(self, first: Target) -> Answer | NotAsked:
        """What came of one address, through its redirects."""
        clock = _Clock(self._manners.timeout)
        target, moved, lasting, status = first, first, True, 0
        met = {first}
        while True:
            try:
                if not self._may(target, clock):
                    # The way led to where robots.txt lets nobody look.
                    return Answer(result="unsure", status=status) if status else "robots"
                reply = self._ask(target, clock)
            except NotPublicError:
                return Answer(result="error", status=status) if status else "not-public"
            except _FailedError as error:
                return Answer(result=error.outcome)
            status = reply.status
            if reply.location is None:
                return _judged(first, target, moved, status)
            lasting = lasting and status in PERMANENT
            try:
                target = read(urljoin(str(target), reply.location))
            except (NotPublicError, ValueError):
                return Answer(result="error", status=status)
            if target in met or len(met) > MOST_REDIRECTS:
                return Answer(result="error", status=status)
            met.add(target)
            moved = target if lasting else moved

    def _ask(self, target: Target, clock: _Clock, *, body: bool = False) -> _Reply:
        if target.host in self._last:
            clock.pause(self._last[target.host] + self._manners.pause - time.monotonic())
        try:
            return _request(target, self._manners.agent, self._network, clock, body=body)
        finally:
            self._last[target.host] = time.monotonic()

    def _may(self, target: Target, clock: _Clock) -> bool:
        """Whether the host's robots.txt lets us look; a host that is not there fails here as the address would."""
        place = target.scheme, target.host
        if place not in self._rules:
            self._rules[place] = self._read_rules(replace(target, path="/robots.txt"), clock)
        rules = self._rules[place]
        return rules if isinstance(rules, bool) else rules.can_fetch(NAME, str(target))

    def _read_rules(self, target: Target, clock: _Clock) -> RobotFileParser | bool:
        """The host's rules: all is open where it answers 4xx, and closed where it answers 5xx or nothing clear."""
        for step in range(6):  # RFC 9309 asks for five redirects, and takes more of them for no rules
            try:
                reply = self._ask(target, clock, body=True)
            except (_FailedError, NotPublicError) as error:
                if step or (isinstance(error, _FailedError) and error.reached):
                    return False
                raise
            if reply.location is None:
                return _rules(reply)
            try:
                target = read(urljoin(str(target), reply.location))
            except (NotPublicError, ValueError):
                return False
        return True


def _rules(reply: _Reply) -> RobotFileParser | bool:
    if reply.body is None:
        return 400 <= reply.status < 500 and reply.status != 429
    rules = RobotFileParser()
    lines = reply.body.decode("utf-8-sig", "replace").splitlines()
    with contextlib.suppress(ValueError):  # a line that the parser cannot take
        rules.parse([line for line in lines if _RULE.match(line)])
        return rules
    return False


def _judged(first: Target, last: Target, moved: Target, status: int) -> Answer:
    """What the last status comes to. A temporary redirect leaves the address right; a permanent one moves it."""
    if status in GONE:
        return Answer(result="gone", status=status)
    if status in REFUSED:
        return Answer(result="refused", status=status)
    if not 200 <= status < 300:
        return Answer(result="error", status=status)
    if _is_general(first, last):
        return Answer(result="unsure", status=status)
    if moved == first:
        return Answer(result="ok", status=status)
    try:
        return Answer(result="moved", status=status, moved_to=str(moved))
    except ValidationError:  # too long once its signs are escaped
        return Answer(result="moved", status=status)


def _is_general(asked: Target, found: Target) -> bool:
    """Whether we were led from a page to what is none in particular: a front page, the folder above, "not found"."""
    if found.path == asked.path or _FRONT.fullmatch(asked.path):
        return False
    there, here = found.path.partition("?")[0], asked.path.partition("?")[0]
    if _FRONT.fullmatch(there) or _ELSEWHERE.fullmatch(there):
        return True
    above = there.rstrip("/") + "/"
    return here.startswith(above) and not re.fullmatch(_INDEX, here.removeprefix(above), re.IGNORECASE)
