"""The pages on which no rule found anything, while all that the rules asked is answered as it was then.

Takes what the last check kept of its pages; gives, page by page, whether it is to be looked at, by a stand-in of the
archive that notes what is asked. A page on which something was found is looked at each time. No rule stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from archive.content.model import Archive, Page
from archive.findings import Finding
from archive.kept.asked import Asking


@dataclass
class Look:
    """One look at a page: the archive to ask, and what was found."""

    archive: Archive
    found: set[Finding] = field(default_factory=set)


class Looked:
    """What is known of the pages of one archive; without what was kept everything is looked at, and nothing noted."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        self._kept = kept
        self._asking: Asking | None = None
        self.keeping: dict[str, Any] = {}
        """What is to be kept of the pages, by their files."""

    @contextmanager
    def at(self, page: Page, archive: Archive) -> Iterator[Look | None]:
        """A look at a page; None where it is not due."""
        if self._kept is None:
            yield Look(archive)
            return
        self._asking = self._asking or Asking(archive)
        known = self._kept.get(page.file)
        if known and self._asking.answered(known):
            self.keeping[page.file] = known
            yield None
            return
        look = Look(self._asking.archive)
        with self._asking.noting() as asked:
            look.archive.by_path[page.lang, page.path]  # the page itself, which each rule is given
            yield look
        if not look.found:
            self.keeping[page.file] = self._asking.told(asked)
