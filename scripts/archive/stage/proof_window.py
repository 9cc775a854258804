"""The proof of a date as a picture: every day that could be meant, and what held when, as the sources of its steps say."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable
from dataclasses import dataclass

from archive import dates
from archive.content.model import Archive, Page, relative_url
from archive.content.statement import Statement
from archive.findings import Lang
from archive.stage import pictures
from archive.stage.relations import record_at
from archive.words import said

_At = Callable[[datetime.date], float]
CAPTION = said("proof_window.caption")


@dataclass(frozen=True, slots=True)
class _Sure:
    """The time of which a source speaks: its first and last day, none where it goes on past what is drawn."""

    first: datetime.date | None
    last: datetime.date | None
    from_before: bool
    """Whether it began earlier, nobody knows when; `to_later` likewise of its end."""
    to_later: bool

    @property
    def ends(self) -> list[datetime.date]:
        """The days that are known."""
        return [day for day in (self.first, self.last) if day]


def html(statement: Statement, page: Page, archive: Archive) -> str:
    """The picture, behind the statement that the date of the page's own record rests on; nothing elsewhere."""
    record = record_at(archive, page.path)
    date = getattr(record.meta, "date", None) if record else None
    rests_on = getattr(record.meta, "date_rests_on", None) if record else None
    if rests_on != statement.id or not date or not dates.uncertain(date):
        return ""
    first, last = dates.bounds(date)
    # A month or a year alone is no line on a picture.
    return _picture(statement, archive, datetime.date.fromisoformat(first), page) if first == last else ""


def _picture(claim: Statement, archive: Archive, left: datetime.date, page: Page) -> str:
    lang = page.lang
    groups = [
        (conclusion, [below for below in archive.statements.known(conclusion.premises) if _dated(below)])
        for conclusion in archive.statements.known(claim.premises)
        if conclusion.premises
    ]
    ends = [day for _, dated in groups for one in dated for day in _sure(one.claim.when or "").ends]
    if not ends:
        return ""
    years = range(min(*ends, left).year - 1, max(*ends, left).year + 2)
    start, end = datetime.date(years[0], 1, 1), datetime.date(years[-1], 12, 31)

    def at(day: datetime.date) -> float:
        return (day - start).days / (end - start).days

    def way(statement: Statement) -> str:
        here = statement.record.page(lang) is page
        return f"#{statement.id}" if here else relative_url(page.url, statement.url(lang))

    rows = [
        pictures.Held(_called(step, page), way(step), [_bar(one, lang, at, way(one)) for one in dated])
        for step, dated in groups
        if dated
    ]
    candidates = [
        pictures.Candidate(str(year), at(left.replace(year=year)), left=year == left.year)
        for year in years
        if (left.month, left.day) != (2, 29) or calendar.isleap(year)
    ]
    text = dates.label(left.isoformat(), lang)
    day = text.removesuffix(str(left.year)).rstrip("/ ")
    told = CAPTION[lang].format(day=day, first=years[0], last=years[-1], left=text)
    return pictures.window(rows, candidates, (way(claim), text), told, f"hinh-ngay-{claim.id}")


def _called(step: Statement, page: Page) -> str:
    """The heading under which a step stands on the page; the words of one that stands elsewhere."""
    at = next((claim.lines[0] for claim in page.body.claims if claim.id == step.id), 0)
    above = [fragment.text for fragment in page.body.fragments if fragment.level and fragment.lines[0] < at]
    return above[-1] if above else step.text[page.lang]


def _dated(statement: Statement) -> bool:
    when = statement.claim.when
    return bool(when) and not dates.uncertain(when or "")


def _sure(when: str) -> _Sure:
    """What `when` says and no more: of an end that nobody knows, the first time that is printed stands for itself."""
    start, slash, end = when.partition("/")
    end = end if slash else start
    known = {part: dates.bounds(part) for part in (start, end) if part not in (dates.OPEN, dates.UNKNOWN)}
    first = known.get(start) or (known.get(end) if start == dates.UNKNOWN else None)
    last = known.get(end) or (known.get(start) if end == dates.UNKNOWN else None)
    return _Sure(
        datetime.date.fromisoformat(first[0]) if first else None,
        datetime.date.fromisoformat(last[1]) if last else None,
        bool(slash) and start == dates.UNKNOWN,
        bool(slash) and end == dates.UNKNOWN,
    )


def _bar(statement: Statement, lang: Lang, at: _At, way: str) -> pictures.Bar:
    when = statement.claim.when or ""
    sure = _sure(when)
    office = statement.claims[lang].office or statement.claim.office or statement.text[lang]
    return pictures.Bar(
        f"{office}, {dates.label(when, lang)}",
        way,
        at(sure.first) if sure.first else 0.0,
        at(sure.last) if sure.last else 1.0,
        sure.from_before,
        sure.to_later,
    )
