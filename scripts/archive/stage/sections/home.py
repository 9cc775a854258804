"""The home page as the way into the record: figures; lines of work; campaigns; times; what to read on."""

from __future__ import annotations

from html import escape

from archive.content.kinds import KINDS
from archive.content.model import Archive, Page, page_url, relative_url
from archive.context import Context
from archive.extending import GENERATED, part
from archive.stage import markup
from archive.stage.figures import figure_rows
from archive.stage.lines import lines_picture
from archive.stage.relations import live
from archive.stage.times import years_picture
from archive.words import said

NUMBERS, LINES, CAMPAIGNS = said("home.numbers"), said("home.lines"), said("home.campaigns")
ON, TIMES, WHOLE_TIMELINE = said("home.on"), said("home.times"), said("home.whole_timeline")
OPEN, ALL_FIGURES, SOURCES = said("home.open"), said("home.all_figures"), said("home.sources")
WHOLE = said("home.whole")
MOST_FIGURES = 3


@part(
    order=12,
    anchors=(
        "con-so",
        "tu-ket-qua-den-cam-ket",
        "hinh-doi-chieu*",
        "dong-thoi-gian",
        "hinh-dong-thoi-gian*",
        "chien-dich",
        "doc-tiep",
    ),
)
def html(page: Page, archive: Archive, context: Context) -> str:
    """All parts of the home page."""
    if page.path != "index.md":
        return ""
    parts = [
        _figures(page, archive),
        markup.tag("div", _lines(page, archive) + _times(page, archive), class_="pair"),
        _campaigns(page, archive),
        _open(page, archive),
    ]
    return "\n\n".join(part for part in parts if part)


def _figures(page: Page, archive: Archive) -> str:
    items = []
    for row in figure_rows(archive, page.lang)[:MOST_FIGURES]:
        value = markup.tag("span", escape(row.printed), class_="figure-value")
        label = markup.tag("span", markup.sentence(row.statement, page.lang), class_="figure-label")
        items.append(markup.tag("li", f"{value} {label} {markup.marks(row.statement, page.lang, page.url)}"))
    content = markup.tag("ul", "".join(items), class_="figures") if items else ""
    return markup.section(NUMBERS[page.lang], "con-so", content)


def _lines(page: Page, archive: Archive) -> str:
    lang = page.lang
    drawing = lines_picture(archive, lang)
    more = markup.tag("p", markup.link(WHOLE[lang], page.url, GENERATED["comparison"].url(lang)))
    return markup.section(LINES[lang], "tu-ket-qua-den-cam-ket", drawing + more)


def _times(page: Page, archive: Archive) -> str:
    lang = page.lang
    more = markup.tag("p", markup.link(WHOLE_TIMELINE[lang], page.url, GENERATED["timeline"].url(lang)))
    return markup.section(TIMES[lang], "dong-thoi-gian", years_picture(archive, lang) + more)


def _campaigns(page: Page, archive: Archive) -> str:
    listed = markup.record_links(archive, live(archive, "campaign"), page.lang, page.url)
    return markup.section(CAMPAIGNS[page.lang], "chien-dich", listed, class_="campaigns")


def _open(page: Page, archive: Archive) -> str:
    lang = page.lang
    prefix = "" if lang == "vi" else "en/"
    count = sum(len(record.unknowns(lang)) for record in archive.records.values() if not record.meta.withdrawn)
    ways = [
        (OPEN[lang].format(n=count), GENERATED["register"].url(lang)),
        (ALL_FIGURES[lang], GENERATED["statistics"].url(lang)),
        (SOURCES[lang], f"{prefix}{archive.settings.folder('source')}/"),
        *(
            (KINDS[kind].plural[lang], page_url(path, lang))
            for path, kind in archive.unwritten_lists.items()
            if kind != "source"
        ),
    ]
    items = "".join(
        markup.tag("li", markup.tag("a", escape(text), href=relative_url(page.url, way))) for text, way in ways
    )
    return markup.section(ON[lang], "doc-tiep", markup.tag("ul", items, class_="index-list"), class_="ways")
