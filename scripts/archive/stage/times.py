"""Everything dated, in order: what the timeline lists, on which of its pages, and the picture of it by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as day
from itertools import groupby
from typing import Literal

from archive import dates
from archive.content.model import Archive, Record, relative_url
from archive.content.statement import Statement
from archive.extending import GENERATED
from archive.findings import Lang
from archive.kept.asked import shared
from archive.stage import years
from archive.words import among, said

PICTURE, DESCRIPTION, GAP = said("times.picture"), said("times.description"), said("times.gap")
CAPTIONS = among("times.captions")
"""What each mark of the picture means, said where it is drawn."""
CONTEXT, CONTEXT_ONE, SIGNING = said("times.context"), said("times.context_one"), said("times.signing")
RESULT, COMMITMENT = said("times.result"), said("times.commitment")
LONG = 60
"""As many entries as stand on one page."""


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
    def year(self) -> int:
        """The year that it is told under: the one that it begins in, or ends in where nobody knows the beginning."""
        low, high = dates.bounds(self.date)
        return int((high if low == dates.FIRST else low)[:4])

    @property
    def order(self) -> tuple[tuple[str, str], str, str]:
        """What entries are sorted by: the days that the date can mean, then the tier and the id."""
        return dates.bounds(self.date), self.tier, self.statement.id if self.statement else self.record.id


def entries(archive: Archive) -> list[Entry]:
    """Every entry of the timeline, in order; worked out once a build."""
    return shared(_sorted, archive)


def _sorted(archive: Archive) -> list[Entry]:
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


def years_of(found: Sequence[Entry]) -> list[tuple[int, list[Entry]]]:
    """Entries by the year that they are told under."""
    together = groupby(sorted(found, key=lambda entry: entry.year), key=lambda entry: entry.year)
    return [(year, list(same)) for year, same in together]


def told(archive: Archive) -> tuple[int, int]:
    """The first year of the results' period and the last of the programme's."""
    periods = archive.settings.periods
    return int(dates.bounds(periods.result)[0][:4]), int(dates.bounds(periods.commitment)[1][:4])


def on_one_page(archive: Archive, found: Sequence[Entry]) -> tuple[int, int] | None:
    """The years of which all is told on one page; None where that has all, because they are few."""
    return told(archive) if len(found) > LONG else None


def page_of(entry: Entry, one_page: tuple[int, int] | None) -> str:
    """Below the timeline's address, where an entry is told: context of the time before and after has pages of its own."""
    if one_page is None or entry.tier != "context" or one_page[0] <= entry.year <= one_page[1]:
        return ""
    return "truoc/" if entry.year < one_page[0] else "sau/"


def counted(n: int, lang: Lang) -> str:
    """How many dates of context, in words."""
    return (CONTEXT_ONE if n == 1 else CONTEXT)[lang].format(n=n)


def anchor_of(year: int) -> str:
    """The id of a year, on the page of the timeline that tells of it."""
    return f"nam-{year}"


def years_picture(archive: Archive, lang: Lang, origin: str) -> str:
    """The entries by year as one picture, each year a link from `origin`; nothing where nothing is dated."""
    found = entries(archive)
    if not found:
        return ""
    line = _line(archive, found, lang, origin)
    drawn = [line.earliest, *line.years] if line.earliest else list(line.years)
    marks = {mark.inferred for year in drawn for mark in year.marks}
    shown = {
        "span": bool(line.drawn),
        "primary": False in marks,
        "inferred": True in marks,
        "context": any(year.sure for year in drawn),
        "unsure": any(year.unsure for year in drawn),
        "breaks": bool(line.between or line.beyond),
    }
    caption = " ".join(text[lang] for look, text in CAPTIONS.items() if shown[look])
    return years.picture(line, PICTURE[lang], DESCRIPTION[lang], "hinh-dong-thoi-gian", caption)


def _line(archive: Archive, found: Sequence[Entry], lang: Lang, origin: str) -> years.Line:
    """What the picture shows to scale: the agreement's years, one before them, and as many behind them as have room."""
    start, end = told(archive)
    drawn = [_year(archive, same, found, lang, origin) for _, same in years_of(found)]
    first, latest = start - (drawn[0].year < start), drawn[-1].year
    last = max(end, latest) if latest < first + years.MOST else max(end, first + years.MOST - 1 - years.LATER)
    early, later = ([year for year in drawn if year.year < first], [year for year in drawn if year.year > last])
    periods = archive.settings.periods
    spans = [
        years.Span(
            words[lang].format(period=dates.label(period, lang)), *(int(bound[:4]) for bound in dates.bounds(period))
        )
        for words, period in ((RESULT, periods.result), (COMMITMENT, periods.commitment))
    ]
    to_scale = [year for year in drawn if first <= year.year <= last]
    return years.Line(
        first, last, to_scale, spans, next(iter(early), None), _break(early[1:], lang), _break(later, lang)
    )


def _break(hidden: Sequence[years.Year], lang: Lang) -> years.Break | None:
    """What years have that are not drawn: said year by year where it is the agreement's; the way is that of the first."""
    if not hidden:
        return None
    ends = "–".join(dict.fromkeys(str(year.year) for year in (hidden[0], hidden[-1])))
    context = sum(year.sure + year.unsure for year in hidden)
    count = context + sum(len(year.marks) for year in hidden)
    gap = GAP[lang].format(years=ends, count=count, context=counted(context, lang))
    return years.Break("; ".join([gap, *(y.said for y in hidden if y.marks)]), hidden[0].way, count)


def _year(archive: Archive, dated: Sequence[Entry], found: Sequence[Entry], lang: Lang, origin: str) -> years.Year:
    """What is dated in one year, of all that was found."""
    own = [entry for entry in dated if entry.tier == "primary"]
    context = [entry for entry in dated if entry.tier == "context"]
    unsure = sum(dates.uncertain(entry.date) for entry in context)
    year = dated[0].year
    words = [f"{entry.record.title(lang)}, {_when(entry, lang)}" for entry in own]
    words += [counted(len(context), lang)] if context else []
    page = "" if own else page_of(context[0], on_one_page(archive, found))
    way = relative_url(origin, f"{GENERATED['timeline'].url(lang)}{page}#{anchor_of(year)}")
    marks = tuple(
        years.Mark(
            _gone(entry),
            entry.look == "inferred",
            SIGNING[lang].format(date=_when(entry, lang)) if entry.record.id == archive.settings.keys.signing else "",
        )
        for entry in own
    )
    return years.Year(year, f"{year}: {'; '.join(words)}", way, len(context) - unsure, unsure, marks)


def _when(entry: Entry, lang: Lang) -> str:
    label = dates.label(entry.date, lang)
    return f"{label} ({dates.INFERRED[lang]})" if entry.look == "inferred" else label


def _gone(entry: Entry) -> float:
    """How much of its year has gone at a date's middle."""
    low, high = dates.bounds(entry.date)
    # What is written: an end that nobody knows is no day of the calendar.
    within = (max(low, f"{entry.year}-01-01"), min(high, f"{entry.year}-12-31"))
    start, end = (day(entry.year + n, 1, 1).toordinal() for n in (0, 1))
    return (sum(day.fromisoformat(bound).toordinal() for bound in within) / 2 - start) / (end - start)


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
