"""A campaign's index: then (2015–2018) and next (2018–2020) side by side, then what else is stated of it, apart.

Made from the records that name the campaign, of whatever kind; adding a record changes the page with no other edit.
Every live claim that belongs to the campaign stands on the page once, below a heading that is true of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from archive import dates
from archive.content.kinds import PERIODS, Campaign, Commitment
from archive.content.model import Archive, Claim, Page, Record
from archive.findings import Text
from archive.stage import markup
from archive.stage.context import Context
from archive.stage.lookup import Time, claims_in, in_campaign, known, record_at, time_of
from archive.stage.sections.home import lines_picture

ORDER = 12
THEN, NEXT = Text("Đã làm, {period}", "Done, {period}"), Text("Cam kết, {period}", "Committed, {period}")
NO_RESULT = Text("Phần kết quả được thuật lại không nêu việc này.", "The results as reported do not mention it.")
NO_COMMITMENT = Text(
    "Phần cam kết được thuật lại không nêu việc này; nguồn chỉ kể một phần nội dung.",
    "The commitments as reported do not mention it; the source reports only part of the contents.",
)
BESIDE = Text("Ở các trang khác", "On other pages")
ON_OTHERS = Text(
    "Những câu về việc này ghi ở các trang khác của kho lưu trữ, ngoài trang kết quả và trang cam kết.",
    "Statements about it that stand elsewhere in the archive, not on the pages of results and commitments.",
)
TIMES: dict[Time, tuple[Text, str]] = {
    "later": (Text("Về sau", "Later"), "ve-sau"),
    "during": (Text("Trong những năm {period}", "In the years {period}"), "trong-nhung-nam-ay"),
    "before": (Text("Trước đó", "Before"), "truoc-do"),
    "undated": (Text("Không ghi thời điểm", "No date given"), "khong-ghi-ngay"),
}
"""The headings of what other sources state, in the order of the page, with their anchors."""
ANCHORS = (
    "then",
    "next",
    "ngoai-ra",
    *(anchor for _, anchor in TIMES.values()),
    "van-ban",
    "nhan-vat",
    "co-quan",
    "nguon",
    "chua-biet-chung",
    "hinh-doi-chieu*",
)
APART = Text(
    "Theo các nguồn khác, ngoài bài báo về lễ ký; không thuộc kết quả hay cam kết.",
    "From other sources than the report of the signing; not part of the results or commitments.",
)
GOES_ON = Text("Tiếp tục: {result} → {commitment}", "Kept up: {result} → {commitment}")
DOCUMENTS, PEOPLE = Text("Văn bản", "Documents"), Text("Nhân vật", "People")
BODIES, SOURCES = Text("Cơ quan, tổ chức", "Bodies"), Text("Nguồn", "Sources")
UNKNOWN = Text("Điều chưa biết", "What is not known")


def html(page: Page, archive: Archive, context: Context) -> str:
    """All parts of a campaign's page."""
    record = record_at(archive, page.path)
    if record is None or not isinstance(record.meta, Campaign):
        return ""
    slug = record.id.removeprefix("cd-")
    # A campaign's own claims stand in its body.
    named = tuple(member for member in in_campaign(archive, slug) if member.id != record.id)
    results = tuple(member for member in named if member.kind == "result")
    commitments = tuple(member for member in named if member.kind == "commitment")
    members = (*results, *commitments)
    others = [claim for member in named if member not in members for claim in claims_in(member, slug)]
    parts = [
        _columns(page, archive, slug, results, commitments),
        _goes_on(page, archive, results, commitments),
        lines_picture(archive, page.lang, slug) if members else "",
        _beside(page, archive, others),
        *_apart(page, archive, others),
        _around(page, archive, record, members, named),
        _unknowns(page, (record, *members)),
    ]
    return "\n\n".join(part for part in parts if part)


def _columns(page: Page, archive: Archive, slug: str, results: Iterable[Record], commitments: Iterable[Record]) -> str:
    then = _column(page, archive, slug, results, THEN, NO_RESULT, "result", "then")
    following = _column(page, archive, slug, commitments, NEXT, NO_COMMITMENT, "commitment", "next")
    return markup.tag("div", then + following, class_="then-next")


def _column(
    page: Page, archive: Archive, slug: str, records: Iterable[Record], title: Text, silent: Text, kind: str, name: str
) -> str:
    lang = page.lang
    content = ""
    for record in records:
        heading = markup.tag("h3", markup.link(record.title(lang), page.url, record.url(lang)))
        content += heading + markup.claim_list(archive, claims_in(record, slug), lang, page.url)
    content = content or markup.tag("p", escape(silent[lang]), class_="table-note")
    words = title[lang].format(period=dates.label(PERIODS[kind], lang))
    return markup.section(words, name, content, class_=name)


def _goes_on(page: Page, archive: Archive, results: Iterable[Record], commitments: Iterable[Record]) -> str:
    ids = {record.id for record in results}
    lines = []
    for record in commitments:
        continues = record.meta.continues if isinstance(record.meta, Commitment) else ()
        for found in known(archive, [i for i in continues if i in ids]):
            words = GOES_ON[page.lang].format(result="{}", commitment="{}").split("{}")
            before = markup.link(found.title(page.lang), page.url, found.url(page.lang))
            after = markup.link(record.title(page.lang), page.url, record.url(page.lang))
            lines.append(markup.tag("p", f"{escape(words[0])}{before}{escape(words[1])}{after}", class_="goes-on"))
    return "".join(lines)


def _beside(page: Page, archive: Archive, claims: Iterable[Claim]) -> str:
    """What no context source states, on pages that are no results and no commitments."""
    primary = [claim for claim in claims if archive.tier(claim) == "primary"]
    listed = markup.claim_list(archive, primary, page.lang, page.url)
    note = markup.tag("p", escape(ON_OTHERS[page.lang]), class_="table-note")
    return markup.section(BESIDE[page.lang], "ngoai-ra", note + listed) if listed else ""


def _apart(page: Page, archive: Archive, claims: Iterable[Claim]) -> Iterator[str]:
    """What other sources state, by time; nothing for a time of which they state nothing."""
    context = sorted((claim for claim in claims if archive.tier(claim) == "context"), key=_when)
    note = markup.tag("p", escape(APART[page.lang]), class_="table-note")
    for time, (title, anchor) in TIMES.items():
        of_time = [claim for claim in context if time_of(archive, claim) == time]
        if of_time:
            words = title[page.lang].format(period=dates.label(PERIODS["result"], page.lang))
            listed = markup.claim_list(archive, of_time, page.lang, page.url)
            yield markup.section(words, anchor, note + listed, class_="later")


def _when(claim: Claim) -> tuple[str, str]:
    return dates.bounds(claim.when)[0] if claim.when else "", claim.id


def _around(
    page: Page, archive: Archive, record: Record, members: tuple[Record, ...], named: tuple[Record, ...]
) -> str:
    lang = page.lang
    parts = []
    for title, name, anchor in (
        (DOCUMENTS, "documents", "van-ban"), (PEOPLE, "people", "nhan-vat"), (BODIES, "bodies", "co-quan"),
    ):  # fmt: skip
        ids = dict.fromkeys(i for member in (record, *members) for i in getattr(member.meta, name))
        parts.append(
            markup.section(title[lang], anchor, markup.record_links(archive, known(archive, ids), lang, page.url))
        )
    slug = record.id.removeprefix("cd-")
    claims = [claim for member in named for claim in claims_in(member, slug)]
    cited = sorted({reference.source for claim in claims for reference in claim.sources})
    sources = markup.record_links(archive, known(archive, cited), lang, page.url, notes=False)
    parts.append(markup.section(SOURCES[lang], "nguon", sources))
    return "\n\n".join(part for part in parts if part)


def _unknowns(page: Page, records: Iterable[Record]) -> str:
    items = ""
    for record in records:
        # The campaign's own unknowns stand in its front matter and are shown by the part of that name.
        if record.kind == "campaign":
            continue
        for words in record.unknowns(page.lang):
            where = markup.link(record.title(page.lang), page.url, record.url(page.lang))
            items += markup.tag("li", f"{escape(words)} ({where})")
    return markup.section(
        UNKNOWN[page.lang], "chua-biet-chung", markup.tag("ul", items) if items else "", class_="unknowns"
    )
