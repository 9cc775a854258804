"""Rules for addresses: each leads to a file of the site, or openly to another site; nothing is fetched there.

Takes the followed references of the `Site`; gives problems DV900–DV910.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Unpack

from archive.extending import Problem, Words, hit, rule
from archive.findings import Text
from archive.inspect.addresses import NOT_FOUND, Outcome, clean, is_relative
from archive.inspect.html import BuiltPage, Link
from archive.inspect.site import Site

_OWN_ADDRESS = frozenset({"canonical", "alternate"})  # these name the page in the world, so they carry the host


@rule(
    "DV900",
    summary=Text("Tệp không phải văn bản UTF-8", "The file is not UTF-8 text"),
    why=Text(
        "Trình duyệt đoán bảng mã của tệp như thế sẽ hiện chữ sai.",
        "A browser that has to guess a file's encoding shows wrong letters.",
    ),
    cure=Text("lưu lại tệp dưới dạng UTF-8", "save it as UTF-8"),
    bad="trang.html: K\\xfd k\\xebt",
    good="trang.html: Ký kết",
)
def unreadable_file(site: Site) -> Iterator[Problem]:
    """Pages and stylesheets are UTF-8."""
    for path in site.unreadable:
        yield hit(path)


def _outcome_rule(code: str, outcome: Outcome, **words: Unpack[Words]) -> None:
    """Declare the rule on addresses that come to one bad end."""

    def look(site: Site) -> Iterator[Problem]:
        for found in site.references:
            if found.outcome is outcome and not _is_refresh(found.link):
                yield hit(found.where, found.line, url=found.link.url, part=_part(found.link))

    look.__name__ = f"address_{outcome.name.lower()}"
    rule(code, **words)(look)


_outcome_rule(
    "DV901",
    Outcome.MISSING,
    summary=Text("Không có tệp nào ở địa chỉ “{url}” ({part})", "There is no file at “{url}” ({part})"),
    why=Text(
        "Người đọc bấm vào sẽ gặp trang lỗi; hình, kiểu chữ hay đoạn mã ấy sẽ thiếu.",
        "A reader who follows it meets an error page; such a picture, style or script would be missing.",
    ),
    cure=Text("sửa địa chỉ, hoặc thêm tệp còn thiếu", "correct the address, or add the missing file"),
    bad='<a href="../khong-co/">',
    good='<a href="../kq-01/">',
)
_outcome_rule(
    "DV902",
    Outcome.NO_ANCHOR,
    summary=Text("Trang đích không có chỗ nào mang mã của “{url}”", "The target page has no id or name for “{url}”"),
    why=Text(
        "Trình duyệt mở trang đích ở đầu trang, và người đọc không biết điều được dẫn nằm ở đâu.",
        "The browser opens the page at its top, and the reader cannot tell which place was meant.",
    ),
    cure=Text(
        "sửa phần sau dấu #, hoặc đặt mã cho chỗ cần dẫn tới",
        "correct what follows the #, or give the place that id",
    ),
    bad='<a href="../kq-01/#kq-01-9">',
    good='<a href="../kq-01/#kq-01-1">',
)
_outcome_rule(
    "DV903",
    Outcome.NO_SLASH,
    summary=Text("Địa chỉ thư mục “{url}” thiếu dấu / ở cuối", "The folder's address “{url}” lacks its last slash"),
    why=Text(
        "Thiếu dấu / thì máy chủ phải chuyển hướng hoặc không trả lời, và liên kết tương đối trên trang sẽ sai.",
        "Without the slash a host redirects or does not answer, and relative links on the page break.",
    ),
    cure=Text("thêm dấu / vào cuối địa chỉ", "add the slash at its end"),
    bad='<a href="../kq-01">',
    good='<a href="../kq-01/">',
)
_outcome_rule(
    "DV904",
    Outcome.NO_INDEX,
    summary=Text(
        "“{url}” dẫn tới thư mục không có trang index.html", "“{url}” leads to a folder without an index.html"
    ),
    why=Text(
        "Máy chủ này liệt kê tệp của thư mục, máy chủ khác báo lỗi; không nơi nào hiện một trang.",
        "One host lists the folder's files, another answers with an error; none shows a page.",
    ),
    cure=Text(
        "dẫn tới một trang trong thư mục ấy, hoặc thêm trang mục lục",
        "link a page in it, or add an index page",
    ),
    bad='<a href="../assets/">',
    good='<a href="../ket-qua/">',
)
_outcome_rule(
    "DV909",
    Outcome.UNREADABLE,
    summary=Text("Không đọc được địa chỉ “{url}” ({part})", "The address “{url}” cannot be read ({part})"),
    why=Text(
        "Mỗi trình duyệt hiểu một địa chỉ sai theo một cách.",
        "Each browser takes a malformed address in a way of its own.",
    ),
    cure=Text("viết lại địa chỉ cho đúng", "write the address anew"),
    bad='<a href="https://[x/">',
    good='<a href="https://vi-du.example/">',
)


@rule(
    "DV905",
    summary=Text(
        "“{url}” ra ngoài đường dẫn gốc của trang web, /{base}",
        "“{url}” leaves the site's base path, /{base}",
    ),
    why=Text(
        "Trang web có thể đặt dưới một đường dẫn con; phía trên đường dẫn ấy là chỗ của người khác.",
        "The site may live below a sub-path; what lies above it belongs to others.",
    ),
    cure=Text("dùng địa chỉ tương đối, như ../trang/", "use a relative address, like ../page/"),
    bad='<a href="../../../../khac/">',
    good='<a href="../kq-01/">',
)
def outside_base(site: Site) -> Iterator[Problem]:
    """Nothing is looked for above the site, which works under a sub-path."""
    for found in site.references:
        if found.outcome is Outcome.OUTSIDE and not _is_refresh(found.link):
            yield hit(found.where, found.line, url=found.link.url, base=site.tree.address.base)


@rule(
    "DV906",
    summary=Text(
        "Trang 404 có địa chỉ “{url}” không bắt đầu bằng /{base}",
        "The 404 page has the address “{url}”, which does not begin with /{base}",
    ),
    why=Text(
        "Máy chủ đưa trang này ra cho mọi địa chỉ lạc, ở mọi độ sâu: địa chỉ tương đối sẽ dẫn sai chỗ.",
        "A host serves this page for every lost address, at any depth: a relative address would lead astray.",
    ),
    cure=Text(
        "trang này hiện ra ở mọi độ sâu, trên mọi máy chủ: viết địa chỉ đầy đủ từ /{base}, không có tên miền",
        "it is served at any depth and host: write the whole path from /{base}, without the host",
    ),
    bad='404.html: <a href="ket-qua/">',
    good='404.html: <a href="/duong-dan/ket-qua/">',
)
def not_found_page_links(site: Site) -> Iterator[Problem]:
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
    summary=Text(
        "Trang chuyển hướng tới “{url}”, không có trong trang web",
        "The page redirects to “{url}”, not in the site",
    ),
    why=Text(
        "Địa chỉ cũ phải dẫn tới nội dung, nếu không thì coi như đã mất.",
        "An old address has to lead to the content, or it is as good as dead.",
    ),
    cure=Text("chuyển hướng tới một trang có thật", "redirect to a page that is there"),
    bad='<meta http-equiv="refresh" content="0; url=../khong-co/">',
    good='<meta http-equiv="refresh" content="0; url=../kq-01/">',
)
def redirect_target(site: Site) -> Iterator[Problem]:
    """Each redirect ends on a page of this site."""
    for found in site.references:
        if _is_refresh(found.link):
            yield hit(found.where, url=found.link.url)


@rule(
    "DV908",
    summary=Text("Trang chuyển hướng vòng quanh, không tới đâu cả", "The page redirects in a circle and never arrives"),
    why=Text(
        "Trình duyệt bỏ cuộc sau vài vòng, và người đọc không thấy gì.",
        "A browser gives up after some rounds, and the reader sees nothing.",
    ),
    cure=Text("chuyển hướng thẳng tới trang còn nội dung", "redirect straight to the page that has the content"),
    bad="a/ → b/ → a/",
    good="a/ → b/",
)
def redirect_circle(site: Site) -> Iterator[Problem]:
    """Following a redirect comes to an end."""
    for page in site.pages.values():
        if page.refresh is not None and _is_circle(site, page):
            yield hit(page.path)


@rule(
    "DV910",
    summary=Text(
        "Trang tự tải “{url}” từ máy chủ khác ({part})",
        "The page fetches “{url}” from another host ({part})",
    ),
    why=Text(
        "Máy chủ khác sẽ biết ai đang đọc kho lưu trữ này, và trang hỏng khi máy chủ ấy không còn.",
        "The other host learns who reads this archive, and the page breaks when that host is gone.",
    ),
    cure=Text("chép tệp ấy vào trang web, hoặc bỏ đi", "keep a copy in the site, or leave it out"),
    bad='<img src="https://khac.example/anh.png">',
    good='<img src="../assets/anh.png">',
)
def third_party(site: Site) -> Iterator[Problem]:
    """Nobody else learns who reads the archive, and it works when they are gone."""
    for found in site.references:
        if found.outcome is Outcome.AWAY and found.link.fetched:
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
