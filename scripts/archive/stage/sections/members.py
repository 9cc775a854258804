"""The list of records on an index page: `ket-qua/index.md` lists the records of its folder."""

from __future__ import annotations

from html import escape
from itertools import groupby

from archive import dates
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page, Record
from archive.context import Context
from archive.extending import part
from archive.stage import markup, strength
from archive.stage.relations import held_by
from archive.words import said

PRIMARY, OTHERS, CLAIMS = said("members.primary"), said("members.others"), said("members.claims")
UNDATED, YEARS = said("members.undated"), said("timeline.years")
LONG = 30
"""A list of more has headings by year: by ear they are the way through it."""


@part(order=10, anchors=("nguon-chinh", "nguon-boi-canh", "nam-*"))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The records of the page's own folder, in order of id; sources by tier."""
    folder, _, name = page.path.rpartition("/")
    if name != "index.md" or not folder:
        return ""
    members = [
        record for record in archive.of_folder(folder) if record.vi.path != page.path and not record.meta.withdrawn
    ]
    if folder == "nguon":
        return _by_tier(members, page, archive)
    held = {record.id: strength.told(archive, held_by(archive, record), page.lang) for record in members}
    return markup.record_links(archive, members, page.lang, page.url, behind=held)


def _by_tier(members: list[Record], page: Page, archive: Archive) -> str:
    parts = []
    for tier, text, anchor in (("primary", PRIMARY, "nguon-chinh"), ("context", OTHERS, "nguon-boi-canh")):
        of_tier = [r for r in members if isinstance(r.meta, Source) and r.meta.tier == tier]
        listed = _by_year(of_tier, page, archive) if len(of_tier) > LONG else _listed(of_tier, page, archive)
        parts.append(markup.section(text[page.lang], anchor, listed))
    return "\n\n".join(part for part in parts if part)


def _by_year(sources: list[Record], page: Page, archive: Archive) -> str:
    """A list a year, the years in order, and last what has no day; before them the way to each."""
    years = {year: list(found) for year, found in groupby(sorted(sources, key=_year), key=_year)}
    names = {year: UNDATED[page.lang] if year == NEVER else year for year in years}
    lists = (
        markup.tag("h3", name, id=f"nam-{year}") + _listed(years[year], page, archive) for year, name in names.items()
    )
    return markup.jumps(((name, f"nam-{year}") for year, name in names.items()), YEARS[page.lang]) + "".join(lists)


NEVER = "9999"


def _year(record: Record) -> str:
    published = record.meta.published if isinstance(record.meta, Source) else None
    return dates.bounds(published)[0][:4] if published else NEVER


def _listed(sources: list[Record], page: Page, archive: Archive) -> str:
    items = "".join(_source(record, page, archive) for record in sources)
    return markup.tag("ul", items, class_="index-list") if items else ""


def _source(record: Record, page: Page, archive: Archive) -> str:
    """A source and how many claims rest on it; which these are, its own page says."""
    lang = page.lang
    text = markup.link(record.title(lang), page.url, record.url(lang))
    resting = {one.id for found in archive.citing.get(record.id, {}).values() for one in found}
    count = f" {markup.tag('small', escape(CLAIMS[lang].format(n=len(resting))))}" if resting else ""
    # A context source's title says what it tells; with a line more each, the list would be a page too long.
    primary = isinstance(record.meta, Source) and record.meta.tier == "primary"
    note = f" {markup.tag('span', escape(record.summary(lang)), class_='index-note')}" if primary else ""
    return markup.tag("li", f"{text}{count}{note}")
