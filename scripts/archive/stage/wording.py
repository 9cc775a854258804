"""What changed between two wordings of a statement, word by word.

Takes two texts; gives the first as HTML in which what the second has no more is marked as deleted, and what came to it
as inserted. Every word stands in it, so that nobody has to read the marks to know what was said.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from archive.stage.markup import tag


def changes(before: str, after: str) -> str:
    """The former words with what went (`<del>`) and what came (`<ins>`)."""
    old, new = before.split(), after.split()
    parts = []
    for what, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        kept, came = (escape(" ".join(words)) for words in (old[start:end], new[first:last]))
        if what == "equal":
            parts.append(kept)
            continue
        parts += [tag("del", kept)] if kept else []
        parts += [tag("ins", came)] if came else []
    return " ".join(parts)
