"""Rules for safety: what Markdown let through is on the allowlist, in the HTML that is published.

Takes the watched elements and the links of the `Site`'s pages; gives problems DV960–DV968. Some hold for whole
pages (no theme needs those under our content policy), the others for the article, which editors write.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.extending import Problem, hit, rule
from archive.findings import Text
from archive.inspect.addresses import Outcome, clean, scheme
from archive.inspect.html import BANNED_ANYWHERE, BANNED_IN_TEXT, BuiltPage, Element, Link, tokens, value
from archive.inspect.site import Site

_RUNS_CODE = frozenset({"javascript", "vbscript", "livescript"})
_ALLOWED = frozenset({"", "https", "http", "mailto", "tel"})  # http has a rule of its own


@rule(
    "DV960",
    summary=Text("Thẻ <{tag}> có thuộc tính chạy mã “{name}”", "<{tag}> has the event handler “{name}”"),
    why=Text("Mã ấy chạy trên máy của người đọc.", "It runs code on the reader's machine."),
    cure=Text("bỏ thuộc tính ấy", "take the attribute out"),
    bad='<a onclick="…">',
    good='<a href="../kq-01/">',
)
def event_handler(site: Site) -> Iterator[Problem]:
    """No attribute runs code, anywhere in a page."""
    for page, element in _elements(site):
        for name in element.attributes:
            if name.startswith("on"):
                yield hit(page.path, tag=element.tag, name=name)


@rule(
    "DV961",
    summary=Text(
        "Địa chỉ “{url}” dùng giao thức không được phép, {scheme}",
        "The address “{url}” has a refused scheme, {scheme}",
    ),
    why=Text(
        "javascript: và những giao thức tương tự chạy mã; giao thức lạ mở chương trình trên máy người đọc.",
        "javascript: and its like run code; unknown schemes open programs on the reader's machine.",
    ),
    cure=Text("dùng https:, mailto:, tel: hoặc địa chỉ tương đối", "use https:, mailto:, tel: or a relative address"),
    bad='<a href="javascript:…">',
    good='<a href="https://vi-du.example/">',
)
def refused_scheme(site: Site) -> Iterator[Problem]:
    """No address runs code in a page; in the article only the allowed schemes stand."""
    for page, link in _links(site):
        used = scheme(link.url)
        if used in _RUNS_CODE or (link.in_text and used not in _ALLOWED):
            yield hit(page.path, url=link.url, scheme=used)


@rule(
    "DV962",
    summary=Text("Thẻ <{tag}> không được phép ở đây", "The element <{tag}> is not allowed here"),
    why=Text(
        "Thẻ ấy đưa trang khác, kiểu chữ hay biểu mẫu vào trang.",
        "It brings another page, styles or a form into the page.",
    ),
    cure=Text("bỏ thẻ ấy, viết bằng Markdown", "take it out and write Markdown"),
    bad="<iframe …>",
    good="[trang](https://vi-du.example/)",
)
def refused_element(site: Site) -> Iterator[Problem]:
    """No page brings in another document; no article has styles or forms."""
    for page, element in _elements(site):
        if element.tag in (BANNED_IN_TEXT if element.in_text else BANNED_ANYWHERE):
            yield hit(page.path, tag=element.tag)


@rule(
    "DV963",
    summary=Text("Thẻ <{tag}> có thuộc tính style=“{style}”", "<{tag}> has the attribute style=“{style}”"),
    why=Text(
        "Kiểu riêng có thể che hay giấu nội dung, và chính sách nội dung của trang chặn nó.",
        "A style of its own can cover or hide content, and the site's content policy refuses it.",
    ),
    cure=Text(
        "bỏ thuộc tính ấy; trong bảng, bỏ dấu hai chấm căn lề ở dòng ---",
        "take it out; in a table, take the colons out of the --- line",
    ),
    bad='<td style="text-align: right">',
    good="<td>",
)
def inline_style(site: Site) -> Iterator[Problem]:
    """How the article looks is said in the stylesheet, and the content policy refuses the rest."""
    for page, element in _elements(site):
        if element.in_text and "style" in element.attributes:
            yield hit(page.path, tag=element.tag, style=value(element.attributes, "style"))


@rule(
    "DV964",
    summary=Text("Địa chỉ “{url}” dùng http: không mã hoá", "The address “{url}” is http:, not encrypted"),
    why=Text(
        "Ai ở giữa đường cũng đọc và sửa được nội dung gửi qua http:.",
        "What is sent over http: can be read and changed by anybody on the way.",
    ),
    cure=Text("dùng https: thay cho http:, nếu máy chủ có", "use https: in place of http:, where the host has it"),
    bad='<a href="http://vi-du.example/">',
    good='<a href="https://vi-du.example/">',
)
def plain_http(site: Site) -> Iterator[Problem]:
    """Links are https, but for the addresses of sources that have nothing else."""
    for page, link in _links(site):
        if link.in_text and scheme(link.url) == "http" and link.url not in site.http_allowed:
            yield hit(page.path, url=link.url)


@rule(
    "DV965",
    summary=Text(
        "Địa chỉ “{url}” bắt đầu bằng //, không nói rõ giao thức",
        "The address “{url}” begins with // and has no scheme",
    ),
    why=Text(
        "Địa chỉ này đổi nghĩa theo cách trang được mở, và hỏng khi mở từ thư mục.",
        "Its meaning changes with how the page was opened, and it fails from a folder.",
    ),
    cure=Text("viết cả https: ở đầu", "write https: before it"),
    bad='<a href="//vi-du.example/">',
    good='<a href="https://vi-du.example/">',
)
def protocol_relative(site: Site) -> Iterator[Problem]:
    """Each address says how to reach it."""
    for page, link in _links(site):
        if link.in_text and clean(link.url).startswith("//"):
            yield hit(page.path, url=link.url)


@rule(
    "DV966",
    summary=Text(
        "Liên kết “{url}” mở cửa sổ mới mà thiếu rel=noopener",
        "The link “{url}” opens a window without rel=noopener",
    ),
    why=Text(
        "Trang được mở có thể điều khiển cửa sổ đã mở nó.",
        "The page that is opened can steer the window that opened it.",
    ),
    cure=Text('thêm rel="noopener", hoặc bỏ target', 'add rel="noopener", or take the target out'),
    bad='<a target="_blank" href="…">',
    good='<a target="_blank" rel="noopener" href="…">',
)
def open_window(site: Site) -> Iterator[Problem]:
    """Pages that are opened get no hold on ours."""
    for page, element in _elements(site):
        blank = value(element.attributes, "target").strip().lower() == "_blank"
        if blank and element.in_text and not tokens(element.attributes, "rel") & {"noopener", "noreferrer"}:
            yield hit(page.path, url=value(element.attributes, "href"))


@rule(
    "DV967",
    summary=Text(
        "Đoạn mã không thuộc khung trang: {shown}",
        "A script that is not the frame's: {shown}",
    ),
    why=Text(
        "Chỉ mã của khung trang, biết trước từ mẫu, được chạy trên máy người đọc.",
        "Only the frame's code, known beforehand from its templates, may run on a reader's machine.",
    ),
    cure=Text(
        "bỏ đoạn mã ấy; chỉ mã của khung trang được chạy",
        "take it out; only the frame's own scripts may run",
    ),
    bad="<script>…</script>",
    good="(không có đoạn mã / no script)",
)
def foreign_script(site: Site) -> Iterator[Problem]:
    """Nothing runs on any page, anywhere in it, but the frame's constants and files."""
    for page in site.pages.values():
        for script in page.scripts:
            if script.src is None:
                known = script.text in site.frame.scripts
            else:
                target = site.target(page.path, script.src)
                # A file that is not there, or elsewhere, has rules of its own.
                lost = target.outcome is not Outcome.FOUND
                known = lost or (not script.text.strip() and target.path in site.frame.files)
            if not (known and script.plain):
                yield hit(page.path, shown=script.src or script.text)


@rule(
    "DV968",
    summary=Text(
        "Trang có {shown}, thứ mà khung trang không có", "The page has {shown}, which the site's frame never holds"
    ),
    why=Text(
        "Trang hoàn chỉnh chỉ gồm những thẻ đã biết; thẻ lạ là dấu hiệu có gì lọt qua bước kiểm tra.",
        "A finished page is made of known elements; another one shows that something slipped through the check.",
    ),
    cure=Text("bỏ đi, viết bằng Markdown", "take it out and write Markdown"),
    bad="<marquee>…</marquee>",
    good="<em>…</em>",
)
def foreign_element(site: Site) -> Iterator[Problem]:
    """Every element and attribute of the whole document is one that a finished page is made of."""
    for page in site.pages.values():
        for tag, name in sorted(page.made_of):
            known = site.frame.elements.get(tag)
            if known is None:
                if not name:
                    yield hit(page.path, shown=f"<{tag}>")
            elif name and name not in known:
                yield hit(page.path, shown=f"<{tag} {name}>")


def _elements(site: Site) -> Iterator[tuple[BuiltPage, Element]]:
    return ((page, element) for page in site.pages.values() for element in page.elements)


def _links(site: Site) -> Iterator[tuple[BuiltPage, Link]]:
    return ((page, link) for page in site.pages.values() for link in page.links)
