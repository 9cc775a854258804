"""That a page is a draft, before anything else of it is read: in the preview alone, for a build has none."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.words import said

DRAFT = said("notices.draft")


@part(order=-70)
def html(page: Page, archive: Archive, context: Context) -> str:
    """The notice, on a draft and on its translation."""
    if page.path not in archive.drafts:
        return ""
    return markup.tag("p", escape(DRAFT[page.lang]), class_="notice notice--draft")
