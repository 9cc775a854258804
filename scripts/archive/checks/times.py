"""Rules on days, and on offices and names over time: DV606, DV608, DV610 to DV612, DV614 to DV617."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive import dates
from archive.checks.grounds import editorial
from archive.checks.prose import CURLY
from archive.checks.wording import meant_date
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page
from archive.environment import last_day
from archive.extending import Need, Problem, rule
from archive.findings import LANGS, Text
from archive.text import dates as dates_in
from archive.text import normal

_INFERRED_WORDS = re.compile(r"suy luận|suy ra|infer", re.IGNORECASE)


@rule("DV606", needs=Need.GROUNDS | Need.WORDS)
def year_marked(page: Page, archive: Archive) -> Iterator[Problem]:
    """A full date of an event whose year is inferred stands in inferred claims and marked words alone."""
    inferred = archive.inferred_days
    if not inferred:
        return
    fragments = list(editorial(page))
    for claim in page.body.claims:
        if archive.claims.get(claim.id, claim).status in {"reported", "official"}:
            fragments.append((claim.text, claim.place))
    reasons = {c.reason.place for c in page.body.claims if c.reason}
    # What stands behind an inference without its reason was most likely meant as that: DV705 says so.
    reasons |= {fragment.place for c in page.body.claims if (fragment := page.body.behind(c)) and not c.reason}
    years = {day[:4] for day in inferred}
    for words, place in fragments:
        if not any(year in words for year in years):
            continue
        if inferred & dates_in(words, page.lang) and place not in reasons and not _INFERRED_WORDS.search(words):
            yield Problem(place)


@rule("DV608", needs=Need.RECORDS)
def dates_valid(page: Page, _: Archive) -> Iterator[Problem]:
    """EDTF for `when`, a day for `withdrawn` and `corrected`."""
    for claim in page.body.claims:
        if claim.when is not None and not dates.valid(claim.when):
            words = Text(
                f"“{claim.when}” không phải ngày viết đúng cách", f"“{claim.when}” is not written as a date should be"
            )
            yield Problem(claim.place_of("when"), words, _edtf("when", claim.when))
        for key, day in (("withdrawn", claim.withdrawn), ("corrected", claim.corrected)):
            if day is not None and not dates.is_day(day):
                words = Text(f"“{day}” không phải một ngày", f"“{day}” is not a day")
                yield Problem(claim.place_of(key), words, _edtf(key, day, day=True))


def _edtf(key: str, given: str, *, day: bool = False) -> Text | None:
    """The fix of a date in words or in another order: `12/3/2031`, `tháng 9/2030`."""
    better = meant_date(given, day=day)
    return Text(f'viết {key}="{better}"', f'write {key}="{better}"') if better else None


@rule("DV610", needs=Need.RECORDS)
def offices_agree(page: Page, archive: Archive) -> Iterator[Problem]:
    """No term of an office leaves out a day on which the primary source reports it, or gives that day to another."""
    for claim in page.body.claims:
        # A single day is what a source saw, not a term: only an interval can leave a day out.
        if page.lang != "vi" or claim.withdrawn or not (claim.when and "/" in claim.when and dates.valid(claim.when)):
            continue
        for first in archive.reported_offices.get(claim.office or claim.name or "", ()):
            here = archive.homes.get(first.id) == archive.homes.get(claim.id)
            same = any(
                getattr(claim, name) and getattr(claim, name) == getattr(first, name) for name in ("office", "name")
            )
            if not same or archive.tier(claim) == "primary":
                continue
            covered = dates.covers(claim.when, first.when or "")
            term, day = _in_words(claim.when), _in_words(first.when or "")
            if here and not covered:
                yield Problem(
                    claim.place_of("when"),
                    Text(
                        f"{claim.id}: thời gian {term.vi} không gồm {day.vi} của {first.id}",
                        f"{claim.id}: the term {term.en} leaves out {day.en} of {first.id}",
                    ),
                )
            elif not here and covered and claim.office and not claim.office.startswith(archive.settings.shared_offices):
                yield Problem(
                    claim.place_of("office"),
                    Text(
                        f"{claim.id}: ngày {day.vi} chức vụ này thuộc về {first.id}",
                        f"{claim.id}: on {day.en} this office was held by {first.id}",
                    ),
                )


def _in_words(date: str) -> Text:
    mark = dates.INFERRED if dates.uncertain(date) else None
    return Text(*(dates.label(date, lang) + (f" ({mark[lang]})" if mark else "") for lang in LANGS))


@rule("DV611", needs=Need.RECORDS)
def office_dated(page: Page, _: Archive) -> Iterator[Problem]:
    """`office=` and `name=` come with `when=`."""
    for claim in page.body.claims:
        if page.lang == "vi" and (claim.office or claim.name) and not claim.when:
            yield Problem(claim.place_of("office" if claim.office else "name"))


@rule("DV612", needs=Need.RECORDS | Need.WORDS)
def dates_exist(page: Page, _: Archive) -> Iterator[Problem]:
    """Every date in the words of a page is one of the calendar."""
    words = [*editorial(page), *((claim.text, claim.place) for claim in page.body.claims)]
    for text, place in words:
        for date in page.states(text).impossible:
            said = Text(f"Không có ngày “{date}” trên lịch", f"The calendar does not have “{date}”")
            yield Problem(place, said, _month_first(date))


def _month_first(date: str) -> Text | None:
    """The fix of a date that holds where its month is read first: `1/26/2032`."""
    found = _NUMERIC.fullmatch(date)
    meant_day = f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}" if found else ""
    if not found or not dates.is_day(meant_day):
        return None
    return Text(
        f"viết ngày trước, tháng sau: {int(found[2])}/{int(found[1])}/{found[3]}",
        f"write the day before the month: {dates.label(meant_day, 'en')}",
    )


_NUMERIC = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


@rule("DV614", needs=Need.RECORDS)
def source_days(page: Page, _: Archive) -> Iterator[Problem]:
    """A source is published before it is read."""
    if not isinstance(page.meta, Source):
        return
    read, published = page.meta.read.date, page.meta.published
    if published and dates.bounds(published)[0] > dates.bounds(read)[1]:
        words = Text(
            f"Đăng {dates.label(published, 'vi')}, sau ngày đọc {dates.label(read, 'vi')}",
            f"Published {dates.label(published, 'en')}, after it was read on {dates.label(read, 'en')}",
        )
        yield Problem(page.key("published"), words)


@rule("DV617", needs=Need.RECORDS)
def copies_made(page: Page, archive: Archive) -> Iterator[Problem]:
    """A saved copy was made after its source was published, and has been made."""
    if not isinstance(page.meta, Source):
        return
    published = page.meta.published
    first, latest = dates.bounds(published)[0] if published else dates.FIRST, last_day(archive) or dates.LAST
    for number, copy in enumerate(page.meta.archived):
        day = Text(*(dates.label(copy.date, lang) for lang in LANGS))
        words = None
        if copy.date < first:
            words = Text(
                f"Bản lưu ngày {day.vi} có trước khi bài đăng", f"The copy of {day.en} is older than its source"
            )
        elif copy.date > latest:
            words = Text(f"Bản lưu ngày {day.vi} chưa thể có", f"The copy of {day.en} cannot be there yet")
        if words:
            yield Problem(page.key(f"archived.{number}.date"), words)


@rule("DV615", needs=Need.RECORDS)
def when_stated(page: Page, _: Archive) -> Iterator[Problem]:
    """Where a claim states whole days and `when` is one, it is one of them."""
    for claim in page.body.claims if page.lang == "vi" else ():
        days = sorted(date for date in dates_in(claim.text, "vi") if dates.is_day(date))
        if claim.when and dates.is_day(claim.when) and days and claim.when not in days:
            yield Problem(
                claim.place_of("when"),
                Text(
                    f"{claim.id}: `when` ghi {dates.label(claim.when, 'vi')}, câu ghi {dates.label(days[0], 'vi')}",
                    f"{claim.id}: `when` is {dates.label(claim.when, 'en')}, the sentence says {dates.label(days[0], 'en')}",
                ),
            )


@rule("DV616", needs=Need.RECORDS)
def office_stated(page: Page, _: Archive) -> Iterator[Problem]:
    """The Vietnamese `office=` and `name=` stand in their claim."""
    for claim in page.body.claims if page.lang == "vi" else ():
        for key, held in (("office", claim.office), ("name", claim.name)):
            if held and not CURLY.search(held) and normal(held).casefold() not in normal(claim.text).casefold():
                words = Text(f"{claim.id}: “{held}” không có trong câu", f"{claim.id}: “{held}” is not in the sentence")
                yield Problem(claim.place_of(key), words)
