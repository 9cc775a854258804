"""Takes each page as the renderer has it, once and in memory, and makes every other format of the finished site."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.extending import formats
from archive.findings import Finding
from archive.finish.built import Built, RenderedPage
from archive.finish.fill import Shown, fill
from archive.finish.styles import PRINT, THEME_FILES, THEME_FOLDERS
from archive.stage.page import StagedPage


@dataclass
class Finishing:
    """The pages of one build on their way; `page` is the renderer's to call, once a page."""

    built: Built
    secret: bytes
    waiting: dict[str, StagedPage]
    """The staged pages that the renderer has not given yet, by their files from the site's root."""
    shown: list[Shown] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def page(self, name: str, html: str) -> None:
        """Fill a page, take it through every page format and write it; not one in which something is wrong."""
        staged = self.waiting.pop(name, None)
        if staged is None:
            self.built.page(RenderedPage(name, html))
            return
        filled = fill(staged, html, self.secret, self.built.archive)
        self.findings += filled.findings
        if filled.shown:
            self.shown.append(filled.shown)
            self.built.page(RenderedPage(name, filled.html))

    def missing(self) -> list[Finding]:
        """A finding for each staged page that the renderer never gave."""
        lost = self.waiting.values()
        return [found for page in lost for found in fill(page, None, self.secret, self.built.archive).findings]


def of_theme(name: str) -> bool:
    """Whether a file of the renderer's, by its place in the site, is none of ours: the theme's, or made anew here."""
    return name in {*THEME_FILES, f"assets/{PRINT}"} or name.startswith(tuple(f"{folder}/" for folder in THEME_FOLDERS))


def finish_site(built: Built) -> list[str]:
    """Make what stands beside the pages, once all are written; gives the names of the formats."""
    for output in formats():
        output.finish(built)
    return [output.name for output in formats()]
