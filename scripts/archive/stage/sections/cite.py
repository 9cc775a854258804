"""How to cite a record's page, with the files that reference managers read."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.findings import Text
from archive.stage import markup
from archive.stage.citation import format_links, page_line
from archive.stage.context import Context
from archive.stage.lookup import record_at

ORDER = 70
TITLE = Text("Trích dẫn trang này", "Cite this page")


def html(page: Page, archive: Archive, context: Context) -> str:
    """The page's citation in text and its files."""
    record = record_at(archive, page.path)
    if record is None:
        return ""
    line = page_line(context, record, page.lang)
    button = markup.tag(
        "button", escape(markup.COPY[page.lang]), type="button", class_="copy", hidden="", data_copy=line
    )
    content = markup.tag("p", escape(line), class_="citation")
    content += markup.tag("p", f"{format_links(record.id, page.url)} {button}", class_="citation-files")
    return markup.section(TITLE[page.lang], "trich-dan", content, class_="cite-page")
