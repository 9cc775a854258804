"""`dong-thoi-gian/`: everything dated, in order, the two tiers told apart by word and by line."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from archive import dates
from archive.content.model import Archive, page_url
from archive.context import Context
from archive.extending import generated_page
from archive.findings import Lang
from archive.stage import markup
from archive.stage.page import StagedPage, generated
from archive.stage.times import Entry, entries, years_picture
from archive.words import said

PATH = "dong-thoi-gian.md"
TITLE, SUMMARY, PRIMARY = said("timeline.title"), said("timeline.summary"), said("timeline.primary")


@generated_page(PATH, title=TITLE, also=said("timeline.also"), column="find")
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin = page_url(PATH, lang)
    together = groupby(entries(archive), key=lambda entry: (dates.bounds(entry.date), entry.date, entry.tier))
    items = "".join(_item(list(found), archive, lang, origin) for _, found in together)
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        years_picture(archive, lang),
        markup.tag("ol", items, class_="timeline"),
    ]
    yield generated(lang, PATH, TITLE, SUMMARY[lang], "\n\n".join(part for part in parts if part))


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
