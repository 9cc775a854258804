"""`dong-thoi-gian/`: everything dated, in order, the two tiers told apart by word and by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from archive import dates
from archive.content.model import Archive, Claim, Record, page_url
from archive.findings import Lang, Text
from archive.stage import markup, pictures
from archive.stage.page import StagedPage

PATH = "dong-thoi-gian.md"
TITLE = Text("Dòng thời gian", "Timeline")
SUMMARY = Text(
    "Các mốc của thỏa thuận và những gì diễn ra trước, sau đó; mốc bối cảnh đứng riêng một bậc.",
    "The dates of the agreement and what came before and after; context stands apart as a tier of its own.",
)
PRIMARY, CONTEXT = (
    Text("Theo bài báo về lễ ký", "From the report of the signing"),
    Text("Bối cảnh", "Context"),
)
PICTURE = Text("Hình: các mốc theo thứ tự", "Picture: the dates in order")
DESCRIPTION = Text(
    "Chấm tròn là mốc của thỏa thuận, ô vuông nét chấm là mốc bối cảnh. Danh sách trên trang nêu cùng nội dung.",
    "Discs are dates of the agreement, dotted squares are context. The list on the page says the same.",
)


@dataclass(frozen=True, slots=True)
class _Entry:
    date: str
    rests_on: str | None
    tier: str
    words: str
    short: str


def pages(archive: Archive, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin = page_url(PATH, lang)
    entries = sorted(_entries(archive, lang, origin), key=lambda entry: (dates.bounds(entry.date), entry.words))
    items = "".join(_item(entry, archive, lang, origin) for entry in entries)
    moments = [pictures.Moment(0, f"{dates.label(entry.date, lang)} · {entry.short}", entry.tier) for entry in entries]
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        markup.tag("ol", items, class_="timeline"),
        pictures.line(moments, PICTURE[lang], DESCRIPTION[lang], "hinh-dong-thoi-gian") if moments else "",
    ]
    yield StagedPage(lang, PATH, TITLE[lang], SUMMARY[lang], "\n\n".join(part for part in parts if part))


def _entries(archive: Archive, lang: Lang, origin: str) -> Iterator[_Entry]:
    for _, record in sorted(archive.records.items()):
        if record.meta.withdrawn:
            continue
        date = getattr(record.meta, "date", None)
        if date and record.kind in {"agreement", "event"}:
            yield _of_record(record, date, lang, origin)
        for claim in record.live_claims:
            # The offices and names at the signing belong to the signing's own entry.
            if claim.when and archive.tier(claim) == "context" and claim.status != "inferred":
                yield _of_claim(claim, archive, lang, origin)


def _of_record(record: Record, date: str, lang: Lang, origin: str) -> _Entry:
    words = markup.link(record.title(lang), origin, record.url(lang))
    summary = markup.tag("span", escape(record.summary(lang)), class_="index-note")
    rests_on = getattr(record.meta, "date_rests_on", None)
    return _Entry(date, rests_on, "primary", f"<p>{words} {summary}</p>", record.title(lang))


def _of_claim(claim: Claim, archive: Archive, lang: Lang, origin: str) -> _Entry:
    words = markup.tag("p", escape(archive.words(claim.id, lang))) + markup.marks(archive, claim, lang, origin)
    return _Entry(claim.when or "", None, "context", words, archive.record_of(claim.id).title(lang))


def _item(entry: _Entry, archive: Archive, lang: Lang, origin: str) -> str:
    tier = PRIMARY if entry.tier == "primary" else CONTEXT
    when = markup.tag("p", markup.dated(archive, entry.date, entry.rests_on, lang, origin), class_="when")
    label = markup.tag("span", escape(tier[lang]), class_=f"chip chip--{entry.tier}")
    return markup.tag("li", when + label + entry.words, data_tier=entry.tier)
