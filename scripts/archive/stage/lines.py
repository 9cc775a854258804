"""Lines of work: each result with the commitment that keeps it up or is near to it, as rows and as one picture.

What the source says goes on is a commitment's `continues`; what editors found near in meaning, and no source joins, is a
result and a commitment of which one names the other in `related`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive import dates
from archive.content.kinds.commitment import Commitment
from archive.content.model import Archive, Record
from archive.findings import Lang
from archive.stage import pictures
from archive.stage.relations import live
from archive.words import said

TITLE = said("home.lines")
DESCRIPTION, CAPTION = said("home.description"), said("home.caption")


Relation = Literal["goes_on", "near", "apart"]


@dataclass(frozen=True, slots=True)
class Line:
    """A result and the commitment beside it, or one of them alone (apart)."""

    result: Record | None
    commitment: Record | None
    relation: Relation = "apart"


def continued_by(archive: Archive, record_id: str) -> tuple[Record, ...]:
    """The commitments that keep up a result."""
    return tuple(
        record
        for record in live(archive, "commitment")
        if isinstance(record.meta, Commitment) and record_id in record.meta.continues
    )


def near_to(archive: Archive, record: Record) -> tuple[Record, ...]:
    """The records of the other period that the editors set beside it: one names the other, and neither keeps up any."""
    other = live(archive, "commitment" if record.kind == "result" else "result")
    return tuple(
        found
        for found in other
        if (found.id in record.meta.related or record.id in found.meta.related)
        and not _kept_up(archive, record)
        and not _kept_up(archive, found)
    )


def _kept_up(archive: Archive, record: Record) -> bool:
    continues = record.meta.continues if isinstance(record.meta, Commitment) else ()
    return bool(continues) or bool(continued_by(archive, record.id))


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


def lines_picture(archive: Archive, lang: Lang, campaign: str | None = None) -> str:
    """The lines of work, all or those of a campaign, as one picture; nothing where there is none."""

    def title(record: Record | None) -> str:
        return record.title(lang) if record else ""

    rows = [
        pictures.Link(title(line.result), title(line.commitment), line.relation == "goes_on", line.relation == "near")
        for line in lines_of_work(archive)
        if campaign is None
        or any(record and campaign in record.meta.campaigns for record in (line.result, line.commitment))
    ]
    periods = archive.settings.periods
    heads = (dates.label(periods.result, lang), dates.label(periods.commitment, lang))
    return (
        pictures.comparison(rows, heads, TITLE[lang], DESCRIPTION[lang], "hinh-doi-chieu", CAPTION[lang])
        if rows
        else ""
    )
