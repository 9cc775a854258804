"""What the search looks through: every page and statement with its words in both languages, and the prose of pages.

Takes an archive and what its finished pages say of themselves (address, title, summary); gives values that the search
script takes as they are. Refuses nothing. Words are as published: the script folds, splits and reads them itself, so
that what is asked and what is there are read by the same rules. Nothing of the frame's own words is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from archive.content.kinds import KINDS
from archive.content.model import Archive, Page, Record
from archive.content.statement import Statement
from archive.content.terms import Term
from archive.findings import LANGS, Lang, Text
from archive.stage import markup
from archive.stage.relations import record_at
from archive.words import said

PLAIN, HOME, TERM = "page", "home", "term"
"""What a page is that is no record's."""
ENTRY = said("lookup.term")


@dataclass(frozen=True, slots=True)
class Found:
    """A page that may be found: its address in Vietnamese, relative to the site's root, and what it says of itself."""

    url: str
    title: Text
    summary: Text
    also: tuple[str, ...] = ()
    """What else it is looked for by, in either language."""


def index(archive: Archive, pages: Sequence[Found]) -> dict[str, Any]:
    """The index as rows: `statuses` and `kinds` with their words, `pages`, `statements`, `short` forms, what is `weak`.

    A page, or an entry of the glossary, is `[address, id, kind, titles, summaries, other names]`, a statement `[id,
    status, page, withdrawn, Vietnamese, English, *ids of those merged into it]`: status and page are places in their
    lists. What is weak narrows nothing.
    """
    records = {record.url("vi"): record for record in archive.records.values()}
    rows = [_page(found, records.get(found.url)) for found in pages]
    terms = [_term(term) for term in archive.terms]
    at = {found.url: place for place, found in enumerate(pages)}
    shown = [s for s in archive.statements.values() if not s.merged and s.record.url("vi") in at]
    looks = [_status(statement) for statement in shown]
    statuses = [look for place, look in enumerate(looks) if look not in looks[:place]]
    statements = [
        [
            s.id,
            statuses.index(look),
            at[s.record.url("vi")],
            int(bool(s.withdrawal)),
            s.text.vi,
            s.text.en,
            *s.absorbed,
        ]
        for s, look in zip(shown, looks, strict=True)
    ]
    short = [[*term.abbr, *term.forms("vi"), *term.forms("en")] for term in archive.terms if term.abbr]
    weak = archive.settings.understood
    kinds = {name: [kind.label[lang] for lang in LANGS] for name, kind in sorted(KINDS.items())}
    kinds[TERM] = [ENTRY[lang] for lang in LANGS]
    pages_of_all = [*rows, *terms]
    return {
        "statuses": statuses,
        "kinds": kinds,
        "pages": pages_of_all,
        "statements": statements,
        "short": short,
        "weak": weak,
    }


def prose(archive: Archive, pages: Sequence[Found], lang: Lang) -> list[list[Any]]:
    """What else stands on pages that somebody wrote, in one language: `[address, *pieces]`, as the index has it."""
    written = {page.url: page for page in archive.pages if page.lang == lang}
    prefix = "" if lang == "vi" else "en/"
    texts = ((found.url, written.get(prefix + found.url)) for found in pages)
    return [[url, *pieces] for url, page in texts if page and (pieces := [*_prose(page, archive)])]


def _page(found: Found, record: Record | None) -> list[Any]:
    names = dict.fromkeys((*found.also, *(_names(record) if record else ())))
    titles = [found.title[lang] for lang in LANGS]
    return [
        found.url,
        record.id if record else "",
        record.kind if record else PLAIN if found.url else HOME,
        titles,
        [found.summary[lang] for lang in LANGS],
        [name for name in names if name not in titles],
    ]


def _term(term: Term) -> list[Any]:
    """An entry of the glossary, as a page: its other forms and its abbreviations are names of it."""
    others = dict.fromkeys((*term.abbr, *term.also["vi"], *term.also["en"]))
    means = [term.meaning[lang] for lang in LANGS]
    return [term.url("vi"), term.anchor, TERM, [term.term[lang] for lang in LANGS], means, list(others)]


def _names(record: Record) -> Iterator[str]:
    """What a record is called besides its title: by its front matter, and over time."""
    for key in record.meta.called:
        if value := getattr(record.meta, key):
            yield str(value)
    yield from (claim.name for claim in record.live_claims if claim.name)


def _status(statement: Statement) -> list[str]:
    """The look of a statement's chip, and its words in each language."""
    if statement.withdrawal:
        return ["withdrawn", *(markup.withdrawn_on(statement.withdrawal, lang) for lang in LANGS)]
    return [statement.look, *(statement.word[lang] for lang in LANGS)]


def _prose(page: Page, archive: Archive) -> Iterator[str]:
    yield from page.meta.unknowns if page.meta else ()
    yield from (fragment.text for fragment in page.body.fragments)
    if record := record_at(archive, page.path):
        yield from (record.place_words(locator, page.lang) for locator in record.locators)
