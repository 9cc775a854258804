"""What every module of the finish stage is given, and a page on its way from the renderer to its file.

`Built.page` is that way, once a page and in memory: changed by every page format in order, then written. What the later
formats need of a page is kept in `Built.pages`, so that no file is read back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

from archive.content.model import Archive
from archive.context import Context
from archive.extending import PageFormat, page_formats
from archive.folders import MACHINES
from archive.frame import NO_SCRIPTS, Frame
from archive.kept.asked import Asking
from archive.kept.fingerprint import fingerprint
from archive.kept.tree import Tree, mark_of

_SAYS = re.compile(r'<meta (?:property="og:(title)"|name="(description|keywords)") content="([^"]*)">')
_UNSEARCHED = "<article data-unsearched>"


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of itself in its head: title, summary, other words; whether the search finds it."""

    title: str
    summary: str
    also: tuple[str, ...]
    searched: bool


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page before it is written: its file, from the site's root, and its HTML."""

    name: str
    html: str
    leads: bool = False
    """Whether it only leads on to another page."""

    @property
    def url(self) -> str:
        """Its address relative to the site's root; `index.html` is its folder."""
        return self.name.removesuffix("index.html")

    @property
    def public(self) -> bool:
        """Whether it is a page for readers: no machine's, none that only leads on, not that for lost addresses."""
        top, *_ = self.name.removeprefix("en/").split("/")
        return top not in MACHINES and not self.leads and not self.name.endswith("404.html")

    @property
    def said(self) -> Said:
        """What it says of itself."""
        said = {one or other: unescape(words) for one, other, words in _SAYS.findall(self.html)}
        also = said.get("keywords", "")
        words = tuple(also.split(", ")) if also else ()
        return Said(said.get("title", ""), said.get("description", ""), words, _UNSEARCHED not in self.html)

    def changed(self, html: str) -> RenderedPage:
        """The page with other HTML."""
        return replace(self, html=html)


Make = Callable[[Archive, Context], Any]


@dataclass
class Works:
    """Works of formats that are not done again while what they asked of the archive is answered as it was."""

    asking: Asking | None = None
    kept: Mapping[str, Any] = field(default_factory=dict)
    """What the last build kept of them, by the work's name."""
    keeping: dict[str, Any] = field(default_factory=dict)
    """What this build keeps."""

    def known(self, name: str) -> Any:
        """What came of a work, in this build already or where it would come out the same; else None."""
        if name in self.keeping:
            return self.keeping[name]["made"]
        known = self.kept.get(name)
        if not (known and self.asking and self.asking.answered(known["asked"])):
            return None
        self.keeping[name] = known
        return known["made"]

    def done(self, name: str, make: Make, archive: Archive, context: Context, told: Callable[[Any], Any]) -> Any:
        """Do a work; what is `told` of it (JSON) is kept."""
        if not self.asking:
            return make(archive, context)
        with self.asking.noting() as asked:
            made = make(self.asking.archive, self.asking.context)
        self.keeping[name] = {"asked": self.asking.told(asked), "made": told(made)}
        return made


@dataclass(frozen=True)
class Built:
    """The site as it is made, the archive that it shows, and the build's settings."""

    tree: Tree
    """The folder of the site."""
    archive: Archive
    context: Context
    frame: Frame = NO_SCRIPTS
    """What may run on a page."""
    frame_dir: Path = Path()
    """The folder with the frame's templates, stylesheets and scripts."""
    cards: frozenset[str] = frozenset()
    """The pictures that are drawn of pages, by their files from the site's root."""
    works: Works = field(default_factory=Works)
    """What formats made of parts of the archive, and of what."""
    _given: dict[int, tuple[object, str]] = field(default_factory=dict)
    """The digests of values that pages are given; each value is held, so that its number is no other's."""
    pages: dict[str, Said] = field(default_factory=dict)
    """What every public page says of itself, by address, once it is written."""

    @property
    def site_dir(self) -> Path:
        """Where the site is made."""
        return self.tree.folder

    @cached_property
    def changes(self) -> tuple[tuple[PageFormat, Callable[[str], Any]], ...]:
        """What is done to each page, in order, with what tells what a page is given."""
        return tuple((each, each.given(self)) for each in page_formats())

    def given(self, name: str) -> str:
        """What tells all that the page formats look at beside a page itself: where it is as it was, so are they."""
        return "".join(f"{each.name} {self._told(given(name))}" for each, given in self.changes)

    def _told(self, value: object) -> str:
        """What tells a value; most pages are given the very same ones."""
        if isinstance(value, str):
            return f"{len(value)}:{value}"
        if id(value) not in self._given:
            self._given[id(value)] = (value, fingerprint(value))
        return self._given[id(value)][1]

    def public_urls(self) -> Iterator[str]:
        """The addresses of the pages for readers, sorted."""
        return iter(sorted(self.pages))

    def page(self, page: RenderedPage) -> RenderedPage | None:
        """Take a page through every page format and write it; one that a format does not give back is left out."""
        made = self.finished(page)
        if made:
            self.write(made.name, made.html)
        return made

    def finished(self, page: RenderedPage) -> RenderedPage | None:
        """What a page has become behind every page format; what it says of itself is kept. None: it is left out."""
        made: RenderedPage | None = page
        for each, given in self.changes:
            if made is not None:
                made = each.change(made, given(made.name))
        if made is not None and made.public:
            self.pages[made.url] = made.said
        return made

    def value(self, name: str, make: Make) -> Any:
        """What `make` gives, a JSON value that is not empty: known from the last build where it would be the same."""
        known = self.works.known(name)
        return self.works.done(name, make, self.archive, self.context, lambda made: made) if known is None else known

    def files(self, name: str, make: Callable[[Archive, Context], Mapping[str, str | bytes]]) -> None:
        """Write the files that `make` gives, by their names; they stay where they would be the same."""
        known = self.works.known(name)
        if known is not None and all(file in self.tree.files or self.tree.keep(file) for file in known):
            return
        for file, text in self.works.done(name, make, self.archive, self.context, list).items():
            self.write(file, text)

    def copy(self, name: str, source: Path) -> None:
        """Have a copy of a file in the site."""
        self.tree.copy(name, source, f"copy {mark_of(source)}")

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file into the site."""
        self.tree.put(name, content.encode() if isinstance(content, str) else content)
