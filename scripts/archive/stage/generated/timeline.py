"""`dong-thoi-gian/`: everything dated, in order, the two tiers told apart by word and by line.

What is long is parted: what context tells of the time before the results' period and after the programme's has a page of
its own below, so that a reader who comes for the agreement is not sent through decades.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from archive import dates
from archive.content.model import Archive, page_url
from archive.context import Context
from archive.extending import generated_page
from archive.findings import LANGS, Lang, Text
from archive.stage import markup
from archive.stage.page import HOME, StagedPage, generated
from archive.stage.times import Entry, entries, years_picture
from archive.words import said

PATH = "dong-thoi-gian.md"
TITLE, SUMMARY, PRIMARY = said("timeline.title"), said("timeline.summary"), said("timeline.primary")
EARLIER, LATER, APART = said("timeline.earlier"), said("timeline.later"), said("timeline.apart")
LONG = 60
"""As many entries as stand on one page."""


@generated_page(PATH, title=TITLE, also=said("timeline.also"), column="find")
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language, and those of the time before and after where it would be long."""
    origin = page_url(PATH, lang)
    first, last = _told(archive)
    earlier, here, later = _parted(archive, first, last)
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        years_picture(archive, lang),
        _way(earlier, EARLIER, first, "truoc", lang),
        _list(here, archive, lang, origin),
        _way(later, LATER, last, "sau", lang),
    ]
    yield generated(lang, PATH, TITLE, SUMMARY[lang], "\n\n".join(part for part in parts if part))
    crumbs = [{"title": HOME[lang], "url": page_url("index.md", lang)}, {"title": TITLE[lang], "url": origin}]
    for found, title, year, name in ((earlier, EARLIER, first, "truoc"), (later, LATER, last, "sau")):
        if found:
            path = f"{PATH.removesuffix('.md')}/{name}.md"
            named = Text(*(title[tongue].format(year=year) for tongue in LANGS))
            note = markup.tag("p", escape(APART[lang]), class_="lead")
            listed = _list(found, archive, lang, page_url(path, lang))
            yield generated(lang, path, named, APART[lang], f"{note}\n\n{listed}", {"crumbs": crumbs})


def _told(archive: Archive) -> tuple[str, str]:
    """The first year of the results' period and the last of the programme's."""
    periods = archive.settings.periods
    return dates.bounds(periods.result)[0][:4], dates.bounds(periods.commitment)[1][:4]


def _parted(archive: Archive, first: str, last: str) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """What context tells of the time before, all else, and what it tells of the time after."""
    found = entries(archive)
    if len(found) <= LONG:
        return [], found, []
    context = [entry for entry in found if entry.tier == "context"]
    earlier = [entry for entry in context if dates.bounds(entry.date)[1][:4] < first]
    later = [entry for entry in context if dates.bounds(entry.date)[0][:4] > last]
    return earlier, [entry for entry in found if entry not in earlier and entry not in later], later


def _way(found: list[Entry], title: Text, year: str, name: str, lang: Lang) -> str:
    """The link to the page of what stands apart; nothing where nothing does."""
    words = escape(f"{title[lang].format(year=year)} ({len(found)})")
    return markup.tag("p", markup.tag("a", words, href=f"{name}/")) if found else ""


def _list(found: list[Entry], archive: Archive, lang: Lang, origin: str) -> str:
    together = groupby(found, key=lambda entry: (dates.bounds(entry.date), entry.date, entry.tier))
    return markup.tag(
        "ol", "".join(_item(list(same), archive, lang, origin) for _, same in together), class_="timeline"
    )


def _item(found: list[Entry], archive: Archive, lang: Lang, origin: str) -> str:
    """What happened at one time, as one tier tells it."""
    first = found[0]
    when = markup.tag("p", markup.dated(archive, first.date, first.rests_on, lang, origin), class_="when")
    text = "".join(_words(entry, archive, lang, origin) for entry in found)
    return markup.tag("li", when + markup.tag("div", text), data_tier=first.tier)


def _words(entry: Entry, archive: Archive, lang: Lang, origin: str) -> str:
    if entry.statement:
        text = markup.tag("p", markup.sentence(entry.statement, lang))
        return text + markup.marks(entry.statement, lang, origin)
    title = markup.tag("p", markup.link(entry.record.title(lang), origin, entry.record.url(lang)))
    summary = markup.tag("p", escape(entry.record.summary(lang)), class_="index-note")
    chip = markup.tag("span", escape(archive.settings.told(PRIMARY)[lang]), class_="chip chip--primary")
    return title + summary + markup.tag("div", chip, class_="claim-marks")
