"""The ids that the frame gives to what it adds to a page, and the editor's headings that would have the same.

Takes an authored page and its archive, and the ids that stand in every page's template; gives the headings. The parts
say which ids they may give; whether one does so on this page is seen by making it, which is seldom needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from fnmatch import fnmatchcase

from archive.content.body import Anchor
from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import parts


def clashes(page: Page, archive: Archive, everywhere: Set[str]) -> Iterator[Anchor]:
    """The headings of `page` whose id is one of the frame's own there."""
    claims = {claim.id for claim in page.body.claims}
    headings = [anchor for anchor in page.body.anchors if anchor.id not in claims]
    for part in parts() if headings else ():
        asked = [h for h in headings if any(fnmatchcase(h.id, pattern) for pattern in part.anchors)]
        html = part.html(page, archive, Context("")) if asked else ""
        yield from (heading for heading in asked if f' id="{heading.id}"' in html)
    yield from (heading for heading in headings if heading.id in everywhere)
