"""The home page as the way into the record: figures; lines of work; times; what is open; where to read on."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive.content.kinds import KINDS
from archive.content.model import Archive, Page, page_url, relative_url
from archive.context import Context
from archive.data.downloads import downloads
from archive.data.linked import PAGE as DATA
from archive.data.linked import TITLE as DATA_TITLE
from archive.extending import GENERATED, part
from archive.stage import markup, strength
from archive.stage.figures import FigureRow, figure_rows
from archive.stage.generated.data import size
from archive.stage.generated.statistics import doubt
from archive.stage.lines import lines_table
from archive.stage.open import foremost
from archive.stage.relations import held_by, live
from archive.stage.times import years_picture
from archive.words import among, numbered

WORDS = among("home")
MOST_FIGURES = 3
MOST_OPEN = 3


@part(
    order=12,
    anchors=(
        "con-so",
        "tu-ket-qua-den-cam-ket",
        "dong-thoi-gian",
        "hinh-dong-thoi-gian*",
        "chua-biet",
        "chien-dich",
        "du-lieu",
        "doc-tiep",
    ),
)
def html(page: Page, archive: Archive, context: Context) -> str:
    """All parts of the home page."""
    if page.path != "index.md":
        return ""
    parts = [
        _figures(page, archive),
        _lines(page, archive),
        _times(page, archive),
        _open(page, archive),
        _campaigns(page, archive),
        _data(page, archive, context),
        _on(page, archive),
    ]
    return "\n\n".join(part for part in parts if part)


def _figures(page: Page, archive: Archive) -> str:
    lang = page.lang
    items = [markup.tag("li", _figure(row, page)) for row in figure_rows(archive, lang)[:MOST_FIGURES]]
    content = markup.tag("ul", "".join(items), class_="figures") if items else ""
    return markup.section(WORDS["numbers"][lang], "con-so", content + _counted(page, archive))


def _figure(row: FigureRow, page: Page) -> str:
    """A figure, its statement, and what is not known of it: so it will be quoted with that."""
    lang = page.lang
    value = markup.tag("span", escape(row.printed), class_="figure-value")
    label = markup.tag("span", markup.sentence(row.statement, lang), class_="figure-label")
    return f"{value} {label} {markup.marks(row.statement, lang, page.url)}{doubt(row, lang, page.url)}"


def _counted(page: Page, archive: Archive) -> str:
    """What the archive itself counts, apart from what sources state, each the way to all of it."""
    lang = page.lang
    prefix = "" if lang == "vi" else "en/"
    ways = (
        (
            "statements",
            len([one for one in archive.statements.values() if not one.withdrawal]),
            GENERATED["statistics"].url(lang),
        ),
        ("sources", len(live(archive, "source")), f"{prefix}{archive.settings.folder('source')}/"),
        ("unknowns", _left(archive), GENERATED["register"].url(lang)),
    )
    links = (markup.link(numbered(among(f"home.count_{name}"), n)[lang], page.url, way) for name, n, way in ways)
    return markup.tag("p", f"{escape(WORDS['counted'][lang])}: {', '.join(links)}.", class_="counted")


def _left(archive: Archive) -> int:
    return sum(len(record.unknowns("vi")) for record in archive.records.values() if not record.meta.withdrawn)


def _lines(page: Page, archive: Archive) -> str:
    lang = page.lang
    more = markup.tag("p", markup.link(WORDS["whole"][lang], page.url, GENERATED["comparison"].url(lang)))
    table = lines_table(archive, lang, page.url)
    return markup.section(WORDS["lines"][lang], "tu-ket-qua-den-cam-ket", table + more if table else "")


def _times(page: Page, archive: Archive) -> str:
    lang = page.lang
    more = markup.tag("p", markup.link(WORDS["whole_timeline"][lang], page.url, GENERATED["timeline"].url(lang)))
    return markup.section(WORDS["times"][lang], "dong-thoi-gian", years_picture(archive, lang, page.url) + more)


def _open(page: Page, archive: Archive) -> str:
    """The first of what is not known, in full, and the way to the rest."""
    lang, register = page.lang, GENERATED["register"].url(page.lang)
    items = "".join(
        markup.tag("li", markup.link(one.text[lang], page.url, f"{register}#{one.anchor}"))
        for one in foremost(archive)[:MOST_OPEN]
    )
    listed = markup.tag("ol", items) if items else ""
    rest = markup.tag("p", markup.link(numbered(among("home.every"), _left(archive))[lang], page.url, register))
    return markup.section(WORDS["asked"][lang], "chua-biet", listed + rest if listed else "", class_="unknowns")


def _campaigns(page: Page, archive: Archive) -> str:
    campaigns = live(archive, "campaign")
    held = {record.id: strength.told(archive, held_by(archive, record), page.lang) for record in campaigns}
    listed = markup.record_links(archive, campaigns, page.lang, page.url, notes=False, behind=held)
    return markup.section(WORDS["campaigns"][page.lang], "chien-dich", listed, class_="campaigns")


def _data(page: Page, archive: Archive, context: Context) -> str:
    """The files that hold all of it, with their sizes, and the way to what their columns mean."""
    lang = page.lang
    files = (
        f"{markup.tag('a', escape(file.name.rpartition('/')[2]), href=relative_url(page.url, file.name), type=file.media)}"
        f" ({escape(size(len(file.content), lang))})"
        for file in downloads(archive, context)
    )
    more = markup.link(DATA_TITLE[lang], page.url, page_url(DATA, lang))
    listed = markup.tag("p", f"{', '.join(files)}. {more}.", class_="counted")
    return markup.section(WORDS["data"][lang], "du-lieu", listed)


def _on(page: Page, archive: Archive) -> str:
    items = "".join(
        markup.tag("li", markup.tag("a", escape(text), href=relative_url(page.url, way)))
        for text, way in _ways(page, archive)
    )
    return markup.section(
        WORDS["on"][page.lang], "doc-tiep", markup.tag("ul", items, class_="index-list"), class_="ways"
    )


def _ways(page: Page, archive: Archive) -> Iterator[tuple[str, str]]:
    lang = page.lang
    yield WORDS["all_figures"][lang], GENERATED["statistics"].url(lang)
    yield WORDS["sources"][lang], f"{'' if lang == 'vi' else 'en/'}{archive.settings.folder('source')}/"
    for path, kind in archive.unwritten_lists.items():
        if kind != "source":
            yield KINDS[kind].plural[lang], page_url(path, lang)
