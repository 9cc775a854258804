"""What the source leaves open about a record."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import GENERATED, part
from archive.stage import markup
from archive.stage.open import foremost
from archive.stage.relations import record_at
from archive.words import said

TITLE, ASK = said("unknowns.title"), said("register.ask")


@part(order=50, anchors=("chua-biet",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The record's `unknowns`, as a list."""
    unknowns = page.meta.unknowns if page.meta else ()
    record = record_at(archive, page.path) if unknowns else None
    asked = {one.text[page.lang]: one.anchor for one in foremost(archive, record.id) if one.ask} if record else {}
    items = "".join(markup.tag("li", escape(text) + _asked(text, asked.get(text), page)) for text in unknowns)
    return markup.section(TITLE[page.lang], "chua-biet", markup.tag("ul", items) if items else "", class_="unknowns")


def _asked(text: str, anchor: str | None, page: Page) -> str:
    """The way to whom to ask, of an unknown that is among the foremost."""
    if not anchor:
        return ""
    url = f"{GENERATED['register'].url(page.lang)}#{anchor}"
    label = f"{ASK[page.lang]}: {text}"  # two of them on a page are not called the same
    return f" ({markup.link(ASK[page.lang], page.url, url, aria_label=label)})"
