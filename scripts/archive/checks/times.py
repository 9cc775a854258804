"""Rules on days, and on offices and names over time: DV606, DV608, DV610 to DV612, DV614 to DV616."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive import dates
from archive.checks.grounds import editorial
from archive.checks.prose import CURLY
from archive.checks.wording import meant_date
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import LANGS, Text
from archive.text import dates as dates_in
from archive.text import impossible_dates, normal

_INFERRED_WORDS = re.compile(r"suy luận|suy ra|infer", re.IGNORECASE)


@rule(
    "DV606",
    needs=Need.GROUNDS | Need.WORDS,
    summary=Text("Năm của lễ ký không ghi là suy luận", "The year of the signing is not marked as inferred"),
    why=Text(
        "Nguồn chỉ in “12/3” mà không in năm thì năm là kết luận của chúng ta; chỗ nào viết đủ ngày tháng năm cũng phải nói vậy.",
        "Where the source prints “12/3” and no year, the year is our conclusion; wherever the full date stands, this is said.",
    ),
    cure=Text(
        "viết “12/3”, hoặc thêm “(năm suy luận)” và liên kết tới các bước",
        "write “12 March”, or add “(year inferred)” and a link to the proof",
    ),
    bad="Lễ ký diễn ra chiều 12/3/2031.",
    good="Lễ ký diễn ra chiều 12/3.",
)
def year_marked(page: Page, archive: Archive) -> Iterator[Problem]:
    """A full date of an event whose year is inferred stands in inferred claims and marked words alone."""
    inferred = archive.inferred_days
    if not inferred:
        return
    pieces = list(editorial(page))
    for claim in page.body.claims:
        if archive.claims.get(claim.id, claim).status in {"reported", "official"}:
            pieces.append((claim.words, claim.place))
    reasons = {c.reason.place for c in page.body.claims if c.reason}
    # What stands behind an inference without its reason was most likely meant as that: DV705 says so.
    reasons |= {piece.place for c in page.body.claims if (piece := page.body.behind(c)) and not c.reason}
    years = {day[:4] for day in inferred}
    for words, place in pieces:
        if not any(year in words for year in years):
            continue
        if inferred & dates_in(words, page.lang) and place not in reasons and not _INFERRED_WORDS.search(words):
            yield Problem(place)


@rule(
    "DV608",
    needs=Need.RECORDS,
    summary=Text("Ngày của thông tin không hợp lệ", "A claim's date does not hold"),
    why=Text("`when` viết theo EDTF, `withdrawn` là một ngày.", "`when` is EDTF, `withdrawn` is a day."),
    cure=Text(
        'viết như when="2030-09/.." hay withdrawn="2032-01-05"',
        'write when="2030-09/.." or withdrawn="2032-01-05"',
    ),
    bad='when="tháng 9/2030"',
    good='when="2030-09"',
)
def dates_valid(page: Page, _: Archive) -> Iterator[Problem]:
    """EDTF for `when`, a day for `withdrawn`."""
    for claim in page.body.claims:
        if claim.when is not None and not dates.valid(claim.when):
            words = Text(
                f"“{claim.when}” không phải ngày viết đúng cách", f"“{claim.when}” is not written as a date should be"
            )
            yield Problem(claim.place_of("when"), words, _edtf("when", claim.when))
        if claim.withdrawn is not None and not dates.is_day(claim.withdrawn):
            words = Text(f"“{claim.withdrawn}” không phải một ngày", f"“{claim.withdrawn}” is not a day")
            yield Problem(claim.place_of("withdrawn"), words, _edtf("withdrawn", claim.withdrawn, day=True))


def _edtf(key: str, given: str, *, day: bool = False) -> Text | None:
    """The cure of a date in words or in another order: `12/3/2031`, `tháng 9/2030`."""
    better = meant_date(given, day=day)
    return Text(f'viết {key}="{better}"', f'write {key}="{better}"') if better else None


@rule(
    "DV610",
    needs=Need.RECORDS,
    summary=Text("Chức vụ trái với điều nguồn chính ghi", "An office contradicts what the primary source reports"),
    why=Text(
        "Chức vụ vào ngày ký là điều nguồn chính ghi. Một thời gian giữ cùng chức vụ mà không gồm ngày ấy là mâu thuẫn, phải "
        "nói rõ chứ không để bảng tự mâu thuẫn.",
        "The office at the signing is what that source reports. A term of the same office that leaves that day out is a "
        "contradiction: tell it in words, do not let the table contradict itself.",
    ),
    cure=Text(
        "xem lại `when=`; nếu các nguồn thật sự khác nhau, bỏ `office=` và kể sự khác nhau ấy",
        "look at `when=` again; where sources truly differ, drop `office=` and tell the difference",
    ),
    bad='office="Giám đốc …" when="2031-10/.."   (bài báo: giữ chức ngày 12/3)',
    good='office="Giám đốc …" when="2030-09/.."',
)
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


@rule(
    "DV611",
    needs=Need.RECORDS,
    summary=Text("Chức vụ hay tên gọi không ghi thời gian", "An office or name without a time"),
    why=Text("Bảng theo thời gian cần biết khi nào.", "The table over time needs to know when."),
    cure=Text('thêm when="…"', 'add when="…"'),
    bad='{ #nv-a-2 .claim office="Giám đốc" source="…" }',
    good='{ #nv-a-2 .claim office="Giám đốc" when="2030-09/.." source="…" }',
)
def office_dated(page: Page, _: Archive) -> Iterator[Problem]:
    """`office=` and `name=` come with `when=`."""
    for claim in page.body.claims:
        if page.lang == "vi" and (claim.office or claim.name) and not claim.when:
            yield Problem(claim.place_of("office" if claim.office else "name"))


@rule(
    "DV612",
    needs=Need.RECORDS | Need.WORDS,
    summary=Text("Ngày không có trên lịch", "A date that the calendar does not have"),
    why=Text(
        "Tháng 4 không có ngày 31, năm 2031 không có ngày 29/2: một ngày như thế là lỗi gõ, và không so được với nguồn.",
        "April has no 31st, and 2031 no 29 February: such a date is a slip, and cannot be held to the source.",
    ),
    cure=Text(
        "xem lại ngày trong nguồn; viết ngày trước, tháng sau",
        "look the date up in the source; write the day before the month",
    ),
    bad="Văn bản đề ngày 31/4/2031.",
    good="Văn bản đề ngày 30/4/2031.",
)
def dates_exist(page: Page, _: Archive) -> Iterator[Problem]:
    """Every date in the words of a page is one of the calendar."""
    words = [*editorial(page), *((claim.words, claim.place) for claim in page.body.claims)]
    for text, place in words:
        for date in impossible_dates(text, page.lang):
            said = Text(f"Không có ngày “{date}” trên lịch", f"The calendar does not have “{date}”")
            yield Problem(place, said, _month_first(date))


def _month_first(date: str) -> Text | None:
    """The cure of a date that holds where its month is read first: `1/26/2032`."""
    found = _NUMERIC.fullmatch(date)
    meant_day = f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}" if found else ""
    if not found or not dates.is_day(meant_day):
        return None
    return Text(
        f"viết ngày trước, tháng sau: {int(found[2])}/{int(found[1])}/{found[3]}",
        f"write the day before the month: {dates.label(meant_day, 'en')}",
    )


_NUMERIC = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


@rule(
    "DV614",
    needs=Need.RECORDS,
    summary=Text("Các ngày của nguồn không thể đúng", "A source's days cannot be right"),
    why=Text(
        "Không ai đọc được một bài trước khi nó đăng.",
        "Nobody has read an article before it was published.",
    ),
    cure=Text("xem lại `published` và `read.date`", "look at `published` and `read.date` again"),
    bad="published: 2041-03\nread: {date: 2032-01-05, …}",
    good="published: 2031-03\nread: {date: 2032-01-05, …}",
)
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


@rule(
    "DV615",
    needs=Need.RECORDS,
    summary=Text("`when` khác ngày ghi trong câu", "`when` is another day than its sentence states"),
    why=Text(
        "`when` xếp câu vào dòng thời gian; nó phải là ngày mà chính câu ấy nêu.",
        "`when` puts the statement on the timeline; it is the day that the statement itself names.",
    ),
    cure=Text("đối chiếu với nguồn rồi sửa bên sai", "look at the source and mend the wrong one"),
    bad='Ngày 26/1/2032, …\n{ #bc-05-3 .claim when="2033-01-26" }',
    good='Ngày 26/1/2032, …\n{ #bc-05-3 .claim when="2032-01-26" }',
)
def when_stated(page: Page, _: Archive) -> Iterator[Problem]:
    """Where a claim states whole days and `when` is one, it is one of them."""
    for claim in page.body.claims if page.lang == "vi" else ():
        days = sorted(date for date in dates_in(claim.words, "vi") if dates.is_day(date))
        if claim.when and dates.is_day(claim.when) and days and claim.when not in days:
            yield Problem(
                claim.place_of("when"),
                Text(
                    f"{claim.id}: `when` ghi {dates.label(claim.when, 'vi')}, câu ghi {dates.label(days[0], 'vi')}",
                    f"{claim.id}: `when` is {dates.label(claim.when, 'en')}, the sentence says {dates.label(days[0], 'en')}",
                ),
            )


@rule(
    "DV616",
    needs=Need.RECORDS,
    summary=Text("Chức vụ hay tên gọi không có trong câu", "An office or name that its sentence does not have"),
    why=Text(
        "Bảng theo thời gian lấy chữ từ `office=` và `name=`; chữ ấy phải là chữ của chính câu có nguồn.",
        "The table over time takes its words from `office=` and `name=`; they are words of the sourced sentence itself.",
    ),
    cure=Text("chép đúng chữ trong câu", "copy the words of the sentence"),
    bad='Bà là Giám đốc Sở Mẫu.\n{ #nv-a-1 .claim office="Chủ tịch Hội Mẫu" when="2029" }',
    good='Bà là Giám đốc Sở Mẫu.\n{ #nv-a-1 .claim office="Giám đốc Sở Mẫu" when="2029" }',
)
def office_stated(page: Page, _: Archive) -> Iterator[Problem]:
    """The Vietnamese `office=` and `name=` stand in their claim."""
    for claim in page.body.claims if page.lang == "vi" else ():
        for key, held in (("office", claim.office), ("name", claim.name)):
            if held and not CURLY.search(held) and normal(held).casefold() not in normal(claim.words).casefold():
                words = Text(f"{claim.id}: “{held}” không có trong câu", f"{claim.id}: “{held}” is not in the sentence")
                yield Problem(claim.place_of(key), words)
