"""The page for addresses that lead nowhere, in both languages at once: a host has one, and serves it at any depth."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive.content.model import Archive
from archive.context import Context
from archive.extending import generated_page
from archive.findings import Lang
from archive.stage import markup
from archive.stage.page import StagedPage, generated
from archive.words import among, said

PATH = "404.md"
TITLE = said("not_found.title")
WORDS = said("not_found.words")


@generated_page(PATH, searched=False, listed=False)
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once; `finish` moves it to `404.html` and makes its links hold at any depth."""
    if lang != "vi":
        return
    folder = archive.settings.folder
    ways = {
        "home": "",
        "search": "tim-kiem/",
        "agreement": f"{folder('agreement')}/",
        "campaigns": f"{folder('campaign')}/",
    }
    parts = []
    for tongue, prefix in (("vi", ""), ("en", "en/")):
        said_in = {name: text.vi if tongue == "vi" else text.en for name, text in among("not_found.ways").items()}
        text = markup.tag("p", escape(WORDS.vi if tongue == "vi" else WORDS.en))
        head = markup.tag("h2", "Tiếng Việt" if tongue == "vi" else "English", id=f"ngon-ngu-{tongue}")
        links = (markup.link(said_in[name], "404/", prefix + target) for name, target in ways.items())
        items = "".join(markup.tag("li", way) for way in links)
        parts.append(markup.tag("section", head + text + markup.tag("ul", items, class_="index-list"), lang=tongue))
    yield generated(lang, PATH, TITLE, "", "\n\n".join(parts))
