"""What changed between two wordings, word by word.

Takes two texts; gives the pieces of which both are made, in order, or the first as HTML in which what the second has no
more is marked as deleted, and what came to it as inserted. Every word stands in it, so that nobody has to read the
marks to know what was said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from archive.stage.markup import tag

_MOST = 20_000
"""Pairs of one word in both texts: far more than sentences have. The search among them grows with the cube of words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stayed at a place, or what went from it and what came: words, a blank between two."""

    kept: str = ""
    gone: str = ""
    came: str = ""


def pieces(before: str, after: str) -> Iterator[Piece]:
    """The pieces of which two texts are made."""
    old, new = before.split(), after.split()
    for what, start, end, first, last in _steps(old, new):
        words, others = " ".join(old[start:end]), " ".join(new[first:last])
        yield Piece(kept=words) if what == "equal" else Piece(gone=words, came=others)


def changes(before: str, after: str) -> str:
    """The former words with what went (`<del>`) and what came (`<ins>`)."""
    parts = []
    for piece in pieces(before, after):
        parts += [escape(piece.kept)] if piece.kept else []
        parts += [tag("del", escape(piece.gone))] if piece.gone else []
        parts += [tag("ins", escape(piece.came))] if piece.came else []
    return " ".join(parts)


def _steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    others = Counter(new)
    if sum(count * others[word] for word, count in Counter(old).items()) <= _MOST:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()  # type: ignore[return-value]
    # Nobody can read what changed within so much: what both begin and end with stays, all between is another.
    start = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), None)
    if start is None:
        start = min(len(old), len(new))
    least = min(len(old), len(new)) - start
    same = next((at for at in range(least) if old[-1 - at] != new[-1 - at]), least)
    ends = len(old) - same, len(new) - same
    steps = [
        ("equal", 0, start, 0, start),
        ("replace", start, ends[0], start, ends[1]),
        ("equal", ends[0], len(old), ends[1], len(new)),
    ]
    return [step for step in steps if step[2] > step[1] or step[4] > step[3]]
