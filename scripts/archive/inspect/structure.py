"""Rules for a page's frame: one heading of the first level, no level left out, a title, each id once.

Takes the pages of the `Site`; gives hits DV920–DV923.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from archive.findings import Text
from archive.inspect.rules import Hit, hit, rule
from archive.inspect.site import Site


@rule(
    "DV920",
    Text("Mã “{id}” có {count} lần trong trang", "The id “{id}” stands {count} times in the page"),
    Text("đặt mã khác cho những chỗ sau", "give the later places other ids"),
)
def duplicate_id(site: Site) -> Iterator[Hit]:
    """Each id names one place of a page."""
    for page in site.pages.values():
        if len(set(page.ids)) < len(page.ids):
            for name, count in Counter(page.ids).items():
                if count > 1:
                    yield hit(page.path, id=name, count=count)


@rule(
    "DV921",
    Text("Trang có {count} đề mục cấp một (h1)", "The page has {count} headings of the first level (h1)"),
    Text(
        "để đúng một h1, là nhan đề trang; đề mục trong bài bắt đầu từ ##",
        "keep exactly one h1, the page's title; headings in the text start at ##",
    ),
)
def one_h1(site: Site) -> Iterator[Hit]:
    """Each page has exactly one h1; a redirect that nobody reads needs none."""
    for page in site.pages.values():
        if not page.is_stub and page.headings.count(1) != 1:
            yield hit(page.path, count=page.headings.count(1))


@rule(
    "DV922",
    Text("Đề mục h{level} đứng ngay sau h{before}", "A heading h{level} follows h{before}"),
    Text("dùng h{due}, hoặc thêm đề mục còn thiếu", "use h{due}, or add the heading between"),
)
def skipped_heading(site: Site) -> Iterator[Hit]:
    """Each heading is at most one level below the one before it."""
    for page in site.pages.values():
        for before, level in pairwise(page.headings):
            if level > before + 1:
                yield hit(page.path, level=level, before=before, due=before + 1)


@rule(
    "DV923",
    Text("Trang không có nhan đề (title)", "The page has no title"),
    Text("đặt `title:` cho trang", "give the page a `title:`"),
)
def empty_title(site: Site) -> Iterator[Hit]:
    """Tabs, bookmarks and search results show the title."""
    for page in site.pages.values():
        if not page.title:
            yield hit(page.path)
