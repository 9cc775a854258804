"""Asking the web for addresses, as a guest: what came of each.

Takes addresses as text; gives an `Answer` without a day for each, or why it was not asked. One `request` at a time, a
pause between two to one host, robots.txt obeyed (RFC 9309), at each step of a redirect too. Refuses nothing: whatever a
server answers, or does not, is that address's answer.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from pydantic import ValidationError

from archive.content.kinds.source import Answer
from archive.public import NotPublicError, Target, read
from archive.request import Clock, FailedError, Network, Reply, get

PURPOSE = "looks once in a while whether the public pages that this archive cites still open"
PERMANENT = {301, 308}
GONE = {404, 410}
REFUSED = {401, 403, 429, 451}
"""Who asks must sign in, may not, asks too often, or asks from a country that may not: of the page it says nothing."""
MOST_REDIRECTS = 10
OPEN, CLOSED = b"", b"User-agent: *\nDisallow: /\n"
"""What a host without rules amounts to, and one whose rules are not clear."""
MOST_KEPT = 8 * 1024 * 1024
"""Bytes of rules that are remembered: those of every host of an honest archive, not what strangers pile up."""
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


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask: whose archive; seconds for one address, with redirects, and between two to one host; its address."""

    timeout: float = 30
    pause: float = 2.0
    site: str = ""
    """The archive's public address, told to the servers asked; empty where it has none."""
    slug: str = "archive"

    @property
    def name(self) -> str:
        """What robots.txt calls whoever asks."""
        return f"{self.slug}-archive-addresses"

    @property
    def agent(self) -> str:
        """The user agent: what asks, and what for."""
        return f"{self.name}/1.0 ({PURPOSE}{f'; +{self.site}' if self.site else ''})"


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


# --- One address


class _Guest:
    """Who asks: remembers each host's robots.txt, and when it was last asked."""

    def __init__(self, manners: Manners, network: Network) -> None:
        self._manners, self._network = manners, network
        self._rules: dict[tuple[str, str], bytes] = {}
        self._last: dict[str, float] = {}

    def visit(self, first: Target) -> Answer | NotAsked:
        """What came of one address, through its redirects."""
        clock = Clock(self._manners.timeout)
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
            except FailedError as error:
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

    def _ask(self, target: Target, clock: Clock, *, body: bool = False) -> Reply:
        if target.host in self._last:
            clock.pause(self._last[target.host] + self._manners.pause - time.monotonic())
        try:
            return get(target, self._manners.agent, self._network, clock, body=body)
        finally:
            self._last[target.host] = time.monotonic()

    def _may(self, target: Target, clock: Clock) -> bool:
        """Whether the host's robots.txt lets us look; a host that is not there fails here as the address would."""
        place = target.scheme, target.host
        if place not in self._rules:
            if sum(map(len, self._rules.values())) > MOST_KEPT:
                self._rules.clear()  # whose rules are wanted again is asked again
            self._rules[place] = self._read_rules(replace(target, path="/robots.txt"), clock)
        return _allow(self._rules[place], target, self._manners.name)

    def _read_rules(self, target: Target, clock: Clock) -> bytes:
        """The host's rules: all is open where it answers 4xx, and closed where it answers 5xx or nothing clear."""
        for step in range(6):  # RFC 9309 asks for five redirects, and takes more of them for no rules
            try:
                reply = self._ask(target, clock, body=True)
            except (FailedError, NotPublicError) as error:
                if step or (isinstance(error, FailedError) and error.reached):
                    return CLOSED
                raise
            if reply.location is None:
                return _rules(reply)
            try:
                target = read(urljoin(str(target), reply.location))
            except (NotPublicError, ValueError):
                return CLOSED
        return OPEN


def _rules(reply: Reply) -> bytes:
    if reply.body is not None:
        return reply.body
    return OPEN if 400 <= reply.status < 500 and reply.status != 429 else CLOSED


def _allow(rules: bytes, target: Target, name: str) -> bool:
    """Whether these rules let us look. They are kept as text: what the parser makes of them is ten times as large."""
    parser = RobotFileParser()
    lines = rules.decode("utf-8-sig", "replace").splitlines()
    try:
        parser.parse([line for line in lines if _RULE.match(line)])
        return parser.can_fetch(name, str(target))
    except ValueError:  # a line that the parser cannot take
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
