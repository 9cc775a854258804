"""Lines of work: each result with the commitment that keeps it up, as rows and as one picture."""

from __future__ import annotations

from archive import dates
from archive.content.kinds.commitment import Commitment
from archive.content.model import Archive, Record
from archive.findings import Lang
from archive.stage import pictures
from archive.stage.relations import live
from archive.words import said

TITLE = said("home.lines")
DESCRIPTION, CAPTION = said("home.description"), said("home.caption")


def continued_by(archive: Archive, record_id: str) -> tuple[Record, ...]:
    """The commitments that keep up a result."""
    return tuple(
        record
        for record in live(archive, "commitment")
        if isinstance(record.meta, Commitment) and record_id in record.meta.continues
    )


def lines_of_work(archive: Archive) -> list[tuple[Record | None, Record | None]]:
    """Every line of work as (result, commitment): joined where the source says that it goes on, else one side alone."""
    rows: list[tuple[Record | None, Record | None]] = []
    taken: set[str] = set()
    for result in live(archive, "result"):
        commitments = continued_by(archive, result.id)
        rows += [(result, commitment) for commitment in commitments] or [(result, None)]
        taken |= {commitment.id for commitment in commitments}
    rows += [(None, record) for record in live(archive, "commitment") if record.id not in taken]
    # What goes on stands first: it is what a reader looks for.
    return sorted(rows, key=lambda row: (row[0] is None, row[1] is None))


def lines_picture(archive: Archive, lang: Lang, campaign: str | None = None) -> str:
    """The lines of work, all or those of a campaign, as one picture; nothing where there is none."""

    def title(record: Record | None) -> str:
        return record.title(lang) if record else ""

    rows = [
        pictures.Link(title(result), title(commitment), joined=bool(result and commitment))
        for result, commitment in lines_of_work(archive)
        if campaign is None or any(record and campaign in record.meta.campaigns for record in (result, commitment))
    ]
    periods = archive.settings.periods
    heads = (dates.label(periods.result, lang), dates.label(periods.commitment, lang))
    return (
        pictures.comparison(rows, heads, TITLE[lang], DESCRIPTION[lang], "hinh-doi-chieu", CAPTION[lang])
        if rows
        else ""
    )
