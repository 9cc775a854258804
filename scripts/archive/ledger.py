"""The ledger of published addresses: `published.txt`, one a line, which only grows.

Takes an archive's staged pages and a finished site; gives the addresses to record, and a finding for every recorded one
that the site no longer answers (with a page, a redirect or a tombstone). So no published address ever dies unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.content.model import Archive
from archive.findings import Finding, Place, Text
from archive.stage.page import StagedPage

LEDGER = "published.txt"
CODE = "DV801"
CURE = Text(
    "ghi địa chỉ cũ vào `aliases:` của trang đã chuyển, hoặc đưa trang trở lại với `withdrawn: ngày`",
    "name the old address in the moved page's `aliases:`, or put the page back with `withdrawn: day`",
)


def addresses(archive: Archive, pages: Iterable[StagedPage]) -> set[str]:
    """Every address that a build publishes for readers, relative to the site's root, and `id/<id>/` of every id."""
    found = {page.url for page in pages if page.path != "404.md"}
    found |= {f"id/{name}/" for name in (*archive.records, *archive.claims)}
    return {address for address in found if address}


def read_ledger(root: Path) -> list[str]:
    """The recorded addresses in order of line; none where there is no ledger."""
    path = root / LEDGER
    return path.read_text("utf-8").splitlines() if path.is_file() else []


def dead(root: Path, site: Path) -> Iterator[Finding]:
    """A finding, at its line of the ledger, for every recorded address that the site does not answer."""
    for number, address in enumerate(read_ledger(root), 1):
        if address and not (site / address / "index.html").is_file():
            words = Text(f"Địa chỉ đã công bố /{address} không còn", f"The published address /{address} is gone")
            yield Finding(Place(LEDGER, number), CODE, words, CURE)
