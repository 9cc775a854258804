"""What a claim rests on, down to its sources, and what rests on it: the tree that readers and `archive explain` see.

Takes an archive and a claim's id; gives `Step`s, one a claim, its premises below it. A claim that is met again is a
reference to where it stands, so a proof is never longer than the archive. A circle, which the checks refuse, is cut
where it closes. Raises `KeyError` on an id that no claim has.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from archive.content.model import Archive
from archive.content.statement import Statement
from archive.data.records import plain_withdrawal
from archive.findings import LANGS, Lang
from archive.words import said

NOTHING = said("proof.nothing")


AGAIN = said("proof.again")
_FURTHEST = 20
"""How far in a line of text stands at most; the checks refuse proofs that are deeper."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A claim and the steps that it rests on (or, in the other direction, that rest on it)."""

    statement: Statement
    below: tuple[Step, ...] = ()
    again: bool = False
    """Whether the claim, with all below it, stands further up already: this is a reference to it."""

    def walk(self) -> Iterator[tuple[int, Step]]:
        """The step and all below it, with their depth, from the conclusion down."""
        waiting = [(0, self)]
        while waiting:
            depth, step = waiting.pop()
            yield depth, step
            waiting.extend((depth + 1, below) for below in reversed(step.below))

    @property
    def references(self) -> tuple[str, ...]:
        """Every `source#locator` that the tree ends in, sorted, each once."""
        return tuple(sorted({str(ref) for _, step in self.walk() for ref in step.statement.claim.sources}))


def proof(archive: Archive, claim_id: str) -> Step:
    """The claim with its premises, down to reported claims."""
    return _tree(archive, claim_id, lambda statement: statement.premises)


def used_by(archive: Archive, claim_id: str) -> Step:
    """The claim with every inference that rests on it, up to the last."""

    def conclusions(statement: Statement) -> tuple[str, ...]:
        return tuple(other.id for other in archive.conclusions.get(statement.id, ()))

    return _tree(archive, claim_id, conclusions)


def _tree(archive: Archive, claim_id: str, ways: Callable[[Statement], tuple[str, ...]]) -> Step:
    """What is reached from a claim, each claim opened once, where it is first met from above."""
    opened: set[str] = set()
    path: list[str] = []
    flat: list[tuple[int, Statement, bool]] = []
    waiting = [(0, archive.statements[claim_id])]
    above: set[str] = set()
    while waiting:
        depth, statement = waiting.pop()
        above.difference_update(path[depth:])
        del path[depth:]
        if statement.id in above:
            continue
        further = archive.statements.known(ways(statement))
        again = statement.id in opened
        flat.append((depth, statement, again and bool(further)))
        if not again:
            waiting.extend((depth + 1, other) for other in reversed(further))
        opened.add(statement.id)
        path.append(statement.id)
        above.add(statement.id)
    below: dict[int, list[Step]] = {}
    for depth, statement, again in reversed(flat):
        steps = below.pop(depth + 1, [])
        below.setdefault(depth, []).append(Step(statement, tuple(reversed(steps)), again))
    return below[0][0]


def as_text(step: Step, lang: Lang) -> str:
    """A proof as indented lines: id, status, words, and the sources of reported claims."""
    lines = []
    for depth, found in step.walk():
        lines.append(f"{_indent(depth)}{_shown(found, lang)}")
        lines += [f"{_indent(depth + 1)}<- {reference}" for reference in found.statement.claim.sources]
    return "\n".join(lines)


def as_uses(step: Step, lang: Lang) -> str:
    """What rests on a claim, as indented lines; what the claims themselves rest on is the other direction's."""
    if not step.below:
        return f"{as_line(step.statement, lang)}\n  {NOTHING[lang]}"
    return "\n".join(f"{_indent(depth)}{_shown(found, lang)}" for depth, found in step.walk())


def _indent(depth: int) -> str:
    return "  " * min(depth, _FURTHEST)


def _shown(step: Step, lang: Lang) -> str:
    return f"{step.statement.id} ({AGAIN[lang]})" if step.again else as_line(step.statement, lang)


def as_line(statement: Statement, lang: Lang) -> str:
    """A statement on one line: id, status, the day and reason of its withdrawal, words."""
    gone = statement.withdrawal
    because = f": {gone.because[lang]}" if gone and gone.because[lang] else ""
    withdrawn = f" (withdrawn {gone.day}{because})" if gone else ""
    return f"{statement.id} [{statement.status}]{withdrawn} {statement.text[lang]}"


def as_json(step: Step | Sequence[Step]) -> str:
    """The tree as JSON: `{id, status, words: {vi, en}, withdrawn, sources: [id#locator], below: [...]}`; or a list.

    A claim that is withdrawn, by itself or with its record, also has `withdrawn_because` and `instead`, as in the
    dataset. A step that stands further up already has `again: true`, and nothing below it. A line is a step.
    """
    steps = [step] if isinstance(step, Step) else step
    flat = [pair for one in steps for pair in one.walk()]
    lines = []
    for number, (depth, found) in enumerate(flat):
        last = number + 1 == len(flat)
        closed = depth + 1 - (0 if last else flat[number + 1][0])
        start = json.dumps(_plain(found), ensure_ascii=False).removesuffix("}")
        end = "]}" * closed + ("," if closed and not last else "")
        lines.append(f'{_indent(depth)}{start}, "below": [{end}')
    return "\n".join(lines if isinstance(step, Step) else ["[", *lines, "]"])


def _plain(step: Step) -> dict[str, object]:
    statement = step.statement
    plain: dict[str, object] = {
        "id": statement.id,
        "status": statement.status,
        "words": {lang: statement.text[lang] for lang in LANGS},
        "withdrawn": None,
        **plain_withdrawal(statement.withdrawal),
        "sources": [str(ground.reference) for ground in statement.grounds],
    }
    return {**plain, "again": True} if step.again else plain


def as_dot(*steps: Step, up: bool = False) -> str:
    """Trees as one Graphviz graph: claims as boxes (dashed where inferred), sources as notes, arrows to conclusions.

    `up` says that the steps below a claim are those that rest on it; sources are then left out.
    """
    nodes, edges = set(), set()
    for _, found in (pair for step in steps for pair in step.walk()):
        claim = found.statement
        style = "dashed" if claim.status == "inferred" else "solid"
        nodes.add(f'  "{claim.id}" [shape=box, style={style}, label={json.dumps(claim.id, ensure_ascii=False)}];')
        for below in found.below:
            first, then = (claim, below.statement) if up else (below.statement, claim)
            edges.add(f'  "{first.id}" -> "{then.id}";')
        for reference in () if up else claim.claim.sources:
            nodes.add(f'  "{reference}" [shape=note];')
            edges.add(f'  "{reference}" -> "{claim.id}";')
    return "\n".join(["digraph proof {", *sorted(nodes), *sorted(edges), "}"])
