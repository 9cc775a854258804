"""What editors need on `dong-gop/`: the way to the rules."""

from __future__ import annotations

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import GENERATED, part
from archive.stage import markup
from archive.words import said

PATH = "dong-gop.md"
RULES, ALL_RULES = said("editors.rules"), said("editors.all_rules")


@part(order=25, anchors=("quy-tac-kiem-tra",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The part, on the one page that it belongs to."""
    if page.path != PATH:
        return ""
    lang = page.lang
    way = markup.link(ALL_RULES[lang], page.url, GENERATED["rules"].url(lang))
    return markup.section(RULES[lang], "quy-tac-kiem-tra", markup.tag("p", way))
