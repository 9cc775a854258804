"""`doi-chieu/`: each line of work, result beside commitment."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive.content.model import Archive, page_url
from archive.context import Context
from archive.extending import generated_page
from archive.findings import Lang
from archive.stage import markup
from archive.stage.lines import lines_table
from archive.stage.page import StagedPage, generated
from archive.words import said

PATH = "doi-chieu.md"
TITLE, SUMMARY, READ = said("comparison.title"), said("comparison.summary"), said("comparison.read")


@generated_page(PATH, title=TITLE, also=said("comparison.also"), column="find")
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin = page_url(PATH, lang)
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        markup.tag("p", escape(READ[lang])),
        lines_table(archive, lang, origin),
    ]
    yield generated(lang, PATH, TITLE, SUMMARY[lang], "\n\n".join(parts))
