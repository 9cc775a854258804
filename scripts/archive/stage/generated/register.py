"""`chua-biet/`: the register of what the sources leave open: what matters most, with whom to ask, then record by record.

Each unknown has an anchor of its own, and each record one, in whichever part it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from archive import dates
from archive.content.model import Archive, Record, page_url, relative_url
from archive.context import Context
from archive.extending import generated_page
from archive.findings import Lang
from archive.stage import markup
from archive.stage.open import Unknown, foremost, others
from archive.stage.page import StagedPage, generated
from archive.words import said

PATH = "chua-biet.md"
TITLE, SUMMARY, ANSWERED = said("register.title"), said("register.summary"), said("register.answered")
YEAR, NOT_PRINTED, SEE = said("register.year"), said("register.not_printed"), said("register.see")
COUNT = said("register.count")
FIRST, EACH, ASK = said("register.first"), said("register.each"), said("register.ask")


@generated_page(PATH, title=TITLE, also=said("register.also"), column="find")
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin = page_url(PATH, lang)
    first, rest = foremost(archive), [*others(archive)]
    count = len(first) + sum(len(found) for _, found in rest)
    emptied = {record.id for record, found in rest if not found}
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        markup.tag("p", escape(COUNT[lang].format(n=count, m=len(rest)))),
        _first(first, emptied, lang, origin),
        _answered(archive, lang, origin),
        markup.tag("h2", escape(EACH[lang]), id="tung-trang") if any(found for _, found in rest) else "",
        *(_of_record(record, found, lang, origin) for record, found in rest if found),
    ]
    yield generated(lang, PATH, TITLE, SUMMARY[lang], "\n\n".join(part for part in parts if part))


def _answered(archive: Archive, lang: Lang, origin: str) -> str:
    items = ""
    for _, record in sorted(archive.records.items()):
        date, rests_on = getattr(record.meta, "date", None), getattr(record.meta, "date_rests_on", None)
        if (
            not record.meta.dated
            or not date
            or not rests_on
            or not dates.uncertain(date)
            or rests_on not in archive.claims
        ):
            continue
        year = dates.bounds(date)[0][:4]
        question = escape(YEAR[lang].format(title=record.title(lang)))
        way = relative_url(origin, f"{archive.record_of(rests_on).url(lang)}#proof-{rests_on}")
        see = markup.tag("a", escape(SEE[lang]), href=way)
        items += markup.tag("li", f"{question}: {escape(NOT_PRINTED[lang])} {year}; {see}.")
    listed = markup.tag("ul", items) if items else ""
    return markup.section(ANSWERED[lang], "suy-luan", listed, class_="answered")


def _first(first: Iterable[Unknown], emptied: set[str], lang: Lang, origin: str) -> str:
    """Those that matter most; a record of which nothing is left below has its own anchor here, where links to it lead."""
    items = ""
    for unknown in first:
        record = unknown.record
        own = record.id if record.id in emptied else None
        emptied = emptied - {record.id}
        named = markup.link(record.title(lang), origin, record.url(lang), lang=markup.title_lang(record, lang), id=own)
        asked = f"<br>{escape(ASK[lang])}: {escape(unknown.ask[lang])}" if unknown.ask else ""
        items += markup.tag("li", f"<strong>{escape(unknown.text[lang])}</strong> ({named}){asked}", id=unknown.anchor)
    return markup.section(FIRST[lang], "truoc-het", markup.tag("ol", items) if items else "", class_="unknowns")


def _of_record(record: Record, unknowns: Iterable[Unknown], lang: Lang, origin: str) -> str:
    title = markup.tag(
        "h3",
        markup.link(record.title(lang), origin, record.url(lang), lang=markup.title_lang(record, lang)),
        id=record.id,
    )
    items = "".join(markup.tag("li", escape(one.text[lang]), id=one.anchor) for one in unknowns)
    return markup.tag("section", title + markup.tag("ul", items), class_="unknowns unknowns--row")
