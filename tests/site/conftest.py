"""The real site and what its pages hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import REAL

from archive.content.model import Archive
from archive.content.read import read_archive

MACHINES = ("data/", "search/", "e/")


@dataclass(frozen=True)
class BuiltSite:
    """The project, the built folder, and its pages parsed, by address (`en/ket-qua/2015-2018/`)."""

    root: Path
    folder: Path
    url: str
    archive: Archive
    pages: Mapping[str, LexborHTMLParser]

    @cached_property
    def readers(self) -> dict[str, LexborHTMLParser]:
        """The pages for readers, without what only leads on, and without the one for lost addresses."""
        return {
            u: page
            for u, page in self.pages.items()
            if not u.removeprefix("en/").startswith(MACHINES)
            and u != "404.html"
            and page.css_first("meta[http-equiv=refresh]") is None
        }


@pytest.fixture(scope="session")
def site(real_site: Path) -> BuiltSite:
    """The real site, its pages parsed."""
    folder = real_site / "site"
    pages = {
        path.relative_to(folder).as_posix().removesuffix("index.html"): LexborHTMLParser(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }
    return BuiltSite(real_site, folder, REAL["SITE_URL"], read_archive(real_site), pages)
