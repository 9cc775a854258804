"""The faults that are put into a copy of a finished site, each of a named kind, in a file of its own.

`seed` takes the site's folder and its address; changes the folder, and gives what was put where. A fault has a mark, an
address that stands nowhere else, by which a report of it is known; where it names no address, a report on its file is
one. Refuses a site that has no place for a fault: a list of other faults would not compare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.findings import Text
from bench.outcome import NotMeasuredError


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault."""

    name: Text
    edit: Callable[[str, str], str]
    """From a file's text and the site's address to the text with the fault."""
    where: str = "statement"
    """In what it is put: a statement's page, a page that only leads on, or the file of this name (a pattern)."""
    mark: str = ""
    link: bool = True
    """Whether a checker of links is meant to find it: an address in a page or stylesheet that leads nowhere."""
    code: str = ""
    """By which rule ours is to find it; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """A fault that was put into a file of the site."""

    fault: Fault
    file: str


def _body(html: str) -> Callable[[str, str], str]:
    """Something more at the end of a page's own words."""
    return lambda text, url: text.replace("</article>", f"{html}</article>", 1)


def _head(html: str) -> Callable[[str, str], str]:
    return lambda text, url: text.replace("</head>", f"{html}</head>", 1)


def _put(pattern: str, new: str) -> Callable[[str, str], str]:
    """The first place that fits gets other words."""
    return lambda text, url: re.sub(pattern, new.replace("{url}", url), text, count=1, flags=re.DOTALL)


FAULTS = (
    # What a checker of links is meant to find.
    Fault(Text("liên kết tới trang không có", "a link to a page that is not there"),
          _body('<p><a href="../../khong-co-trang/">x</a></p>'), mark="khong-co-trang", code="DV901"),
    Fault(Text("liên kết tới neo không có", "a link to an anchor that is not there"),
          _body('<p><a href="../../#khong-co-neo">x</a></p>'), mark="khong-co-neo", code="DV902"),
    Fault(Text("neo không có trong chính trang", "an anchor that is not in the page itself"),
          _body('<p><a href="#khong-co-day">x</a></p>'), mark="khong-co-day", code="DV902"),
    Fault(Text("hình không có", "a picture that is not there"),
          _body('<p><img src="../../assets/khong-co-hinh.png" alt="x"></p>'), mark="khong-co-hinh", code="DV901"),
    Fault(Text("hình trong srcset không có", "a picture in a srcset that is not there"),
          _body('<p><img src="../../assets/icon-192.png" srcset="../../assets/khong-co-srcset.png 2x" alt="x"></p>'),
          mark="khong-co-srcset", code="DV901"),
    Fault(Text("bảng kiểu không có", "a stylesheet that is not there"),
          _head('<link rel="stylesheet" href="../../assets/khong-co-kieu.css">'), mark="khong-co-kieu", code="DV901"),
    Fault(Text("mã lệnh không có", "a script that is not there"),
          _head('<script src="../../assets/khong-co-lenh.js"></script>'), mark="khong-co-lenh", code="DV901"),
    Fault(Text("liên kết sai chữ hoa", "a link with wrong capitals"),
          _body('<p><a href="../../Id/KQ-01/">x</a></p>'), mark="Id/KQ-01", code="DV901"),
    Fault(Text("liên kết lùi quá sâu", "a relative link that goes up too far"),
          _body('<p><a href="../../../../khong-co-sau/">x</a></p>'), mark="khong-co-sau", code="DV905"),
    Fault(Text("địa chỉ không đọc được", "an address that cannot be read"),
          _body('<p><a href="https://khong-doc-duoc:port/">x</a></p>'), mark="khong-doc-duoc", code="DV909"),
    Fault(Text("trang chuyển hướng không tới đâu", "a redirect page that leads nowhere"),
          _put(r'(http-equiv="refresh" content="0; url=)[^"]*', r"\1../../khong-co-dich/"),
          "stub", "khong-co-dich", code="DV907"),
    Fault(Text("url() trong CSS không có", "a url() in a stylesheet to nothing"),
          lambda text, url: f"{text}\n.x{{background:url(khong-co-nen.png)}}\n",
          "assets/site.*.css", "khong-co-nen", code="DV901"),
    Fault(Text("địa chỉ chính thức không có", "a canonical address that is not there"),
          _put(r'(<link rel="canonical" href=")[^"]*', r"\1{url}khong-co-chinh-thuc/"),
          mark="khong-co-chinh-thuc", code="DV935"),
    Fault(Text("hreflang tới trang không có", "a hreflang to a page that is not there"),
          _put(r'(<link rel="alternate" hreflang="en" href=")[^"]*', r"\1{url}en/khong-co-ban-dich/"),
          mark="khong-co-ban-dich", code="DV901"),
    Fault(Text("ảnh chia sẻ không có", "a social card that is not there"),
          _put(r'(<meta property="og:image" content=")[^"]*', r"\1{url}assets/khong-co-anh.png"),
          mark="khong-co-anh", code="DV901"),
    # What no checker of links is meant to find.
    Fault(Text("liên kết trong bản tin không tới đâu", "a feed's link to nothing"),
          _put(r'(<entry>.*?<link href=")[^"]*', r"\1{url}khong-co-tin/"),
          "feed.xml", "khong-co-tin", link=False, code="DV973"),
    Fault(Text("sơ đồ trang nêu trang không có", "a page in the sitemap that is not there"),
          _put(r"(<url><loc>)[^<]*", r"\1{url}khong-co-so-do/"),
          "sitemap.xml", "khong-co-so-do", link=False, code="DV942"),
    Fault(Text("liên kết trong tệp JSON không tới đâu", "a link in a JSON file to nothing"),
          _put(r'(\[{"href": ")[^"]*(\.bib)', r"\1{url}khong-co-json\2"),
          "data/linkset.json", "khong-co-json", link=False, code="DV978"),
    Fault(Text("tệp trích dẫn hỏng", "a broken citation file"),
          lambda text, url: text[:-20], "id/*.csl.json", link=False, code="DV970"),
    Fault(Text("ô của bảng bị mất", "a cell of a table that is lost"),
          lambda text, url: text.rstrip().rpartition(",")[0] + "\r\n", "data/claims.csv", link=False, code="DV975"),
    Fault(Text("id hai lần trong một trang", "an id that stands twice"),
          _body('<p id="hai-lan">x</p><p id="hai-lan">y</p>'), link=False, code="DV920"),
    Fault(Text("lời của một thông tin bị sửa", "a statement's words changed"),
          _put(r'(<\w+ class="claim"[^>]*>)', r"\1Khác "), link=False, code="DV953"),
    Fault(Text("một thông tin bị mất", "a statement that is lost"),
          _put(r'<(\w+) class="claim".*?</\1>', r"<\1>x</\1>"), link=False, code="DV950"),
    Fault(Text("thiếu lang", "a missing lang"), _put(r'<html lang="\w+"', "<html"), link=False, code="DV930"),
    Fault(Text("hreflang tới trang khác", "a hreflang to another page"),
          _put(r'(<link rel="alternate" hreflang="en" href=")[^"]*', r"\1{url}en/"), link=False, code="DV933"),
    Fault(Text("hai tiêu đề h1", "two headings of the first level"), _body("<h1>x</h1>"), link=False, code="DV921"),
    Fault(Text("tiêu đề trang trống", "an empty title"),
          _put(r"<title>[^<]*", "<title>"), link=False, code="DV923"),
    Fault(Text("mã lệnh thêm vào trang", "a script added to a page"),
          _body("<script>x()</script>"), link=False, code="DV967"),
    Fault(Text("mã lệnh lấy từ nơi khác", "a script taken from another host"),
          _head('<script src="https://noi-khac.example/x.js"></script>'),
          mark="noi-khac.example", link=False, code="DV910"),
    Fault(Text("liên kết http:", "a link to http:"),
          _body('<p><a href="http://khong-an-toan.example/">x</a></p>'),
          mark="khong-an-toan.example", link=False, code="DV964"),
    Fault(Text("liên kết javascript:", "a link to javascript:"),
          _body('<p><a href="javascript:alert(1)">x</a></p>'), mark="javascript:", link=False, code="DV961"),
    Fault(Text("tệp không trang nào dẫn tới", "a file that no page leads to"),
          lambda text, url: text, "assets/mo-coi.txt", "mo-coi", link=False, code="DV911"),
)  # fmt: skip


def seed(site: Path, url: str, faults: tuple[Fault, ...] = FAULTS) -> list[Seeded]:
    """Put each fault into a file of its own; gives what stands where."""
    free = {where: list(_places(site, where)) for where in {fault.where for fault in faults}}
    found = []
    for fault in faults:
        if not free[fault.where]:
            raise NotMeasuredError(fault.name.en, "no place for it in this site")
        file = free[fault.where].pop(0)
        path = site / file
        text = path.read_bytes().decode("utf-8") if path.exists() else ""
        now = fault.edit(text, url)
        if now == text and path.exists():
            raise NotMeasuredError(fault.name.en, f"nothing to change in {file}")
        path.write_bytes(now.encode("utf-8"))
        found.append(Seeded(fault, file))
    return found


def _places(site: Path, where: str) -> Iterator[str]:
    """The files that may get such a fault, in order."""
    if where not in {"statement", "stub"}:
        files = sorted(file.relative_to(site).as_posix() for file in site.glob(where))
        yield from files or ([] if "*" in where else [where])
        return
    for page in sorted(site.glob("id/*/index.html")):
        text = page.read_text("utf-8")
        if ('http-equiv="refresh"' in text) == (where == "stub") and (where == "stub" or 'class="claim"' in text):
            yield page.relative_to(site).as_posix()
