"""A file of the data: its place in the site, its bytes, and what it is to programs and to people."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from archive.findings import Text


@dataclass(frozen=True)
class File:
    """One file for whoever takes the data away."""

    name: str
    """From the site's root: `data/claims.csv`."""
    media: str
    """Its media type, without a character set: all are UTF-8."""
    about: Text
    content: bytes
    rows: int
    """How many records, statements, links or files stand in it."""

    @cached_property
    def sha256(self) -> str:
        """Its digest, hex."""
        return hashlib.sha256(self.content).hexdigest()
