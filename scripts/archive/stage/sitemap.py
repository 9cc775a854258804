"""The second map: four short columns of links at the foot of every page, so that no part of the site is hidden.

Takes an archive; gives the columns of a language, each with its title and its links from the site's root. They are made
of what there is: the list of each kind, generated pages that name a column, and the pages that stand in no folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from archive.content.kinds import KINDS
from archive.content.model import Archive, page_url
from archive.extending import Column, generated_pages
from archive.findings import LANGS, Lang
from archive.stage.markup import CITED
from archive.stage.relations import record_at
from archive.stage.staging import UNSEARCHED
from archive.stage.structured import FEEDS
from archive.words import said

TITLES = {
    "records": said("map.records"),
    "find": said("map.find"),
    "data": said("map.data"),
    "about": said("map.about"),
}
FEED = said("map.feed")
_AMONG_DATA = "source"
"""The kind whose list stands beside the data: what everything rests on, and how it is cited."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the map: where from the site's root, and its words."""

    url: str
    title: str


def columns(archive: Archive, lang: Lang) -> dict[str, tuple[Way, ...]]:
    """The links of each column, by the column's name; one without any is left out."""
    found = {
        "records": (*_lists(archive, lang, among_data=False),),
        "find": (*_pages(archive, lang, "find"),),
        "data": (*_lists(archive, lang, among_data=True), *_pages(archive, lang, "data"), Way(FEEDS[lang], FEED[lang])),
        "about": (*_pages(archive, lang, "about"),),
    }
    menu = {page_url(item.page, lang): item for item in archive.settings.menu}
    order = {url: number for number, url in enumerate(menu)}
    return {
        # What the menu has comes first, in its order and by its words: they are short.
        name: tuple(
            Way(way.url, getattr(menu[way.url], lang) if way.url in menu else way.title)
            for way in sorted(ways, key=lambda way: order.get(way.url, len(order)))
        )
        for name, ways in found.items()
        if ways
    }


def for_frame(archive: Archive) -> dict[str, list[dict[str, object]]]:
    """The map of each language as plain values, which the templates print."""
    return {
        lang: [
            {"title": TITLES[name][lang], "links": [asdict(way) for way in ways]}
            for name, ways in columns(archive, lang).items()
        ]
        for lang in LANGS
    }


def _lists(archive: Archive, lang: Lang, *, among_data: bool) -> Iterator[Way]:
    """The list of each kind, in the order of the kinds, by its own title or by what the kind is called."""
    seen = set()
    for kind, model in KINDS.items():
        path = f"{archive.settings.folder(kind)}/index.md"
        page = archive.by_path.get((lang, path))
        if (kind == _AMONG_DATA) == among_data and path not in seen and (page or path in archive.unwritten_lists):
            seen.add(path)
            yield Way(page_url(path, lang), page.title if page else model.plural[lang])


def _pages(archive: Archive, lang: Lang, column: Column) -> Iterator[Way]:
    """The generated pages of a column, and the written ones that stand in no folder."""
    for page in archive.pages:
        if page.lang == lang and "/" not in page.path and page.path != "index.md" and not record_at(archive, page.path):
            named = "find" if page.path in UNSEARCHED or page.front.data.get("terms") else "about"
            if column == ("data" if page.path == f"{CITED}.md" else named):
                yield Way(page.url, page.title)
    for made in generated_pages():
        if made.column == column and made.title:
            yield Way(made.url(lang), made.title[lang])
