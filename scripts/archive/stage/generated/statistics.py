"""`thong-ke/`: the figures that the primary source gives, each with its claim, and what the archive itself holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from archive.content.kinds import KINDS
from archive.content.model import Archive, page_url
from archive.content.statement import Statement
from archive.context import Context
from archive.extending import GENERATED, generated_page
from archive.findings import Lang
from archive.stage import markup, tables
from archive.stage.figures import FigureRow, figure_rows, printed_figures
from archive.stage.generated.statuses import TITLES, group, status_url
from archive.stage.open import unknowns
from archive.stage.page import StagedPage, generated
from archive.words import said

PATH = "thong-ke.md"
TITLE, SUMMARY = said("statistics.title"), said("statistics.summary")
FIGURES, ARCHIVE = said("statistics.figures"), said("statistics.archive")
HEADS = tuple(said(f"statistics.heads.{name}") for name in ("figure", "says", "according_to"))
COUNTS = tuple(said(f"statistics.counts.{name}") for name in ("what", "how_many"))
UNKNOWNS, DOUBT = said("statistics.unknowns"), said("statistics.doubt")


@generated_page(PATH, title=TITLE, also=said("statistics.also"), column="find")
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin, summary = page_url(PATH, lang), archive.settings.told(SUMMARY)[lang]
    rows = [
        (
            markup.tag("strong", escape(row.printed), class_="nb"),
            markup.sentence(row.statement, lang) + doubt(row, lang, origin),
            f"{markup.basis(row.statement, lang, origin)} {markup.permalink(row.statement, lang, origin)}",
        )
        for row in figure_rows(archive, lang)
    ]
    parts = [
        markup.tag("p", escape(summary), class_="lead"),
        markup.section(FIGURES[lang], "con-so", tables.table([h[lang] for h in HEADS], rows, FIGURES[lang])),
        markup.section(ARCHIVE[lang], "luu-tru", _counts(archive, lang)),
    ]
    yield generated(lang, PATH, TITLE, summary, "\n\n".join(parts))


def doubt(row: FigureRow, lang: Lang, origin: str) -> str:
    """What is not known of a figure, beside it, so that it is quoted with that; nothing where its record names no such thing."""
    own = row.printed.casefold()
    for one in unknowns(row.statement.record):
        if own in (figure.casefold() for figure in printed_figures(one.text[lang], lang)):
            way = f"{GENERATED['register'].url(lang)}#{one.anchor}"
            told = f"{escape(DOUBT[lang])}: {markup.link(one.text[lang], origin, way)}"
            return markup.tag("span", told, class_="figure-doubt")
    return ""


def doubts(statement: Statement, lang: Lang, origin: str) -> str:
    """What is not known of a statement's figures, each once."""
    rows = (FigureRow(figure, statement) for figure in printed_figures(statement.text[lang], lang))
    return "".join(dict.fromkeys(doubt(row, lang, origin) for row in rows))


def _counts(archive: Archive, lang: Lang) -> str:
    live = [record for record in archive.records.values() if not record.meta.withdrawn]
    kinds = Counter(record.kind for record in live)
    groups = Counter(group(statement) for statement in archive.statements.values())
    # A label beside a number is in that number's form.
    called = {kind: (KINDS[kind].label if count == 1 else KINDS[kind].plural)[lang] for kind, count in kinds.items()}
    origin = page_url(PATH, lang)
    rows = [
        (_list(archive, kind, called[kind], lang, origin), str(count))
        for kind, count in sorted(kinds.items(), key=lambda row: called[row[0]])
    ]
    for name, title in TITLES.items():
        way = markup.link(archive.settings.told(title)[lang], origin, status_url(name, lang))
        rows.append((way, str(groups[name])))
    register = markup.link(UNKNOWNS[lang], origin, GENERATED["register"].url(lang))
    rows.append((register, str(sum(len(record.unknowns(lang)) for record in live))))
    return tables.table([head[lang] for head in COUNTS], rows, ARCHIVE[lang])


def _list(archive: Archive, kind: str, words: str, lang: Lang, origin: str) -> str:
    """A kind as the way to the list of its records, where there is one."""
    path = f"{archive.settings.folder(kind)}/index.md"
    there = path in archive.unwritten_lists or (lang, path) in archive.by_path
    return markup.link(words, origin, page_url(path, lang)) if there else escape(words)
