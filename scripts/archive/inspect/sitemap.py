"""Rules for `sitemap.xml`: it lists the pages open to search, with both versions and the day of change.

Takes the sitemap's bytes and the pages of the `Site`; gives problems DV940–DV944.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element

from archive.extending import Problem, hit, rule
from archive.findings import Text
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
    """One `<url>` of the sitemap; `path` is the built file that its address names, empty for none."""

    loc: str
    path: str
    lastmod: str
    alternates: tuple[tuple[str, str], ...]


def listed_pages(site: Site) -> list[str]:
    """List the pages that a sitemap must have."""
    return [
        page.path for page in site.pages.values() if not (page.noindex or page.is_machine or page.path == NOT_FOUND)
    ]


@rule(
    "DV940",
    summary=Text("Không đọc được sitemap.xml: {reason}", "sitemap.xml cannot be read: {reason}"),
    why=Text(
        "Máy tìm kiếm dựa vào tệp này để biết có những trang nào.",
        "Search engines learn from this file which pages there are.",
    ),
    cure=Text("tạo lại sitemap.xml đúng chuẩn sitemaps.org", "write it anew, as sitemaps.org has it"),
    bad="<urlset><url>",
    good="<urlset><url>…</url></urlset>",
)
def readable_sitemap(site: Site) -> Iterator[Problem]:
    """There is a sitemap, and it is one."""
    if SITEMAP not in site.data:
        yield hit(SITEMAP, reason="—")
        return
    try:
        root = xml(site.data[SITEMAP])
    except UnreadError as error:
        yield hit(SITEMAP, error.line, reason=error)
        return
    if root.tag != f"{_SITEMAP_NS}urlset":
        yield hit(SITEMAP, reason=root.tag)


@rule(
    "DV941",
    summary=Text("Trang không có trong sitemap.xml", "The page is not in sitemap.xml"),
    why=Text(
        "Trang không được ghi thì máy tìm kiếm có thể không bao giờ thấy.",
        "A page that is not listed may never be found by a search engine.",
    ),
    cure=Text("thêm {url} vào sitemap.xml", "add {url} to it"),
    bad="<urlset></urlset>",
    good="<urlset><url><loc>…/kq-01/</loc></url></urlset>",
)
def unlisted_page(site: Site) -> Iterator[Problem]:
    """Every page that may be found is listed."""
    listed = {entry.path for entry in _entries(site)}
    for path in listed_pages(site) if _is_sitemap(site) else []:
        if path not in listed:
            yield hit(path, url=site.tree.address.of(path))


@rule(
    "DV942",
    summary=Text(
        "sitemap.xml ghi “{loc}” {count} lần; địa chỉ này được phép có {due} lần",
        "sitemap.xml lists “{loc}” {count} times, where {due} is right",
    ),
    why=Text(
        "Địa chỉ thừa khiến máy tìm kiếm hỏi trang không có, hay trang không muốn được tìm.",
        "A surplus address has search engines ask for what is not there, or does not want to be found.",
    ),
    cure=Text(
        "chỉ ghi địa chỉ của các trang cho phép tìm kiếm, mỗi trang một lần",
        "list the pages open to search, each once",
    ),
    bad="<loc>…/khong-co/</loc>",
    good="<loc>…/kq-01/</loc>",
)
def listed_in_vain(site: Site) -> Iterator[Problem]:
    """Nothing is listed that is no page, no page that hides itself, and none twice."""
    due = {site.tree.address.of(path) for path in listed_pages(site)}
    for loc, count in Counter(entry.loc for entry in _entries(site)).items():
        if count > 1 or loc not in due:
            yield hit(SITEMAP, loc=loc, count=count, due=int(loc in due))


@rule(
    "DV943",
    summary=Text(
        "sitemap.xml ghi các bản ngôn ngữ của “{loc}” chưa đúng: {lang}",
        "sitemap.xml has the wrong alternates for “{loc}”: {lang}",
    ),
    why=Text(
        "Máy tìm kiếm phải thấy cùng các bản ngôn ngữ ở đây và trên trang.",
        "Search engines have to see the same versions here as on the page.",
    ),
    cure=Text("ghi vi, en và x-default (như vi), mỗi bản một lần", "list vi, en and x-default (as vi), once each"),
    bad='<xhtml:link hreflang="vi"/>',
    good='<xhtml:link hreflang="vi"/><xhtml:link hreflang="en"/><xhtml:link hreflang="x-default"/>',
)
def sitemap_alternates(site: Site) -> Iterator[Problem]:
    """Each entry names both versions and the default by their public addresses."""
    for entry in _entries(site):
        due = {(lang, site.tree.address.of(path)) for lang, path in twin_paths(entry.path).items()}
        wrong = due.symmetric_difference(entry.alternates)
        if entry.path and (wrong or len(entry.alternates) > len(due)):
            yield hit(SITEMAP, loc=entry.loc, lang=", ".join(sorted({lang for lang, _ in wrong or due})))


@rule(
    "DV944",
    summary=Text(
        "sitemap.xml: “{loc}” có ngày sửa đổi “{date}”", "sitemap.xml: “{loc}” has the day of change “{date}”"
    ),
    why=Text(
        "Ngày sai thì máy tìm kiếm đọc lại trang không đổi, hoặc không đọc trang đã đổi.",
        "By a wrong day search engines read again what has not changed, or miss what has.",
    ),
    cure=Text(
        "ghi <lastmod> là ngày của trang, như 2026-11-24",
        "write <lastmod> as the page's own day, like 2026-11-24",
    ),
    bad="<lastmod>hôm qua</lastmod>",
    good="<lastmod>2031-11-24</lastmod>",
)
def sitemap_date(site: Site) -> Iterator[Problem]:
    """Each entry has the day of its page's last change."""
    for entry in _entries(site):
        if not _is_date(entry.lastmod):
            yield hit(SITEMAP, loc=entry.loc, date=entry.lastmod)


def _is_sitemap(site: Site) -> bool:
    return not any(readable_sitemap(site))


def _entries(site: Site) -> list[Entry]:
    if not _is_sitemap(site):
        return []
    by_address = {site.tree.address.of(path): path for path in site.pages}
    return [_entry(node, by_address) for node in xml(site.data[SITEMAP]).iterfind(f"{_SITEMAP_NS}url")]


def _entry(node: Element, by_address: dict[str, str]) -> Entry:
    loc = _text(node, "loc")
    alternates = tuple(
        (link.get("hreflang", ""), link.get("href", ""))
        for link in node.iterfind(_XHTML_LINK)
        if link.get("rel") == "alternate"
    )
    return Entry(loc, by_address.get(loc, ""), _text(node, "lastmod"), alternates)


def _text(node: Element, name: str) -> str:
    return (node.findtext(f"{_SITEMAP_NS}{name}") or "").strip()


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None
