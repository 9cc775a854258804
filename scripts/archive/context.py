"""What a build knows beside the archive: the public address, since when pages say what they say, and what is stale."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

FIXED_EPOCH = 315_532_800
"""The last resort for SOURCE_DATE_EPOCH: the start of 1980, which nobody takes for the truth; never the clock."""


@dataclass(frozen=True)
class Context:
    """The settings that every stage after `check` works with."""

    site_url: str
    epoch: int = 0
    """SOURCE_DATE_EPOCH: seconds."""
    changed: Mapping[str, int] = field(default_factory=dict)
    """The moment (epoch seconds) since which each page, by path, has its words; none where that is not known."""
    zone: datetime.tzinfo = datetime.UTC
    """In which days are told."""
    stale: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By path: the parts of a page whose English is behind, each with the day on which the Vietnamese changed."""
    portable: bool = False
    """Made to be opened from a folder (file://)."""
    sources: str = ""
    """The digest of the sources, as `sources.digest` has it; empty where the site is for an editor's eyes alone."""

    def updated(self, path: str) -> str:
        """The day (ISO) on which the page at `path` changed last; the newest for one that nobody wrote; else empty."""
        return self._day(self.changed[path]) if path in self.changed else self.newest

    @cached_property
    def newest(self) -> str:
        """The newest of these days: the day of generated pages; empty where none is known."""
        return self._day(max(self.changed.values())) if self.changed else ""

    @property
    def edition(self) -> str:
        """The day (ISO) of the sources, by which an edition of them is called; empty where none is known."""
        return self._day(self.epoch) if self.epoch > FIXED_EPOCH else self.newest

    def moment(self, path: str = "") -> str:
        """When the page at `path`, or the site, changed last (RFC 3339); the build's own time where unknown."""
        return moment(self.changed.get(path, max(self.changed.values(), default=self.epoch)))

    def _day(self, time: int) -> str:
        return datetime.datetime.fromtimestamp(time, self.zone).date().isoformat()

    def absolute(self, url: str) -> str:
        """`url` (relative to the site's root) with the public address before it."""
        return self.site_url + url


def moment(time: int) -> str:
    """Epoch seconds as feeds write them (RFC 3339, UTC)."""
    return datetime.datetime.fromtimestamp(time, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
