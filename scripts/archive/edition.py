"""What an edition is: which of a project's entries it packs, and the record that it holds of itself.

Shared by the one that seals and the one that checks, so that nothing is packed that is not checked for.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from pydantic import BaseModel, ConfigDict, Field

from archive.settings import LEDGER

SOURCES = (
    "docs",
    "overrides",
    "scripts",
    "schemas",
    "hosting",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements.lock",
    "Makefile",
    "published.txt",
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "HOSTING.md",
    "LICENSE",
    # The one thing of the tests that a page shows: when the pages were last checked.
    "tests/browser/results.json",
)
"""What a rebuild needs, beside dates.json; the edition's own build sees these alone."""
PACKED = (*SOURCES, LEDGER)
"""All that `data/source` may hold: files, or folders with what is below them."""
_NOT_PACKED = ("__pycache__", "*.pyc", "*.egg-info", ".DS_Store")


def packs(path: PurePosixPath) -> bool:
    """Whether `seal` takes a file at this path below a source: not what Python and systems leave behind."""
    return not any(PurePosixPath(part).match(pattern) for part in path.parts for pattern in _NOT_PACKED)


class Edition(BaseModel):
    """`data/edition.json`: what was sealed, and what it was built with."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    edition: str = Field(min_length=1)
    site_url: str = Field(pattern=r"^https?://[^\s\x00-\x1f\x7f]+/$")
    """$SITE_URL of the build."""
    source_date_epoch: int = Field(ge=0, le=253_402_300_799)
    """$SOURCE_DATE_EPOCH of the build: seconds."""
    commit: str | None = None
    """The git commit of the sources, where it is known."""
    changed_since_commit: bool = False
    """The sources differed from that commit."""
    python: str
    packages: dict[str, str]
    """The renderer's packages and what else shows in the bytes, with their versions."""
    counts: dict[str, int]
