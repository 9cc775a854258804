"""The real content, built once, and what its pages hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import real

from archive.build import Listener, Options, build
from archive.content.model import Archive
from archive.content.read import read_archive

MACHINES = ("id/", "data/", "pagefind/", "e/", "admin/")


@dataclass(frozen=True)
class BuiltSite:
    """The project, the built folder, and its pages parsed, by address (`en/ket-qua/2015-2018/`)."""

    root: Path
    folder: Path
    url: str
    archive: Archive
    pages: Mapping[str, LexborHTMLParser]

    @property
    def readers(self) -> dict[str, LexborHTMLParser]:
        """The pages for readers, without the one for lost addresses."""
        return {
            u: page
            for u, page in self.pages.items()
            if not u.removeprefix("en/").startswith(MACHINES) and u != "404.html"
        }


def built(root: Path, url: str) -> BuiltSite:
    """Build the project at `root` for `url`."""
    findings = build(root, Options(root / "site"), {"SITE_URL": url}, Listener())
    assert findings == [], "\n".join(finding.line("en") for finding in findings)
    folder = root / "site"
    pages = {
        path.relative_to(folder).as_posix().removesuffix("index.html"): LexborHTMLParser(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }
    return BuiltSite(root, folder, url, read_archive(root), pages)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The real site under a sub-path, as project pages are hosted: what holds there holds at a root."""
    return built(real(tmp_path_factory.mktemp("real")), "https://host.example/a/b/")
