"""Rules for `sitemap.xml`: it lists the pages open to search, with both versions and the day of change.

Takes the sitemap's bytes and the pages of the `Site`; gives problems DV940–DV944.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from xml.etree.ElementTree import Element

from archive.extending import Problem, hit, rule
from archive.inspect.addresses import NOT_FOUND
from archive.inspect.languages import twin_paths
from archive.inspect.parsers import UnreadError, xml
from archive.inspect.site import SITEMAP, Site

_SITEMAP_NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_XHTML_LINK = "{http://www.w3.org/1999/xhtml}link"
# Python reads more forms of ISO 8601 than the sitemaps' W3C format has.
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One `<url>` of the sitemap."""

    loc: str
    lastmod: str | None
    """None where the page's day is not known."""
    alternates: tuple[tuple[str, str], ...]


def listed_pages(site: Site) -> list[str]:
    """List the pages that a sitemap must have."""
    return [
        page.path
        for page in site.pages.values()
        if not (page.noindex or page.is_stub or page.is_machine or page.path == NOT_FOUND)
    ]


@rule("DV940")
def readable_sitemap(site: Site) -> Iterator[Problem]:
    """There is a sitemap, and it is one."""
    if SITEMAP not in site.data:
        yield hit(SITEMAP, reason="—")
        return
    if _held(site):
        return
    read = _read(site.data[SITEMAP])
    if isinstance(read, UnreadError):
        yield hit(SITEMAP, read.line, reason=read)
    elif isinstance(read, str):
        yield hit(SITEMAP, reason=read)


@rule("DV941")
def unlisted_page(site: Site) -> Iterator[Problem]:
    """Every page that may be found is listed."""
    entries = _entries(site)
    listed = {entry.loc for entry in entries or ()}
    for path in listed_pages(site) if entries is not None else []:
        if (address := site.tree.address.of(path)) not in listed:
            yield hit(path, url=address)


@rule("DV942")
def listed_in_vain(site: Site) -> Iterator[Problem]:
    """Nothing is listed that is no page, no page that hides itself, and none twice."""
    if _held(site):
        return
    due = {site.tree.address.of(path) for path in listed_pages(site)}
    for loc, count in Counter(entry.loc for entry in _entries(site) or ()).items():
        if count > 1 or loc not in due:
            yield hit(SITEMAP, loc=loc, count=count, due=int(loc in due))


@rule("DV943")
def sitemap_alternates(site: Site) -> Iterator[Problem]:
    """Each entry names both versions and the default by their public addresses."""
    if _held(site):
        return
    by_address = {site.tree.address.of(path): path for path in site.pages}
    for entry in _entries(site) or ():
        if entry.loc not in by_address:
            continue
        due = {(lang, site.tree.address.of(path)) for lang, path in twin_paths(by_address[entry.loc]).items()}
        wrong = due.symmetric_difference(entry.alternates)
        if wrong or len(entry.alternates) > len(due):
            yield hit(SITEMAP, loc=entry.loc, lang=", ".join(sorted({lang for lang, _ in wrong or due})))


@rule("DV944")
def sitemap_date(site: Site) -> Iterator[Problem]:
    """Each entry has the day of its page's last change."""
    for entry in _entries(site) or ():
        if entry.lastmod is not None and not _is_date(entry.lastmod):
            yield hit(SITEMAP, loc=entry.loc, date=entry.lastmod)


def _held(site: Site) -> bool:
    """Whether just this sitemap was held against just these pages before, and nothing found."""
    return site.as_listed and SITEMAP not in site.fresh


def _entries(site: Site) -> tuple[Entry, ...] | None:
    """What is listed; None where that cannot be told, or need not be told again."""
    read = _read(site.data[SITEMAP]) if SITEMAP in site.data and not _held(site) else ""
    return read if isinstance(read, tuple) else None


@lru_cache(maxsize=1)  # every rule asks for it
def _read(data: bytes) -> tuple[Entry, ...] | UnreadError | str:
    """What is listed, or why it cannot be read, or the name of what it is instead."""
    try:
        root = xml(data)
    except UnreadError as error:
        return error
    return tuple(map(_entry, root.iterfind(f"{_SITEMAP_NS}url"))) if root.tag == f"{_SITEMAP_NS}urlset" else root.tag


def _entry(node: Element) -> Entry:
    alternates = tuple(
        (link.get("hreflang", ""), link.get("href", ""))
        for link in node.iterfind(_XHTML_LINK)
        if link.get("rel") == "alternate"
    )
    lastmod = _text(node, "lastmod") if node.find(f"{_SITEMAP_NS}lastmod") is not None else None
    return Entry(_text(node, "loc"), lastmod, alternates)


def _text(node: Element, name: str) -> str:
    return (node.findtext(f"{_SITEMAP_NS}{name}") or "").strip()


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None
