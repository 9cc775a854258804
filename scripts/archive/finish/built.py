"""What every module of the finish stage is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive.content.model import Archive
from archive.context import Context
from archive.folders import MACHINES
from archive.frame import NO_SCRIPTS, Frame


@dataclass(frozen=True, slots=True)
class Built:
    """The rendered site, the archive that it shows, and the build's settings."""

    site_dir: Path
    archive: Archive
    context: Context
    frame: Frame = NO_SCRIPTS
    """What may run on a page."""
    leading: set[Path] = field(default_factory=set)
    """The files that only lead on to another page."""

    def html_files(self) -> Iterator[Path]:
        """Every HTML file of the site, sorted."""
        return iter(sorted(self.site_dir.rglob("*.html")))

    def public_pages(self) -> Iterator[Path]:
        """The pages for readers: all but machine folders, what only leads on, and the page for lost addresses."""
        for path in self.html_files():
            parts = path.relative_to(self.site_dir).parts
            top = parts[1] if parts[0] == "en" else parts[0]
            if top not in MACHINES and parts[-1] != "404.html" and path not in self.leading:
                yield path

    def url(self, path: Path) -> str:
        """A file's address relative to the site's root; `index.html` is its folder."""
        return path.relative_to(self.site_dir).as_posix().removesuffix("index.html")

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file into the site."""
        path = self.site_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
