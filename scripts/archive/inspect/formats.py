"""Rules for what machines read: feeds, citation files, data, pictures, and the data within pages.

Takes the files for machines and the pages of the `Site`; gives problems DV970–DV978. Each file is read as its readers
would, by the parsers in `parsers`; `sitemap.xml` has rules of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from functools import lru_cache
from xml.etree.ElementTree import Element

from archive.escaping import FORMULA
from archive.extending import Problem, hit, rule
from archive.inspect.addresses import INDEX, Outcome
from archive.inspect.html import BuiltPage
from archive.inspect.parsers import BOM, PARSERS, UnreadError, ending, json_value, xml
from archive.inspect.site import SITEMAP, Ground, Site

CLAIMS = "data/claims.csv"
_DATA = "data/"
_ATOM = "{http://www.w3.org/2005/Atom}"
_SVG = "{http://www.w3.org/2000/svg}"
_FEED, _CITATION = "feed.xml", ".csl.json"
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@rule("DV970")
def unreadable_file(site: Site) -> Iterator[Problem]:
    """Every file for machines can be read by the parser of its format."""
    for path in sorted(site.fresh - {SITEMAP}):
        try:
            PARSERS[ending(path)](site.data[path])
        except UnreadError as error:
            yield hit(path, error.line, file=path, reason=error)


@rule("DV971")
def unreadable_part(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """The structured data and pictures in a page can be read by themselves."""
    kinds = (("SVG", _inline, page.pictures), ("JSON-LD", json_value, page.json_ld))
    for what, parse, codes in kinds:
        for code in codes:
            if reason := _reason(parse, code):
                yield hit(page.path, what=what, reason=reason)


@rule("DV972")
def wrong_feed(site: Site) -> Iterator[Problem]:
    """A feed and each entry have an id of their own, a title and a time of RFC 3339."""
    for path, feed in _feeds(site):
        if feed.tag != f"{_ATOM}feed":
            yield hit(path, file=path, wrong=feed.tag)
            continue
        entries = feed.findall(f"{_ATOM}entry")
        for part in (feed, *entries):
            name, time = _said(part, "id"), _said(part, "updated")
            wrong = [f"<{needed}>" for needed in ("id", "title") if not _said(part, needed)]
            wrong += [] if _is_time(time) else [f"<updated> {time}"]
            if wrong:
                yield hit(path, file=path, wrong=f"{name}: {', '.join(wrong)}")
        if feed.find(f"{_ATOM}author") is None:
            yield hit(path, file=path, wrong="<author>")
        for name, count in Counter(_said(entry, "id") for entry in entries).items():
            if count > 1:
                yield hit(path, file=path, wrong=f"<id> {name} × {count}")


@rule("DV973")
def lost_entry(site: Site) -> Iterator[Problem]:
    """Every entry leads to a page of the site."""
    for path, feed in _feeds(site):
        for entry in feed.iterfind(f"{_ATOM}entry"):
            ways = [link.get("href", "") for link in entry.iterfind(f"{_ATOM}link")]
            for way in ways or [""]:
                target = site.target(path, way)
                if target.outcome is not Outcome.FOUND or target.path not in site.pages:
                    yield hit(path, file=path, url=way)


@rule("DV974")
def wrong_citation(site: Site) -> Iterator[Problem]:
    """A citation file is a list of one item with its own id, a type, a title and an address; its day is one, if any."""
    for path, value in _read(site, _CITATION, site.fresh):
        name = path.rpartition("/")[2].removesuffix(_CITATION)
        wrong = _wrong_item(value, name)
        if wrong:
            yield hit(_page_of(site, path), file=path, wrong=wrong)


@rule("DV975")
def wrong_table(site: Site) -> Iterator[Problem]:
    """The table of claims opens in a spreadsheet as UTF-8, has a header, even rows, and each claim once."""
    for path, table in _read(site, CLAIMS):
        if not site.data[path].startswith(BOM.encode()):
            yield hit(path, file=path, wrong="BOM")
        if not isinstance(table, list) or not table or table[0][:1] != ["id"]:
            yield hit(path, file=path, wrong="id, …")
            continue
        header, *lines = table
        for number, row in enumerate(lines, 2):
            if len(row) != len(header):
                yield hit(path, number, file=path, wrong=f"{len(row)} ≠ {len(header)}: {', '.join(row[:1])}")
        due = {claim.id for claims in site.claims.values() for claim in claims}
        counted = Counter(row[0] for row in lines if row)
        for name in sorted(due | counted.keys()):
            if counted[name] != int(name in due):
                yield hit(path, file=path, wrong=f"{name} × {counted[name]}")


@rule("DV976")
def formula(site: Site) -> Iterator[Problem]:
    """No cell begins as a formula does."""
    for path, table in _read(site, ".csv"):
        for number, row in enumerate(table if isinstance(table, list) else [], 1):
            for cell in row:
                if FORMULA.match(cell) and not cell.startswith("'"):
                    yield hit(path, number, file=path, cell=cell)


@rule("DV977")
def wrong_picture(site: Site) -> Iterator[Problem]:
    """A picture is SVG, holds nothing that runs, and fetches nothing."""
    for path, root in _read(site, ".svg", site.fresh):
        if isinstance(root, Element):
            wrong = [root.tag] if root.tag != f"{_SVG}svg" else list(_runs(root))
            if wrong:
                yield hit(path, file=path, wrong=", ".join(dict.fromkeys(wrong)))


@rule("DV978")
def lost_address(site: Site) -> Iterator[Problem]:
    """Every address of this site that the data name is there."""
    home = site.tree.address.of(INDEX)
    # The address first, which is quickly found; what stands before it is asked behind that.
    own = re.compile(rf"{re.escape(home)}(?<![^\s\"',<>\\]{re.escape(home)})[^\s\"',<>\\]*")
    named: dict[str, str] = {}
    for path in site.data:
        if path.startswith(_DATA):
            text = site.data[path].decode("utf-8", "replace")
            named |= {found: path for found in dict.fromkeys(own.findall(text)) if found not in named}
    for address, path in named.items():
        if site.target(path, address).outcome is not Outcome.FOUND:
            yield hit(path, file=path, url=address)


def _runs(root: Element) -> Iterator[str]:
    """What of a picture runs code, is none of SVG's, or brings in something from elsewhere."""
    for part in root.iter():
        if not part.tag.startswith(_SVG) or part.tag in {f"{_SVG}script", f"{_SVG}foreignObject"}:
            yield f"<{part.tag.rpartition('}')[2]}>"
        for key, value in part.attrib.items():
            name = key.rpartition("}")[2].lower()
            if name.startswith("on") or (name == "href" and not value.strip().startswith("#")):
                yield name


def _wrong_item(value: object, name: str) -> str:
    """What is missing in a citation of `name`; empty where nothing is."""
    if not isinstance(value, list) or len(value) != 1 or not isinstance(value[0], dict):
        return "[{…}]"
    item = value[0]
    due = {
        "id": item.get("id") == name,
        "type": bool(item.get("type")),
        "title": bool(str(item.get("title") or "").strip()),
        "URL": str(item.get("URL")).startswith(("https://", "http://")),
        # Where nobody knows the history a version has no day.
        "issued": "issued" not in item or (isinstance(item["issued"], dict) and bool(item["issued"].get("date-parts"))),
    }
    return ", ".join(key for key, right in due.items() if not right)


def _page_of(site: Site, path: str) -> str:
    """The page that a citation file cites: that of its id, or where that leads on to; the file where there is none."""
    own = f"{path.removesuffix(_CITATION)}/{INDEX}"
    page = site.pages.get(own)
    if page is None or page.refresh is None:
        return own if page else path
    target = site.target(own, page.refresh)
    return target.path if target.outcome is Outcome.FOUND else path


def _read(site: Site, end: str, among: Collection[str] | None = None) -> Iterator[tuple[str, object]]:
    """The files whose path ends so, read; what cannot be read has a rule of its own.

    Only those `among` some, where a rule looks at one file at a time: what it found nothing in it need not see again.
    """
    for path in site.data if among is None else sorted(among):
        if path.lower().endswith(end):
            try:
                value = PARSERS[ending(path)](site.data[path])
            except UnreadError:
                continue
            yield path, value


def _feeds(site: Site) -> Iterator[tuple[str, Element]]:
    for path, feed in _read(site, _FEED):
        if isinstance(feed, Element):
            yield path, feed


def _inline(code: bytes) -> Element:
    """A picture as it stands in HTML, where `xlink:` needs no declaration."""
    return xml(b'<x xmlns:xlink="http://www.w3.org/1999/xlink">' + code + b"</x>")


@lru_cache(maxsize=1024)  # most pictures stand on every page
def _reason(parse: Callable[[bytes], object], code: str) -> str:
    """Why a part of a page cannot be read; empty where it can."""
    try:
        parse(code.encode())
    except UnreadError as error:
        return str(error)
    return ""


def _said(part: Element, name: str) -> str:
    return (part.findtext(f"{_ATOM}{name}") or "").strip()


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return _RFC_3339.fullmatch(text) is not None
