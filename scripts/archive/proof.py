"""What a claim rests on, down to its sources, and what rests on it: the tree that readers and `archive explain` see.

Takes a checked archive and a claim's id; gives `Step`s, one a claim, its premises below it. A circle, which the checks
refuse, is cut where it closes. Raises `KeyError` on an id that no claim has.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from archive.content.model import Archive, Claim
from archive.findings import Lang, Text

NOTHING = Text("không có gì dựa vào", "nothing rests on it")


@dataclass(frozen=True, slots=True)
class Step:
    """A claim and the steps that it rests on (or, in the other direction, that rest on it)."""

    claim: Claim
    below: tuple[Step, ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Step]]:
        """The step and all below it, with their depth, from the conclusion down."""
        yield depth, self
        for step in self.below:
            yield from step.walk(depth + 1)

    @property
    def references(self) -> tuple[str, ...]:
        """Every `source#locator` that the tree ends in, sorted, each once."""
        return tuple(sorted({str(ref) for _, step in self.walk() for ref in step.claim.sources}))


def proof(archive: Archive, claim_id: str) -> Step:
    """The claim with its premises, down to reported claims."""
    return _tree(archive, claim_id, lambda claim: claim.premises, frozenset())


def used_by(archive: Archive, claim_id: str) -> Step:
    """The claim with every inference that rests on it, up to the last."""

    def conclusions(claim: Claim) -> tuple[str, ...]:
        return tuple(other.id for other in archive.conclusions.get(claim.id, ()))

    return _tree(archive, claim_id, conclusions, frozenset())


def _tree(archive: Archive, claim_id: str, ways: Callable[[Claim], tuple[str, ...]], seen: frozenset[str]) -> Step:
    claim = archive.claims[claim_id]
    path = seen | {claim_id}
    below = [_tree(archive, way, ways, path) for way in ways(claim) if way in archive.claims and way not in path]
    return Step(claim, tuple(below))


def as_text(step: Step, archive: Archive, lang: Lang) -> str:
    """A proof as indented lines: id, status, words, and the sources of reported claims."""
    lines = []
    for depth, found in step.walk():
        lines.append(f"{'  ' * depth}{as_line(found.claim, archive, lang)}")
        lines += [f"{'  ' * (depth + 1)}<- {reference}" for reference in found.claim.sources]
    return "\n".join(lines)


def as_uses(step: Step, archive: Archive, lang: Lang) -> str:
    """What rests on a claim, as indented lines; what the claims themselves rest on is the other direction's."""
    if not step.below:
        return f"{as_line(step.claim, archive, lang)}\n  {NOTHING[lang]}"
    return "\n".join(f"{'  ' * depth}{as_line(found.claim, archive, lang)}" for depth, found in step.walk())


def as_line(claim: Claim, archive: Archive, lang: Lang) -> str:
    """A claim on one line: id, status, the day of its withdrawal, words."""
    withdrawn = f" (withdrawn {claim.withdrawn})" if claim.withdrawn else ""
    return f"{claim.id} [{claim.status}]{withdrawn} {archive.words(claim.id, lang)}"


def as_json(step: Step | Sequence[Step], archive: Archive) -> str:
    """The tree as JSON: `{id, status, words: {vi, en}, withdrawn, sources: [id#locator], below: [...]}`; or a list."""
    plain = _plain(step, archive) if isinstance(step, Step) else [_plain(one, archive) for one in step]
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _plain(step: Step, archive: Archive) -> dict[str, object]:
    claim = step.claim
    return {
        "id": claim.id,
        "status": claim.status,
        "words": {"vi": archive.words(claim.id, "vi"), "en": archive.words(claim.id, "en")},
        "withdrawn": claim.withdrawn,
        "sources": [str(reference) for reference in claim.sources],
        "below": [_plain(below, archive) for below in step.below],
    }


def as_dot(*steps: Step, up: bool = False) -> str:
    """Trees as one Graphviz graph: claims as boxes (dashed where inferred), sources as notes, arrows to conclusions.

    `up` says that the steps below a claim are those that rest on it; sources are then left out.
    """
    nodes, edges = set(), set()
    for _, found in (pair for step in steps for pair in step.walk()):
        claim = found.claim
        style = "dashed" if claim.status == "inferred" else "solid"
        nodes.add(f'  "{claim.id}" [shape=box, style={style}, label={json.dumps(claim.id, ensure_ascii=False)}];')
        for below in found.below:
            first, then = (claim, below.claim) if up else (below.claim, claim)
            edges.add(f'  "{first.id}" -> "{then.id}";')
        for reference in () if up else claim.sources:
            nodes.add(f'  "{reference}" [shape=note];')
            edges.add(f'  "{reference}" -> "{claim.id}";')
    return "\n".join(["digraph proof {", *sorted(nodes), *sorted(edges), "}"])
