"""How well a search answers the relevance table (`tests/queries.txt`). Pure: answers in, counts out.

An answer is a list of hits in their order; a hit is every address that it leads to (a page, and places on it), below
the root of either language. All searches are judged alike. A statement is found on every page that shows its whole
sentence, which favours a search that knows pages alone; whether a hit leads to the statement itself (its own page, or
its place on another) is counted apart. What is ruled out is found where a hit is that very page, or leads to that
statement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

Hit = tuple[str, ...]
AMONG = 3
"""So many hits stand before a reader at once."""


class Asked(Protocol):
    """What is to be known of a line of the table."""

    @property
    def sought(self) -> tuple[str, ...]: ...  # noqa: D102  see tests/queries.py
    @property
    def never(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def fruitless(self) -> bool: ...  # noqa: D102
    @property
    def on_statement(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Relevance:
    """Counts over the table's lines of one language."""

    sought: int
    """Queries that seek something."""
    first: int
    """Of these: it is the first hit."""
    among: int
    """Of these: it is among three."""
    ruling: int
    """Queries that rule something out, or everything."""
    wrong: int
    """Of these: something ruled out is found, however far down."""
    statements: int
    """Queries that seek a statement and nothing else."""
    landed: int
    """Of these: a hit among three leads to the statement itself."""


def below(address: str) -> str:
    """An address below its language's root, whichever that is; `/` for the home page."""
    return re.sub(r"^/?(?:en/)?(?:index\.html)?", "", address.replace("/index.html", "/")) or "/"


def itself(name: str, places: Mapping[str, frozenset[str]], hit: Hit) -> bool:
    """Whether a hit is what bears this name: the statement or entry, or the page of the record."""
    if any(address == f"id/{name}/" or address.endswith(f"#{name}") for address in hit):
        return True
    own = {place.partition("#")[0] for place in places[name]} if name in places else {name}
    return not _is_part(name, places) and hit[:1] != () and hit[0] in own


def _is_part(name: str, places: Mapping[str, frozenset[str]]) -> bool:
    """Whether the name is that of something on a page, and not of a page."""
    return any("#" in place for place in places.get(name, ()))


def holds(name: str, places: Mapping[str, frozenset[str]], hit: Hit) -> bool:
    """Whether a hit leads to what bears this name, or to a page that holds it."""
    return itself(name, places, hit) or bool({*hit} & places.get(name, frozenset({name})))


def judge(
    queries: Sequence[Asked], answers: Sequence[Sequence[Hit]], places: Mapping[str, frozenset[str]]
) -> Relevance:
    """The counts; `places` has the addresses of each name that is none itself, those with `#` being parts of pages."""
    asked = list(zip(queries, answers, strict=True))
    due = [(query.sought, found) for query, found in asked if query.sought]
    ruling = [(query, found) for query, found in asked if query.fruitless or query.never]
    statements = [(query.sought, found) for query, found in asked if query.on_statement]

    def any_holds(names: Sequence[str], hits: Sequence[Hit]) -> bool:
        return any(holds(name, places, hit) for name in names for hit in hits)

    def any_is(names: Sequence[str], hits: Sequence[Hit]) -> bool:
        return any(itself(name, places, hit) for name in names for hit in hits)

    return Relevance(
        len(due),
        sum(any_holds(names, found[:1]) for names, found in due),
        sum(any_holds(names, found[:AMONG]) for names, found in due),
        len(ruling),
        sum(bool(found) if query.fruitless else any_is(query.never, found) for query, found in ruling),
        len(statements),
        sum(any_is(names, found[:AMONG]) for names, found in statements),
    )
