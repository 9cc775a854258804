"""`thong-ke/`: the figures that the primary source gives, each with its claim, and what the archive itself holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from archive.content.kinds import KINDS
from archive.content.model import Archive, page_url
from archive.context import Context
from archive.extending import generated_page
from archive.findings import Lang
from archive.stage import markup, tables
from archive.stage.figures import figure_rows
from archive.stage.generated.statuses import TITLES, group, status_url
from archive.stage.page import StagedPage, generated
from archive.words import said

PATH = "thong-ke.md"
TITLE, SUMMARY = said("statistics.title"), said("statistics.summary")
FIGURES, ARCHIVE = said("statistics.figures"), said("statistics.archive")
HEADS = tuple(said(f"statistics.heads.{name}") for name in ("figure", "says", "according_to"))
COUNTS = tuple(said(f"statistics.counts.{name}") for name in ("what", "how_many"))
UNKNOWNS = said("statistics.unknowns")


@generated_page(PATH, title=TITLE, also=said("statistics.also"), column="find")
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    origin, summary = page_url(PATH, lang), archive.settings.told(SUMMARY)[lang]
    rows = [
        (
            markup.tag("strong", escape(row.printed)),
            markup.sentence(row.statement, lang),
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


def _counts(archive: Archive, lang: Lang) -> str:
    live = [record for record in archive.records.values() if not record.meta.withdrawn]
    kinds = Counter(record.kind for record in live)
    groups = Counter(group(statement) for statement in archive.statements.values())
    # A label beside a number is in that number's form.
    called = {kind: (KINDS[kind].label if count == 1 else KINDS[kind].plural)[lang] for kind, count in kinds.items()}
    rows = [(escape(called[kind]), str(count)) for kind, count in sorted(kinds.items(), key=lambda row: called[row[0]])]
    for name, title in TITLES.items():
        way = markup.link(archive.settings.told(title)[lang], page_url(PATH, lang), status_url(name, lang))
        rows.append((way, str(groups[name])))
    rows.append((escape(UNKNOWNS[lang]), str(sum(len(record.unknowns(lang)) for record in live))))
    return tables.table([head[lang] for head in COUNTS], rows, ARCHIVE[lang])
