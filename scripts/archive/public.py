"""Which addresses are open to everybody: what a record may name, what may be asked, where a connection may lead.

Takes an address of the web as pydantic's parser reads it (as browsers do: `http://2130706433/`, `http://0x7f.1/` and
`http://①②⑦.0.0.1/` are all 127.0.0.1 to it), or an address of the internet protocol; answers yes or no and looks
nothing up. `read` gives an address as one `Target`, or refuses it by `NotPublicError`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote

from pydantic import HttpUrl, TypeAdapter, ValidationError

PORTS = {"http": 80, "https": 443}
"""Where a page is asked for: no other port, at which something else may listen."""

LOCAL = frozenset({"localhost", "local", "internal", "home.arpa", "alt", "onion", "test", "invalid"}) | frozenset(
    {"intranet", "private", "corp", "home", "lan"}
)
"""Ends of names that lead to nobody, or elsewhere for everyone: RFC 6761, 6762 (appendix G too), 7686, 8375, 9476."""

_UNWRITTEN = re.compile(r"[^A-Za-z0-9._~:/?@!$&'()*+,;=%-]")
"""What no path or query holds as it is (RFC 3986); the parser, which reads as browsers do, lets some of it be."""
_LABEL = re.compile(r"[a-z0-9_-]+")
_URL = TypeAdapter(HttpUrl)

_UNICAST = ip_network("2000::/3")
"""The one part of IPv6 that is given out (RFC 4291): `::1`, mapped IPv4, fc00::, fe80::, ff00:: all lie outside."""
_TRANSLATED = ip_network("64:ff9b::/96")
"""How a network without IPv4 reaches a machine of it (RFC 6052): as public as the address in the last 32 bits."""
_CLOSED = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # protocol assignments
            "192.88.99.0/24",  # relays of 6to4
            "168.63.129.16/32",  # the platform of a machine at Azure, from within: an address that looks public
            "2001::/23",  # protocol assignments, Teredo among them, which holds an IPv4 address
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which holds an IPv4 address
            "3fff::/20",  # documentation
        ),
    )
)
"""What `is_global` takes for public, in one version of Python or another, and is not everybody's."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether a machine that has this address is the same one for everybody."""
    if isinstance(address, IPv6Address):
        if address in _TRANSLATED:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        return address in _UNICAST and not address.scope_id and not any(address in closed for closed in _CLOSED)
    return address.is_global and not address.is_multicast and not any(address in closed for closed in _CLOSED)


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host's name spells out; None where it is a name."""
    try:
        return ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None


def leads_out(host: str) -> bool:
    """Whether a host, in ASCII, can be one machine for everybody: a public number, or a name not known as local."""
    number = literal(host)
    if number is not None:
        return is_public(number)
    labels = host.lower().removesuffix(".").split(".")
    ends = {labels[-1], ".".join(labels[-2:])}
    known = all(map(_LABEL.fullmatch, labels)) and not labels[-1].isdigit()
    return len(labels) > 1 and known and LOCAL.isdisjoint(ends)


def is_open(address: HttpUrl) -> bool:
    """Whether an address of the web can be everybody's, by its letters: no sign-in, and a host that leads out."""
    return address.username is None and address.password is None and leads_out(address.host or "")


class NotPublicError(Exception):
    """The address is not everybody's, by its letters or by where its name leads."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address, read once: what is judged, connected to, asked for and written down are the same."""

    scheme: str
    host: str
    """In ASCII and lower case, without a last dot; an IPv6 address in brackets."""
    path: str
    """With the query, without the part that a browser keeps to itself."""

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}"


def read(address: str) -> Target:
    """The address as browsers read it, where it is http or https, everybody's by its letters, and at the usual port."""
    try:
        url = _URL.validate_python(address)
    except ValidationError as error:
        raise NotPublicError from error
    if not is_open(url) or url.port != PORTS[url.scheme]:
        raise NotPublicError
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    return Target(url.scheme, (url.host or "").removesuffix("."), _UNWRITTEN.sub(lambda sign: quote(sign[0]), path))
