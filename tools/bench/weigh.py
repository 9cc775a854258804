"""What a reader pays for a page: bytes as a host sends them, by what was asked for. No process, no network.

Takes built files or a list of answers; gives `Weights`, in bytes of compressed bodies (headers are not counted).
"""

from __future__ import annotations

import mimetypes
import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli
from selectolax.lexbor import LexborHTMLParser

TEXTS = {"application/javascript", "application/json", "application/xml", "application/manifest+json", "image/svg+xml"}
"""Kinds beside `text/` that a host compresses; pictures and fonts are sent as they are."""
_KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".webmanifest": "application/manifest+json"}
_REFERENCES = (
    ("link[rel~=stylesheet], link[rel~=icon], link[rel~=manifest], link[rel~=modulepreload]", "href"),
    ("script[src], img[src]", "src"),
)


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer to one request: its address below the site's root, and the bytes of its body."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What a page of one site costs, in bytes and requests."""

    first: int
    """A first visit with an empty cache: all that is asked for."""
    requests: int
    second: int
    """A second page in the same visit."""
    paint: int
    """What the first paint needs: the HTML and its stylesheets."""
    search: int
    """Of the first visit: what is there for the search alone (its index and script)."""


def kind_of(name: str) -> str:
    """The media type of a file by its name."""
    return _KINDS.get(posixpath.splitext(name)[1]) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def compresses(kind: str) -> bool:
    """Whether a host compresses this media type."""
    return kind.startswith("text/") or kind in TEXTS


@lru_cache(maxsize=4096)
def packed(path: Path) -> bytes:
    """The body that a host sends which compresses its files beforehand (brotli, quality 11)."""
    data = path.read_bytes()
    return brotli.compress(data, quality=11) if compresses(kind_of(path.name)) else data


def weights(first: Sequence[Sent], second: Sequence[Sent], paint: int) -> Weights:
    """The weights of a page from what was sent on a first visit, then for a second page, and its first paint."""
    return Weights(total(first), len(first), total(second), paint, total(for_search(first)))


def for_search(sent: Iterable[Sent]) -> list[Sent]:
    """The answers that are there for a search alone, by their names."""
    return [answer for answer in sent if any(word in answer.name.lower() for word in ("search", "pagefind", "lunr"))]


def first_paint(site: Path, page: str) -> int:
    """The bytes of the page's HTML and of the stylesheets that hold up its first paint; those for print do not."""
    document = site / page / "index.html"
    tree = LexborHTMLParser(document.read_text("utf-8"))
    size = len(packed(document))
    for node in tree.css("link[rel~=stylesheet]"):
        path = site / _below(page, node.attributes.get("href") or "")
        if node.attributes.get("media") != "print" and path.is_file():
            size += len(packed(path))
    return size


def total(sent: Iterable[Sent]) -> int:
    """The bytes of these answers."""
    return sum(answer.size for answer in sent)


def referenced(site: Path, page: str) -> list[Sent]:
    """The page and the files that its HTML names, once each: a first visit as far as it is known without a browser.

    `page` is an address below the site's root that ends in `/`, or empty. What scripts and stylesheets ask for is not
    seen; files of other hosts and missing files are left out.
    """
    document = site / page / "index.html"
    tree = LexborHTMLParser(document.read_text("utf-8"))
    found = [Sent(page, len(packed(document)))]
    seen = {page}
    for selector, attribute in _REFERENCES:
        for node in tree.css(selector):
            name = _below(page, node.attributes.get(attribute) or "")
            path = site / name
            if name not in seen and path.is_file():
                seen.add(name)
                found.append(Sent(name, len(packed(path))))
    return found


def from_files(site: Path, page: str, then: str) -> Weights:
    """The weights of `page`, and of `then` as the second page, by what their HTML names."""
    first = referenced(site, page)
    known = {sent.name for sent in first}
    second = [sent for sent in referenced(site, then) if sent.name not in known]
    return weights(first, second, first_paint(site, page))


def _below(page: str, reference: str) -> str:
    """The address below the root of what a page names; empty where it is another host's."""
    parts = urlsplit(reference)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    return posixpath.normpath(posixpath.join("/", page, unquote(parts.path))).lstrip("/")
