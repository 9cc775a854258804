"""`doi-chieu/`: each line of work, result beside commitment."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive import dates
from archive.content.model import Archive, Record, page_url
from archive.context import Context
from archive.extending import generated_page
from archive.findings import Lang, Text
from archive.stage import markup
from archive.stage.lines import lines_of_work, lines_picture
from archive.stage.page import StagedPage, generated
from archive.words import said

PATH = "doi-chieu.md"
TITLE, SUMMARY, READ = said("comparison.title"), said("comparison.summary"), said("comparison.read")
HEADS = tuple(said(f"comparison.heads.{name}") for name in ("result", "commitment", "relation"))
GOES_ON, NEW = said("comparison.goes_on"), said("comparison.new")
NOT_AGAIN = said("comparison.not_again")


@generated_page(PATH, title=TITLE, also=said("comparison.also"), column="find")
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin = page_url(PATH, lang)
    periods = archive.settings.periods
    a, b = (dates.label(period, lang) for period in (periods.result, periods.commitment))
    heads = [head[lang].format(a=a, b=b) for head in HEADS]
    rows = [
        (
            _cell(result, lang, origin),
            _cell(commitment, lang, origin),
            escape(_state(result, commitment)[lang]),
        )
        for result, commitment in lines_of_work(archive)
    ]
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        markup.tag("p", escape(READ[lang])),
        markup.table(heads, rows, TITLE[lang]),
        lines_picture(archive, lang),
    ]
    yield generated(lang, PATH, TITLE, SUMMARY[lang], "\n\n".join(parts))


def _cell(record: Record | None, lang: Lang, origin: str) -> str:
    if record is None:
        return markup.NOTHING
    return f"{markup.link(record.title(lang), origin, record.url(lang))} <small>{escape(record.id)}</small>"


def _state(result: Record | None, commitment: Record | None) -> Text:
    if result and commitment:
        return GOES_ON
    return NOT_AGAIN if result else NEW
