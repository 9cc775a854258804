"""What editors need on `dong-gop/`: the way to the rules, and which translations are stale."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import GENERATED, part
from archive.stage import markup
from archive.words import said

PATH = "dong-gop.md"
RULES, ALL_RULES, STALE = said("editors.rules"), said("editors.all_rules"), said("editors.stale")
NONE = said("editors.none")


@part(order=25, anchors=("quy-tac-kiem-tra", "ban-dich-cu"))
def html(page: Page, archive: Archive, context: Context) -> str:
    """Both parts, on the one page that they belong to."""
    if page.path != PATH:
        return ""
    lang = page.lang
    way = markup.link(ALL_RULES[lang], page.url, GENERATED["rules"].url(lang))
    stale = [found for path in sorted(context.stale) if (found := archive.by_path.get((lang, path)))]
    items = "".join(markup.tag("li", markup.link(found.title, page.url, found.url)) for found in stale)
    listed = markup.tag("ul", items, class_="index-list") if items else markup.tag("p", escape(NONE[lang]))
    return "\n\n".join(
        (
            markup.section(RULES[lang], "quy-tac-kiem-tra", markup.tag("p", way)),
            markup.section(STALE[lang], "ban-dich-cu", listed),
        )
    )
