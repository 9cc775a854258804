"""`du-lieu/thuat-lai/` and beside it: the statements of each status, by the records on which they stand.

Every status has its page at all times: a statement of it may be the first or the last, and an address given once stays.
Where there are many, their ids stand for them: the sentences would be the archive over again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from archive.content.model import Archive, page_url, relative_url
from archive.content.statement import Statement
from archive.context import Context
from archive.data.linked import PAGE, TITLE
from archive.extending import generated_page
from archive.findings import Lang
from archive.stage import markup
from archive.stage.page import HOME, StagedPage, generated
from archive.words import among, said

PATHS: Mapping[str, str] = {
    "reported": "thuat-lai",
    "context": "boi-canh",
    "inferred": "suy-luan",
    "official": "chinh-thuc",
    "withdrawn": "da-rut",
}
"""The name of each page below `du-lieu/`, by the look of its statements; withdrawn ones have no other."""
TITLES, LEADS = among("statuses.titles"), among("statuses.leads")
COUNT, NONE = said("statuses.count"), said("statuses.none")
MANY, SHORT = 150, 64
"""As many sentences as one page shows whole; of more, only so many letters each, lest it is heavier than any other."""


def _path(name: str) -> str:
    return f"{PAGE.removesuffix('.md')}/{PATHS[name]}.md"


def group(statement: Statement) -> str:
    """On which of the pages a statement stands: how sure it is as readers see it, unless it was withdrawn."""
    return "withdrawn" if statement.withdrawal else statement.look


def status_url(name: str, lang: Lang) -> str:
    """The address of the page of a look, or of `withdrawn`, from the site's root: `en/du-lieu/suy-luan/`."""
    return page_url(_path(name), lang)


@generated_page(searched=False)  # among the results each of its sentences stands on a page of its own
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """A page a status, in order of the records' ids and of their pages' sentences."""
    home, above = page_url("index.md", lang), page_url(PAGE, lang)
    way = [{"title": HOME[lang], "url": home}, {"title": TITLE[lang], "url": above}]
    every = [s for _, record in sorted(archive.records.items()) for s in archive.statements.of(record.claims)]
    for name in PATHS:
        held = [statement for statement in every if group(statement) == name]
        title, lead = (archive.settings.told(words[name]) for words in (TITLES, LEADS))
        url = status_url(name, lang)
        parts = [markup.tag("p", escape(lead[lang]), class_="lead"), *_listed(archive, held, lang, url)]
        yield generated(lang, _path(name), title, lead[lang], "\n\n".join(parts), {"crumbs": way})


def _listed(archive: Archive, held: Iterable[Statement], lang: Lang, url: str) -> Iterator[str]:
    groups = [(record, list(found)) for record, found in groupby(held, key=lambda statement: statement.record.id)]
    if not groups:
        yield markup.tag("p", escape(NONE[lang]))
        return
    total = sum(len(found) for _, found in groups)
    yield markup.tag("p", escape(COUNT[lang].format(n=total, m=len(groups))))
    for name, found in groups:
        record = archive.records[name]
        title = markup.link(record.title(lang), url, record.url(lang), lang=markup.title_lang(record, lang))
        most = SHORT if total > MANY else None
        items = "".join(
            markup.tag("li", _sentence(statement, lang, url, most), data_status=statement.status) for statement in found
        )
        shown = markup.tag("ul", items, class_="statements")
        yield markup.tag("section", markup.tag("h2", title, id=name) + shown)


def _sentence(statement: Statement, lang: Lang, url: str, most: int | None) -> str:
    look, words = "withdrawn" if statement.withdrawal else None, statement.text[lang]
    if most and len(words) > most:
        words = f"{words[:most].rpartition(' ')[0] or words[:most]} …"
    # Within the link: two that begin alike are told apart by it, by ear as well.
    name = markup.tag("small", escape(statement.id), class_="nb")
    return markup.tag("a", f"{escape(words)} {name}", href=relative_url(url, statement.url(lang)), class_=look)
