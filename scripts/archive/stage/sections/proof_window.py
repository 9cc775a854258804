"""The proof of a date as a picture: every day that could be meant, and what held when, as its steps say."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from archive import dates
from archive.content.model import Archive, Page, Record
from archive.content.statement import Statement
from archive.context import Context
from archive.extending import part
from archive.findings import Lang
from archive.stage import pictures
from archive.stage.relations import record_at
from archive.words import said

_At = Callable[[datetime.date], float]
TITLE, CAPTION = said("proof_window.title"), said("proof_window.caption")
DESCRIPTION = said("proof_window.description")


@part(order=-10, anchors=("hinh-ngay-*",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The picture, on the page that proves its own record's date."""
    record = record_at(archive, page.path)
    date = getattr(record.meta, "date", None) if record else None
    rests_on = getattr(record.meta, "date_rests_on", None) if record else None
    if record is None or not date or not dates.uncertain(date) or not _own(archive, record, rests_on):
        return ""
    first, last = dates.bounds(date)
    # A month or a year alone is no line on a picture.
    return _picture(archive, str(rests_on), datetime.date.fromisoformat(first), page.lang) if first == last else ""


def _own(archive: Archive, record: Record, claim_id: str | None) -> bool:
    return claim_id is not None and archive.homes.get(claim_id) == record.id


def _picture(archive: Archive, claim_id: str, left: datetime.date, lang: Lang) -> str:
    groups = [
        (conclusion.text[lang], [below for below in archive.statements.known(conclusion.premises) if _dated(below)])
        for conclusion in archive.statements.known(archive.statements[claim_id].premises)
        if conclusion.premises
    ]
    ends = [datetime.date.fromisoformat(end) for _, said in groups for one in said for end in _known(one)]
    if not ends:
        return ""
    years = range(min(*ends, left).year - 1, max(*ends, left).year + 2)
    start, end = datetime.date(years[0], 1, 1), datetime.date(years[-1], 12, 31)

    def at(day: datetime.date) -> float:
        return (day - start).days / (end - start).days

    rows = [(head, [_bar(one, lang, at) for one in said]) for head, said in groups if said]
    candidates = [
        pictures.Candidate(str(year), at(left.replace(year=year)), left=year == left.year)
        for year in years
        if (left.month, left.day) != (2, 29)
    ]
    text = dates.label(left.isoformat(), lang)
    day = text.removesuffix(str(left.year)).rstrip("/ ")
    told = {"day": day, "first": years[0], "last": years[-1], "left": text}
    return pictures.window(
        rows,
        candidates,
        TITLE[lang],
        DESCRIPTION[lang].format(**told),
        f"hinh-ngay-{claim_id}",
        caption=CAPTION[lang].format(**told),
    )


def _dated(statement: Statement) -> bool:
    when = statement.claim.when
    return bool(when) and not dates.uncertain(when or "")


def _known(statement: Statement) -> list[str]:
    """The ends of a statement's time that are known."""
    return [end for end in dates.bounds(statement.claim.when or "") if end not in (dates.FIRST, dates.LAST)]


def _bar(statement: Statement, lang: Lang, at: _At) -> pictures.Bar:
    when = statement.claim.when or ""
    first, last = dates.bounds(when)
    office = statement.claims[lang].office or statement.claim.office or statement.text[lang]
    return pictures.Bar(
        f"{office}, {dates.label(when, lang)}",
        0.0 if first == dates.FIRST else at(datetime.date.fromisoformat(first)),
        None if last == dates.LAST else at(datetime.date.fromisoformat(last)),
        dates.end_unknown(when),
    )
