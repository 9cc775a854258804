"""Rules for a page's frame: one heading of the first level, no level left out, a title, each id once.

Takes the pages of the `Site`; gives problems DV920–DV923.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from archive.extending import Problem, hit, rule
from archive.findings import Text
from archive.inspect.site import Site


@rule(
    "DV920",
    summary=Text("Mã “{id}” có {count} lần trong trang", "The id “{id}” stands {count} times in the page"),
    why=Text(
        "Liên kết tới một mã đứng hai chỗ thì chỉ tới chỗ đầu.",
        "A link to an id that stands twice leads to the first place alone.",
    ),
    cure=Text("đặt mã khác cho những chỗ sau", "give the later places other ids"),
    bad='<h2 id="muc">…<h2 id="muc">',
    good='<h2 id="muc">…<h2 id="muc-hai">',
)
def duplicate_id(site: Site) -> Iterator[Problem]:
    """Each id names one place of a page."""
    for page in site.pages.values():
        if len(set(page.ids)) < len(page.ids):
            for name, count in Counter(page.ids).items():
                if count > 1:
                    yield hit(page.path, id=name, count=count)


@rule(
    "DV921",
    summary=Text("Trang có {count} đề mục cấp một (h1)", "The page has {count} headings of the first level (h1)"),
    why=Text(
        "Máy đọc màn hình và máy tìm kiếm lấy h1 làm tên của trang.",
        "Screen readers and search engines take the h1 for the page's name.",
    ),
    cure=Text(
        "để đúng một h1, là nhan đề trang; đề mục trong bài bắt đầu từ ##",
        "keep exactly one h1, the page's title; headings in the text start at ##",
    ),
    bad="<h1>Một</h1>…<h1>Hai</h1>",
    good="<h1>Một</h1>…<h2>Hai</h2>",
)
def one_h1(site: Site) -> Iterator[Problem]:
    """Each page has exactly one h1; a redirect that nobody reads needs none."""
    for page in site.pages.values():
        if not page.is_stub and page.headings.count(1) != 1:
            yield hit(page.path, count=page.headings.count(1))


@rule(
    "DV922",
    summary=Text("Đề mục h{level} đứng ngay sau h{before}", "A heading h{level} follows h{before}"),
    why=Text(
        "Người nghe trang đi theo cấp đề mục; thiếu một cấp thì tưởng là đã sót một phần.",
        "Whoever listens to a page goes by its levels, and takes a gap for a part that was missed.",
    ),
    cure=Text("dùng h{due}, hoặc thêm đề mục còn thiếu", "use h{due}, or add the heading between"),
    bad="<h2>…</h2><h4>…</h4>",
    good="<h2>…</h2><h3>…</h3>",
)
def skipped_heading(site: Site) -> Iterator[Problem]:
    """Each heading is at most one level below the one before it."""
    for page in site.pages.values():
        for before, level in pairwise(page.headings):
            if level > before + 1:
                yield hit(page.path, level=level, before=before, due=before + 1)


@rule(
    "DV923",
    summary=Text("Trang không có nhan đề (title)", "The page has no title"),
    why=Text(
        "Thẻ trình duyệt, dấu trang và kết quả tìm kiếm hiện nhan đề này.",
        "Tabs, bookmarks and search results show the title.",
    ),
    cure=Text("đặt `title:` cho trang", "give the page a `title:`"),
    bad="<title></title>",
    good="<title>Trồng cây ven đường</title>",
)
def empty_title(site: Site) -> Iterator[Problem]:
    """Tabs, bookmarks and search results show the title."""
    for page in site.pages.values():
        if not page.title:
            yield hit(page.path)
