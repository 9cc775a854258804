"""The HTML that claims, sources and dates are shown in: the same everywhere, in both languages.

Takes values of the content model and gives HTML without blank lines (so that Markdown leaves it alone). All words are
escaped here. Class names are the stylesheet's; see `overrides/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from archive import dates
from archive.content.kinds import Source
from archive.content.model import Archive, Claim, Record, Reference, relative_url
from archive.findings import Lang, Text

STATUS = {
    "reported": Text("Theo báo", "Reported"),
    "inferred": Text("Suy luận", "Inferred"),
    "official": Text("Văn bản chính thức", "Official text"),
}
CONTEXT = Text("Bối cảnh", "Context")
WITHDRAWN = Text("Đã rút", "Withdrawn")
PROOF = Text("xem các bước suy luận", "see the proof")
CITE = Text("Trích dẫn", "Cite")
COPY = Text("Sao chép trích dẫn", "Copy citation")
PERMALINK = Text("Địa chỉ cố định của {id}", "Permanent address of {id}")
NOT_STATED = Text("không nêu trong nguồn", "not stated in the source")
LOCATORS = (
    (re.compile(r"p(\d+)$"), Text("đoạn {n}", "paragraph {n}")),
    (re.compile(r"c(\d+)$"), Text("chú thích ảnh {n}", "photo caption {n}")),
    (re.compile(r"(title)$"), Text("tiêu đề", "headline")),
)


def tag(name: str, words: str, **attributes: str | None) -> str:
    """An element with escaped attributes (a trailing `_` is dropped, other `_` become `-`); `words` is HTML already."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{words}</{name}>"


def link(words: str, origin: str, target: str, **attributes: str | None) -> str:
    """A link from the page at `origin` to `target` (both relative to the site's root); `words` is plain text."""
    return tag("a", escape(words), href=relative_url(origin, target), **attributes)


def locator_words(locator: str, lang: Lang) -> str:
    """A locator for readers: `p6` gives `đoạn 6`; a context source's own locators say nothing to a reader."""
    for pattern, words in LOCATORS:
        match = pattern.match(locator)
        if match:
            return words[lang].format(n=match.group(1))
    return ""


def source_words(source: Source, locator: str, lang: Lang) -> str:
    """How a source mark names its source: `Báo Nghệ An, đoạn 6`; a context source with its date."""
    parts = [source.short, locator_words(locator, lang)]
    if source.tier == "context":
        known = source.published
        parts.append(dates.label(known, lang) if known else Text("không rõ ngày", "undated")[lang])
    return ", ".join(part for part in parts if part)


def source_mark(archive: Archive, reference: Reference, lang: Lang, origin: str) -> str:
    """The link from a claim to the locator that it rests on."""
    source = archive.source(reference.source)
    if source is None:
        return escape(str(reference))
    target = f"{archive.records[reference.source].url(lang)}#{reference.locator}"
    return link(source_words(source, reference.locator, lang), origin, target, class_="source-mark")


def chip(status: str, lang: Lang) -> str:
    """The word that says how sure a statement is."""
    return tag("span", escape(STATUS[status][lang]), class_=f"chip chip--{status}")


def basis(archive: Archive, claim: Claim, lang: Lang, origin: str) -> str:
    """What a claim rests on, as links: its sources, or for an inference the proof."""
    if claim.status == "inferred":
        record = archive.record_of(claim.id)
        return link(PROOF[lang], origin, f"{record.url(lang)}#proof-{claim.id}", class_="source-mark")
    return " ".join(source_mark(archive, reference, lang, origin) for reference in claim.sources)


def marks(archive: Archive, claim: Claim, lang: Lang, origin: str, *, cite: str = "") -> str:
    """The line below a claim: chip, source, permalink, and on the claim's own page how to cite it."""
    parts = [chip(claim.status, lang)]
    if archive.tier(claim) == "context" and claim.status == "reported":
        parts.append(tag("span", escape(CONTEXT[lang]), class_="chip chip--context"))
    if claim.withdrawn:
        words = f"{WITHDRAWN[lang]} {dates.label(claim.withdrawn, lang)}"
        parts.append(tag("span", escape(words), class_="chip chip--withdrawn"))
    parts.append(basis(archive, claim, lang, origin))
    permalink = link(
        claim.id,
        origin,
        archive.claim_url(claim.id, lang),
        class_="permalink",
        title=PERMALINK[lang].format(id=claim.id),
    )
    # Where the line breaks on a phone, the address and the citation go together.
    parts.append(tag("div", f"{permalink} {cite}", class_="claim-tools") if cite else permalink)
    return tag("div", " ".join(parts), class_="claim-marks")


def box_attributes(archive: Archive, claim: Claim) -> dict[str, str | None]:
    """The attributes that the look of a claim's box hangs on."""
    return {
        "class_": "claim-box",
        "data_status": claim.status,
        "data_tier": archive.tier(claim),
        "data_withdrawn": claim.withdrawn,
    }


def claim_list(archive: Archive, claims: Iterable[Claim], lang: Lang, origin: str) -> str:
    """Claims away from home: the same look, each with a link to its permanent address."""
    items = [
        tag(
            "li",
            tag("p", escape(archive.words(claim.id, lang)), class_="claim-text") + marks(archive, claim, lang, origin),
            **box_attributes(archive, claim),
        )
        for claim in claims
    ]
    return tag("ul", "".join(items), class_="claim-list") if items else ""


def record_links(records: Iterable[Record], lang: Lang, origin: str, *, notes: bool = True) -> str:
    """A list of records: each title as a link, its summary beside it."""
    items = []
    for record in records:
        note = record.summary(lang) if notes else ""
        words = link(record.title(lang), origin, record.url(lang))
        items.append(tag("li", words + (" " + tag("span", escape(note), class_="index-note") if note else "")))
    return tag("ul", "".join(items), class_="index-list") if items else ""


def dated(archive: Archive, date: str, rests_on: str | None, lang: Lang, origin: str) -> str:
    """A date in words; where its year is inferred, marked so, with a link to the proof."""
    words = escape(dates.label(date, lang))
    if not dates.uncertain(date):
        return words
    mark = escape(f"({dates.INFERRED[lang]})")
    if rests_on and rests_on in archive.claims:
        target = f"{archive.record_of(rests_on).url(lang)}#proof-{rests_on}"
        mark = tag("a", mark, href=relative_url(origin, target), class_="inferred-date")
    return f"{words} {mark}"


def table(head: Iterable[str], rows: Iterable[Iterable[str]], label: str) -> str:
    """A table that scrolls by itself on a narrow screen; cells are HTML."""
    header = tag("tr", "".join(tag("th", cell, scope="col") for cell in head))
    body = "".join(tag("tr", "".join(tag("td", cell) for cell in row)) for row in rows)
    grid = tag("table", tag("thead", header) + tag("tbody", body))
    return tag("div", grid, class_="table-scroll", role="region", tabindex="0", aria_label=label)


def section(title: str, anchor: str, content: str, *, class_: str | None = None, level: int = 2) -> str:
    """A titled part of a page; `content` is HTML. Empty content gives nothing."""
    if not content:
        return ""
    return tag("section", tag(f"h{level}", escape(title), id=anchor) + content, class_=class_)
