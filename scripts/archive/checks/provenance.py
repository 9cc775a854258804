"""Rules on what statements rest on: DV601 to DV612."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive import dates
from archive.checks.catalogue import Problem, archive_rule, page_rule
from archive.checks.hints import CURLY, meant
from archive.checks.identity import CLAIM_ID, misspelt
from archive.checks.support import PRIMARY_KINDS, Supports, editorial
from archive.checks.wording import meant_date
from archive.content.kinds import Common, Source
from archive.content.model import Archive, Page
from archive.findings import LANGS, Text
from archive.text import dates as dates_in
from archive.text import impossible_dates

SHARED_OFFICES = ("Ủy viên", "Phó", "Tỉnh ủy viên", "Thành viên")
"""How offices begin that several people hold at once."""
STATUSES = ("reported", "inferred", "official")


@page_rule(
    "DV601",
    summary=Text("Thông tin không ghi nguồn", "A claim without a source"),
    why=Text(
        "Mỗi thông tin cho biết nó dựa vào đâu; chỉ suy luận mới không có nguồn riêng, vì có căn cứ.",
        "Every claim says what it rests on; only an inference has no source of its own, since it has premises.",
    ),
    cure=Text('thêm source="mã-nguồn#chỗ"', 'add source="source-id#locator"'),
    bad="{ #kq-05-1 .claim }",
    good='{ #kq-05-1 .claim source="n-bao-nghe-an#p6" }',
)
def source_given(page: Page, _: Archive) -> Iterator[Problem]:
    """A Vietnamese claim that is not inferred has a source."""
    for claim in page.body.claims:
        if page.lang == "vi" and claim.status != "inferred" and not claim.sources and not misspelt(claim, "source"):
            yield Problem(claim.place, Text(f"{claim.id} không ghi nguồn", f"{claim.id} has no source"))


@page_rule(
    "DV602",
    summary=Text("Nguồn không có trong lưu trữ", "The source is not in the archive"),
    why=Text(
        "Nguồn được dẫn phải có trang riêng dưới docs/vi/nguon/; văn bản chỉ được dẫn khi có toàn văn chính thức.",
        "A cited source has its page under docs/vi/nguon/; a document is cited where its official text is at hand.",
    ),
    cure=Text(
        "sửa mã nguồn, hoặc tạo trang nguồn (`archive new source …`)",
        "mend the id, or make the source's page (`archive new source …`)",
    ),
    bad='source="n-bao-nghe-na#p6"',
    good='source="n-bao-nghe-an#p6"',
)
def source_known(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every cited source exists."""
    for claim in page.body.claims:
        for reference in claim.sources:
            if archive.cited(reference.source) is None and not _UNREAD.search(str(reference)):
                hint = meant(reference.source, (record.id for record in archive.of_kind("source")))
                words = Text(
                    f"Không có nguồn “{reference.source}”{hint.vi}",
                    f"There is no source “{reference.source}”{hint.en}",
                )
                cure = _BY_ID if "://" in str(reference) else None
                yield Problem(claim.place_of("source"), words, cure, about=(reference.source,))


@page_rule(
    "DV603",
    summary=Text("Chỗ trong nguồn không có", "The locator is not in the source"),
    why=Text(
        "Sau dấu # là một chỗ mà trang nguồn đã khai: đoạn, chú thích, tiêu đề.",
        "After # stands a place that the source's page declares: paragraph, caption, headline.",
    ),
    cure=Text(
        "sửa chỗ, hoặc khai nó ở `locators` của trang nguồn",
        "mend the locator, or declare it in the source's `locators`",
    ),
    bad='source="n-bao-nghe-an#p99"',
    good='source="n-bao-nghe-an#p6"',
)
def locator_known(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every cited locator is declared."""
    for claim in page.body.claims:
        for reference in claim.sources:
            cited = archive.cited(reference.source)
            known = cited.locators if cited else {}
            if cited and reference.locator not in known and not _UNREAD.search(str(reference)):
                hint = meant(reference.locator, known)
                if not reference.locator:
                    yield Problem(claim.place_of("source"), *_no_locator(cited.id, known))
                    continue
                if reference.locator.rstrip(",;") in known:
                    yield Problem(claim.place_of("source"), *_COMMA)
                    continue
                yield Problem(
                    claim.place_of("source"),
                    Text(
                        f"Nguồn {reference.source} không có chỗ “{reference.locator}”{hint.vi}",
                        f"{reference.source} has no locator “{reference.locator}”{hint.en}",
                    ),
                    about=(str(reference),),
                )


_UNREAD = re.compile(f"{CURLY.pattern}|[\"']")
"""Quotation marks in a reference: DV304 says that they do not hold it together."""
_BY_ID = Text(
    'ghi mã của trang nguồn, không ghi địa chỉ: source="n-bao-nghe-an#p6"; chưa có thì tạo bằng `archive new source …`',
    'write the id of the source\'s page, not an address: source="n-bao-nghe-an#p6"; make one with `archive new source …`',
)
_COMMA = (
    Text("Dấu phẩy giữa các nguồn", "A comma between sources"),
    Text('cách nhau bằng dấu cách: source="n-a#p1 n-b#p2"', 'put a space between them: source="n-a#p1 n-b#p2"'),
)


def _no_locator(source: str, known: Iterable[str]) -> tuple[Text, Text]:
    first = next(iter(known), "p1")
    return (
        Text(f"Không ghi chỗ nào trong nguồn {source}", f"No place in {source} is named"),
        Text(
            f"thêm #chỗ sau mã nguồn, như {source}#{first}", f"add #locator behind the source, such as {source}#{first}"
        ),
    )


@page_rule(
    "DV604",
    summary=Text(
        "Nguồn bối cảnh trong thỏa thuận, kết quả hay cam kết",
        "A context source in the agreement, a result or a commitment",
    ),
    why=Text(
        "Thỏa thuận, kết quả và cam kết chỉ dựa vào nguồn chính; nguồn khác đứng riêng, ở các trang bối cảnh.",
        "The agreement, results and commitments rest on the primary source alone; others stand apart, on context pages.",
    ),
    cure=Text(
        "chuyển thông tin này sang một trang bối cảnh (boi-canh/)",
        "move the claim to a context page (boi-canh/)",
    ),
    bad='(kq-05.md) { #kq-05-7 .claim source="n-bna-2024#ngoc-lam" }',
    good='(bc-05.md) { #bc-05-1 .claim source="n-bna-2024#ngoc-lam" }',
)
def tier_right(page: Page, archive: Archive) -> Iterator[Problem]:
    """Agreement, result and commitment claims rest on the primary tier, through their premises too."""
    if not isinstance(page.meta, Common) or page.meta.kind not in PRIMARY_KINDS:
        return
    for claim in page.body.claims:
        if archive.tier(claim) == "context":
            yield Problem(
                claim.place_of("source" if claim.sources else "from"),
                Text(f"{claim.id} dựa vào nguồn bối cảnh", f"{claim.id} rests on a context source"),
            )


@archive_rule(
    "DV605",
    summary=Text("Lời biên tập nêu điều không có trong thông tin nào", "Editorial words state what stands in no claim"),
    why=Text(
        "Chỉ thông tin có nguồn mới được nêu con số, ngày tháng, tên riêng. Lời biên tập trên mọi trang (cả tiêu đề, "
        "tóm tắt, điều chưa biết, lời mô tả từng chỗ trong nguồn) chỉ nhắc lại những gì có trong thông tin của trang "
        "này hay của trang mà nó dẫn tới. Trang của một nguồn được nêu nơi đăng, nhan đề, ngày đăng và ngày đọc của "
        "chính nguồn ấy.",
        "Only claims state figures, dates and names. On every page, editorial words (title, summary, unknowns and the "
        "words on a source's places too) repeat what stands in a claim of this page, or of a page that it links to. A "
        "source's page may name its own publisher, headline and days of publishing and reading.",
    ),
    cure=Text(
        "đưa điều này vào một thông tin có nguồn, dẫn liên kết tới trang có nó, hoặc bỏ đi",
        "put it into a claim with a source, link the page that has it, or drop it",
    ),
    bad="Chương trình đã giúp 70 xã.",
    good="Nguồn không nói đã giúp bao nhiêu xã.",
)
def editorial_supported(archive: Archive) -> Iterator[Problem]:
    """Figures, dates, symbols, quoted titles and names of editorial words stand in a linked claim or record."""
    supports = Supports(archive)
    for page in archive.pages:
        for value, place in supports.missing(page):
            yield Problem(
                place,
                Text(
                    f"“{value}” không có trong thông tin nào mà trang này dẫn",
                    f"“{value}” stands in no claim that this page links",
                ),
                about=(value,) if CLAIM_ID.fullmatch(value) else (),
            )


_INFERRED_WORDS = re.compile(r"suy luận|suy ra|infer", re.IGNORECASE)


@page_rule(
    "DV606",
    summary=Text("Năm của lễ ký không ghi là suy luận", "The year of the signing is not marked as inferred"),
    why=Text(
        "Nguồn in “9/7”, không in năm. Năm là kết luận của chúng ta, nên chỗ nào viết đủ ngày tháng năm cũng phải nói vậy.",
        "The source prints “9/7”, no year. The year is our conclusion, so wherever the full date is written, this is said.",
    ),
    cure=Text(
        "viết “9/7”, hoặc thêm “(năm suy luận)” và liên kết tới các bước",
        "write “9 July”, or add “(year inferred)” and a link to the proof",
    ),
    bad="Lễ ký diễn ra chiều 9/7/2018.",
    good="Lễ ký diễn ra chiều 9/7.",
)
def year_marked(page: Page, archive: Archive) -> Iterator[Problem]:
    """A full date of an event whose year is inferred stands in inferred claims and marked words alone."""
    inferred = archive.inferred_days
    if not inferred:
        return
    pieces = list(editorial(page))
    for claim in page.body.claims:
        if archive.claims.get(claim.id, claim).status != "inferred":
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


@page_rule(
    "DV607",
    summary=Text("Tình trạng lạ", "Unknown status"),
    why=Text(
        "Một thông tin là thuật theo nguồn (reported), suy luận (inferred) hay văn bản chính thức (official).",
        "A claim is reported, inferred, or from the official text.",
    ),
    cure=Text(f"chọn một trong: {', '.join(STATUSES)}", f"choose one of: {', '.join(STATUSES)}"),
    bad='status="chac-chan"',
    good='status="inferred"',
)
def status_known(page: Page, archive: Archive) -> Iterator[Problem]:
    """`status` is one of three; `official` needs an official text at hand."""
    for claim in page.body.claims:
        if claim.status not in STATUSES:
            hint = meant(claim.status, STATUSES)
            yield Problem(
                claim.place_of("status"),
                Text(f"Tình trạng lạ “{claim.status}”{hint.vi}", f"Unknown status “{claim.status}”{hint.en}"),
            )
        elif claim.status == "official" and not archive.official_texts:
            yield Problem(
                claim.place_of("status"),
                Text("Chưa có văn bản chính thức nào trong lưu trữ", "No official text is in the archive"),
            )


@page_rule(
    "DV608",
    summary=Text("Ngày của thông tin không hợp lệ", "A claim's date does not hold"),
    why=Text("`when` viết theo EDTF, `withdrawn` là một ngày.", "`when` is EDTF, `withdrawn` is a day."),
    cure=Text(
        'viết như when="2017-09/.." hay withdrawn="2027-01-05"',
        'write when="2017-09/.." or withdrawn="2027-01-05"',
    ),
    bad='when="tháng 9/2017"',
    good='when="2017-09"',
)
def dates_valid(page: Page, _: Archive) -> Iterator[Problem]:
    """EDTF for `when`, a day for `withdrawn`."""
    for claim in page.body.claims:
        if claim.when is not None and not dates.valid(claim.when):
            words = Text(f"“{claim.when}” không phải EDTF", f"“{claim.when}” is not EDTF")
            yield Problem(claim.place_of("when"), words, _edtf("when", claim.when))
        if claim.withdrawn is not None and not dates.is_day(claim.withdrawn):
            words = Text(f"“{claim.withdrawn}” không phải một ngày", f"“{claim.withdrawn}” is not a day")
            yield Problem(claim.place_of("withdrawn"), words, _edtf("withdrawn", claim.withdrawn, day=True))


def _edtf(key: str, given: str, *, day: bool = False) -> Text | None:
    """The cure of a date in words or in another order: `9/7/2018`, `tháng 9/2017`."""
    better = meant_date(given, day=day)
    return Text(f'viết {key}="{better}"', f'write {key}="{better}"') if better else None


@page_rule(
    "DV609",
    summary=Text("Nguồn chính thiếu mã băm của một đoạn", "A locator of the primary source has no digest"),
    why=Text(
        "Mã băm cho phép ai có tờ báo cũng kiểm được từng đoạn.",
        "The digest lets whoever has the newspaper check each paragraph.",
    ),
    cure=Text("thêm `sha256:` cho chỗ này", "add `sha256:` to the locator"),
    bad="p6:\n  about: …",
    good="p6:\n  about: …\n  sha256: 5f1c…",
)
def digests_given(page: Page, _: Archive) -> Iterator[Problem]:
    """Every locator of a primary source has a digest."""
    if isinstance(page.meta, Source) and page.meta.tier == "primary":
        for name, locator in page.meta.locators.items():
            if locator.sha256 is None:
                yield Problem(
                    page.key(f"locators.{name}"),
                    Text(f"Chỗ “{name}” thiếu mã băm", f"The locator “{name}” has no digest"),
                )


@page_rule(
    "DV610",
    summary=Text("Chức vụ trái với điều nguồn chính ghi", "An office contradicts what the primary source reports"),
    why=Text(
        "Chức vụ vào ngày ký là điều bài báo ghi. Một thời gian giữ cùng chức vụ mà không gồm ngày ấy là mâu thuẫn, phải "
        "nói rõ chứ không để bảng tự mâu thuẫn.",
        "The office at the signing is what the article reports. A term of the same office that leaves that day out is a "
        "contradiction: tell it in words, do not let the table contradict itself.",
    ),
    cure=Text(
        "xem lại `when=`; nếu các nguồn thật sự khác nhau, bỏ `office=` và kể sự khác nhau ấy",
        "look at `when=` again; where sources truly differ, drop `office=` and tell the difference",
    ),
    bad='office="Trưởng Ban …" when="2018-10/.."   (bài báo: giữ chức ngày 9/7)',
    good='office="Trưởng Ban …" when="2017-09/.."',
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
            elif not here and covered and claim.office and not claim.office.startswith(SHARED_OFFICES):
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


@page_rule(
    "DV611",
    summary=Text("Chức vụ hay tên gọi không ghi thời gian", "An office or name without a time"),
    why=Text("Bảng theo thời gian cần biết khi nào.", "The table over time needs to know when."),
    cure=Text('thêm when="…"', 'add when="…"'),
    bad='{ #nv-a-2 .claim office="Bí thư" source="…" }',
    good='{ #nv-a-2 .claim office="Bí thư" when="2017-09/.." source="…" }',
)
def office_dated(page: Page, _: Archive) -> Iterator[Problem]:
    """`office=` and `name=` come with `when=`."""
    for claim in page.body.claims:
        if page.lang == "vi" and (claim.office or claim.name) and not claim.when:
            yield Problem(claim.place_of("office" if claim.office else "name"))


@page_rule(
    "DV612",
    summary=Text("Ngày không có trên lịch", "A date that the calendar does not have"),
    why=Text(
        "Tháng 4 không có ngày 31, năm 2018 không có ngày 29/2: một ngày như thế là lỗi gõ, và không so được với nguồn.",
        "April has no 31st, and 2018 no 29 February: such a date is a slip, and cannot be held to the source.",
    ),
    cure=Text(
        "xem lại ngày trong nguồn; viết ngày trước, tháng sau",
        "look the date up in the source; write the day before the month",
    ),
    bad="Văn bản đề ngày 31/4/2018.",
    good="Văn bản đề ngày 30/4/2018.",
)
def dates_exist(page: Page, _: Archive) -> Iterator[Problem]:
    """Every date in the words of a page is one of the calendar."""
    words = [*editorial(page), *((claim.words, claim.place) for claim in page.body.claims)]
    for text, place in words:
        for date in impossible_dates(text, page.lang):
            said = Text(f"Không có ngày “{date}” trên lịch", f"The calendar does not have “{date}”")
            yield Problem(place, said, _month_first(date))


def _month_first(date: str) -> Text | None:
    """The cure of a date that holds where its month is read first: `1/26/2024`."""
    found = _NUMERIC.fullmatch(date)
    meant_day = f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}" if found else ""
    if not found or not dates.is_day(meant_day):
        return None
    return Text(
        f"viết ngày trước, tháng sau: {int(found[2])}/{int(found[1])}/{found[3]}",
        f"write the day before the month: {dates.label(meant_day, 'en')}",
    )


_NUMERIC = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
