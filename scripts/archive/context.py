"""What a build knows beside the archive: the public address, the dates of pages, and what is stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Context:
    """The settings that every stage after `check` works with."""

    site_url: str
    epoch: int = 0
    """SOURCE_DATE_EPOCH: seconds."""
    days: Mapping[str, str] = field(default_factory=dict)
    """The day (ISO) on which each page, by path, was last changed."""
    newest: str = "1970-01-01"
    """The newest of these days: the date of generated pages."""
    stale: frozenset[str] = frozenset()
    """Paths of pages whose English twin was made from an older Vietnamese text."""
    portable: bool = False
    """Made to be opened from a folder (file://)."""

    def updated(self, path: str) -> str:
        """The day on which the page at `path` was last changed."""
        return self.days.get(path, self.newest)

    def absolute(self, url: str) -> str:
        """`url` (relative to the site's root) with the public address before it."""
        return self.site_url + url
