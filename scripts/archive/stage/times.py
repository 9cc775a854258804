"""Everything dated, in order: what the timeline lists, and the picture of it by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from archive import dates
from archive.content.model import Archive, Record
from archive.content.statement import Statement
from archive.findings import Lang
from archive.stage import pictures
from archive.words import among, said

PICTURE, DESCRIPTION = said("times.picture"), said("times.description")
CAPTIONS = among("times.captions")
"""What each mark of the picture means, said where it is drawn."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something dated: a record of the agreement (primary), or what a context source states."""

    date: str
    record: Record
    statement: Statement | None = None

    @property
    def tier(self) -> str:
        """`primary` or `context`."""
        return "context" if self.statement else "primary"

    @property
    def rests_on(self) -> str | None:
        """The inferred claim that the year rests on, where it is a record's uncertain date."""
        return None if self.statement else getattr(self.record.meta, "date_rests_on", None)

    @property
    def look(self) -> str:
        """The mark of the picture: that of its tier, or of an inference where the year is one."""
        return "inferred" if self.rests_on and dates.uncertain(self.date) else self.tier

    @property
    def order(self) -> tuple[tuple[str, str], str, str]:
        """What entries are sorted by: the days that the date can mean, then the tier and the id."""
        return dates.bounds(self.date), self.tier, self.statement.id if self.statement else self.record.id


def entries(archive: Archive) -> list[Entry]:
    """Every entry of the timeline, in order."""
    return sorted(_entries(archive), key=lambda entry: entry.order)


def _entries(archive: Archive) -> Iterator[Entry]:
    for record in archive.records.values():
        if record.meta.withdrawn:
            continue
        date = getattr(record.meta, "date", None)
        if date and record.meta.dated:
            yield Entry(date, record)
        for statement in archive.statements.of(record.live_claims):
            # The offices and names at the signing belong to the signing's own entry.
            if statement.claim.when and statement.tier == "context" and statement.status != "inferred":
                yield Entry(statement.claim.when, record, statement)


def years_picture(archive: Archive, lang: Lang) -> str:
    """The entries by year as one picture; nothing where nothing is dated."""
    by_year = groupby(entries(archive), key=lambda entry: dates.bounds(entry.date)[0][:4])
    rows = [(year, [entry.look for entry in found]) for year, found in by_year]
    drawn = {look for _, looks in rows for look in looks}
    caption = " ".join(text[lang] for look, text in CAPTIONS.items() if look in drawn)
    return pictures.years(rows, PICTURE[lang], DESCRIPTION[lang], "hinh-dong-thoi-gian", caption) if rows else ""


Time = Literal["later", "during", "before", "undated"]
"""When something was, reckoned from the signing and the years that the results are of."""


def time_of(archive: Archive, statement: Statement) -> Time:
    """When what a statement says was.

    Wholly after the signing's day (later), wholly before the years of the results (before), reaching into the time
    between (during; the signing's own day too), or at no time that it carries (undated).
    """
    when = statement.claim.when
    if not when:
        return "undated"
    record = archive.records.get(archive.settings.keys.signing or "")
    start, end = dates.bounds(archive.settings.periods.result)
    signing = getattr(record.meta, "date", None) if record else None
    first, last = dates.bounds(when)
    if first > (dates.bounds(signing)[1] if signing else end):
        return "later"
    return "before" if last < start else "during"
