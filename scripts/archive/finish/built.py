"""What every module of the finish stage is given, and a page on its way from the renderer to its file.

`Built.page` is that way, once a page and in memory: changed by every page format in order, then written. What the later
formats need of a page is kept in `Built.pages`, so that no file is read back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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

    def given(self, name: str) -> list[object]:
        """All that the page formats look at beside a page itself."""
        return [(each.name, given(name)) for each, given in self.changes]

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

    def copy(self, name: str, source: Path) -> None:
        """Have a copy of a file in the site."""
        self.tree.copy(name, source, f"copy {mark_of(source)}")

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file into the site."""
        self.tree.put(name, content.encode() if isinstance(content, str) else content)
