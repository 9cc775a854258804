"""`tim-kiem/`: what the search field needs, and where else to look where it cannot run.

The stylesheet shows one of the two paragraphs: the hint where the page's script runs, else the other ways. Where the
script finds that it cannot search (a copy opened from a folder), it changes over.
"""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import GENERATED, part
from archive.stage import markup
from archive.words import among, said

PATH = "tim-kiem.md"
HINT, SWITCH, OFF = said("search.hint"), said("search.switch"), said("search.off")
ELSEWHERE = said("search.elsewhere")


@part(order=-5)
def html(page: Page, archive: Archive, context: Context) -> str:
    """Both paragraphs, and the empty place where the script puts the field."""
    if page.path != PATH:
        return ""
    lang = page.lang
    prefix, called = "" if lang == "vi" else "en/", among("search.ways")
    addresses = {
        "lookup": GENERATED["lookup"].url(lang),
        "campaigns": f"{prefix}{archive.settings.folder('campaign')}/",
        "timeline": GENERATED["timeline"].url(lang),
        "figures": GENERATED["statistics"].url(lang),
        "unknowns": GENERATED["register"].url(lang),
    }
    ways = ", ".join(markup.link(called[name][lang], page.url, address) for name, address in addresses.items())
    off = markup.link(OFF[lang], page.url, f"{prefix}tro-nang/#phim-tat")
    hint = markup.tag("p", f"{escape(HINT[lang])} {escape(SWITCH[lang]).format(way=off)}", class_="search-hint")
    ways_on = markup.tag("p", f"{escape(ELSEWHERE[lang])} {ways}.", class_="search-else")
    return hint + ways_on + markup.tag("div", "", data_search_page="")
