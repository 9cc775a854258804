"""Where a person, body, document or campaign appears: the records that name it."""

from __future__ import annotations

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.stage.relations import record_at
from archive.words import said

TITLE = said("mentions.title")


@part(order=40, anchors=("co-mat-trong",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The list of naming records, on pages of what is named."""
    record = record_at(archive, page.path)
    if record is None or not record.meta.mentioned:
        return ""
    listed = markup.record_links(archive, archive.naming.get(record.id, ()), page.lang, page.url)
    return markup.section(TITLE[page.lang], "co-mat-trong", listed)
