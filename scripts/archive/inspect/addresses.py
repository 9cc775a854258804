"""Where an address that stands in a built file leads.

Takes the site's public address, its files and an address as a page has it; gives a `Target`. Refuses nothing:
whatever a browser could meet has an `Outcome`, and `links` says which of them are faults.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

NOT_FOUND = "404.html"
INDEX = "index.html"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_EDGES = "".join(map(chr, range(0x21)))  # what a browser cuts off at both ends: controls and the space
_INSIDE = {ord(letter): None for letter in "\t\n\r"}  # and what it takes out everywhere
_PLAIN = re.compile(r"[!-\[\]-~]*+\Z")  # nothing of these, nor a backslash
_DIRECTORIES = ("", ".", "..")


class Outcome(StrEnum):
    """What becomes of an address."""

    FOUND = "found"
    AWAY = "away"  # another site, on this host or another
    OTHER = "other"  # not the web: mailto:, data:, …
    MISSING = "missing"
    NO_ANCHOR = "no-anchor"
    NO_SLASH = "no-slash"
    NO_INDEX = "no-index"
    OUTSIDE = "outside"  # above the site's base path
    UNREADABLE = "unreadable"


class Target(NamedTuple):
    """The outcome, and for what is in the site the file's path and the fragment."""

    outcome: Outcome
    path: str = ""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """The site's public address in two parts: `https://host.example` and `a/b/` (empty at the root)."""

    origin: str
    base: str

    def of(self, path: str) -> str:
        """Give the public address of a built file: `ket-qua/index.html` is `…/ket-qua/`."""
        return f"{self.origin}/{self.base}{quote(directory(path))}"


@dataclass(frozen=True, slots=True)
class Tree:
    """What can be reached: the site's address, its files, and its folders without the last slash."""

    address: Address
    files: frozenset[str]
    folders: frozenset[str]


def site_address(url: str) -> Address:
    """Take SITE_URL apart, with or without its last slash."""
    parts = urlsplit(url)
    base = parts.path.strip("/")
    return Address(f"{parts.scheme}://{parts.netloc}".lower(), f"{base}/" if base else "")


def directory(path: str) -> str:
    """Take `index.html` off a built page's path, as its address does."""
    return path[: -len(INDEX)] if path == INDEX or path.endswith(f"/{INDEX}") else path


def clean(url: str) -> str:
    """Read an address as a browser does: no spaces around, no line breaks within, `/` for a backslash."""
    return url if _PLAIN.match(url) else url.strip(_EDGES).translate(_INSIDE).replace("\\", "/")


def scheme(url: str) -> str:
    """Find the scheme, in small letters, however it is spelled; empty where the address has none."""
    if ":" not in url:
        return ""
    # Wider than any browser (`Java<tab>Script:`): every control, space and invisible letter is dropped first.
    if " " in url or not url.isprintable():
        url = "".join(letter for letter in url if letter.isprintable() and not letter.isspace())
    found = _SCHEME.match(url)
    return found[1].lower() if found else ""


def is_relative(url: str) -> bool:
    """Whether the address depends on how deep its page lies; `#x` and `?x` alone do not."""
    return not (url.startswith(("/", "#", "?")) or url == "" or _SCHEME.match(url))


def resolve(tree: Tree, where: str, url: str) -> Target:
    """Follow `url` as it stands in the built file `where`."""
    rest, _, fragment = clean(url).partition("#")
    rest = rest.partition("?")[0]
    if not rest:
        return Target(Outcome.FOUND, where, fragment)
    if _SCHEME.match(rest) or rest.startswith("//"):
        return _resolve_absolute(tree, rest, fragment)
    return _resolve_path(tree, where, rest, fragment)


def _resolve_absolute(tree: Tree, url: str, fragment: str) -> Target:
    if url.startswith("//"):
        url = f"{tree.address.origin.partition('//')[0]}{url}"
    if url.startswith(f"{tree.address.origin}/{tree.address.base}"):  # nearly all are: there is nothing to take apart
        return _resolve_path(tree, "", url[len(tree.address.origin) :], fragment)
    if scheme(url) not in ("http", "https"):
        return Target(Outcome.OTHER)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return Target(Outcome.UNREADABLE)
    if not host or port == 0:
        return Target(Outcome.UNREADABLE)
    # Another project may live on the same host (`https://host.example/other/`): that is another site.
    own = f"{parts.scheme}://{parts.netloc}".lower() == tree.address.origin
    if not own or not f"{parts.path}/".startswith(f"/{tree.address.base}"):
        return Target(Outcome.AWAY)
    return _resolve_path(tree, "", parts.path or "/", fragment)


def _resolve_path(tree: Tree, where: str, path: str, fragment: str) -> Target:
    if "%" in path:
        # An encoded slash is no separator, and no file name holds one.
        if "%2f" in path.lower():
            return Target(Outcome.MISSING)
        path = unquote(path, errors="replace")
    if not path.startswith("/"):
        joined = _join(where.split("/")[:-1], path)
        return Target(Outcome.OUTSIDE) if joined is None else _look_up(tree, joined, fragment)
    joined, base = _join([], path[1:]), tree.address.base
    if joined is None:
        return Target(Outcome.OUTSIDE)
    if base and f"{joined}/" == base:
        return Target(Outcome.NO_SLASH)
    return _look_up(tree, joined[len(base) :], fragment) if joined.startswith(base) else Target(Outcome.OUTSIDE)


def _join(folder: list[str], path: str) -> str | None:
    """Join from the root; None where the path climbs above it, which breaks when the site moves."""
    steps = list(folder)
    fragments = path.split("/")
    for fragment in fragments:
        if fragment == "..":
            if not steps:
                return None
            steps.pop()
        elif fragment != ".":
            steps.append(fragment)
    # An empty last step is the last slash; an empty step elsewhere is kept, so that `a//b` is not `a/b`.
    if fragments[-1] in (".", "..") and steps:
        steps.append("")
    return "/".join(steps)


def _look_up(tree: Tree, path: str, fragment: str) -> Target:
    if path.rpartition("/")[2] in _DIRECTORIES:
        index = f"{path}{INDEX}"
        if index in tree.files:
            return Target(Outcome.FOUND, index, fragment)
        known = not path or path[:-1] in tree.folders
        return Target(Outcome.NO_INDEX if known else Outcome.MISSING, index)
    if path in tree.files:
        return Target(Outcome.FOUND, path, fragment)
    if path in tree.folders:
        served = f"{path}/{INDEX}" in tree.files
        return Target(Outcome.NO_SLASH if served else Outcome.NO_INDEX, f"{path}/{INDEX}")
    return Target(Outcome.MISSING, path)
