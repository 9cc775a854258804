"""How the site stands to WCAG 2.2, levels A and AA: each criterion, what is so here, and how that was tried.

Gives the table that the accessibility statement shows, in both languages at once, so that neither says more than the
other. The Vietnamese names are our translation. A way of trying is named only where somebody or something did try.
How it stands is in `conformance.toml`, the words with all others of the site, both under the criterion's number.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import starmap
from pathlib import Path

from archive import toml
from archive.findings import Text
from archive.words import said


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its number, level and name, how the site stands to it and why, and how that was tried."""

    number: str
    level: str
    name: Text
    state: Text
    why: Text
    tried: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the four principles, with its criteria in order."""

    name: Text
    criteria: tuple[Criterion, ...]


def _criterion(number: str, line: str) -> Criterion:
    level, state, *tried = line.split()
    key = number.replace(".", "_")
    return Criterion(
        number,
        level,
        said(f"conformance.name_{key}"),
        said(f"conformance.state_{state}"),
        said(f"conformance.why_{key}"),
        tuple(said(f"conformance.tried_{way}") for way in tried),
    )


PRINCIPLES = tuple(
    Principle(said(f"conformance.principle_{name}"), tuple(starmap(_criterion, table.items())))
    for name, table in toml.own(Path(__file__).with_suffix(".toml")).items()
)
