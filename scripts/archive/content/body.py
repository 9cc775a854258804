"""What stands on one page: claims, quotations, editorial pieces, links, HTML, each with its place, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from archive.findings import Place, Text


class Attribute(NamedTuple):
    """One attribute of an attribute list (`{ #id .class key="value" }`), with its place."""

    name: str
    value: str | None
    place: Place


class Reference(NamedTuple):
    """A source and the locator in it: `n-bao-mau#p6`."""

    source: str
    locator: str

    def __str__(self) -> str:
        return f"{self.source}#{self.locator}"


def references(text: str) -> tuple[Reference, ...]:
    """The places that a `source` names, as it is written: apart by blanks, each `source#locator`."""
    return tuple(Reference(source, locator) for source, _, locator in (one.partition("#") for one in text.split()))


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a claim or a record no longer counts: since which day (ISO), why, and the id of what replaces it."""

    day: str
    because: Text
    """The reason in each language; empty where none is given, which the checks refuse."""
    instead: str | None = None
    same_as: str | None = None
    """The id of the claim that says the same and stays: this one's address leads there."""

    @property
    def successor(self) -> str | None:
        """The id of what stands in its place, be it another thing or the same one said elsewhere."""
        return self.same_as or self.instead


@dataclass(frozen=True, slots=True)
class Correction:
    """That the words of a claim were wrong and were corrected: on which day (ISO), and why."""

    day: str
    because: Text
    """As of a withdrawal."""


@dataclass(frozen=True)
class Claim:
    """One citable statement, in one language. What no translation changes is read from the Vietnamese file alone."""

    id: str
    text: str
    place: Place
    lines: tuple[int, int]
    """First line and the line after the last, in the file, from 1."""
    attributes: tuple[Attribute, ...]
    status: str = "reported"
    sources: tuple[Reference, ...] = ()
    premises: tuple[str, ...] = ()
    reason: Fragment | None = None
    when: str | None = None
    office: str | None = None
    name: str | None = None
    withdrawn: str | None = None
    corrected: str | None = None
    """The day (ISO) on which wrong words gave way to those that it has now."""
    because: str | None = None
    """Why it was withdrawn or corrected (`reason=`), in the claim's own language."""
    instead: str | None = None
    """The id of the claim that replaces a withdrawn one."""
    same_as: str | None = None
    """The id of the claim that says what this withdrawn one said."""
    answer: str | None = None
    """The id of the claim in which somebody whom this one names answers it."""
    campaigns: tuple[str, ...] | None = None
    """Those of its record's campaigns that the claim belongs to, none after `campaigns="none"`; None is all of them."""
    checked: str | None = None
    """The day (ISO) on which an English claim was last held against the Vietnamese."""
    nested: bool = False
    """Whether it stands in a list, a quotation or another block."""

    @property
    def fingerprinted(self) -> tuple[object, ...]:
        """What tells it from any other: all of it; its digest is worked out once, and kept with its page."""
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)

    def place_of(self, attribute: str) -> Place:
        """Where `attribute` stands; the claim's own place where it is missing."""
        return next((a.place for a in self.attributes if a.name == attribute), self.place)


class Fragment(NamedTuple):
    """A run of editorial words: a paragraph, heading, list item or cell that is no claim."""

    text: str
    place: Place
    lines: tuple[int, int]
    level: int = 0
    """1 to 6 for a heading, else 0."""
    attributes: tuple[Attribute, ...] = ()
    nested: bool = False
    """It stands in a list, a quotation or a table."""


class Quote(NamedTuple):
    """A statement of another page shown on this one, by its id: `{{ kq-05-2 }}`. It is no words of the page."""

    id: str
    place: Place
    lines: tuple[int, int]


class Link(NamedTuple):
    """A link or image as written: its address and where it stands."""

    href: str
    text: str
    place: Place
    image: bool = False
    title: str = ""
    """What `[…](… "title")` would show on hovering."""


class Html(NamedTuple):
    """Raw HTML in Markdown; a block of it hides its words from whoever reads the Markdown alone."""

    code: str
    place: Place
    block: bool = False


class Anchor(NamedTuple):
    """An id of the finished page: a claim's, or a heading's as written or made from its words."""

    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A table's place, its header cells and how many cells it has."""

    place: Place
    headers: tuple[str, ...]
    cells: int


Parting = Literal[
    "list", "list-indent", "list-mark", "list-number", "list-neighbour", "list-empty", "nested", "quote-neighbour",
    "end", "claim-end", "table", "table-align", "table-row", "heading", "fence", "code", "tick", "emphasis", "escape",
    "entity", "link", "link-words", "tag", "break", "footnote", "reference",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where our parser and the renderer's would see different things."""

    why: Parting
    place: Place


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the front matter, parsed once."""

    claims: tuple[Claim, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    quotes: tuple[Quote, ...] = ()
    links: tuple[Link, ...] = ()
    html: tuple[Html, ...] = ()
    tables: tuple[Table, ...] = ()
    depth: int = 0
    doubts: tuple[Doubt, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    """What a link may point at: claims' and headings' ids, in the order of the text."""
    code: tuple[tuple[int, int], ...] = ()
    """Lines of the file (and the line after the last) that both parsers take for code."""

    def behind(self, claim: Claim) -> Fragment | None:
        """The editorial words between a claim and the next one that stand right behind it."""
        first = claim.lines[1]
        last = min((other.place.line for other in self.claims if other.place.line >= first), default=None)
        fragments = (p for p in self.fragments if p.place.line >= first and (last is None or p.place.line < last))
        return min(fragments, key=lambda fragment: fragment.place.line, default=None)
