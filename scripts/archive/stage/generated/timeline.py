"""`dong-thoi-gian/`: everything dated, in order, by period and year, the two tiers told apart by word, size and line.

The agreement's own dates are rows for all to see. What context tells is folded, a fold a year; and what it tells of the time
before the results' period and after the programme's has a page of its own below where all together would be long: a reader
who comes for the agreement is not sent through decades, and no page is heavy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby

from archive import dates
from archive.content.model import Archive, page_url
from archive.context import Context
from archive.extending import generated_page
from archive.findings import LANGS, Lang, Text
from archive.stage import markup
from archive.stage.page import HOME, StagedPage, generated
from archive.stage.times import Entry, anchor_of, counted, entries, on_one_page, page_of, told, years_of, years_picture
from archive.words import among, said

PATH = "dong-thoi-gian.md"
TITLE, SUMMARY, PRIMARY = said("timeline.title"), said("timeline.summary"), said("timeline.primary")
EARLIER, LATER, APART = said("timeline.earlier"), said("timeline.later"), said("timeline.apart")
YEARS, PERIODS = said("timeline.years"), among("timeline.periods")
ANCHORS = {"before": "truoc", "result": "ket-qua", "programme": "chuong-trinh", "after": "sau"}
"""The id of each period's heading, by the name of its words."""


@generated_page(PATH, title=TITLE, also=said("timeline.also"), column="find")
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language, and those of the time before and after where it would be long."""
    origin = page_url(PATH, lang)
    found = entries(archive)
    one_page = on_one_page(archive, found)

    def page(entry: Entry) -> str:
        return page_of(entry, one_page)

    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        years_picture(archive, lang, origin),
        _jumps(found, page, lang),
        *_periods(found, page, archive, lang, origin),
    ]
    yield generated(lang, PATH, TITLE, SUMMARY[lang], "\n\n".join(part for part in parts if part))
    crumbs = [{"title": HOME[lang], "url": page_url("index.md", lang)}, {"title": TITLE[lang], "url": origin}]
    first, last = told(archive)
    for title, year, below in ((EARLIER, first, "truoc/"), (LATER, last, "sau/")):
        apart = [entry for entry in found if page(entry) == below]
        if apart:
            path = f"{PATH.removesuffix('.md')}/{below.rstrip('/')}.md"
            named = Text(*(title[tongue].format(year=year) for tongue in LANGS))
            note = markup.tag("p", escape(APART[lang]), class_="lead")
            rows = [_folded(at, same, archive, lang, page_url(path, lang)) for at, same in years_of(apart)]
            yield generated(lang, path, named, APART[lang], f"{note}\n\n{_list(rows)}", {"crumbs": crumbs})


def _jumps(found: Sequence[Entry], page: Callable[[Entry], str], lang: Lang) -> str:
    """The ways to the years, each on the page that tells of it."""
    items = (
        markup.tag("li", markup.tag("a", str(year), href=f"{_below(same, page)}#{anchor_of(year)}"))
        for year, same in years_of(found)
    )
    return markup.tag("nav", markup.tag("ul", "".join(items)), class_="years", aria_label=YEARS[lang]) if found else ""


def _below(found: Sequence[Entry], page: Callable[[Entry], str]) -> str:
    """The page, below the timeline's, where a year is told: that of the agreement's own dates, if it has any."""
    return min(page(entry) for entry in found)


def _periods(
    found: Sequence[Entry], page: Callable[[Entry], str], archive: Archive, lang: Lang, origin: str
) -> Iterator[str]:
    """Each period with its heading and a row a year; a period without any is left out."""
    for (name, title), same in groupby(years_of(found), key=lambda year: _period(archive, year[0], lang)):
        years = list(same)
        rows = [_year(year, dated, page, archive, lang, origin) for year, dated in years]
        apart = all(page(entry) for _, dated in years for entry in dated)
        yield markup.section(title, ANCHORS[name], _list(rows, apart=apart))


def _period(archive: Archive, year: int, lang: Lang) -> tuple[str, str]:
    """The name and the heading of the period that a year belongs to; the year of the signing is the programme's."""
    periods = archive.settings.periods
    first, last = told(archive)
    turn = int(dates.bounds(periods.commitment)[0][:4])
    name = "before" if year < first else "after" if year > last else "result" if year < turn else "programme"
    period = dates.label(periods.result if name == "result" else periods.commitment, lang)
    return name, PERIODS[name][lang].format(period=period)


def _list(rows: Sequence[str], *, apart: bool = False) -> str:
    """The rows of a period; side by side, where each is no more than the way to another page."""
    return markup.tag("ol", "".join(rows), class_="timeline apart" if apart else "timeline")


def _year(
    year: int, found: Sequence[Entry], page: Callable[[Entry], str], archive: Archive, lang: Lang, origin: str
) -> str:
    """A year's row: the agreement's own dates first, then context, folded or with the way to its page."""
    own = [entry for entry in found if entry.tier == "primary"]
    context = [entry for entry in found if entry.tier == "context"]
    if not own and not page(context[0]):
        return _folded(year, context, archive, lang, origin)
    rows = "".join(_own(entry, archive, lang, origin) for entry in own)
    if context and page(context[0]):
        rows += markup.tag("a", _head(year, context, lang), href=f"{page(context[0])}#{anchor_of(year)}")
    elif context:
        rows += _fold(year, markup.tag("ol", _told(context, archive, lang, origin)), context, lang)
    return markup.tag("li", rows, id=anchor_of(year))


def _folded(year: int, found: Sequence[Entry], archive: Archive, lang: Lang, origin: str) -> str:
    """The row of a year that has context alone. Its id stands within the fold: a link to it opens it."""
    text = markup.tag("ol", _told(found, archive, lang, origin), id=anchor_of(year))
    return markup.tag("li", _fold(year, text, found, lang))


def _fold(year: int, text: str, found: Sequence[Entry], lang: Lang) -> str:
    return markup.tag("details", markup.tag("summary", _head(year, found, lang)) + text)


def _head(year: int, found: Sequence[Entry], lang: Lang) -> str:
    return f"{markup.tag('strong', str(year))} {escape(counted(len(found), lang))}"


def _own(entry: Entry, archive: Archive, lang: Lang, origin: str) -> str:
    """A date of the agreement itself."""
    record = entry.record
    when = markup.tag("p", markup.dated(archive, entry.date, entry.rests_on, lang, origin), class_="when")
    title = markup.tag("p", markup.link(record.title(lang), origin, record.url(lang)), class_="what")
    summary = markup.tag("p", escape(record.summary(lang)))
    chip = markup.tag("span", escape(archive.settings.told(PRIMARY)[lang]), class_="chip chip--primary")
    marks = markup.tag("div", chip, class_="claim-marks")
    return markup.tag("div", when + title + summary + marks, data_tier=entry.tier)


def _told(found: Sequence[Entry], archive: Archive, lang: Lang, origin: str) -> str:
    """What context tells of a year, a row a date."""
    together = groupby(found, key=lambda entry: (dates.bounds(entry.date), entry.date))
    return "".join(_date(list(same), archive, lang, origin) for _, same in together)


def _date(found: Sequence[Entry], archive: Archive, lang: Lang, origin: str) -> str:
    when = markup.tag("p", markup.dated(archive, found[0].date, found[0].rests_on, lang, origin), class_="when")
    text = "".join(
        markup.tag("p", markup.sentence(entry.statement, lang), id=entry.statement.id)
        + markup.marks(entry.statement, lang, origin)
        for entry in found
        if entry.statement
    )
    return markup.tag("li", when + markup.tag("div", text), data_tier="context")
