"""Takes each page as the renderer has it, once and in memory, and makes every other format of the finished site.

A page that would come out as the last build left it is left as it is: what was staged of it, what the page formats look
at beside it, and what filling it asked of the archive are all as they were then.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatch
from typing import Any

from archive.expected import authored_page
from archive.extending import formats
from archive.findings import Finding, Lang
from archive.finish.built import Built, RenderedPage, Said
from archive.finish.fill import fill
from archive.finish.styles import PRINT, THEME_FILES
from archive.inspect import AuthoredPage
from archive.kept.asked import Asking
from archive.kept.tree import files_below, label_of
from archive.refusal import Refusal
from archive.stage.staging import Staged


@dataclass(frozen=True, slots=True)
class Source:
    """What stands in a staged page's file, as it is at hand."""

    _staged: Staged
    _secret: bytes

    @property
    def title(self) -> str:
        """The page's title."""
        return self._staged.page.title

    def front(self) -> dict[str, Any]:
        """The front matter."""
        return self._staged.page.front(self._secret)

    def below(self) -> str:
        """The Markdown below it."""
        return self._staged.page.below(self._secret)


@dataclass
class Finishing:
    """The pages of one build on their way; `page` is the renderer's to call, once a page."""

    built: Built
    secret: bytes
    asking: Asking
    """What notes what is asked of the archive."""
    frame: str
    """The fingerprint of all that the renderer works with beside a page."""
    kept: Mapping[str, Any] = field(default_factory=dict)
    """What the last build kept of its pages, by their files."""
    waiting: dict[str, Staged] = field(default_factory=dict)
    """The pages that the renderer has to give, by their files from the site's root."""
    authored: list[AuthoredPage] = field(default_factory=list)
    """What people wrote of the pages that were given."""
    findings: list[Finding] = field(default_factory=list)
    keeping: dict[str, Any] = field(default_factory=dict)
    """What this build keeps of its pages."""

    def take(self, staged: Staged) -> None:
        """Leave a page as the last build left it; else have the renderer give it."""
        name, key = staged.name, self._key(staged)
        kept = self.kept.get(name)
        if kept and kept["key"] == key and self.asking.answered(kept["asked"]) and self._left(kept):
            self.keeping[name] = kept
        else:
            self.waiting[name] = staged

    def source(self, name: str) -> Source | None:
        """What stands in the file of a page that waits; None where it waits no more, or was never taken."""
        staged = self.waiting.get(name)
        return Source(staged, self.secret) if staged else None

    def page(self, name: str, html: str) -> None:
        """Fill a page, take it through every page format and write it; not one in which something is wrong."""
        staged = self.waiting.pop(name, None)
        if staged is None:
            self.built.page(RenderedPage(name, html))
            return
        with self.asking.noting() as asked:
            filled = fill(staged.page, html, self.secret, self.asking.archive)
        self.findings += filled.findings
        if filled.shown:
            self.authored.append(authored_page(filled.shown, self.built.archive))
            made = self.built.page(RenderedPage(name, filled.html))
            said = self.built.pages.get(made.url) if made else None
            self.keeping[name] = {
                "key": self._key(staged),
                "asked": self.asking.told(asked),
                "file": made.name if made else None,
                "said": asdict(said) if said else None,
            }
        staged.forget()

    def again(self, waiting: Mapping[str, Staged]) -> None:
        """Have these pages given once more: what came of them was not as it should be."""
        self.waiting = dict(waiting)
        self.findings.clear()
        self.authored.clear()

    def missing(self) -> list[Finding]:
        """A finding for each staged page that the renderer never gave."""
        lost = self.waiting.values()
        return [found for one in lost for found in fill(one.page, None, self.secret, self.built.archive).findings]

    def _key(self, staged: Staged) -> str:
        return label_of(f"{self.frame} {staged.digest} {self.built.given(staged.name)}".encode())

    def _left(self, kept: Mapping[str, Any]) -> bool:
        """Whether the page's file is as it was left; what it says of itself is known then."""
        file, said = kept["file"], kept["said"]
        if file is not None and not self.built.tree.keep(file):
            return False
        if said:
            self.built.pages[file.removesuffix("index.html")] = Said(**{**said, "also": tuple(said["also"])})
        return True


def copy_files(built: Built) -> None:
    """Have copies of the assets in the site, and of what the frame has beside templates and what is made anew."""
    assets = {name: built.archive.root / "docs" / name for name in built.archive.assets}
    frame = {name: built.frame_dir / name for name in sorted(files_below(built.frame_dir)) if not _of_frame(name)}
    for name, source in (frame | assets).items():
        built.copy(name, source)


def _of_frame(name: str) -> bool:
    """Whether a file of the frame is made anew here, or is none of a site's: a template, code, words on either."""
    return name in {*THEME_FILES, f"assets/{PRINT}"} or any(fnmatch(name.lower(), pattern) for pattern in _OWN)


_OWN = (".*", "*/.*", "*.html", "*.py", "*.pyc", "*.md", "*readme*")


def begin(built: Built, lang: Lang) -> None:
    """Make what the formats can make of one language alone; what fails here is told by whoever makes the whole."""
    with suppress(Refusal):
        for output in formats():
            if output.begin:
                output.begin(built, lang)


def finish_site(built: Built) -> list[str]:
    """Make what stands beside the pages, once all are written; gives the names of the formats."""
    for output in formats():
        output.finish(built)
    return [output.name for output in formats()]
