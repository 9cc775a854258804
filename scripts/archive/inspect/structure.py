"""Rules for a page's frame: one heading of the first level, no level left out, a title, each id once.

Takes the pages of the `Site`; gives problems DV920–DV923.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from archive.extending import Problem, hit, rule
from archive.inspect.html import BuiltPage
from archive.inspect.site import Ground


@rule("DV920")
def duplicate_id(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """Each id names one place of a page."""
    if len(set(page.ids)) < len(page.ids):
        for name, count in Counter(page.ids).items():
            if count > 1:
                yield hit(page.path, id=name, count=count)


@rule("DV921")
def one_h1(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """Each page has exactly one h1; a redirect that nobody reads needs none."""
    if not page.is_stub and page.headings.count(1) != 1:
        yield hit(page.path, count=page.headings.count(1))


@rule("DV922")
def skipped_heading(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """Each heading is at most one level below the one before it."""
    for before, level in pairwise(page.headings):
        if level > before + 1:
            yield hit(page.path, level=level, before=before, due=before + 1)


@rule("DV923")
def empty_title(page: BuiltPage, _: Ground) -> Iterator[Problem]:
    """Tabs, bookmarks and search results show the title."""
    if not page.title:
        yield hit(page.path)
