"""Lines of work: each result with the commitment that keeps it up or is near to it, as rows and as one table.

What the source says goes on is a commitment's `continues`; what editors found near in meaning, and no source joins, is a
result and a commitment of which one names the other in `related`.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

from archive import dates
from archive.content.model import Archive, Record
from archive.findings import Lang
from archive.stage import markup, tables
from archive.stage.relations import live
from archive.words import among, said

TITLE = said("home.lines")
HEADS = tuple(said(f"comparison.heads.{name}") for name in ("result", "relation", "commitment"))
RELATIONS = among("comparison.relations")
"""How the two of a row go together: kept up, near; or which of them is alone."""


Relation = Literal["goes_on", "near", "apart"]


@dataclass(frozen=True, slots=True)
class Line:
    """A result and the commitment beside it, or one of them alone (apart)."""

    result: Record | None
    commitment: Record | None
    relation: Relation = "apart"


def continued_by(archive: Archive, record_id: str) -> tuple[Record, ...]:
    """The commitments that keep up a result."""
    keep = (work.id for work in archive.works.get("commitment", ()) if record_id in work.continues)
    return tuple(archive.records[name] for name in keep)


def near_to(archive: Archive, record: Record) -> tuple[Record, ...]:
    """The records of the other period that the editors set beside it: one names the other, and neither keeps up any."""
    own, other = (archive.works.get(kind, ()) for kind in (record.kind, _OTHER[record.kind]))
    kept = {name for work in (*own, *other) for name in (*work.continues, *([work.id] if work.continues else ()))}
    near = (work.id for work in other if work.id in record.meta.related or record.id in work.related)
    return tuple(archive.records[name] for name in near if not {name, record.id} & kept)


_OTHER = {"result": "commitment", "commitment": "result"}


def lines_of_work(archive: Archive) -> list[Line]:
    """Every line of work: what the source says goes on, then what is near, then one side alone."""
    rows: list[Line] = []
    taken: set[str] = set()
    for result in live(archive, "result"):
        kept, near = continued_by(archive, result.id), near_to(archive, result)
        rows += [Line(result, commitment, "goes_on") for commitment in kept]
        rows += [Line(result, commitment, "near") for commitment in near]
        rows += [] if kept or near else [Line(result, None)]
        taken |= {commitment.id for commitment in (*kept, *near)}
    rows += [Line(None, record) for record in live(archive, "commitment") if record.id not in taken]
    # What goes on stands first: it is what a reader looks for.
    order = ("goes_on", "near", "apart")
    return sorted(rows, key=lambda row: (order.index(row.relation), row.result is None))


def lines_table(archive: Archive, lang: Lang, origin: str) -> str:
    """The lines of work as a table of links: the two records of each, and between them how they go together."""
    periods = archive.settings.periods
    a, b = (dates.label(period, lang) for period in (periods.result, periods.commitment))
    heads = [head[lang].format(a=a, b=b) for head in HEADS]
    rows = [
        (
            _cell(line.result, lang, origin),
            markup.tag("span", escape(RELATIONS[_named(line)][lang]), class_=f"relation relation--{line.relation}"),
            _cell(line.commitment, lang, origin),
        )
        for line in lines_of_work(archive)
    ]
    return tables.table(heads, rows, TITLE[lang], between=1) if rows else ""


def _cell(record: Record | None, lang: Lang, origin: str) -> str:
    if record is None:
        return tables.NOTHING
    own = markup.tag("small", escape(record.id), class_="nb")
    return f"{markup.link(record.title(lang), origin, record.url(lang))} {own}"


def _named(line: Line) -> str:
    if line.relation == "apart":
        return "result_alone" if line.result else "commitment_alone"
    return line.relation
