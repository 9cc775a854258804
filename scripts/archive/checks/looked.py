"""The pages on which no rule found anything, while all that the rules asked is answered as it was then.

Takes what the last check kept of its pages; gives those that are to be looked at, each by a stand-in of the archive that
notes what is asked. A page on which something was found is looked at each time. No rule stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from archive.content.model import Archive, Page
from archive.findings import Finding
from archive.kept.asked import Asking


@dataclass
class Look:
    """One look at a page: the archive to ask, what was found, and what is to be kept of the page."""

    archive: Archive
    found: set[Finding] = field(default_factory=set)
    keeping: dict[str, Any] = field(default_factory=dict)


class Looked:
    """What is known of the pages of one archive; without what was kept everything is looked at, and nothing noted."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        self._kept = kept
        self._asking: Asking | None = None
        self.keeping: dict[str, Any] = {}
        """What is to be kept of the pages, by their files."""

    def due(self, pages: Sequence[Page], archive: Archive) -> Sequence[Page]:
        """The pages that are to be looked at; what is known of the others is kept."""
        if self._kept is None:
            return pages
        asking = self._asking = Asking(archive)
        known = {page.file: self._kept.get(page.file) for page in pages}
        self.keeping |= {file: told for file, told in known.items() if told and asking.answered(told)}
        return [page for page in pages if page.file not in self.keeping]

    @contextmanager
    def at(self, page: Page, archive: Archive) -> Iterator[Look]:
        """A look at a page that is due."""
        if self._asking is None:
            yield Look(archive)
            return
        look = Look(self._asking.archive)
        with self._asking.noting() as asked:
            look.archive.by_path[page.lang, page.path]  # the page itself, which each rule is given
            yield look
        if not look.found:
            look.keeping[page.file] = self._asking.told(asked)
