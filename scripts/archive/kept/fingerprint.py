"""A digest of any value of the model: two values with one fingerprint are alike, in this process and in the next.

Takes what the archive is made of: plain values, containers, dataclasses, front matter. A class whose value is told by
less than all its fields says so by `fingerprinted`. Refuses (`TypeError`) what it does not know, rather than call two
of them the same.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel

_SIZE = 16


def fingerprint(value: object) -> str:
    """The digest, hex."""
    hasher = hashlib.blake2b(digest_size=_SIZE)
    hasher.update(b"".join(_told(value)))
    return hasher.hexdigest()


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _told(value: object) -> list[bytes]:
    """The value as bytes that no other value has: each begins with its kind and its length."""
    out: list[bytes] = []
    _tell(value, out)
    return out


def _tell(value: object, out: list[bytes]) -> None:
    if isinstance(value, str):
        _plain(b"s", value.encode("utf-8", "surrogatepass"), out)
    elif isinstance(value, bytes):
        _plain(b"b", value, out)
    elif value is None or isinstance(value, bool | int | float):
        _plain(b"n", repr(value).encode(), out)
    elif isinstance(value, Enum):
        _plain(b"e", f"{type(value).__qualname__}.{value.name}".encode(), out)
    elif hasattr(type(value), "fingerprinted"):
        _plain(b"f", _own(value), out)
    elif isinstance(value, tuple | list):
        _many("", value, out)
    elif isinstance(value, Mapping):
        _many("mapping", (part for item in value.items() for part in item), out)
    elif isinstance(value, set | frozenset):
        _many("set", sorted(b"".join(_told(part)) for part in value), out)
    elif is_dataclass(value):
        _many(type(value).__qualname__, (getattr(value, name) for name in _fields(value.__class__)), out)
    elif isinstance(value, BaseModel):
        _many(type(value).__qualname__, (part for item in value.__dict__.items() for part in item), out)
    elif isinstance(value, PurePath | datetime.date | datetime.tzinfo):
        _plain(b"t", f"{type(value).__qualname__} {value!r}".encode(), out)
    else:
        raise TypeError(f"no fingerprint of a {type(value).__qualname__}")


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


def _many(name: str, parts: object, out: list[bytes]) -> None:
    """A container: its kind, its parts, and their number behind them."""
    out.append(f"({name} ".encode())
    count = 0
    for part in parts:  # type: ignore[attr-defined]
        _tell(part, out)
        count += 1
    out.append(b")%d" % count)
