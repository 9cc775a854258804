"""The folders of a project and of a finished site, each named once.

Gives names, the files beside them, and which of them a place lies in; refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

READ = ("docs", "overrides", "scripts")
"""The folders that a build reads."""
RESULTS = "accessibility.json"
"""What the pages' accessibility is known by: written by `make measure`, kept in the repository."""
FILES = ("archive.toml", "mkdocs.yml", "published.txt", RESULTS)
"""The files beside them that a build reads."""
KEPT = (*READ, "schemas", "hosting", "tests", ".git")
"""What people keep: nothing that is built stands within."""
BUILD, PREVIEW = "build", ".preview"
"""Where builds and previews work."""
SITE, PORTABLE = "site", "site-portable"
"""Where sites go unless another folder is named: what is made for a folder would not do on a host."""

MACHINES = ("data", "e", "search")
"""Folders of the site, at its root and below `en/`, whose pages are for machines: no twin, and not in the sitemap."""
FILLED = (*MACHINES, "id", "admin", "assets", "pagefind")
"""All folders of the site that hold no page of an editor's, or held none in some release."""


def holding(root: Path, place: Path, names: Iterable[str]) -> str:
    """Which of these folders of the project `place` is or lies in; empty where it is apart from them."""
    return next((name for name in names if place.resolve().is_relative_to((root / name).resolve())), "")
