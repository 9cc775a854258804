"""From result to commitment and back: what the source says is kept up, what is near, and what it does not name on the other side."""

from __future__ import annotations

from html import escape

from archive.content.kinds.commitment import Commitment
from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import GENERATED, part
from archive.stage import markup
from archive.stage.lines import continued_by, near_to
from archive.stage.relations import known, record_at
from archive.words import said

CONTINUED, CONTINUES = said("continues.continued"), said("continues.continues")
UNMENTIONED, FIRST = said("continues.unmentioned"), said("continues.first")
"""The headings where the source names nothing that goes on."""
NEAR, BESIDE = said("continues.near"), said("continues.beside")
NOT_AGAIN, NEW, COMPARE = said("continues.not_again"), said("continues.new"), said("continues.compare")


@part(order=30, anchors=("tiep-noi",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The part on results and commitments."""
    record = record_at(archive, page.path)
    if record is None or not record.meta.is_work or record.meta.withdrawn:
        return ""
    lang = page.lang
    if isinstance(record.meta, Commitment):
        others, found, none, silent = tuple(known(archive, record.meta.continues)), CONTINUES, FIRST, NEW
    else:
        others, found, none, silent = continued_by(archive, record.id), CONTINUED, UNMENTIONED, NOT_AGAIN
    near = () if others else near_to(archive, record)
    content = markup.record_links(archive, others or near, lang, page.url)
    if near:
        content = markup.tag("p", escape(BESIDE[lang])) + content
    content = content or markup.tag("p", escape(silent[lang]))
    more = markup.tag("p", markup.link(COMPARE[lang], page.url, GENERATED["comparison"].url(lang)))
    return markup.section(
        (found if others else NEAR if near else none)[lang], "tiep-noi", content + more, class_="continues"
    )
