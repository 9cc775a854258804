"""Rules for addresses: each leads to a file of the site, or openly to another site; nothing is fetched there.

Takes the followed references of the `Site`; gives hits DV900–DV910.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.findings import Text
from archive.inspect.addresses import NOT_FOUND, Outcome, clean, is_relative
from archive.inspect.html import BuiltPage, Link
from archive.inspect.rules import Hit, hit, rule
from archive.inspect.site import Site

_OWN_ADDRESS = frozenset({"canonical", "alternate"})  # these name the page in the world, so they carry the host


@rule(
    "DV900",
    Text("Tệp không phải văn bản UTF-8", "The file is not UTF-8 text"),
    Text("lưu lại tệp dưới dạng UTF-8", "save it as UTF-8"),
)
def unreadable_file(site: Site) -> Iterator[Hit]:
    """Pages and stylesheets are UTF-8."""
    for path in site.unreadable:
        yield hit(path)


@rule(
    "DV901",
    Text("Không có tệp nào ở địa chỉ “{url}” ({part})", "There is no file at “{url}” ({part})"),
    Text("sửa địa chỉ, hoặc thêm tệp còn thiếu", "correct the address, or add the missing file"),
)
def missing_target(site: Site) -> Iterator[Hit]:
    """Each link, image, script, style, icon or alternate leads to a file."""
    yield from _with_outcome(site, Outcome.MISSING)


@rule(
    "DV902",
    Text("Trang đích không có chỗ nào mang mã của “{url}”", "The target page has no id or name for “{url}”"),
    Text(
        "sửa phần sau dấu #, hoặc đặt mã cho chỗ cần dẫn tới",
        "correct what follows the #, or give the place that id",
    ),
)
def missing_anchor(site: Site) -> Iterator[Hit]:
    """Each fragment names an id or an anchor of its target."""
    yield from _with_outcome(site, Outcome.NO_ANCHOR)


@rule(
    "DV903",
    Text("Địa chỉ thư mục “{url}” thiếu dấu / ở cuối", "The folder's address “{url}” lacks its last slash"),
    Text("thêm dấu / vào cuối địa chỉ", "add the slash at its end"),
)
def folder_without_slash(site: Site) -> Iterator[Hit]:
    """Without the slash a host redirects, or does not answer, and relative links on the page break."""
    yield from _with_outcome(site, Outcome.NO_SLASH)


@rule(
    "DV904",
    Text("“{url}” dẫn tới thư mục không có trang index.html", "“{url}” leads to a folder without an index.html"),
    Text(
        "dẫn tới một trang trong thư mục ấy, hoặc thêm trang mục lục",
        "link a page in it, or add an index page",
    ),
)
def folder_without_index(site: Site) -> Iterator[Hit]:
    """Folders without an index are a listing on one host and an error on another."""
    yield from _with_outcome(site, Outcome.NO_INDEX)


@rule(
    "DV905",
    Text(
        "“{url}” ra ngoài đường dẫn gốc của trang web, /{base}",
        "“{url}” leaves the site's base path, /{base}",
    ),
    Text("dùng địa chỉ tương đối, như ../trang/", "use a relative address, like ../page/"),
)
def outside_base(site: Site) -> Iterator[Hit]:
    """Nothing is looked for above the site, which works under a sub-path."""
    for found in site.references:
        if found.outcome is Outcome.OUTSIDE and not _is_refresh(found.link):
            yield hit(found.where, found.line, url=found.link.url, base=site.tree.address.base)


@rule(
    "DV906",
    Text(
        "Trang 404 có địa chỉ “{url}” không bắt đầu bằng /{base}",
        "The 404 page has the address “{url}”, which does not begin with /{base}",
    ),
    Text(
        "trang này hiện ra ở mọi độ sâu, trên mọi máy chủ: viết địa chỉ đầy đủ từ /{base}, không có tên miền",
        "it is served at any depth and host: write the whole path from /{base}, without the host",
    ),
)
def not_found_page_links(site: Site) -> Iterator[Hit]:
    """Links of the 404 page carry the site's path and never its host."""
    page, address = site.pages.get(NOT_FOUND), site.tree.address
    for link in () if page is None else page.links:
        url = clean(link.url)
        hosted = url.lower().startswith((f"{address.origin}/", f"//{address.origin.partition('//')[2]}/"))
        named = link.attribute == "content" or bool(link.rel & _OWN_ADDRESS)
        if is_relative(url) or (hosted and not named):
            yield hit(NOT_FOUND, url=link.url, base=address.base)


@rule(
    "DV907",
    Text(
        "Trang chuyển hướng tới “{url}”, không có trong trang web",
        "The page redirects to “{url}”, not in the site",
    ),
    Text("chuyển hướng tới một trang có thật", "redirect to a page that is there"),
)
def redirect_target(site: Site) -> Iterator[Hit]:
    """Each redirect ends on a page of this site."""
    for found in site.references:
        if _is_refresh(found.link):
            yield hit(found.where, url=found.link.url)


@rule(
    "DV908",
    Text("Trang chuyển hướng vòng quanh, không tới đâu cả", "The page redirects in a circle and never arrives"),
    Text("chuyển hướng thẳng tới trang còn nội dung", "redirect straight to the page that has the content"),
)
def redirect_circle(site: Site) -> Iterator[Hit]:
    """Following a redirect comes to an end."""
    for page in site.pages.values():
        if page.refresh is not None and _is_circle(site, page):
            yield hit(page.path)


@rule(
    "DV909",
    Text("Không đọc được địa chỉ “{url}” ({part})", "The address “{url}” cannot be read ({part})"),
    Text("viết lại địa chỉ cho đúng", "write the address anew"),
)
def unreadable_address(site: Site) -> Iterator[Hit]:
    """Addresses have a form that browsers agree on."""
    yield from _with_outcome(site, Outcome.UNREADABLE)


@rule(
    "DV910",
    Text(
        "Trang tự tải “{url}” từ máy chủ khác ({part})",
        "The page fetches “{url}” from another host ({part})",
    ),
    Text("chép tệp ấy vào trang web, hoặc bỏ đi", "keep a copy in the site, or leave it out"),
)
def third_party(site: Site) -> Iterator[Hit]:
    """Nobody else learns who reads the archive, and it works when they are gone."""
    for found in site.references:
        if found.outcome is Outcome.AWAY and found.link.fetched:
            yield hit(found.where, found.line, url=found.link.url, part=_part(found.link))


def _with_outcome(site: Site, outcome: Outcome) -> Iterator[Hit]:
    for found in site.references:
        if found.outcome is outcome and not _is_refresh(found.link):
            yield hit(found.where, found.line, url=found.link.url, part=_part(found.link))


def _is_refresh(link: Link) -> bool:
    return link.attribute == "refresh"


def _part(link: Link) -> str:
    return f"{link.tag} {link.attribute}"


def _is_circle(site: Site, page: BuiltPage) -> bool:
    met: set[str] = set()
    step: BuiltPage | None = page
    while step is not None and step.refresh is not None:
        if step.path in met:
            return True
        met.add(step.path)
        step = site.pages.get(site.target(step.path, step.refresh).path)
    return False
