"""A small archive with awkward words, an alias and a withdrawal, built once: what the finish stage makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.archives import CK, DOCUMENT, KQ, edit, project, withdrawn

from archive.content.model import Archive
from archive.content.read import read_archive
from archive.context import Context
from archive.listener import Listener
from archive.making import Making, read_kept

URL = "https://host.example/a/b/"
TITLE = r"Giúp {xã} nghèo: 100% & “ử, ặ” #1 _a_ $x \ ~ <b>"
CHANGED = {KQ: 1795164300, CK: 1795343400, "index.md": 1795251600, DOCUMENT: 1795080000}
"""20, 22, 21 and 19 November 2026."""


@dataclass(frozen=True)
class Finished:
    """The finished site, the archive it was made from, and what inspect says of it."""

    folder: Path
    archive: Archive
    context: Context
    findings: tuple[str, ...]

    def text(self, name: str) -> str:
        """One file of the site."""
        return (self.folder / name).read_text("utf-8")


@pytest.fixture(scope="session")
def finished_site(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    root = project(tmp_path_factory.mktemp("finish"))
    edit(
        root,
        (f"vi/{KQ}", "title: Giúp xã nghèo", f"title: '{TITLE}'\naliases: [ket-qua/cu]"),
        *withdrawn(CK, "ck-01-1", "2026-11-22", "kq-01-2"),
        *withdrawn(DOCUMENT, "", "2026-11-19"),
    )
    archive = read_archive(root)
    context = Context(URL, 1, CHANGED)
    (root / "build").mkdir()
    findings = Making(root, archive, context, root / "build", read_kept(root / "build")).site(Listener())
    return Finished(root / "build" / "site", archive, context, tuple(finding.line("en") for finding in findings))
