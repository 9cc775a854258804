"""`chua-biet/`: the register of what the sources leave open, collected from the records."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive import dates
from archive.content.model import Archive, Record, page_url, relative_url
from archive.context import Context
from archive.extending import generated_page
from archive.findings import Lang
from archive.stage import markup
from archive.stage.page import StagedPage, generated
from archive.words import said

PATH = "chua-biet.md"
TITLE, SUMMARY, ANSWERED = said("register.title"), said("register.summary"), said("register.answered")
YEAR, NOT_PRINTED, SEE = said("register.year"), said("register.not_printed"), said("register.see")
COUNT = said("register.count")


@generated_page(PATH, title=TITLE, also=said("register.also"))
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin = page_url(PATH, lang)
    records = [
        record for _, record in sorted(archive.records.items()) if record.unknowns(lang) and not record.meta.withdrawn
    ]
    count = sum(len(record.unknowns(lang)) for record in records)
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        markup.tag("p", escape(COUNT[lang].format(n=count, m=len(records)))),
        _answered(archive, lang, origin),
        *(_of_record(record, lang, origin) for record in records),
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


def _of_record(record: Record, lang: Lang, origin: str) -> str:
    title = markup.tag(
        "h2",
        markup.link(record.title(lang), origin, record.url(lang), lang=markup.title_lang(record, lang)),
        id=record.id,
    )
    items = "".join(markup.tag("li", escape(text)) for text in record.unknowns(lang))
    return markup.tag("section", title + markup.tag("ul", items), class_="unknowns unknowns--row")
