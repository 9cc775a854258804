"""What editors need on `dong-gop/`: the way to the rules, and to a whole page of each kind."""

from __future__ import annotations

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import GENERATED, part
from archive.stage import markup
from archive.words import said

PATH = "dong-gop.md"
RULES, ALL_RULES, EXAMPLES = said("editors.rules"), said("editors.all_rules"), said("editors.examples")


@part(order=25, anchors=("quy-tac-kiem-tra",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The part, on the one page that it belongs to."""
    if page.path != PATH:
        return ""
    lang = page.lang
    ways = ((ALL_RULES[lang], "rules"), (EXAMPLES[lang], "examples"))
    listed = (markup.tag("p", markup.link(words, page.url, GENERATED[name].url(lang))) for words, name in ways)
    return markup.section(RULES[lang], "quy-tac-kiem-tra", "".join(listed))
