"""How to cite a record's page, with the files that reference managers read."""

from __future__ import annotations

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.stage.citation import of_record, shown_citation
from archive.stage.relations import record_at
from archive.words import said

TITLE = said("cite.title")


@part(order=70, anchors=("trich-dan",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The page's citation in text and its files."""
    record = record_at(archive, page.path)
    if record is None:
        return ""
    content = shown_citation(of_record(record, archive.settings, context, page.lang), page.url)
    return markup.section(TITLE[page.lang], "trich-dan", content, class_="cite-page")
