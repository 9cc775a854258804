"""Claims and their premises as a graph: what is reached along it, which claims stand in a circle, how deep proofs are.

Takes claims by id, as the files name them: premises that are missing or go round in a circle too. Each question is
answered for all claims at once, in time that grows with the number of premises, and without recursion: a hostile page
may hold a chain of thousands, or diamonds with more ways through them than anybody can walk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol


class Concluded(Protocol):
    """What the graph knows of a claim."""

    @property
    def premises(self) -> tuple[str, ...]:
        """The ids that the claim names."""
        ...


def reached(starts: Iterable[str], ways: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Every id that is reached from `starts` along `ways`, these too."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        new = [way for way in ways(waiting.pop()) if way not in found]
        found.update(new)
        waiting.extend(new)
    return frozenset(found)


def premises_first(claims: Mapping[str, Concluded]) -> list[str]:
    """All ids, each behind its premises, save where a circle makes that impossible."""
    order: list[str] = []
    met: set[str] = set()
    stack = [(name, False) for name in reversed(list(claims))]
    while stack:
        name, finished = stack.pop()
        if finished:
            order.append(name)
        elif name not in met:
            met.add(name)
            stack.append((name, True))
            stack.extend((way, False) for way in claims[name].premises if way in claims and way not in met)
    return order


def circles(claims: Mapping[str, Concluded]) -> dict[str, frozenset[str]]:
    """For every claim that is reached from itself, the ids that go round with it (Kosaraju's two walks)."""
    order = premises_first(claims)
    conclusions: dict[str, list[str]] = {}
    for name in order:
        for way in claims[name].premises:
            conclusions.setdefault(way, []).append(name)
    found: dict[str, frozenset[str]] = {}
    taken: set[str] = set()

    def onward(name: str) -> Iterable[str]:
        return (way for way in conclusions.get(name, ()) if way not in taken)

    for name in reversed(order):
        if name not in taken:
            group = reached([name], onward)
            taken |= group
            if len(group) > 1 or name in claims[name].premises:
                found |= dict.fromkeys(group, group)
    return found


def depths(claims: Mapping[str, Concluded]) -> dict[str, int]:
    """How many inferences stand one upon the other below each claim: 0 for one without premises."""
    found: dict[str, int] = {}
    for name in premises_first(claims):
        below = [found[way] for way in claims[name].premises if way in found]
        found[name] = 1 + max(below) if below else 0
    return found


def too_many(claims: Mapping[str, Concluded], most: int) -> frozenset[str]:
    """The claims whose proof has more than `most` steps, of those whose premises' own proofs do not."""
    over: set[str] = set()
    first: set[str] = set()
    for name in premises_first(claims):
        if any(way in over for way in claims[name].premises):
            over.add(name)
        elif len(_some(claims, name, most)) > most:
            over.add(name)
            first.add(name)
    return frozenset(first)


def _some(claims: Mapping[str, Concluded], start: str, most: int) -> set[str]:
    """The claims below `start` and itself; no further than needed to see that they are more than `most`."""
    found = {start}
    waiting = [start]
    while waiting and len(found) <= most:
        new = {way for way in claims[waiting.pop()].premises if way in claims} - found
        found |= new
        waiting.extend(new)
    return found
