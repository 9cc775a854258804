"""A digest of any value of the model: two values with one fingerprint are alike, in this process and in the next.

Takes what the archive is made of: plain values, containers, dataclasses, front matter. A class whose value is told by
less than all its fields says so by `fingerprinted`. Refuses (`TypeError`) what it does not know, rather than call two
of them the same.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from itertools import chain
from operator import attrgetter
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel

_SIZE = 16


def fingerprint(value: object) -> str:
    """The digest, hex."""
    hasher = hashlib.blake2b(digest_size=_SIZE)
    hasher.update(b"".join(_told(value)))
    return hasher.hexdigest()


def _told(value: Any) -> list[bytes]:
    """The value as bytes that no other value has: each begins with its kind and its length."""
    out: list[bytes] = []
    _telling(value.__class__)(value, out)
    return out


Telling = Callable[[Any, list[bytes]], None]


@cache
def _telling(kind: type) -> Telling:
    """How values of a class are told."""
    if issubclass(kind, str):
        return lambda value, out: _plain(b"s", value.encode("utf-8", "surrogatepass"), out)
    if issubclass(kind, bytes):
        return lambda value, out: _plain(b"b", value, out)
    if issubclass(kind, bool | int | float | type(None)):
        return lambda value, out: _plain(b"n", repr(value).encode(), out)
    if issubclass(kind, Enum):
        return lambda value, out: _plain(b"e", f"{kind.__qualname__}.{value.name}".encode(), out)
    if hasattr(kind, "fingerprinted"):
        return lambda value, out: _plain(b"f", _own(value), out)
    if issubclass(kind, tuple | list):
        return lambda value, out: _many("", value, out)
    if issubclass(kind, Mapping):
        return lambda value, out: _many("mapping", chain.from_iterable(value.items()), out)
    if issubclass(kind, set | frozenset):
        return lambda value, out: _many("set", sorted(b"".join(_told(part)) for part in value), out)
    if is_dataclass(kind):
        # Of one field an attrgetter gives the value itself.
        names = [field.name for field in fields(kind)]
        parts = attrgetter(*names) if len(names) > 1 else lambda value: [getattr(value, name) for name in names]
        return lambda value, out: _many(kind.__qualname__, parts(value), out)
    if issubclass(kind, BaseModel):
        return lambda value, out: _many(kind.__qualname__, chain.from_iterable(value.__dict__.items()), out)
    if issubclass(kind, PurePath | datetime.date | datetime.tzinfo):
        return lambda value, out: _plain(b"t", f"{kind.__qualname__} {value!r}".encode(), out)
    raise TypeError(f"no fingerprint of a {kind.__qualname__}")


def _own(value: Any) -> bytes:
    """The digest of what tells a value from any other: worked out once, for it stands in many lists."""
    known: bytes | None = vars(value).get("_fingerprint")
    if known is None:
        out: list[bytes] = []
        _many(type(value).__qualname__, value.fingerprinted, out)
        known = vars(value)["_fingerprint"] = hashlib.blake2b(b"".join(out), digest_size=_SIZE).digest()
    return known


def _plain(kind: bytes, data: bytes, out: list[bytes]) -> None:
    out.append(b"%b%d:" % (kind, len(data)))
    out.append(data)


def _many(name: str, parts: Iterable[Any], out: list[bytes]) -> None:
    """A container: its kind, its parts, and their number behind them."""
    out.append(b"(%b " % name.encode())
    count = 0
    for part in parts:
        _telling(part.__class__)(part, out)
        count += 1
    out.append(b")%d" % count)
