"""The proof of a date as a picture: every day that could be meant, and what held when, as its steps say."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from archive import dates
from archive.content.body import Claim
from archive.content.model import Archive, Page, Record
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
        (archive.text(claim.id, lang), [below for below in _premises(archive, claim) if _dated(below)])
        for claim in _premises(archive, archive.claims[claim_id])
        if claim.premises
    ]
    ends = [datetime.date.fromisoformat(end) for _, claims in groups for claim in claims for end in _known(claim)]
    if not ends:
        return ""
    years = range(min(*ends, left).year - 1, max(*ends, left).year + 2)
    start, end = datetime.date(years[0], 1, 1), datetime.date(years[-1], 12, 31)

    def at(day: datetime.date) -> float:
        return (day - start).days / (end - start).days

    rows = [(head, [_bar(archive, claim, lang, at) for claim in claims]) for head, claims in groups if claims]
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


def _premises(archive: Archive, claim: Claim) -> list[Claim]:
    return [archive.claims[premise] for premise in dict.fromkeys(claim.premises) if premise in archive.claims]


def _dated(claim: Claim) -> bool:
    return bool(claim.when) and not dates.uncertain(claim.when or "")


def _known(claim: Claim) -> list[str]:
    """The ends of a claim's time that are not open."""
    return [end for end in dates.bounds(claim.when or "") if end not in (dates.FIRST, dates.LAST)]


def _bar(archive: Archive, claim: Claim, lang: Lang, at: _At) -> pictures.Bar:
    first, last = dates.bounds(claim.when or "")
    english = archive.english.get(claim.id) if lang == "en" else None
    office = getattr(english, "office", None) or claim.office or archive.text(claim.id, lang)
    return pictures.Bar(
        f"{office}, {dates.label(claim.when or '', lang)}",
        0.0 if first == dates.FIRST else at(datetime.date.fromisoformat(first)),
        None if last == dates.LAST else at(datetime.date.fromisoformat(last)),
    )
