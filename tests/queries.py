"""The relevance table of the search, `queries.txt`: what readers type, what they seek, and what must never be found.

A line is `language; kind; what is typed; what is sought; what must never be found`. What is typed stands as the keyboard
gives it, but for `nfd:` before what comes decomposed and `\\u00a0` for a no-break space. What is sought is named by its id,
so that new content does not break the table: a statement (`kq-05-2`, whose hit must land on its own page), a record
(`kq-05`), an entry of the glossary (`tn-ubnd`), or a page without an id by its address (`trich-dan/`, `/` for the home
page); several are as good as each other. Where nothing is sought and nothing ruled out, nothing may be found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.content.kinds import KINDS
from archive.findings import Lang

TABLE = Path(__file__).with_suffix(".txt")
_STATEMENT = re.compile(
    rf"(?:{'|'.join(sorted(kind.prefix for kind in KINDS.values()))})-.+-[0-9]+|[a-z]+-[0-9]+-[0-9]+"
)


@dataclass(frozen=True, slots=True)
class Query:
    """One question of a reader's, asked on a page of one language."""

    lang: Lang
    kind: str
    text: str
    """As it is typed."""
    sought: tuple[str, ...]
    """One of these must be among the first three, and first in nine of ten queries."""
    never: tuple[str, ...]
    """None of these may be found, however far down."""

    @property
    def fruitless(self) -> bool:
        """Whether nothing may be found."""
        return not self.sought and not self.never

    @property
    def on_statement(self) -> bool:
        """Whether what is sought is a statement, and nothing else would do."""
        return bool(self.sought) and all(_STATEMENT.fullmatch(name) for name in self.sought)


def read_queries() -> Iterator[Query]:
    """The table's lines, in order."""
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        lang, kind, text, *names = (part.strip() for part in line.split(";"))
        sought, never = (tuple(part.split()) for part in [*names, ""][:2])
        typed = unicodedata.normalize("NFD", text[4:]) if text.startswith("nfd:") else text.replace("\\u00a0", "\u00a0")
        yield Query("en" if lang == "en" else "vi", kind, typed, sought, never)


QUERIES = tuple(read_queries())
