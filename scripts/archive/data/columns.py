"""The table of statements, column by column: name, type, meaning, how it is got, and the cell itself.

Takes a `Statement`; gives its cells as text. The header of `claims.csv`, the schema in `datapackage.json` and the
dictionary on `du-lieu/` are all made from `COLUMNS`: a column is added here, with its words in `words/*.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, get_args

from archive.content.kinds import KINDS
from archive.content.model import Tier
from archive.content.statement import Statement
from archive.context import Context
from archive.findings import Text
from archive.words import said

WhenFrom = str
FROM_STATEMENT, FROM_RECORD, FROM_PERIOD = "statement", "record", "period"
"""Where a statement's time is from: itself, its record's day, the period that its record belongs to."""


class Type(Enum):
    """What a column holds, with its field of a Table Schema; dates of EDTF and lists of ids are strings to that."""

    ID = "id"
    IDS = "ids"
    WORD = "word"
    TEXT = "text"
    DAY = "day"
    EDTF = "edtf"
    ADDRESS = "address"
    DIGEST = "digest"

    @property
    def label(self) -> Text:
        """Its name for readers."""
        return said(f"columns.types.{self.value}")

    @property
    def field(self) -> dict[str, Any]:
        """What a Table Schema says of a column of this type."""
        return _FIELDS.get(self, {"type": "string"})


_FIELDS: Mapping[Type, dict[str, Any]] = {
    Type.ID: {"type": "string", "constraints": {"pattern": r"[a-z]{1,2}-[a-z0-9]+(-[a-z0-9]+)*"}},
    Type.DAY: {"type": "date", "format": "default"},
    Type.ADDRESS: {"type": "string", "format": "uri"},
    Type.DIGEST: {"type": "string", "constraints": {"pattern": "[0-9a-f]{64}"}},
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `cell` gives its text for a statement, empty where there is nothing to say."""

    name: str
    type: Type
    cell: Callable[[Statement, Context], str]
    filled: bool = False
    """Whether every statement has it."""
    values: tuple[str, ...] = ()
    """The only words that it may hold, of a column of words."""

    @property
    def means(self) -> Text:
        """What it says, in a line."""
        return said(f"columns.{self.name}.means")

    @property
    def got(self) -> Text:
        """How it is got."""
        return said(f"columns.{self.name}.got")

    @property
    def field(self) -> dict[str, Any]:
        """Its descriptor in a Table Schema."""
        data = {"name": self.name, **self.type.field}
        constraints = dict(data.pop("constraints", {}))
        constraints |= {"required": True} if self.filled else {}
        constraints |= {"enum": list(self.values)} if self.values else {}
        data["title"] = self.means.vi
        data["description"] = f"{self.means.vi} ({self.got.vi})\n\n{self.means.en} ({self.got.en})"
        return {**data, "constraints": constraints} if constraints else data


def when(statement: Statement) -> tuple[str, WhenFrom]:
    """When what a statement says took place (EDTF), and from where that is known; both empty where it is not dated.

    What the statement says of itself comes first; else its record's kind says which of the record's keys dates it.
    """
    if statement.claim.when:
        return statement.claim.when, FROM_STATEMENT
    meta = statement.record.meta
    for key in meta.dates_claims:
        if date := getattr(meta, key):
            return date, FROM_PERIOD if key == "period" else FROM_RECORD
    return "", ""


def _because(statement: Statement) -> Text:
    return statement.withdrawal.because if statement.withdrawal else Text("", "")


COLUMNS: tuple[Column, ...] = (
    Column("id", Type.ID, lambda s, _: s.id, filled=True),
    Column("record", Type.ID, lambda s, _: s.record.id, filled=True),
    Column("kind", Type.WORD, lambda s, _: s.record.kind, filled=True, values=tuple(KINDS)),
    Column("status", Type.WORD, lambda s, _: s.status, filled=True, values=("reported", "inferred", "official")),
    Column("tier", Type.WORD, lambda s, _: s.tier, filled=True, values=get_args(Tier)),
    Column("sources", Type.IDS, lambda s, _: " ".join(str(ground.reference) for ground in s.grounds)),
    Column("premises", Type.IDS, lambda s, _: " ".join(s.claim.premises)),
    Column("when", Type.EDTF, lambda s, _: when(s)[0]),
    Column("withdrawn", Type.DAY, lambda s, _: s.withdrawal.day if s.withdrawal else ""),
    Column("withdrawn_because_vi", Type.TEXT, lambda s, _: _because(s).vi),
    Column("withdrawn_because_en", Type.TEXT, lambda s, _: _because(s).en),
    Column("instead", Type.ID, lambda s, _: (s.withdrawal.instead if s.withdrawal else None) or ""),
    Column("vi", Type.TEXT, lambda s, _: s.text.vi, filled=True),
    Column("en", Type.TEXT, lambda s, _: s.text.en, filled=True),
    Column("url", Type.ADDRESS, lambda s, context: context.absolute(s.url("vi")), filled=True),
    # Whoever reads the table by number of column finds what stood there: new ones come behind.
    Column("when_from", Type.WORD, lambda s, _: when(s)[1], values=(FROM_STATEMENT, FROM_RECORD, FROM_PERIOD)),
    Column("digest_vi", Type.DIGEST, lambda s, _: s.digest.vi, filled=True),
    Column("digest_en", Type.DIGEST, lambda s, _: s.digest.en, filled=True),
    Column("place", Type.ADDRESS, lambda s, context: context.absolute(s.place("vi")), filled=True),
    Column("changed", Type.DAY, lambda s, _: s.day),
    Column("same_as", Type.ID, lambda s, _: s.merged or ""),
    Column("corrected", Type.DAY, lambda s, _: s.correction.day if s.correction else ""),
    Column("corrected_because_vi", Type.TEXT, lambda s, _: s.correction.because.vi if s.correction else ""),
    Column("corrected_because_en", Type.TEXT, lambda s, _: s.correction.because.en if s.correction else ""),
    Column("answer", Type.ID, lambda s, _: s.answer or ""),
)
