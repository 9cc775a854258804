"""What differs between two archives, as frozen values: what was there, what is there, and what each thing is called.

Gives `Changes`, which holds words of content as they are: whoever shows them makes them harmless. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from archive.checks.stale import Behind
from archive.findings import Finding, Lang, Text

Became = Literal["added", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that is said otherwise: what it is, what was there and what is; empty where nothing was, or is."""

    what: Text
    before: str
    after: str
    lang: Lang | None = None
    """Whose words they are; None where no translation changes it."""
    prose: bool = True
    """Words for readers, to be compared word by word; else a value, such as an id or a day."""
    withheld: bool = False
    """There were other words before, which are not shown again."""


StatementEvent = Literal["added", "changed", "moved", "merged", "withdrawn", "restored", "gone"]


@dataclass(frozen=True, slots=True)
class StatementChange:
    """What became of one statement."""

    event: StatementEvent
    id: str
    page: str
    """The path of the page on which it stands, or stood where it is gone."""
    facets: tuple[Facet, ...] = ()
    was: str = ""
    """Of what moved: its former id."""
    into: str = ""
    """The id of the one that it was merged into, or that replaces it."""


PageEvent = Literal["added", "published", "moved", "withdrawn", "restored", "unpublished", "gone"]


@dataclass(frozen=True, slots=True)
class HeadingChange:
    """That the editorial words under a heading are others; of the empty heading, those before any."""

    heading: str
    event: Became
    lang: Lang


@dataclass(frozen=True, slots=True)
class PageChange:
    """What became of a page and its twin, beside their statements; no event where it stands and says other things."""

    path: str
    title: Text
    events: tuple[PageEvent, ...] = ()
    was: str = ""
    """Where it stood, where it moved."""
    statements: int = 0
    """How many stand on it."""
    facets: tuple[Facet, ...] = ()
    headings: tuple[HeadingChange, ...] = ()


@dataclass(frozen=True, slots=True)
class TermChange:
    """What became of a word of the glossary; `name` is that of its entry."""

    name: str
    event: Became
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that readers do not get yet, and which is new or another than it was."""

    path: str
    title: Text
    new: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of something there were and are."""

    what: Text
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class FileChange:
    """What became of a file below `docs/assets`."""

    path: str
    event: Became


@dataclass(frozen=True, slots=True)
class Addresses:
    """What became of the addresses, each relative to the site's root."""

    new: tuple[str, ...] = ()
    onward: tuple[tuple[str, str], ...] = ()
    """Those that lead on now, and where to."""
    dead: tuple[str, ...] = ()
    """Those that were published and would have nothing any more."""
    dropped: tuple[str, ...] = ()
    """Those that are gone, and of which nobody was told yet."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs between two archives, drafts left aside but for their own list."""

    statements: tuple[StatementChange, ...] = ()
    pages: tuple[PageChange, ...] = ()
    terms: tuple[TermChange, ...] = ()
    settings: tuple[Facet, ...] = ()
    files: tuple[FileChange, ...] = ()
    drafts: tuple[Draft, ...] = ()
    figures: tuple[Figure, ...] = ()
    addresses: Addresses = Addresses()
    stale: tuple[Behind, ...] = ()
    """English that a changed Vietnamese sentence left behind."""
    unread: tuple[str, ...] = ()
    """Files that cannot be read on one side, so that nothing is known of what they say."""
    otherwise: tuple[str, ...] = ()
    """Files of pages that are others than they were, though nothing else here tells of their page."""

    @property
    def none(self) -> bool:
        """Whether nothing differs."""
        return all(getattr(self, field.name) in ((), Addresses()) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is told: what the two sides are called, what differs, and what the check finds in the newer one."""

    old: Text
    new: Text
    changes: Changes
    findings: tuple[Finding, ...] = ()
