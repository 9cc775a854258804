"""`doi-chieu/`: each line of work, result beside commitment."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive import dates
from archive.content.model import Archive, Record, page_url
from archive.context import Context
from archive.extending import generated_page
from archive.findings import Lang
from archive.stage import markup
from archive.stage.lines import Line, lines_of_work, lines_picture
from archive.stage.page import StagedPage, generated
from archive.words import among, said

PATH = "doi-chieu.md"
TITLE, SUMMARY, READ = said("comparison.title"), said("comparison.summary"), said("comparison.read")
HEADS = tuple(said(f"comparison.heads.{name}") for name in ("result", "commitment", "relation"))
RELATIONS = among("comparison.relations")
"""How the two of a row go together: kept up, near; or which of them is alone."""


@generated_page(PATH, title=TITLE, also=said("comparison.also"), column="find")
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin = page_url(PATH, lang)
    periods = archive.settings.periods
    a, b = (dates.label(period, lang) for period in (periods.result, periods.commitment))
    heads = [head[lang].format(a=a, b=b) for head in HEADS]
    rows = [
        (
            _cell(line.result, lang, origin),
            _cell(line.commitment, lang, origin),
            escape(RELATIONS[_relation(line)][lang]),
        )
        for line in lines_of_work(archive)
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
    own = markup.tag("small", escape(record.id), class_="nb")
    return f"{markup.link(record.title(lang), origin, record.url(lang))} {own}"


def _relation(line: Line) -> str:
    if line.relation == "apart":
        return "result_alone" if line.result else "commitment_alone"
    return line.relation
