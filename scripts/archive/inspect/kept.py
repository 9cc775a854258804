"""What is known of files in which nothing was found, so that they are not looked at again.

Takes which files the site has, by their labels, and what the last inspection kept; gives the pages that are as they
were then, on the same ground. What they lead to is looked at each time: that may have gone.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.inspect.html import PageFacts
from archive.inspect.site import Ground, Led, has_anchor
from archive.kept.fingerprint import fingerprint
from archive.kept.tree import Known, label_of


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was found to be."""

    facts: PageFacts
    found: frozenset[str]
    """What it leads to in the site: `file#fragment`."""
    unreached: frozenset[str]
    """Of these files those that no reader gets to from it."""


@dataclass
class Ways:
    """What is there to be led to, asked once of each: every page has the links of the menu and of the foot."""

    files: Collection[str]
    pages: Mapping[str, PageFacts]
    _there: set[str] = field(default_factory=set)

    def hold(self, page: KeptPage) -> bool:
        """Whether all that a page leads to is there."""
        new = page.found - self._there
        there = all(
            file in self.files and has_anchor(self.pages.get(file), fragment) for file, fragment in map(_way, new)
        )
        self._there |= new if there else frozenset()
        return there


def reached(pages: Iterable[KeptPage]) -> set[str]:
    """The files that a reader gets to from any of these pages."""
    ways: set[str] = set()
    for page in pages:
        ways |= page.found if not page.unreached else {w for w in page.found if _way(w)[0] not in page.unreached}
    return {_way(way)[0] for way in ways}


def _way(way: str) -> tuple[str, str]:
    file, _, fragment = way.partition("#")
    return file, fragment


@dataclass
class Looks:
    """What an inspection is told of the files, and what it keeps of them."""

    files: Mapping[str, Known] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)
    keeping: dict[str, Any] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _around: str = ""
    _listed: str = ""

    @property
    def fine(self) -> frozenset[str]:
        """The files for machines that are as they were."""
        return frozenset(name for name, label in self.before.get("data", {}).items() if self._label(name) == label)

    def kept(self, ground: Ground) -> dict[str, KeptPage]:
        """The pages that are as they were, on the same ground."""
        self._around = fingerprint([ground.tree.address, ground.http_allowed, ground.frame])
        for path in self.files:
            if path.endswith(".html"):
                claims = ground.claims.get(path)
                self._keys[path] = f"{self._label(path)} {fingerprint(claims)}" if claims else self._label(path)
        known = self._before("pages")
        return {path: _page(path, known[path]) for path, key in self._keys.items() if known.get(path, [""])[0] == key}

    def listed(self, pages: Iterable[PageFacts]) -> bool:
        """Whether the pages are those of then, as open to search as then: against them the sitemap was held."""
        told = "\n".join(f"{page.path} {page.noindex:d}{page.is_stub:d}" for page in pages)
        self._listed = label_of(told.encode())
        return self._listed == self._before("listed").get("pages")

    def keep(self, pages: Mapping[str, PageFacts], led: Mapping[str, Led], machines: Iterable[str]) -> None:
        """Keep what was seen of every file."""
        known = self._before("pages")
        self.keeping = {
            "around": {"ground": self._around},
            "listed": {"pages": self._listed},
            "pages": {
                path: _told(self._keys[path], facts, led[path]) if path in led else known[path]
                for path, facts in pages.items()
                if path in self._keys
            },
            "data": {name: self._label(name) for name in machines},
        }

    def _before(self, name: str) -> Mapping[str, Any]:
        """What was kept of something, on the same ground."""
        same = self.before.get("around", {}).get("ground") == self._around
        found: Mapping[str, Any] = self.before.get(name, {}) if same else {}
        return found

    def _label(self, name: str) -> str:
        return self.files[name].label if name in self.files else ""


def _told(key: str, facts: PageFacts, led: Led) -> list[Any]:
    found = [sys.intern(f"{file}#{fragment}") for file, fragment in led.found]
    return [key, sorted(facts.anchors), facts.canonicals, facts.refresh, facts.noindex, found, sorted(led.unreached)]


def _page(path: str, told: list[Any]) -> KeptPage:
    _, anchors, canonicals, refresh, noindex, found, unreached = told
    told[5] = found = [sys.intern(way) for way in found]  # every page has those of the menu
    facts = PageFacts(
        path=path, anchors=frozenset(anchors), canonicals=tuple(canonicals), refresh=refresh, noindex=noindex
    )
    return KeptPage(facts, frozenset(found), frozenset(unreached))
