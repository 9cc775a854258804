"""Inspect: every link, anchor, asset, id, language and claim of the rendered site, in one pass.

Takes the site's folder, its public address, the claims that must stand in it and each built page's source; gives sorted
findings. It never changes the folder. A rule is a generator, with `@rule`, in one of the modules below: over a
`BuiltPage` and the `Ground` on which it stands, an `AuthoredPage`, or the `Site`. A page is read, looked at by the
rules of the first kind and let go; those on the site know its `PageFacts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from archive.beside import alternating, in_two
from archive.catalogue import rules, run
from archive.escaping import shortened
from archive.extending import Problem
from archive.findings import Finding, Place
from archive.frame import NO_SCRIPTS, Frame
from archive.inspect.html import PageFacts, read_page
from archive.inspect.kept import Looks, Ways, reached
from archive.inspect.site import (
    AuthoredPage,
    ExpectedClaim,
    Ground,
    Led,
    Reference,
    Shared,
    Site,
    away,
    data,
    ground,
    leads,
    lost,
    sheets,
)

__all__ = ["AuthoredPage", "ExpectedClaim", "inspect_site"]


def inspect_site(
    site: Path,
    site_url: str,
    claims: Iterable[ExpectedClaim],
    origins: Mapping[str, str],
    http_allowed: frozenset[str] = frozenset(),
    frame: Frame = NO_SCRIPTS,
    authored: Iterable[AuthoredPage] = (),
    looks: Looks | None = None,
) -> list[Finding]:
    """Find all that is wrong with the rendered site in the folder `site`, to be served at `site_url`.

    `origins` maps a built page (`ket-qua/kq-05/index.html`) or asset to its source (`docs/vi/ket-qua/kq-05.md`), where
    its findings point; `http_allowed` are the exact addresses that may stay `http:` (sources have no other);
    `frame` says which scripts may run; `authored` is what people wrote of each page, with its lines; `looks` is what
    is known of files that are as they were when nothing was found in them.
    """
    looks = looks or Looks()
    known = ground(site, site_url, claims, http_allowed, frame)
    look = _Look(site, known, origins)
    files = known.tree.files
    due = [path for path in sorted(files) if path.endswith(".html")]
    kept = looks.kept(known)
    for seen in in_two(
        partial(_seen, site, known, origins), alternating([*(path for path in due if path not in kept), *authored])
    ):
        look.take(seen)
    # A page that leads to what is there no more, or to a name that is gone, is looked at again.
    pages = {path: look.pages[path] if path in look.pages else kept[path].facts for path in due}
    ways = Ways(files, pages)
    for path in due:
        if path not in look.pages and not ways.hold(kept[path]):
            look.at(path)
    for path, led, utf8 in sheets(known, site):
        look.led[path] = led
        look.unreadable += [] if utf8 else [path]
    got_to = reached(kept[path] for path in pages if path not in look.led)
    got_to |= {file for led in look.led.values() for file, _ in led.found if file not in led.unreached}
    machines = data(known, site)
    whole = Site(
        ground=known,
        pages=pages,
        references=tuple(look.references(pages)),
        reached=frozenset(got_to),
        unreadable=tuple(look.unreadable),
        data=machines,
        fresh=frozenset(machines) - looks.fine,
        as_listed=looks.listed(pages.values()),
    )
    for rule in rules():
        if rule.on_site:
            look.tell(run(rule, Place("site"), _shown(rule.on_site(whole), origins)))
    looks.keep(pages, look.led, machines)
    return sorted(look.findings)


_Seen = tuple[dict[str, PageFacts], dict[str, Led], list[str], set[Finding]]
"""Of pages: what is known of each, where its addresses lead, which are no text, and what was found."""


def _seen(folder: Path, known: Ground, origins: Mapping[str, str], items: Iterable[str | AuthoredPage]) -> _Seen:
    """What a look at these pages shows, and at what people wrote of these."""
    look = _Look(folder, known, origins)
    for item in items:
        if isinstance(item, str):
            look.at(item)
        else:
            look.at_authored(item)
    return look.pages, look.led, look.unreadable, look.findings


class _Look:
    """The pages that are read, one after the other, and what was found."""

    def __init__(self, folder: Path, known: Ground, origins: Mapping[str, str]) -> None:
        self.folder, self.known, self.origins = folder, known, origins
        self.rules = [rule for rule in rules() if rule.on_built or rule.on_authored]
        self.pages: dict[str, PageFacts] = {}
        self.led: dict[str, Led] = {}
        self.unreadable: list[str] = []
        self.findings: set[Finding] = set()
        self._shared = Shared()

    def at(self, path: str) -> None:
        """Read a page and have every rule on pages look at it."""
        with open(f"{self.folder}/{path}", "rb") as file:  # noqa: PTH123  of thousands
            page = read_page(path, file.read())
        for rule in self.rules:
            if rule.on_built:
                self.tell(run(rule, Place("site"), _shown(rule.on_built(page, self.known), self.origins)))
        self.pages[path] = page.facts
        led = leads(self.known, path, ((1, link) for link in page.links), self._shared)
        # What leads within the page is looked at here: of what waits for all pages it would be nearly all.
        self.led[path] = replace(led, links=tuple(away(path, led, page)))
        self.unreadable += [] if page.utf8 else [path]

    def at_authored(self, page: AuthoredPage) -> None:
        """Have every rule on what people wrote look at a page's."""
        for rule in self.rules:
            if rule.on_authored:
                self.tell(run(rule, Place("site"), _shown(rule.on_authored(page), self.origins)))

    def take(self, seen: _Seen) -> None:
        """Take what another look has seen."""
        pages, led, unreadable, findings = seen
        self.pages |= pages
        self.led |= led
        self.unreadable += unreadable
        self.tell(findings)

    def tell(self, findings: Iterable[Finding]) -> None:
        """Take findings."""
        self.findings.update(findings)

    def references(self, pages: Mapping[str, PageFacts]) -> Iterator[Reference]:
        """All addresses that are not simply found, of the files that were read."""
        for path, led in self.led.items():
            yield from led.references
            yield from lost(path, led, pages)


def _shown(problems: Iterable[Problem], origins: Mapping[str, str]) -> Iterator[Problem]:
    """Send an editor to the source; name a file without one as it was built."""
    for problem in problems:
        path = origins.get(problem.place.path, f"site/{problem.place.path}")
        values = {name: shortened(value) for name, value in problem.values.items()}
        yield replace(problem, place=Place(path, problem.place.line), values=values)
